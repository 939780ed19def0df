"""A passage -> its citation, ready to copy."""

import pytest

from bot.discord.cards.citing import STYLES, citing_card
from bot.discord.cards.layout import Card
from index.domain import Citation, Style
from index.engines.styles import formatted
from tests.bot.discord.builders import citation
from tests.bot.discord.seen import meanings, options, text_of


def carded(style: Style, cited: Citation | None = None) -> Card:
    """Return the card of a citation."""
    cited = cited or citation()
    return citing_card(cited, style, formatted(cited, style))


@pytest.mark.parametrize("style", Style)
def test_a_citation_can_be_copied_as_it_is(style: Style) -> None:
    """The citation stands as code, character for character, with the name of its style."""
    cited = citation(title="Of *Stars*")
    shown = text_of(carded(style, cited))
    parts = (
        formatted(cited, style).split("\n\n")
        if style is Style.CHICAGO
        else [formatted(cited, style)]
    )
    for part in parts:
        assert f"```\n{part}\n```" in shown
    assert f"**{STYLES[style][0]}**" in shown


def test_note_and_bibliography_are_copied_apart() -> None:
    """Chicago has two forms, which go to different places."""
    assert text_of(carded(Style.CHICAGO)).count("```") == 4
    assert text_of(carded(Style.APA)).count("```") == 2


def test_every_style_is_offered() -> None:
    """The menu has a style a line, with what it is for."""
    offered = options(carded(Style.APA))
    assert [option["value"] for option in offered] == [style.value for style in STYLES]
    assert set(STYLES) == set(Style)
    assert all(option["description"] for option in offered)


def test_what_is_cited_is_shown() -> None:
    """The passage stands there with its source, and its context is a press away."""
    card = carded(Style.PLAIN)
    assert "He was shocked. Shocked!" in text_of(card)
    assert "`renault-xbyzgn`" in text_of(card)
    assert meanings(card) == ["style:renault-xbyzgn", "context:renault-xbyzgn"]


def test_a_title_cannot_end_the_code() -> None:
    """Marks of code in a title are kept apart, so that nothing stands outside."""
    shown = text_of(carded(Style.PLAIN, citation(title="Of ``` and ```` marks")))
    assert shown.count("```") == 2


def test_what_is_too_long_is_cut_inside_the_code() -> None:
    """The end of the code stands, however long what is copied."""
    long = citation(title="word " * 2000, publisher="W" * 3000)
    shown = text_of(carded(Style.BIBTEX, long))
    assert "\n...\n```" in shown
    assert shown.count("```") == 2
