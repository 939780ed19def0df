"""What the long trials in ``benchmarks/`` find out, in small."""

import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("script", "times"),
    [
        ("damage.py", "30"),  # flipped bits: none may change an answer unnoticed
        ("kills.py", "8"),  # of builds: the old corpus answers, or the new
    ],
)
def test_nothing_is_lost(script: str, times: str) -> None:
    """Other flips and instants than those of the long trial end as well as they do."""
    done = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, REPOSITORY / "benchmarks" / script, times, "7"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout
