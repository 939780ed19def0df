"""What a press means -> the function that does it."""

import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

Action: TypeAlias = Callable[..., Awaitable[None]]
"""Takes the service, the interaction, and what the press says beside its name."""


class Actions:
    """Functions by the presses that they are for."""

    def __init__(self) -> None:
        self._known: list[tuple[re.Pattern[str], Action]] = []

    def on(self, pattern: str) -> Callable[[Action], Action]:
        """Have a function do what presses mean that ``pattern`` matches; it gets the groups."""

        def added(action: Action) -> Action:
            self._known.append((re.compile(pattern), action))
            return action

        return added

    def meant_by(self, meant: str) -> Action | None:
        """Return what to do at a press that means ``meant``, or ``None`` if nothing is known."""
        for pattern, action in self._known:
            if match := pattern.fullmatch(meant):
                return partial(_with, action, match.groups())
        return None


async def _with(action: Action, groups: tuple[str, ...], *given: object) -> None:
    await action(*given, *groups)
