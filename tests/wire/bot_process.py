"""The bot as a process of its own: started, watched, told to stop, and never left behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.wire import launcher
from tests.wire.waiting import DEADLINE, until

_NAME = re.compile(r"^(\w+)=", re.MULTILINE)
_PROBLEM = re.compile(r'.*"level": "(error|critical)"|.*: \w+Warning: |Traceback |Error: ')


class BotProcess:
    """A bot that runs, or has ended."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self._process = process
        self._output = output

    @property
    def log(self) -> str:
        """All that it has written so far, to standard output and standard error."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    @property
    def problems(self) -> list[str]:
        """The lines of the log that tell of errors, tracebacks and warnings of Python's."""
        return [line for line in self.log.splitlines() if _PROBLEM.match(line)]

    async def logged(self, text: str, seconds: float = DEADLINE) -> None:
        """Wait until the log has a text."""
        await until(lambda: text in self.log, f"{text!r} in the log", seconds)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def ended(self, seconds: float = DEADLINE) -> int:
        """Wait for its end, and return the exit code."""
        await until(lambda: self._process.poll() is not None, "the bot's end", seconds)
        return int(self._process.returncode)


@contextmanager
def bot_process(output: Path, **settings: str | Path) -> Iterator[BotProcess]:
    """Run the bot with these variables in its environment; kill it at the end of the block.

    No other setting of Dossier's applies, neither of the environment nor of a ``.env`` file.
    """
    example = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    unset = dict.fromkeys(_NAME.findall(example), "")
    environment = {**os.environ, **unset, **{name: str(s) for name, s in settings.items()}}
    with (
        output.open("wb") as written,
        subprocess.Popen(  # noqa: S603 (our own launcher)
            [sys.executable, "-m", launcher.__name__],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield BotProcess(process, output)
        finally:
            process.kill()
