"""A payload's values -> what is wrong with them, and where."""

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

Payload = dict[str, Any]

MAX_URL = 2048
WEB = ("http", "https")

_EMOJI = (
    "(?:[#*0-9]\ufe0f?\u20e3"
    "|[©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫"
    "⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙"
    "\U0001f000-\U0001faff])"
)
_EMOJI_SEQUENCE = re.compile(f"{_EMOJI}(?:[\ufe0f\u200d\U000e0020-\U000e007f]|{_EMOJI})*")


def size(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units, the larger of the two ways to count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Findings:
    """Collects what is wrong; the readers return what could be read, so that checks go on."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, at: str, what: str) -> None:
        """Note that what stands at ``at`` breaks a rule."""
        self.found.append(f"{at}: {what}")

    def text(self, owner: Payload, key: str, at: str, most: int, *, needed: bool = False) -> str:
        """Return the string ``owner[key]``, of at most ``most`` units, visible if ``needed``."""
        value, at = owner.get(key), f"{at}.{key}"
        if value is not None and not isinstance(value, str):
            self.add(at, "not a string")
            return ""
        value = value or ""
        if needed and not value.strip():
            self.add(at, "empty")
        if size(value) > most:
            self.add(at, f"{size(value)} characters, at most {most}")
        return value

    def number(self, owner: Payload, key: str, at: str, low: int, high: int) -> int | None:
        """Return the whole number ``owner[key]`` if it is one, from ``low`` to ``high``."""
        value = owner.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.add(f"{at}.{key}", "not a whole number")
            return None
        if not low <= value <= high:
            self.add(f"{at}.{key}", f"{value} is not from {low} to {high}")
        return value

    def ordered(self, low: int | None, high: int | None, at: str) -> None:
        """Note a least that is more than the most."""
        if low is not None and high is not None and low > high:
            self.add(at, f"at least {low}, but at most {high}")

    def members(
        self, owner: Payload, key: str, at: str, low: int, high: int = sys.maxsize
    ) -> list[Payload]:
        """Return the objects in the list ``owner[key]``, which holds ``low`` to ``high``."""
        value = owner.get(key)
        if value is None:
            value = []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.add(f"{at}.{key}", "not a list of objects")
            return []
        if not low <= len(value) <= high:
            range_ = f"{low} to {high}" if high < sys.maxsize else f"{low} or more"
            self.add(f"{at}.{key}", f"{len(value)} of them, not {range_}")
        return value

    def unique(self, values: Iterable[object], at: str, what: str) -> None:
        """Note each value that comes again."""
        seen = set()
        for value in map(repr, values):
            if value in seen:
                self.add(at, f"{what} {value} comes twice")
            seen.add(value)

    def flag(self, owner: Payload, key: str, at: str) -> bool:
        """Return the truth value ``owner[key]``."""
        value = owner.get(key)
        if value is not None and not isinstance(value, bool):
            self.add(f"{at}.{key}", "not true or false")
        return bool(value)

    def address(
        self, owner: Payload, key: str, at: str, schemes: Sequence[str], most: int = MAX_URL
    ) -> None:
        """Check the address ``owner[key]``, if there is one."""
        url = self.text(owner, key, at, most)
        if url and not re.match(
            rf"(?:{'|'.join(schemes)})://[^\s/?#]+[^\s]*\Z", url, re.IGNORECASE
        ):
            self.add(f"{at}.{key}", f"{url!r} is not an address with {', '.join(schemes)}")

    def emoji(self, owner: Payload, at: str) -> bool:
        """Return whether ``owner`` has an emoji, which is one of Unicode's or has an id."""
        value, at = owner.get("emoji"), f"{at}.emoji"
        if value is None:
            return False
        if not isinstance(value, dict):
            self.add(at, "not an object")
            return False
        name = self.text(value, "name", at, 32, needed=True)
        if value.get("id") is None:
            if not _EMOJI_SEQUENCE.fullmatch(name):
                self.add(at, f"{name!r} is no emoji of Unicode and has no id")
        elif not re.fullmatch("[0-9]{17,20}", str(value["id"])):
            self.add(at, f"{value['id']!r} is not an id")
        elif not re.fullmatch(r"\w{2,32}", name, re.ASCII):
            self.add(at, f"{name!r} is not the name of a custom emoji")
        return True
