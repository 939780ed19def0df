"""What ends a command is told in one sentence, where it is looked for."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.discord.run import BAD_TOKEN
from bot.ending import NO_TOKEN, ending_logged
from bot.settings import read_settings
from bot.terminal.output import progress_bars
from tests.bot.conftest import Run
from tests.conftest import REPOSITORY

FULL = Path("/dev/full")


def ended(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run ``dossier`` as a process of its own, without a terminal, until it ends."""
    known = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(  # type: ignore[call-overload, no-any-return] # noqa: S603 (our own program)
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=REPOSITORY,
        check=False,
        **{**known, **options},
    )


def test_run_without_a_token_is_the_chat_at_a_terminal(
    dossier: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``dossier run`` starts the chat where no token is set and a person types, and says why."""

    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(io, "StringIO", Typed)
    outcome = dossier("run", stdin="lunch with the counselor\n")
    assert outcome.status == 0
    assert "No DISCORD_TOKEN" in outcome.err
    assert "Greetings from the Chinese Embassy" in outcome.out


@pytest.mark.parametrize("log", ["text", "json"])
def test_run_without_a_token_fails_where_nobody_types(
    dossier: Run, monkeypatch: pytest.MonkeyPatch, log: str
) -> None:
    """Whoever supervises a bot sees that it did not start, and what to do about it."""
    monkeypatch.setenv("DOSSIER_LOG", log)
    outcome = dossier("run", stdin="lunch with the counselor\n")
    assert outcome.status == NO_TOKEN == BAD_TOKEN
    assert outcome.out == ""
    if log == "text":
        (line,) = outcome.err.splitlines()
        assert line.startswith("Error: There is no DISCORD_TOKEN in the environment or in .env;")


def test_programs_read_in_the_log_what_nobody_foresaw(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the log is JSON, a defect is in it with its traceback, and nowhere else."""
    settings = read_settings(environment={"DOSSIER_LOG": "json"})
    with pytest.raises(SystemExit) as end, ending_logged(settings):
        raise ZeroDivisionError
    assert end.value.code == 1
    (record,) = caplog.records
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError
    assert capsys.readouterr().err == ""
    text = read_settings(environment={"DOSSIER_LOG": "text"})
    with pytest.raises(ZeroDivisionError), ending_logged(text):
        raise ZeroDivisionError


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_disk_that_is_full_is_told(real_index: Path) -> None:
    """What cannot be written to a file for want of room ends with a sentence of its own."""
    with FULL.open("wb") as output:
        done = ended("--index", real_index, "sources", stdout=output)
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("Error: There is no room for what is written")


def test_what_a_terminal_cannot_show_is_replaced(real_index: Path) -> None:
    """An encoding without a letter costs that letter, and JSON has it escaped."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    read = ended("--index", real_index, "read", "embassy", "-p", "1", env=environment)
    assert (read.returncode, read.stderr) == (0, b"")
    assert b"?Greetings from the Chinese Embassy.?" in read.stdout
    quote = "“Greetings from the Chinese Embassy.”"
    command = ("--index", real_index, "verify", "--json", quote)
    shown = ended(*command, env=environment)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert json.loads(shown.stdout.decode("ascii"))["quote"] == quote


@pytest.mark.parametrize("module", ["rich.console", "logging", "bot.cli", "torch"])
def test_an_interrupt_while_modules_load_ends_quietly(module: str, real_index: Path) -> None:
    """Ctrl-C at any instant ends with 130, and without a traceback."""
    code = (
        "import sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: raise KeyboardInterrupt\n"
        "[sys.modules.pop(name) for name in list(sys.modules) if name == 'logging']\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from bot.__main__ import main\n"
        f"sys.argv = ['dossier', '--index', {str(real_index)!r}, 'ask', 'lunch']\n"
        "main()"
    )
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="a process of Windows is sent no SIGTERM")
@pytest.mark.parametrize("module", ["discord", "torch"])
def test_a_bot_that_starts_may_be_stopped(module: str, real_index: Path, tmp_path: Path) -> None:
    """As one that runs: the log has a line, and the status is that of a bot that was stopped."""
    code = (
        "import os, signal, sys\n"
        "class Stopped:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.meta_path.insert(0, Stopped())\n"
        "from bot.__main__ import main\n"
        f"sys.argv = ['dossier', '--index', {str(real_index)!r}, 'run']\n"
        "main()"
    )
    environment = {
        **os.environ,
        "DISCORD_TOKEN": "not.a.token",
        "DOSSIER_LOG": "text",
        "DOSSIER_STATE": str(tmp_path),
    }
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert b"Received SIGTERM while the bot was starting." in line


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the output")
def test_an_output_that_is_closed_ends_as_ever(tmp_path: Path) -> None:
    """A supervisor may close standard output, which a bot does not need."""
    command = 'exec "$0" -m bot run >&-'
    environment = {
        **os.environ,
        "DISCORD_TOKEN": "",
        "DOSSIER_LOG": "text",
        "DOSSIER_STATE": str(tmp_path),
    }
    done = subprocess.run(  # noqa: S603 (our own program)
        ["/bin/sh", "-c", command, sys.executable],
        cwd=REPOSITORY,
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == NO_TOKEN
    assert done.stderr.startswith(b"Error: There is no DISCORD_TOKEN")


def test_no_bar_is_drawn_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A log, or a file, gets no empty line where a bar would have been."""
    with progress_bars() as progress:
        progress("embedding", 0, 2)
        progress("embedding", 2, 2)
    assert capsys.readouterr() == ("", "")
