"""The image, compose.yaml and the unit of systemd fit the code that they start."""

import re
import shlex
import tomllib
from fnmatch import fnmatch

import pytest
import yaml

from bot.cli import app
from bot.discord import run
from bot.settings import given_settings
from tests.conftest import REPOSITORY

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
INSTRUCTIONS = [
    (line.split(maxsplit=1)[0], line.split(maxsplit=1)[1])
    for line in re.sub(r"\\\n\s*", "", DOCKERFILE).splitlines()
    if line and not line.startswith("#")
]
SERVICE = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))["services"][
    "dossier"
]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
FORMS = given_settings(environment={}).forms
DISCORDS_STARTS_A_DAY = 1000


def given(instruction: str) -> list[str]:
    """Return what an instruction of the Dockerfile is given, each time that it comes."""
    return [rest for name, rest in INSTRUCTIONS if name == instruction]


def unit() -> dict[str, list[str]]:
    """Return the settings of the service, which may come more than once."""
    found: dict[str, list[str]] = {}
    for line in (REPOSITORY / "deploy/dossier.service").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"(\w+)=(.*)", line):
            found.setdefault(match[1], []).append(match[2])
    return found


def test_both_stages_stand_on_the_python_that_is_tested() -> None:
    """What is installed in one runs in the other, and continuous integration runs the same."""
    first, second = given("FROM")
    assert first == f"{second} AS build"
    version = re.findall(r"python:([\d.]+)-slim", second)[0]
    tests = (REPOSITORY / ".github/workflows/test.yml").read_text(encoding="utf-8")
    assert f'python-version: "{version}"' in tests
    assert PROJECT["project"]["requires-python"] == f">={version}"
    assert set(re.findall(r"lib/python([\d.]+)/", DOCKERFILE)) == {version}


def test_everything_is_installed_as_it_is_pinned() -> None:
    """Each installation keeps to constraints.txt, and torch is found as the Makefile finds it."""
    installed = [line for line in given("RUN") if " install " in line]
    assert len(installed) == 2
    assert all("--only-binary :all: -c constraints.txt" in line for line in installed)
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    (found,) = re.findall(r"\$\(shell (sed .+? constraints\.txt)\)", makefile)
    assert f'"torch==$({found.replace("$$", "$")})+cpu"' in installed[0]
    assert "torch==$(TORCH_VERSION)$(if $(filter Linux,$(shell uname -s)),+cpu)" in makefile


def test_all_that_is_copied_reaches_the_build_and_nothing_else() -> None:
    """What .dockerignore lets in is what the Dockerfile copies: no token, journal or index."""
    rules = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in rules[:2]
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = {
        name
        for words in map(str.split, given("COPY"))
        if not words[0].startswith("--")
        for name in words[:-1]
    }
    assert copied == allowed
    assert all((REPOSITORY / name).exists() for name in copied)
    packages = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert all(any(fnmatch(name, pattern) for name in copied) for pattern in packages)
    assert "index/built" in rules


@pytest.mark.parametrize("words", [given("ENTRYPOINT")[0], given("HEALTHCHECK")[0]])
def test_what_the_image_starts_is_a_command_of_ours(words: str) -> None:
    """The image runs the bot, and asks it how it is."""
    command = yaml.safe_load(words[words.index("[") :])
    command += yaml.safe_load(given("CMD")[0]) if len(command) == 1 else []
    assert command[0] == "dossier"
    assert command[1] in {one.name or one.callback.__name__ for one in app.registered_commands}  # type: ignore[union-attr]


def test_the_image_runs_as_nobody_that_matters() -> None:
    """A number is what Kubernetes and volumes go by, and the files are that user's."""
    (user,) = given("USER")
    number, group = user.split(":")
    assert f"--uid {number}" in DOCKERFILE
    assert f"--gid {group}" in DOCKERFILE
    assert f"--chown={user} /srv/dossier /srv/dossier" in DOCKERFILE


def test_the_settings_of_image_and_compose_exist() -> None:
    """No name is misspelt, and the folders are where they may be written."""
    names = set(re.findall(r"\b(DOSSIER_[A-Z_]+)", DOCKERFILE)) | set(SERVICE["environment"])
    assert names <= set(FORMS)
    volumes = yaml.safe_load(given("VOLUME")[0])
    assert [volume.partition(":")[2] for volume in SERVICE["volumes"]] == volumes
    folders = [SERVICE["environment"][f"DOSSIER_{name}"] for name in ("SEEDS", "INDEX", "STATE")]
    assert all(folder.startswith(volume) for folder, volume in zip(folders, volumes, strict=True))
    (work,) = {line for line in given("WORKDIR") if line != "/src"}
    defaults = [FORMS[f"DOSSIER_{name}"].default for name in ("SEEDS", "INDEX", "STATE")]
    assert [f"{work}/{default}" for default in defaults] == folders


def test_the_health_check_asks_where_the_bot_answers() -> None:
    """An empty line of .env does not take the port away from it."""
    (port,) = re.findall(r"DOSSIER_METRICS_PORT=(\d+)", DOCKERFILE)
    assert SERVICE["environment"]["DOSSIER_METRICS_PORT"] == port


def test_the_container_may_do_next_to_nothing() -> None:
    """It writes its volumes and /tmp, has no capability, and gets no new ones."""
    assert SERVICE["read_only"] is True
    assert SERVICE["tmpfs"].startswith("/tmp:")  # noqa: S108 (in the container)
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]
    assert {"restart", "mem_limit", "pids_limit"} <= set(SERVICE)
    assert "ports" not in SERVICE
    assert "privileged" not in SERVICE


def test_both_wait_for_the_bot_to_end() -> None:
    """Neither kills a bot that is finishing what is under way."""
    needed = run.GRACE + run.TELLING
    assert int(SERVICE["stop_grace_period"].removesuffix("s")) > needed
    assert int(unit()["TimeoutStopSec"][0]) > needed


def test_systemd_starts_again_what_another_start_may_mend() -> None:
    """A token that Discord does not know stays wrong; and Discord counts the starts of a day."""
    assert unit()["Restart"] == ["on-failure"]
    stays = {int(code) for code in unit()["RestartPreventExitStatus"][0].split()}
    assert stays == {run.BAD_TOKEN, run.NO_INTENT, run.REFUSED}
    assert 24 * 60 * 60 / int(unit()["RestartSec"][0]) < DISCORDS_STARTS_A_DAY


def test_the_unit_lets_the_bot_write_its_own_folder_alone() -> None:
    """The rest of the machine is read at most."""
    assert unit()["ProtectSystem"] == ["strict"]
    assert unit()["NoNewPrivileges"] == ["yes"]
    assert unit()["CapabilityBoundingSet"] == [""]
    assert unit()["ProtectHome"] == ["yes"]
    (name,) = unit()["StateDirectory"]
    assert unit()["WorkingDirectory"] == [f"/var/lib/{name}"]
    assert shlex.split(unit()["ExecStart"][0])[1:] == ["run"]
