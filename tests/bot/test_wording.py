"""Answers and citations in words."""

from dataclasses import replace

import pytest

from bot.mention_wording import name_note
from bot.wording import (
    NEAR_MISSES,
    count,
    headline,
    inert,
    limits,
    nothing_mentions,
    quote_line,
    reading,
    shown,
)
from index.core.name_list import Name
from index.core.names import Kind
from index.domain import (
    EVERYTHING,
    Answer,
    Citation,
    QuoteStatus,
    Scope,
    Verdict,
    Verification,
)

CITATION = Citation(
    number=1,
    passage_id="doc-aaaaaa",
    key="doc",
    title="A title",
    publisher="A journal",
    author=None,
    date="2009-12-14",
    paragraph=3,
    heading=None,
    quote="A quote.",
    start=0,
    end=8,
    window="A quote.",
    window_start=0,
    window_end=8,
    url=None,
)


def answer(verdict: Verdict, *keys: str) -> Answer:
    """Return an answer with one citation a key."""
    return Answer("?", verdict, 0.5, tuple(replace(CITATION, key=key) for key in keys))


@pytest.mark.parametrize(
    ("verdict", "keys", "shown_with_it"),
    [
        (Verdict.ANSWERED, "a", "1 passage from 1 source, best first"),
        (Verdict.ANSWERED, "aa", "2 passages from 1 source, best first"),
        (Verdict.ANSWERED, "aba", "3 passages from 2 sources, best first"),
        (Verdict.POSSIBLE, "a", "the nearest passage"),
        (Verdict.POSSIBLE, "ab", "the nearest 2 passages"),
        (Verdict.NOT_IN_CORPUS, "ab", "the nearest 2 passages, no answer"),
    ],
)
def test_the_headline_counts_passages_and_sources(
    verdict: Verdict, keys: str, shown_with_it: str
) -> None:
    """Two passages of one document are one source, and one is not told as "1 passages"."""
    assert headline(verdict, keys)[1] == shown_with_it


def test_no_two_verdicts_read_alike() -> None:
    """Each verdict begins with words of its own."""
    assert len({headline(verdict, "a")[0] for verdict in Verdict}) == len(Verdict)


def test_corrections_are_told_in_words() -> None:
    """A word that was misspelt is told with how it was read; without any there is nothing."""
    assert reading([("captin", "captain"), ("renalt", "renault")]) == (
        "captin as captain, renalt as renault"
    )
    assert reading([]) is None


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (EVERYTHING, None),
        (Scope("renault"), "renault"),
        (Scope(since="2009"), "since 2009, documents without a date left out"),
        (
            Scope("renault", "2009", "2012-12"),
            "renault, since 2009, until December 2012, documents without a date left out",
        ),
        (
            Scope(until="2009-12-14"),
            "until 14 December 2009, documents without a date left out",
        ),
    ],
)
def test_limits_are_told_in_words(scope: Scope, words: str | None) -> None:
    """What part of the corpus was asked is told as one would say it."""
    assert limits(scope) == words


def test_where_nothing_answers_at_most_two_near_misses_are_shown() -> None:
    """Passages that are no answer do not fill the screen."""
    assert len(shown(answer(Verdict.NOT_IN_CORPUS, "a", "b", "c"))) == NEAR_MISSES
    assert len(shown(answer(Verdict.POSSIBLE, "a", "b", "c"))) == 3


@pytest.mark.parametrize(
    ("others", "gaps", "told"),
    [
        (0, 0, "the corpus has this word for word, once"),
        (2, 0, "the corpus has this word for word, in 3 places"),
        (0, 1, "the corpus has this word for word, with 1 gap, once"),
        (0, 2, "the corpus has this word for word, with 2 gaps, once"),
    ],
)
def test_a_verbatim_quote_is_told_with_its_places(others: int, gaps: int, told: str) -> None:
    """Whether a quote stands in one place or in more, and whether it leaves something out."""
    verified = Verification(
        "q", QuoteStatus.VERBATIM, CITATION, gaps=gaps, others=(CITATION,) * others
    )
    assert quote_line(verified) == ("Verbatim", told)


def test_no_two_ends_of_a_quote_read_alike() -> None:
    """Verbatim, altered and not found are told in words of their own."""
    lines = {quote_line(Verification("q", status)) for status in QuoteStatus}
    assert len({head for head, _ in lines}) == len({words for _, words in lines}) == 3


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 gaps"), (1, "1 gap"), (2, "2 gaps"), (1200, "1,200 gaps")]
)
def test_numbers_go_with_their_noun(number: int, words: str) -> None:
    """One is singular, all else plural, and thousands are parted."""
    assert count(number, "gap") == words


def test_a_document_cannot_steer_the_terminal() -> None:
    """Escape sequences lose their escape, and offsets stay what they were."""
    hostile = "A\x1b[2J\x9b1mB\nC\tD"
    assert inert(hostile) == "A\ufffd[2J\ufffd1mB\nC\tD"
    assert len(inert(hostile)) == len(hostile)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ((), None),
        (("Salt Typhoon",), "Nothing in the corpus mentions Salt Typhoon."),
        (("Hu Jintao", "Geneva"), "Nothing in the corpus mentions Hu Jintao or Geneva."),
        (("A", "B", "C"), "Nothing in the corpus mentions A, B or C."),
    ],
)
def test_what_is_missing_is_named(missing: tuple[str, ...], told: str | None) -> None:
    """Names that no passage has stand in one sentence; without any there is none."""
    assert nothing_mentions(missing) == told


def test_who_asks_for_an_acronym_is_told_what_it_stands_for() -> None:
    """Beside a name stands its acronym, and beside the acronym the name."""
    army = Name("People's Liberation Army", Kind.ORGANISATION, 3, None, "PLA")
    assert name_note(army) == name_note(army, army.text) == "organisation, PLA"
    assert name_note(army, "PLA") == "organisation, People's Liberation Army"
