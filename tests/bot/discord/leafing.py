"""Briefings on one topic, and their pages as somebody turns them."""

import re
from typing import Any

from tests.bot.discord.place import Place
from tests.bot.discord.seen import Shown, meanings, text_of

TOPIC = "harbour crane"


async def briefed(here: Place, **options_: Any) -> Shown:  # noqa: ANN401 (as a command has them)
    """Return the message of a briefing."""
    message = (await here.alice.slash(here.channel, "brief", topic=TOPIC, **options_)).response
    assert isinstance(text_of(message), str)
    return message  # type: ignore[no-any-return]


def numbers(message: Shown) -> list[int]:
    """Return the numbers of the passages on a card."""
    return [int(one) for one in re.findall(r"^\*\*(\d+)\*\*", text_of(message), re.MULTILINE)]


async def turned(here: Place, message: Shown) -> list[str]:
    """Return the text of every page, turned by the one who asked."""
    pages = [text_of(message)]
    while any(one.startswith("leaf:") for one in meanings(message)[-9:]):
        following = [one for one in meanings(message) if one.startswith("leaf:")]
        number = len(pages) + 1
        if not any(one.endswith(f":{number}") for one in following):
            break
        await here.press(here.alice, message, rf"leaf:.*:{number}")
        pages.append(text_of(message))
    return pages
