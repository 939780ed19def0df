"""Whatever a card holds, it is one that Discord takes."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.answer import PER_PAGE, answer_card
from bot.discord.cards.citing import citing_card
from bot.discord.cards.help import help_card
from bot.discord.cards.layout import Card
from bot.discord.cards.notice import notice
from bot.discord.cards.quotes import quotes_card
from bot.discord.cards.reading import MOST, ROOM, Reading, fits, reading_card, whole_card
from bot.discord.cards.sources import PER_PAGE as SOURCES_PER_PAGE
from bot.discord.cards.sources import sources_card
from bot.discord.commands.menus import MOST_QUOTES
from bot.discord.excerpt import parts_of
from index.domain import (
    Citation,
    QuoteStatus,
    Run,
    Scope,
    Side,
    Source,
    Style,
    Verdict,
    Verification,
)
from index.engines.styles import formatted
from tests.bot.discord.builders import entry, page, source
from tests.bot.discord.hostile import (
    LONG,
    MAYBE,
    NUMBERS,
    USERS,
    WORST,
    citations,
    sources,
    worst,
)
from tests.bot.discord.limits import problems_of_message

V2 = 1 << 15
LARGEST = 2**63
LETTERS = ["W" * 500, "*" * 500, "𝕏" * 500]

several = st.lists(citations(), max_size=MOST, unique_by=lambda one: one.passage_id)


def problems(card: Card) -> list[str]:
    """Return what Discord would refuse in a message with the card."""
    mute = {"parse": list[str]()}
    return problems_of_message(
        {"components": card.to_components(), "flags": V2, "allowed_mentions": mute}
    )


def alike(one: Citation, count: int) -> list[Citation]:
    """Return so many citations, different only in their ids, which are as long."""
    return [replace(one, passage_id=f"{one.passage_id[:-1]}{number}") for number in range(count)]


@given(st.data(), several)
def test_answers(data: st.DataObject, drawn: list[Citation]) -> None:
    """An answer's card, on any page, of anything, shared or not."""
    cited = drawn[:PER_PAGE]
    of = entry(
        *cited,
        verdict=data.draw(st.sampled_from(Verdict)),
        question=data.draw(LONG),
        before=data.draw(MAYBE),
        corrections=tuple(data.draw(st.lists(st.tuples(LONG, LONG), max_size=3))),
        scope=Scope(data.draw(MAYBE), data.draw(st.none() | st.just("2009-12-14"))),
    )
    gone = data.draw(st.integers(0, PER_PAGE))
    shown = [None if number == gone else one for number, one in enumerate(cited)]
    pages = data.draw(st.integers(1, 3))
    card = answer_card(
        page(*shown, of=of, number=data.draw(st.integers(1, pages)), pages=pages),
        private=data.draw(st.booleans()),
        shared_by=data.draw(st.none() | USERS),
    )
    assert problems(card) == []


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_answers(letters: str, count: int) -> None:
    """All that can stand on an answer's card stands there, as long as it can be."""
    scope = Scope(letters, "2009-09-30", "2010-09-30")
    for one in WORST:
        cited = alike(one, count)
        of = entry(
            *cited,
            question=letters,
            before=letters,
            corrections=((letters, letters),),
            scope=scope,
        )
        middle = page(*cited, of=of, number=2, pages=3)
        assert problems(answer_card(middle, private=True, shared_by=LARGEST)) == []


@given(citations(), st.sampled_from(Style))
def test_citations(cited: Citation, style: Style) -> None:
    """A citation ready to copy, in every style."""
    assert problems(citing_card(cited, style, formatted(cited, style))) == []


@pytest.mark.parametrize("style", Style)
def test_the_longest_citations(style: Style) -> None:
    """What is too long even for a card of its own is cut."""
    for one in WORST:
        assert problems(citing_card(one, style, formatted(one, style))) == []


