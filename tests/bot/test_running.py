"""One bot runs with a folder of state."""

import logging
import os
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bot.running import RunningError, is_running, only_bot
from tests.conftest import until_killed

STATE = "state with a space"


def run_bot(state: Path, pipe: Connection) -> None:
    """Be the bot until killed."""
    with only_bot(state):
        pipe.send("running")
        pipe.recv()


def test_the_second_bot_is_told_and_a_dead_one_is_in_nobodys_way(tmp_path: Path) -> None:
    """While a process runs as the bot no other does; once it was killed, the next one may."""
    state = tmp_path / STATE
    assert not is_running(state)
    with until_killed(run_bot, state):
        assert is_running(state)
        with pytest.raises(RunningError, match=f"{STATE}; stop it, or name .* DOSSIER_STATE"):
            only_bot(state).__enter__()
    assert not is_running(state)
    with only_bot(state):
        assert is_running(state)
    assert not is_running(state)
    assert state.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_keeps_no_bot_from_running(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """That nothing can be noted is logged, and the bot runs."""
    with only_bot(Path(os.devnull) / "state"), caplog.at_level(logging.WARNING):
        assert "is unknown" in caplog.text
    assert not is_running(Path(os.devnull) / "state")
