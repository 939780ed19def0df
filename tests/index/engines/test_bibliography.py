"""Tests of ``index.engines.bibliography``: what is expected was written after the manuals."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.domain import Source, Style
from index.engines.bibliography import bibliography, entries
from tests.bot.discord.builders import source
from tests.index.builders import cited_seed

WRITER = "Writer, Any B."


def known(key: str, title: str, author: str | None = None, date: str | None = None) -> Source:
    """Return a page of a site."""
    url = f"https://example.org/{key}"
    return source(key, title=title, author=author, date=date, url=url, publisher="A Site")


PAGES = [
    known("both", "Both", WRITER, "2009-12-14"),
    known("undated", "Undated", WRITER),
    known("unsigned", "Unsigned", None, "2009-12-14"),
    known("neither", "Neither"),
]


def lines(documents: list[Source], style: Style) -> list[str]:
    """Return the entries of a bibliography."""
    return bibliography(documents, style).split("\n\n")


def test_chicago() -> None:
    """With and without author and date; the name is repeated, as the 18th edition asks."""
    assert lines(PAGES, Style.CHICAGO) == [
        "“Neither.” A Site, n.d. https://example.org/neither.",
        "“Unsigned.” A Site, December 14, 2009. https://example.org/unsigned.",
        "Writer, Any B. “Both.” A Site, December 14, 2009. https://example.org/both.",
        "Writer, Any B. “Undated.” A Site, n.d. https://example.org/undated.",
    ]


def test_apa() -> None:
    """The undated one of an author comes first; years that differ need no letter."""
    assert lines(PAGES, Style.APA) == [
        "Neither. (n.d.). A Site. https://example.org/neither",
        "Unsigned. (2009, December 14). A Site. https://example.org/unsigned",
        "Writer, A. B. (n.d.). Undated. A Site. https://example.org/undated",
        "Writer, A. B. (2009, December 14). Both. A Site. https://example.org/both",
    ]


def test_mla() -> None:
    """From the second entry on, three dashes stand for the author."""
    assert lines(PAGES, Style.MLA) == [
        "“Neither.” A Site, https://example.org/neither.",
        "“Unsigned.” A Site, 14 Dec. 2009, https://example.org/unsigned.",
        "Writer, Any B. “Both.” A Site, 14 Dec. 2009, https://example.org/both.",
        "———. “Undated.” A Site, https://example.org/undated.",
    ]


def test_apa_tells_entries_of_one_year_apart() -> None:
    """Letters follow the year, also of a day in it, and of "n.d." behind a hyphen."""
    alike = [
        known("a", "The Later", WRITER, "2009-12-14"),
        known("b", "The Earlier", WRITER, "2009-01"),
        known("c", "Undated", WRITER),
        known("d", "Also Undated", WRITER),
        known("e", "Another's", "Guild (2009) of Writers", "2009"),
    ]
    assert [line.partition(". A Site")[0] for line in lines(alike, Style.APA)] == [
        "Guild (2009) of Writers. (2009). Another's",
        "Writer, A. B. (n.d.-a). Also Undated",
        "Writer, A. B. (n.d.-b). Undated",
        "Writer, A. B. (2009a, January). The Earlier",
        "Writer, A. B. (2009b, December 14). The Later",
    ]


def test_apa_puts_the_letter_behind_the_year_of_the_date() -> None:
    """A year in brackets within a name, or a title that begins the entry, is left alone."""
    titled = [known("a", "Report (2009)", None, "2009"), known("b", "Report (2009)", None, "2009")]
    assert lines(titled, Style.APA)[1].startswith("Report (2009). (2009b). A Site.")
    named = [known(key, key.upper(), "Guild (2009) of Writers", "2009") for key in "ab"]
    assert lines(named, Style.APA)[0].startswith("Guild (2009) of Writers. (2009a). A.")


def test_more_than_an_alphabet_of_one_year() -> None:
    """The 27th goes on with two letters."""
    many = [known(f"k{number:02}", f"Title {number:02}", WRITER, "2009") for number in range(28)]
    assert "(2009z)" in lines(many, Style.APA)[25]
    assert "(2009aa)" in lines(many, Style.APA)[26]


def test_the_mla_has_a_dash_for_the_same_authors_alone() -> None:
    """Another author in between, or one more of them, is written out; no site, no quotes."""
    several = [
        source("a", title="A", author="Adams, B."),
        source("b", title="B", author="Adams, B."),
        source("c", title="C", author="Adams, B.; Young, C."),
        source("d", title="D", author="Council"),
        source("e", title="E", author="Council"),
    ]
    assert lines(several, Style.MLA) == [
        "Adams, B. A.",
        "———. B.",
        "Adams, B., and C. Young. C.",
        "Council. D.",
        "———. E.",
    ]


def test_a_document_has_one_entry() -> None:
    """However many of its passages are cited, and no entry names one of them."""
    cited = [cited_seed("renault", paragraph) for paragraph in (1, 2, 3)]
    for style in Style:
        assert len(entries(cited, style)) == 1
        assert "aragraph" not in bibliography(cited, style)


def test_exports_are_one_file() -> None:
    """A list of JSON, records of RIS and entries of BibTeX, each document in it once."""
    items = json.loads(bibliography(PAGES, Style.CSL_JSON))
    assert [item["id"] for item in items] == ["both", "neither", "undated", "unsigned"]
    assert [item.get("note") for item in items] == [None] * 4
    records = bibliography(PAGES, Style.RIS)
    assert len(re.findall(r"^TY  - ELEC$", records, re.MULTILINE)) == 4
    assert len(re.findall(r"^ER  - $", records, re.MULTILINE)) == 4
    kept = bibliography(PAGES, Style.BIBTEX)
    assert re.findall(r"^@misc\{(\w+),$", kept, re.MULTILINE) == [item["id"] for item in items]
    assert kept.count("{") == kept.count("}")


def test_plain_lines() -> None:
    """Dossier's own lines have no number of a paragraph."""
    assert bibliography(PAGES[:2], Style.PLAIN) == (
        "Both, A Site, Writer, Any B., 14 December 2009, https://example.org/both\n"
        "Undated, A Site, Writer, Any B., https://example.org/undated"
    )


@pytest.mark.parametrize("style", Style)
def test_no_documents(style: Style) -> None:
    """Nothing, in its form."""
    assert bibliography([], style) == ("[]" if style is Style.CSL_JSON else "")


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.tuples(st.text(min_size=1), st.text(), st.sampled_from(["", "2009"])), max_size=4)
)
def test_any_documents_can_be_listed(drawn: list[tuple[str, str, str]]) -> None:
    """No titles or authors stop a bibliography, and none of them is lost."""
    documents = [
        known(f"k{number}", title, author, date or None)
        for number, (title, author, date) in enumerate(drawn)
    ]
    for style in Style:
        assert len(entries(documents, style)) == len(documents)


def test_a_body_that_publishes_what_it_wrote_is_named_once() -> None:
    """APA leaves out the site, the MLA the author; Chicago has both."""
    body = "World Organization of Harbours"
    own = [replace(known("report", "A Report", body, "2018-03"), publisher=body)]
    at = "https://example.org/report"
    assert lines(own, Style.APA) == [f"{body}. (2018, March). A Report. {at}"]
    assert lines(own, Style.MLA) == [f"“A Report.” {body}, Mar. 2018, {at}."]
    assert lines(own, Style.CHICAGO) == [f"{body}. “A Report.” {body}, March 2018. {at}."]
    others = [known("report", "A Report", body, "2018-03")]
    assert lines(others, Style.APA) == [f"{body}. (2018, March). A Report. A Site. {at}"]