@given(st.data(), several.filter(bool), sources())
def test_readings(data: st.DataObject, drawn: list[Citation], of: Source) -> None:
    """A page of a document, or the context of a passage."""
    cited = drawn if fits(drawn) else drawn[:3]
    reading = Reading(
        of,
        tuple(cited),
        data.draw(st.none() | st.integers(1, 9)),
        data.draw(st.none() | st.integers(10, 10**6)),
        tuple(
            data.draw(st.lists(st.tuples(NUMBERS, LONG), max_size=25, unique_by=lambda j: j[0]))
        ),
        data.draw(st.none() | st.sampled_from([one.paragraph for one in cited])),
    )
    assert problems(reading_card(reading, data.draw(USERS))) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_readings(letters: str, count: int) -> None:
    """A page of paragraphs that do not fit it, with all that can stand around them."""
    of = source("k" * 60, 10**6, title=letters, publisher=letters, author=letters, date="2009-09")
    jumps = tuple((number, letters[:90]) for number in range(10**6, 10**6 + 25))
    for one in WORST:
        reading = Reading(of, tuple(alike(one, count)), 10**6, 10**7, jumps, one.paragraph)
        assert problems(reading_card(reading, LARGEST)) == []


@given(citations().filter(lambda one: one.quote.strip()), st.data())
def test_whole_passages(cited: Citation, data: st.DataObject) -> None:
    """A passage in parts, each with its source line."""
    parts = parts_of(cited.quote, ROOM)
    part = data.draw(st.integers(1, len(parts)))
    assert problems(whole_card(cited, part, parts)) == []


def test_the_longest_passages() -> None:
    """A part as long as can be, and the longest of source lines."""
    for one in WORST:
        parts = parts_of(one.quote, ROOM)
        assert len(parts) > 1
        assert problems(whole_card(one, 1, parts)) == []


@given(st.lists(sources(), max_size=20, unique_by=lambda one: one.key), st.integers(0, 4), USERS)
def test_lists_of_sources(known: list[Source], number: int, reader: int) -> None:
    """The documents, any page of them."""
    assert problems(sources_card(known, number, reader)) == []


@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_list_of_sources(letters: str) -> None:
    """A full page of documents with the longest of titles."""
    known = [
        source(
            f"{number:060}", 10**6, title=letters, publisher=letters, author=letters, date="2009"
        )
        for number in range(3 * SOURCES_PER_PAGE)
    ]
    assert problems(sources_card(known, 2, LARGEST)) == []


RUNS = st.lists(st.builds(Run, st.sampled_from(Side), LONG), max_size=12).map(tuple)


@st.composite
def verifications(draw: st.DrawFn) -> Verification:
    """Draw what a quotation may turn out to be."""
    status = draw(st.sampled_from(QuoteStatus))
    if status is QuoteStatus.NOT_FOUND:
        return Verification(draw(LONG), status)
    others = tuple(draw(st.lists(citations(), max_size=2)))
    return Verification(draw(LONG), status, draw(citations()), draw(RUNS), others=others)


@given(
    st.lists(st.one_of(verifications(), LONG.filter(str.strip)), min_size=1, max_size=MOST_QUOTES),
    st.integers(0, 900),
)
def test_checked_quotes(checked: Sequence[Verification | str], left_out: int) -> None:
    """What became of quotations, altered ones and those that could not be checked included."""
    assert problems(quotes_card(checked, left_out)) == []


@pytest.mark.parametrize("count", range(1, MOST_QUOTES + 1))
@pytest.mark.parametrize("status", [QuoteStatus.VERBATIM, QuoteStatus.ALTERED])
@pytest.mark.parametrize("letters", LETTERS)
def test_the_longest_checked_quotes(letters: str, status: QuoteStatus, count: int) -> None:
    """As many quotations as are checked, with the longest of sources."""
    runs = tuple(Run(side, f"{letters[:100]} ") for side in Side) * 20
    for one in WORST:
        checked = [
            Verification(letters, status, cited, runs, others=(cited, cited))
            for cited in alike(one, count)
        ]
        assert problems(quotes_card(checked, 900)) == []


def test_two_quotations_of_one_passage() -> None:
    """Buttons of one message must differ, however often a passage is quoted."""
    one = worst()
    checked = [Verification("w " * 9, QuoteStatus.VERBATIM, one)] * MOST_QUOTES
    assert problems(quotes_card(checked)) == []


@given(LONG.filter(str.strip))
def test_notices(sentence: str) -> None:
    """A sentence of whatever length."""
    assert problems(notice(sentence)) == []


def test_help() -> None:
    """What the bot can do."""
    assert problems(help_card()) == []
