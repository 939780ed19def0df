"""The way through the house, as docs/architecture.md draws it, beside the code's own imports."""

import re
import tomllib
from itertools import pairwise

import pytest

from bot.settings import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS = {
    contract["containers"][0]: [layer.split(" | ") for layer in contract["layers"]]
    for contract in CONTRACTS["tool"]["importlinter"]["contracts"]
    if contract.get("exhaustive")
}
_NAME = re.compile(r"(?<= {2})([a-z_*]+)(?:\.py|/)(?=\s|$)")


def drawn(package: str) -> list[list[str]]:
    """Return the names in the drawing of a package, line by line."""
    _, _, rest = PAGE.partition(f"Inside `{package}`")
    block = re.search(r"\n\n((?:    .*\n)+)", rest)
    assert block
    return [_NAME.findall(line) for line in block[1].splitlines()]


def modules(package: str) -> set[str]:
    """Return the modules and packages directly in a package."""
    folder = ROOT / package
    inside = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    return inside | {path.parent.name for path in folder.glob("*/__init__.py")}


@pytest.mark.parametrize("package", ["index", "bot"])
def test_every_room_is_drawn_and_no_other(package: str) -> None:
    """A new module has its place in the drawing; one that is gone has none."""
    names = {name for line in drawn(package) for name in line}
    ends = tuple(name.removeprefix("*") for name in names if name.startswith("*"))
    named = {one for one in modules(package) if one in names or (ends and one.endswith(ends))}
    assert modules(package) - named == set()
    assert {name for name in names if "*" not in name} <= modules(package)


@pytest.mark.parametrize("package", ["index", "bot"])
def test_arrows_point_down(package: str) -> None:
    """The lines stand in the order of the contract that import-linter holds."""
    level = {name: n for n, layer in enumerate(LAYERS[package]) for name in layer}
    known = [[level[name] for name in line if name in level] for line in drawn(package)]
    lines = [line for line in known if line]
    for above, below in pairwise(lines):
        assert max(above) <= min(below), (above, below)
