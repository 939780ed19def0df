"""What stands beside the code for those who work on it fits the code."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import app
from tests.conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")


def read(path: Path) -> Any:  # noqa: ANN401 (YAML)
    """Return what a YAML file says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def targets() -> set[str]:
    """Return the targets of the Makefile."""
    return set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_call_the_makefile(path: Path) -> None:
    """A workflow runs targets of the Makefile and nothing else, and may only read."""
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        ran = [step["run"] for step in job["steps"] if "run" in step]
        assert ran
        assert all(re.fullmatch(r"make [a-z-]+", line) for line in ran), ran
        assert {line.removeprefix("make ") for line in ran} <= targets()


def test_continuous_integration_runs_what_make_test_runs() -> None:
    """There is one definition of what has to pass."""
    assert "make test" in (GITHUB / "workflows" / "test.yml").read_text(encoding="utf-8")


def test_the_hooks_are_the_checks_of_make_test() -> None:
    """What runs before a commit is what runs after it."""
    (repository,) = read(REPOSITORY / ".pre-commit-config.yaml")["repos"]
    ran = [hook["entry"].removeprefix("make ") for hook in repository["hooks"]]
    (needed,) = re.findall(r"^test: (.*)$", MAKEFILE, re.MULTILINE)
    assert ran == needed.split()


def test_dependabot_looks_after_packages_actions_and_images() -> None:
    """All kinds of things that we take from others are kept up to date."""
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {one["package-ecosystem"] for one in updates} == {"pip", "github-actions", "docker"}
    assert all((REPOSITORY / one["directory"].lstrip("/")).is_dir() for one in updates)


def test_the_templates_of_issues_have_what_github_asks_for() -> None:
    """Each has a name, a description, and a field with a label."""
    for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        form = read(path)
        if path.name == "config.yml":
            continue
        assert form["name"]
        assert form["description"]
        assert all(part["attributes"] for part in form["body"])
        fields = [part for part in form["body"] if part["type"] != "markdown"]
        assert fields
        assert all(part["attributes"]["label"] and part["id"] for part in fields)


def test_every_tool_is_pinned() -> None:
    """What looks after the supply chain is pinned, with all that it brings along."""
    lines = (REPOSITORY / "tools.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.+!-]*", line) for line in pins)
    names = {line.partition("==")[0] for line in pins}
    assert {"build", "pip_audit", "cyclonedx-bom", "pip-licenses"} <= names


def test_the_version_stands_in_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    """What is installed tells pyproject.toml's, and the changelog begins with it or with news."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with pytest.raises(SystemExit) as ended:
        app(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"dossier {project['version']}\n"
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0]
    assert latest in {"Unreleased", project["version"]}
    modules = [*(REPOSITORY / "bot").rglob("*.py"), *(REPOSITORY / "index").rglob("*.py")]
    assert not [path for path in modules if "__version__" in path.read_text(encoding="utf-8")]


def test_make_lists_its_targets() -> None:
    """``make help`` names every target that people call."""
    told = subprocess.run(
        ["make", "help"],  # noqa: S607 (make, wherever it is)
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    called = {"run", "ask", "test", "reranker", "mutants", "audit", "licences", "sbom", "release"}
    assert called <= set(re.findall(r"make (\w+)", told))


def test_setting_up_asks_pytorch_where_pip_finds_no_cpu_build(tmp_path: Path) -> None:
    """The index that has it is named only then; what was set up elsewhere is made anew here."""
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).touch()
    told = subprocess.run(  # noqa: S603 (our own Makefile)
        ["make", "--dry-run", "--always-make", "-f", REPOSITORY / "Makefile", "install"],  # noqa: S607
        cwd=tmp_path,
        env={**os.environ, "TORCH": "torch==2.0+cpu"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (place,) = set(re.findall(r"\.venv/\.ready-\d+", told))
    assert f"test -e {place} || python3 -m venv --clear .venv" in told
    plain, _, other = told.partition("--extra-index-url https://download.pytorch.org/whl/cpu")
    assert "'torch==2.0+cpu' 2> /dev/null ||" in plain
    assert "'torch==2.0+cpu'; }" in other
