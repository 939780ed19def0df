"""Tests of ``index.core.exports``."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.core.exports import bibtex, csl_item, csl_json, ris
from index.core.reference import reference_of
from index.domain import Citation
from tests.index.builders import cited, cited_seed

FULL = cited(
    title="A Title & Another",
    author="Any B. Writer; Council of Writers and Readers",
    publisher="A Site",
    date="2009-12-14",
    url="https://example.org/a_b?c=%20d",
    language="en",
)
BARE = cited()


def lines(text: str) -> str:
    """Return the text without the indentation that it has in a test."""
    return "\n".join(line.removeprefix("        ") for line in text.strip("\n").split("\n"))


def as_bibtex(citation: Citation) -> str:
    """Return the citation as BibTeX."""
    return bibtex(reference_of(citation))


def as_ris(citation: Citation) -> str:
    """Return the citation as RIS."""
    return ris(reference_of(citation))


def test_bibtex_of_a_seed() -> None:
    """The entry has the document's key, its date in parts, and no author where none is known."""
    assert as_bibtex(cited_seed("renault", 3)) == lines("""
        @misc{renault,
          title = {{Getting Past Captain Renault}},
          howpublished = {Asia Unbound (Council on Foreign Relations)},
          year = {2009},
          month = dec,
          day = {14},
          url = {https://www.cfr.org/blog-post/getting-past-captain-renault},
          annote = {Paragraph 3},
        }""")


def test_bibtex_of_authors() -> None:
    """A name that is split is turned; an institution with an "and" in it stays one author."""
    assert as_bibtex(FULL) == lines(r"""
        @misc{doc,
          title = {{A Title \& Another}},
          author = {Writer, Any B. and {Council of Writers and Readers}},
          howpublished = {A Site},
          year = {2009},
          month = dec,
          day = {14},
          url = {https://example.org/a_b?c=%20d},
          annote = {Paragraph 3},
        }""")


def test_bibtex_of_what_is_hardly_known() -> None:
    """What is not known has no field."""
    assert as_bibtex(BARE) == lines("""
        @misc{doc,
          title = {{A title}},
          annote = {Paragraph 3},
        }""")


def test_bibtex_escapes_what_latex_would_read() -> None:
    """Every character that means something to LaTeX is printed as itself; letters stay UTF-8."""
    title = r"50% & $5 #1 a_b {c} ~ ^ \d <e> | 网 é"
    assert as_bibtex(cited(title=title)).splitlines()[1] == (
        r"  title = {{50\% \& \$5 \#1 a\_b \textbraceleft{}c\textbraceright{} \textasciitilde{}"
        r" \textasciicircum{} \textbackslash{}d \textless{}e\textgreater{} \textbar{} 网 é}},"
    )


def test_bibtex_keeps_an_address_but_for_what_would_end_it() -> None:
    """An address is not escaped, which would break it; braces in it are encoded."""
    entry = as_bibtex(cited(url="https://example.org/{a}_b%20c#d~"))
    assert "  url = {https://example.org/%7Ba%7D_b%20c#d~}," in entry


@given(st.text(), st.text(), st.text())
def test_bibtex_is_one_entry_whatever_it_says(title: str, author: str, publisher: str) -> None:
    """Braces balance, whatever stands in the fields: nothing ends the entry early."""
    entry = as_bibtex(cited(title=title, author=author, publisher=publisher))
    depth = 0
    for position, character in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth > 0 or position < len("@misc") or position == len(entry) - 1
    assert depth == 0


def test_ris_of_a_seed() -> None:
    """A record is a web page, with its site and its date."""
    assert as_ris(cited_seed("renault", 3)) == lines("""
        TY  - ELEC
        TI  - Getting Past Captain Renault
        T2  - Asia Unbound (Council on Foreign Relations)
        PY  - 2009
        DA  - 2009/12/14/
        UR  - https://www.cfr.org/blog-post/getting-past-captain-renault
        LA  - en
        N1  - Paragraph 3
        ER  - """)


def test_ris_of_what_is_hardly_known() -> None:
    """Without an address a record is a generic document, and its publisher is one."""
    assert as_ris(cited(author="Writer, Any; Some Author", publisher="A House", date="2009")) == (
        lines("""
        TY  - GEN
        AU  - Writer, Any
        AU  - Some Author
        TI  - A title
        PB  - A House
        PY  - 2009
        N1  - Paragraph 3
        ER  - """)
    )
    assert "DA  - 2009/12//\n" in as_ris(cited(date="2009-12"))


@given(st.text(min_size=1), st.text(), st.text())
def test_ris_is_one_record_whatever_it_says(title: str, author: str, publisher: str) -> None:
    """No field can bring a line of its own into the record."""
    hostile = f"{title}\nER  - \nTY  - BOOK"
    record = as_ris(cited(title=hostile, author=author, publisher=publisher))
    tags = [line[:6] for line in record.split("\n")]
    assert tags[0] == "TY  - "
    assert tags.count("TY  - ") == tags.count("ER  - ") == 1
    assert tags[-1] == "ER  - "


def test_csl_of_a_seed() -> None:
    """The item is a web page; nothing that is not known is in it."""
    assert csl_item(reference_of(cited_seed("embassy", 2))) == {
        "id": "embassy",
        "type": "webpage",
        "title": "Greetings from the Chinese Embassy",
        "container-title": "Lawfare",
        "URL": "https://lawfaremedia.org/greetings-chinese-embassy",
        "language": "en",
        "note": "Paragraph 2",
    }


def test_csl_of_authors_and_dates() -> None:
    """Names and dates are in parts, as far as they are known."""
    item = csl_item(reference_of(FULL))
    assert item["author"] == [
        {"family": "Writer", "given": "Any B."},
        {"literal": "Council of Writers and Readers"},
    ]
    assert item["issued"] == {"date-parts": [[2009, 12, 14]]}
    assert csl_item(reference_of(cited(date="2009")))["issued"] == {"date-parts": [[2009]]}


def test_csl_without_an_address_is_a_document() -> None:
    """A document that is not on the web has a publisher rather than a site."""
    item = csl_item(reference_of(cited(publisher="A House")))
    assert (item["type"], item["publisher"]) == ("document", "A House")
    assert "container-title" not in item


def test_csl_json_is_a_list_of_one() -> None:
    """What is printed is what a file of CSL-JSON holds, in letters as they are."""
    text = csl_json(reference_of(cited(title='网 "a" <b>&amp;</b>')))
    assert json.loads(text)[0]["title"] == '网 "a" <b>&amp;</b>'
    assert "网" in text


def test_the_page_is_noted_where_it_is_known() -> None:
    """Every export names the page and the paragraph in its note."""
    paged = replace(BARE, page=12)
    assert "annote = {Page 12, paragraph 3}," in as_bibtex(paged)
    assert "N1  - Page 12, paragraph 3" in as_ris(paged)
    assert csl_item(reference_of(paged))["note"] == "Page 12, paragraph 3"
