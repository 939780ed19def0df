"""Tests of ``index.engines.styles``: what is expected was written by hand after the manuals."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import ROOT
from index.domain import Citation, Style
from index.engines import styles
from index.engines.styles import formatted, short_note
from tests.index.builders import cited, cited_seed

RENAULT = cited_seed("renault", 3)
EMBASSY = cited_seed("embassy", 2)
KNOWN = cited(
    title="A Title",
    author="Writer, Any B.",
    publisher="A Site",
    date="2009-12-14",
    url="https://example.org/a_b?c",
)
BLOG = "Asia Unbound (Council on Foreign Relations)"
RENAULT_URL = "https://www.cfr.org/blog-post/getting-past-captain-renault"
EMBASSY_URL = "https://lawfaremedia.org/greetings-chinese-embassy"


def chicago(citation: Citation) -> tuple[str, str]:
    """Return the note and the entry in Chicago's style."""
    note, entry = formatted(citation, Style.CHICAGO).split("\n\n")
    return note, entry


def apa(citation: Citation) -> str:
    """Return the entry in APA's style."""
    return formatted(citation, Style.APA)


def mla(citation: Citation) -> str:
    """Return the entry in the MLA's style."""
    return formatted(citation, Style.MLA)


def test_a_seed_without_an_author() -> None:
    """Where nobody knows the author, the title comes first, and it comes once."""
    assert chicago(RENAULT) == (
        f"“Getting Past Captain Renault,” {BLOG}, December 14, 2009, para. 3, {RENAULT_URL}.",
        f"“Getting Past Captain Renault.” {BLOG}, December 14, 2009. {RENAULT_URL}.",
    )
    assert apa(RENAULT) == (
        f"Getting Past Captain Renault. (2009, December 14). {BLOG}. {RENAULT_URL}"
    )
    assert mla(RENAULT) == (
        f"“Getting Past Captain Renault.” {BLOG}, 14 Dec. 2009, {RENAULT_URL}."
    )


def test_a_seed_without_author_and_date() -> None:
    """Chicago and APA say that there is no date; the MLA leaves it out."""
    assert chicago(EMBASSY) == (
        f"“Greetings from the Chinese Embassy,” Lawfare, n.d., para. 2, {EMBASSY_URL}.",
        f"“Greetings from the Chinese Embassy.” Lawfare, n.d. {EMBASSY_URL}.",
    )
    assert apa(EMBASSY) == (f"Greetings from the Chinese Embassy. (n.d.). Lawfare. {EMBASSY_URL}")
    assert mla(EMBASSY) == f"“Greetings from the Chinese Embassy.” Lawfare, {EMBASSY_URL}."


def test_an_author_and_a_full_date() -> None:
    """APA shortens given names; the others write them out, and turn them in the entry alone."""
    assert chicago(KNOWN) == (
        "Any B. Writer, “A Title,” A Site, December 14, 2009, para. 3, https://example.org/a_b?c.",
        "Writer, Any B. “A Title.” A Site, December 14, 2009. https://example.org/a_b?c.",
    )
    assert apa(KNOWN) == (
        "Writer, A. B. (2009, December 14). A Title. A Site. https://example.org/a_b?c"
    )
    assert mla(KNOWN) == (
        "Writer, Any B. “A Title.” A Site, 14 Dec. 2009, https://example.org/a_b?c."
    )


def test_two_authors() -> None:
    """The second name is turned by APA alone."""
    two = cited(title="A Title", author="A. Writer; Author, Some", publisher="A Site", date="2009")
    assert chicago(two) == (
        "A. Writer and Some Author, “A Title,” A Site, 2009, para. 3.",
        "Writer, A., and Some Author. “A Title.” A Site, 2009.",
    )
    assert apa(two) == "Writer, A., & Author, S. (2009). A Title. A Site."
    assert mla(two) == "Writer, A., and Some Author. “A Title.” A Site, 2009."


def test_an_institution_and_a_year() -> None:
    """A name that is not known to be a person's is written as it is."""
    known = cited(title="A Title", author="Council of Writers", date="2009", publisher="A Site")
    assert chicago(known) == (
        "Council of Writers, “A Title,” A Site, 2009, para. 3.",
        "Council of Writers. “A Title.” A Site, 2009.",
    )
    assert apa(known) == "Council of Writers. (2009). A Title. A Site."
    assert mla(known) == "Council of Writers. “A Title.” A Site, 2009."


