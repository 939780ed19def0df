"""Conditions -> what they wait for, or a failure at the deadline."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

DEADLINE = 10.0
"""Seconds after which what should have happened will not."""

_POLL = 0.01


async def until(condition: Callable[[], _T | None], what: str, seconds: float = DEADLINE) -> _T:
    """Return the first true value of ``condition``.

    Raises:
        AssertionError: with ``what`` was waited for, if there is none within ``seconds``.

    """
    end = time.monotonic() + seconds
    while True:
        if value := condition():
            return value
        if time.monotonic() > end:
            msg = f"not within {seconds:g} s: {what}"
            raise AssertionError(msg)
        await asyncio.sleep(_POLL)
