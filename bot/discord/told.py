"""Who was told something lately, so that nobody is told it with every message."""

import math
import time
from collections.abc import Callable


class Told:
    """Remembers when each person was told one thing, of ``most`` people at once."""

    def __init__(
        self, every: float, most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Have nobody told again within ``every`` seconds."""
        self._every = every
        self._most = most
        self._clock = clock
        self._since: dict[int, float] = {}

    def is_due(self, person: int) -> bool:
        """Tell whether a person is to be told now; if so, it counts as done."""
        now = self._clock()
        if now - self._since.get(person, -math.inf) < self._every:
            return False
        if len(self._since) >= self._most:
            self._since.clear()
        self._since[person] = now
        return True