def test_a_month() -> None:
    """A month that is known is written, and no day is made up."""
    known = cited(title="A Title", publisher="A Site", date="2009-12")
    assert chicago(known)[1] == "“A Title.” A Site, December 2009."
    assert apa(known) == "A Title. (2009, December). A Site."
    assert mla(known) == "“A Title.” A Site, Dec. 2009."


def test_a_title_alone() -> None:
    """With nothing else known, the citation is the title, and what a style says of the rest."""
    known = cited(title="A Title")
    assert chicago(known) == ("“A Title,” n.d., para. 3.", "“A Title.” n.d.")
    assert apa(known) == "A Title. (n.d.)."
    assert mla(known) == "A Title."


def test_no_publisher() -> None:
    """A page of a site without a name; the MLA has such a title in italics, not in quotes."""
    known = cited(title="A Title", author="A. Writer", url="https://example.org/")
    assert chicago(known) == (
        "A. Writer, “A Title,” n.d., para. 3, https://example.org/.",
        "Writer, A. “A Title.” n.d. https://example.org/.",
    )
    assert apa(known) == "Writer, A. (n.d.). A Title. https://example.org/"
    assert mla(known) == "Writer, A. A Title. https://example.org/."


def test_quotation_marks_within_the_title() -> None:
    """Within quotation marks they become single, and the stop goes inside both."""
    known = cited(title="“One” and “Two”", publisher="A Site", date="2009")
    assert chicago(known) == (
        "“‘One’ and ‘Two,’” A Site, 2009, para. 3.",
        "“‘One’ and ‘Two.’” A Site, 2009.",
    )
    assert apa(known) == "“One” and “Two.” (2009). A Site."
    assert mla(cited(title='A "B" C', publisher="A Site")) == "“A 'B' C.” A Site."


@pytest.mark.parametrize("mark", ["?", "!"])
def test_a_title_that_ends_with_a_mark(mark: str) -> None:
    """A question mark takes the place of a full stop, and not of a comma."""
    known = cited(title=f"A Title{mark}", publisher="A Site", date="2009")
    assert chicago(known) == (
        f"“A Title{mark},” A Site, 2009, para. 3.",
        f"“A Title{mark}” A Site, 2009.",
    )
    assert apa(known) == f"A Title{mark} (2009). A Site."
    assert mla(known) == f"“A Title{mark}” A Site, 2009."


def test_a_publisher_that_ends_with_a_stop() -> None:
    """The full stop of an abbreviation is not doubled."""
    known = cited(title="A Title", publisher="Writers Inc.", date="2009")
    assert apa(known) == "A Title. (2009). Writers Inc."
    assert mla(cited(title="A Title", publisher="Writers Inc.")) == "“A Title.” Writers Inc."


def test_a_title_in_chinese() -> None:
    """A title in another script is untouched, and a name in it is not turned."""
    known = cited(title="网络强国", author="写者", publisher="求是", date="2009", language="zh")
    assert chicago(known)[0] == "写者, “网络强国,” 求是, 2009, para. 3."
    assert apa(known) == "写者. (2009). 网络强国. 求是."
    assert mla(known) == "写者. “网络强国.” 求是, 2009."


@pytest.mark.parametrize(
    "title",
    [
        "R&D, 50% & $5 #1 a_b {c} ~ ^ \\d",
        '<b>&amp;</b> <i>x</i> <span class="nocase">y</span> <script>',
        "lower UPPER U.S.-China iPhone",
        "https://example.org/?a=b&c=d",
        "\ufdd0 \ufdd1 \ufdd2 \ufdd3",
        "A very long title " * 200 + "ends",
    ],
)
def test_a_title_is_taken_to_the_character(title: str) -> None:
    """Nothing in a title is read as markup, and none of its letters is changed."""
    known = cited(title=title, publisher="A Site", date="2009")
    assert apa(known) == f"{title}. (2009). A Site."
    quoted = title.replace('"', "'")
    assert mla(known) == f"“{quoted}.” A Site, 2009."
    assert chicago(known)[1] == f"“{quoted}.” A Site, 2009."
    assert json.loads(formatted(known, Style.CSL_JSON))[0]["title"] == title


