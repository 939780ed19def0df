"""Tests of ``index.core.alphabet``: the order that the styles' manuals ask for."""

import pytest

from index.core.alphabet import alphabetical
from index.core.reference import reference_to
from index.domain import Style
from tests.bot.discord.builders import source


def order(style: Style, *known: tuple[str, str | None, str | None]) -> list[str]:
    """Return the titles of (title, author, date) in the order of a style."""
    references = [
        reference_to(source(f"key{number}", title=title, author=author, date=date))
        for number, (title, author, date) in enumerate(known)
    ]
    return [one.title for one in alphabetical(reversed(references), style)]


def untitled(*titles: str) -> list[tuple[str, None, None]]:
    """Return documents of which nothing but the title is known."""
    return [(title, None, None) for title in titles]


def test_chicago_sorts_word_by_word_and_the_others_letter_by_letter() -> None:
    """For Chicago alone, the word "New" ends before "newborn"."""
    titles = untitled("New Deal", "Newborn", "New, Improved")
    assert order(Style.CHICAGO, *titles) == ["New Deal", "New, Improved", "Newborn"]
    for style in (Style.APA, Style.MLA):
        assert order(style, *titles) == ["Newborn", "New Deal", "New, Improved"]


@pytest.mark.parametrize("style", [Style.CHICAGO, Style.APA, Style.MLA, Style.PLAIN])
def test_articles_accents_and_marks_do_not_count(style: Style) -> None:
    """A title is sorted by its first word that says something; one of nothing else by itself."""
    sorted_ = ["7 Days", "A Boat", "“Cranes”", "Élan", "The Ferry", "The"]
    assert order(style, *untitled(*reversed(sorted_))) == sorted_
    assert order(style, *untitled("网络", "Zebra")) == ["Zebra", "网络"]


@pytest.mark.parametrize("style", [Style.CHICAGO, Style.APA, Style.MLA])
def test_a_title_takes_the_place_of_an_author(style: Style) -> None:
    """Without an author, an entry is found where its title would be one."""
    known = [("Z", "Adams, B.", None), ("Middle", None, None), ("A", "Young, C.", None)]
    assert order(style, *known) == ["Z", "Middle", "A"]


@pytest.mark.parametrize("style", [Style.CHICAGO, Style.APA, Style.MLA])
def test_one_author_comes_before_two(style: Style) -> None:
    """Works of one alone stand before those with others."""
    known = [("A", "Writer, A.; Adams, B.", None), ("Z", "Writer, A.", None)]
    assert order(style, *known) == ["Z", "A"]


def test_works_of_one_author() -> None:
    """APA goes by date, undated first and a year before a day in it; the others by title."""
    known = [
        ("Apple", "Writer, A.", "2009-12-14"),
        ("Berry", "Writer, A.", "2009"),
        ("Citrus", "Writer, A.", "1999-01"),
        ("Date", "Writer, A.", None),
    ]
    assert order(Style.APA, *known) == ["Date", "Citrus", "Berry", "Apple"]
    for style in (Style.CHICAGO, Style.MLA):
        assert order(style, *known) == ["Apple", "Berry", "Citrus", "Date"]


def test_exports_go_by_key() -> None:
    """A reference manager sorts by itself; a file that is kept under version control need not."""
    for style in (Style.BIBTEX, Style.RIS, Style.CSL_JSON):
        assert order(style, *untitled("Z", "A")) == ["Z", "A"]
