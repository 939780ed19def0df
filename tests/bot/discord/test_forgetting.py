"""Questions are dropped in time while the bot runs."""

import asyncio
import os
import signal
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from bot.discord import run
from bot.discord.run import STOPPED, serve
from bot.journal import Journal
from index.library import Library
from tests.bot.discord.place import client
from tests.bot.discord.test_stopping import TOKEN, IdleClient
from tests.bot.journals import DAY, Clock, recorded


async def test_what_is_too_old_is_dropped_though_nobody_asks(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bot that is idle keeps questions no longer than one that is busy; in memory neither."""
    monkeypatch.setattr(run, "FORGET_EVERY", 0.02)
    bot = IdleClient(shelf)
    bot.service = client(shelf, tmp_path, keep_days=1).service
    with closing(Journal(tmp_path, 1, Clock(time.time() - 2 * DAY))) as before:
        old = recorded(before)
    bot.service.gaps._vectors["Who was shocked?"] = np.ones(2, np.float32)
    running = asyncio.ensure_future(serve(bot, TOKEN))
    async with asyncio.timeout(5):
        while bot.service.journal.entry(old.id) is not None:  # noqa: ASYNC110 (it is in the file)
            await asyncio.sleep(0.01)
        while bot.service.gaps._vectors:  # noqa: ASYNC110 (as above)
            await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGTERM)
    assert await running == STOPPED