@given(st.text(min_size=1), st.text(), st.text())
def test_any_document_can_be_cited(title: str, author: str, publisher: str) -> None:
    """No title, author or publisher stops a style from being written."""
    known = cited(title=title, author=author, publisher=publisher, date="2009")
    for style in Style:
        assert formatted(known, style)


def test_marks_of_ours_in_a_name_are_dropped() -> None:
    """A name cannot stand in for the title."""
    assert apa(cited(title="A Title", author="A\ufdd0 House")) == "A House. (n.d.). A Title."


def test_the_other_styles() -> None:
    """The forms that need no engine come by the same way."""
    assert formatted(EMBASSY, Style.PLAIN) == (
        f"Greetings from the Chinese Embassy, Lawfare, paragraph 2, {EMBASSY_URL}"
    )
    assert formatted(EMBASSY, Style.BIBTEX).startswith("@misc{embassy,")
    assert formatted(EMBASSY, Style.RIS).startswith("TY  - ELEC\n")


def test_each_passage_has_its_own_note() -> None:
    """What is kept of one passage's citation is not taken for another's."""
    again = cited_seed("renault", 1)
    assert chicago(RENAULT)[0].replace("para. 3", "para. 1") == chicago(again)[0]
    assert chicago(RENAULT)[1] == chicago(again)[1]


def test_citations_are_written_side_by_side() -> None:
    """Threads that cite at once get what each would get alone."""
    many = [
        (cited(number, title=f"Title {number}", author=f"A. Writer{number}", date="2009"), style)
        for number in range(10)
        for style in (Style.CHICAGO, Style.APA, Style.MLA)
    ]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda pair: formatted(*pair), many))
    assert together == [formatted(*pair) for pair in many]
    assert len(set(together)) == len(many)


def test_a_style_is_read_once() -> None:
    """Its file, which takes most of the time, is not read again for the next citation."""
    styles._parsed.cache_clear()
    styles._entry.cache_clear()
    styles._note.cache_clear()
    for citation in (RENAULT, EMBASSY):
        formatted(citation, Style.CHICAGO)
    assert styles._parsed.cache_info().misses == 1


def test_styles_load_no_model() -> None:
    """Citing needs neither torch nor anything of the search."""
    program = (
        "import sys, index.engines.styles;"
        "sys.exit(bool({'torch', 'numpy', 'faiss'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=60)  # noqa: S603 (ours)


def test_a_page_is_the_place_where_it_is_known() -> None:
    """Chicago's note names the page and no paragraph; the entries name neither."""
    paged = replace(KNOWN, page=12)
    note, entry = chicago(paged)
    assert "December 14, 2009, 12, https" in note
    assert "para." not in note
    assert entry == chicago(KNOWN)[1]
    assert (apa(paged), mla(paged)) == (apa(KNOWN), mla(KNOWN))


def test_an_author_without_a_date() -> None:
    """A page of a site: Chicago and APA say that it has no date."""
    known = cited(title="A Title", author="Writer, Any B.", publisher="A Site")
    assert chicago(known) == (
        "Any B. Writer, “A Title,” A Site, n.d., para. 3.",
        "Writer, Any B. “A Title.” A Site, n.d.",
    )
    assert apa(known) == "Writer, A. B. (n.d.). A Title. A Site."
    assert mla(known) == "Writer, Any B. “A Title.” A Site."


@pytest.mark.parametrize(
    ("author", "short"),
    [
        ("Writer, Any B.", "Writer, “A ‘B,’” para. 3."),
        ("Writer, A.; Author, B.", "Writer and Author, “A ‘B,’” para. 3."),
        ("Writer, A.; Author, B.; Third, C.", "Writer et al., “A ‘B,’” para. 3."),
        ("", "“A ‘B,’” para. 3."),
    ],
)
def test_a_note_after_the_first(author: str, short: str) -> None:
    """Chicago's short note: family names, the title, and the place."""
    known = cited(title="A “B”", author=author, publisher="A Site", date="2009")
    assert short_note(known) == (short, "para. 3")
    assert short_note(replace(known, page=12)) == (short.replace("para. 3", "12"), "12")
