"""Who was told what lately, so that nobody is told the same with every message."""

import math
import time
from collections.abc import Callable


class Told:
    """Remembers when each person was told which kind of thing, of ``most`` such at once."""

    def __init__(
        self, every: float, most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Have nobody told again within ``every`` seconds."""
        self._every = every
        self._most = most
        self._clock = clock
        self._since: dict[tuple[int, object], float] = {}

    def lately(self, person: int, kind: object = None) -> bool:
        """Tell whether a person was told a kind of thing lately; it counts as nothing."""
        return self._clock() - self._since.get((person, kind), -math.inf) < self._every

    def is_due(self, person: int, kind: object = None) -> bool:
        """Tell whether a person is to be told a kind of thing now; if so, it counts as done."""
        if self.lately(person, kind):
            return False
        if len(self._since) >= self._most:
            self._since.clear()
        self._since[person, kind] = self._clock()
        return True
