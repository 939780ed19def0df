"""The few components that every card is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.layout import (
    MAX_CUSTOM_ID,
    MAX_OPTIONS,
    button,
    card,
    clipped_plain,
    custom_id,
    meaning,
    menu,
    row,
    text,
)
from bot.discord.cards.notice import marked_notice, notice
from bot.discord.excerpt import size
from tests.bot.discord.hostile import LONG
from tests.bot.discord.seen import meanings, options, text_of


def test_what_is_not_there_takes_no_room() -> None:
    """A card, a row and a text have the parts that are there."""
    made = card(text("one", None, "two"), None, row(None, button("A", "a"), None), row(None))
    assert text_of(made) == "one\ntwo"
    assert meanings(made) == ["a"]


async def test_a_card_is_not_waited_for() -> None:
    """What is pressed is heard elsewhere, so that no card is kept in memory."""
    made = card(text("one"))
    assert made.is_finished()


@given(st.lists(st.from_regex(r"[\w.-]+", fullmatch=True), min_size=1, max_size=3))
def test_a_custom_id_can_be_read_again(words: list[str]) -> None:
    """What a press means is what the button was given, colons between."""
    joined = ":".join(words)[: MAX_CUSTOM_ID - 2]
    assert meaning(custom_id(joined)) == joined


def test_what_discord_would_refuse_is_not_made() -> None:
    """A button that could mean too much is an error of ours, found before it is sent."""
    with pytest.raises(ValueError, match="too long"):
        custom_id("word", "k" * MAX_CUSTOM_ID)


@pytest.mark.parametrize("foreign", ["", "other:thing", "d", "dd:page"])
def test_what_is_not_ours_means_nothing(foreign: str) -> None:
    """Another's button is none of the bot's."""
    assert meaning(foreign) is None


def test_the_longest_of_what_is_pressed_fits() -> None:
    """Users, paragraphs and keys are as long as they can be."""
    assert custom_id("read", 2**64 - 1, 10**8 - 1, "k" * 60)
    assert custom_id("page", 2**64 - 1, "a" * 12, 3)
    assert custom_id("part", 10**6, f"{'k' * 60}-k3f9ab-9999")


def test_a_menu_has_no_more_than_fits() -> None:
    """Of many options the first are offered."""
    made = card(menu("Choose", [(str(n), f"Option {n}", None) for n in range(30)], "choose"))
    assert [option["value"] for option in options(made)] == [str(n) for n in range(MAX_OPTIONS)]


@given(LONG)
def test_an_option_is_one_line_that_fits(given_text: str) -> None:
    """A label is never empty, never too long, and on one line."""
    shown = clipped_plain(given_text)
    assert 0 < size(shown) <= 100
    assert "\n" not in shown
    assert shown.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 100, "a" * 100),
        ("a" * 101, "a" * 99 + "…"),
        ("a" * 98 + " bcd", "a" * 98 + "…"),
        ("\U0001f600" * 50, "\U0001f600" * 50),
        ("\U0001f600" * 51, "\U0001f600" * 49 + "…"),
        ("half \ud800 a pair", "half \ud800 a pair"),
    ],
)
def test_an_option_is_cut_to_the_letter(text: str, shown: str) -> None:
    """Discord counts UTF-16 units, and takes no half of a pair."""
    assert clipped_plain(text) == shown


def test_a_notice_is_shown_as_it_is_written() -> None:
    """A sentence with somebody's words in it has no markup; the bot's own may have some."""
    assert text_of(notice("No *such* thing.")) == r"No \*such\* thing."
    assert text_of(marked_notice("Use `/ask`.")) == "Use `/ask`."
    assert size(text_of(notice("word " * 2000))) <= 2000
