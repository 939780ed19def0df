"""The corpus -> a card that lists its documents."""

import pytest

from bot.discord.cards.sources import PER_PAGE, sources_card
from tests.bot.discord.builders import source
from tests.bot.discord.seen import meanings, options, text_of

MANY = [source(f"doc{number:02}", number + 1, title=f"Title {number}") for number in range(20)]


def test_what_is_known_of_a_document_is_told() -> None:
    """Title, publisher, author, date, passages and key; what is not known is left out."""
    known = source(publisher="The Press", author="A. Writer", date="2009-12")
    shown = text_of(sources_card([known, source("bare", 1, title="Bare")], 1, 7))
    assert "**2 documents**, 10 passages" in shown
    assert (
        "*Getting Past Captain Renault*\n"
        "-# The Press, A. Writer, December 2009, 9 passages, `renault`" in shown
    )
    assert "*Bare*\n-# 1 passage, `bare`" in shown


@pytest.mark.parametrize(
    ("page", "first", "turns"),
    [(1, 0, [2]), (2, PER_PAGE, [1, 3]), (3, 2 * PER_PAGE, [2]), (0, 0, [2]), (9, 16, [2])],
)
def test_a_page_is_some_of_the_documents(page: int, first: int, turns: list[int]) -> None:
    """Pages are turned both ways; beyond the ends there is the nearest."""
    card = sources_card(MANY, page, 7)
    keys = [source.key for source in MANY[first : first + PER_PAGE]]
    assert [option["value"] for option in options(card)] == keys
    assert [one for one in meanings(card) if one.startswith("sources:")] == [
        f"sources:7:{turn}" for turn in turns
    ]
    assert f"*Title {first}*" in text_of(card)


def test_a_document_is_opened_from_the_menu() -> None:
    """The menu tells documents apart by more than their title."""
    alike = [source("a", author="One"), source("b", author="Two"), source("c", title=" ")]
    card = sources_card(alike, 1, 7)
    assert meanings(card) == ["open:7"]
    assert [(option["label"], option.get("description")) for option in options(card)] == [
        ("Getting Past Captain Renault", "One"),
        ("Getting Past Captain Renault", "Two"),
        ("-", None),
    ]


def test_an_empty_corpus_is_told() -> None:
    """Without a document there is a sentence, and nothing to press."""
    card = sources_card([], 1, 7)
    assert text_of(card) == "**0 documents**, 0 passages"
    assert meanings(card) == []
