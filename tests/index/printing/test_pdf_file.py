"""Tests of ``index.printing.pdf_file``, read back by PDFium."""

import ctypes
import re
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from index.printing.letters import FROM_THE_READER, NOT_ALL_LETTERS
from index.printing.paper import paper_of
from index.printing.pdf_file import pdf_file
from tests.index.printing.briefings import HARBOUR, NOTHING, SHIPS, USUAL, WORST, briefing, quoted

_LINK = 2


def opened(file: bytes) -> Any:  # noqa: ANN401 (untyped)
    """Return the PDF as another program reads it."""
    return pypdfium2.PdfDocument(file)


def text_of(file: bytes) -> str:
    """Return all of its text, line breaks as spaces."""
    pages = [page.get_textpage().get_text_bounded() for page in opened(file)]
    return " ".join(" ".join(pages).split())


def links(document: Any) -> tuple[list[str], int]:  # noqa: ANN401 (untyped)
    """Return where its links lead: addresses, and how many places inside."""
    addresses, inside = [], 0
    for page in document:
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, position, link):
            if pdfium.FPDFLink_GetDest(document, link):
                inside += 1
                continue
            action = pdfium.FPDFLink_GetAction(link)
            length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
            room = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(document, action, room, length)
            addresses.append(room.value.decode())
    return addresses, inside


def test_the_text_is_the_passages() -> None:
    """Words, marks and Chinese can be searched and copied."""
    text = text_of(pdf_file(paper_of(USUAL)))
    assert "[…] It is old. […]1 The Harbour, The Press, A. Writer, 14 December 2009" in text
    assert f"{SHIPS}2" in text
    assert "没有网络安全就没有国家安全。4" in text
    assert "Nothing in the corpus mentions Salt Typhoon." in text
    assert "Writer, A. “The Harbour.” The Press, December 14, 2009. https://example.org" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Россия и naïve café — “это”, ½ €", []),
        ("No box \u200bfor a heart \u2764\ufe0f, nor for \u25a1.", []),
        ("사이버 안보에 관한 한미 협력", [FROM_THE_READER]),
        ("臺灣與香港 サイバー攻撃（日米）", [FROM_THE_READER]),
        ("نص عربي", [NOT_ALL_LETTERS]),
        ("ההודעה", [NOT_ALL_LETTERS]),
        ("नीति", [NOT_ALL_LETTERS]),
        ("中文 🚀", [FROM_THE_READER, NOT_ALL_LETTERS]),
    ],
)
def test_what_cannot_be_shown_as_it_is_is_told(words: str, told: list[str]) -> None:
    """No square, and no font that may be missing, without a word; and no word without need."""
    text = text_of(pdf_file(paper_of(briefing((words, [(quoted(HARBOUR, SHIPS, 1),)])))))
    assert [one for one in (FROM_THE_READER, NOT_ALL_LETTERS) if one in text] == told
    if NOT_ALL_LETTERS not in told:
        assert re.sub("[\u200b\ufe0f]", "", words) in text
        assert text.count("\u25a1") == words.count("\u25a1")


def test_links_lead_in_and_out() -> None:
    """From each number to its note and back, and from a note to the source at the words."""
    addresses, inside = links(opened(pdf_file(paper_of(USUAL))))
    assert inside == 2 * len(USUAL.citations)
    assert "https://example.org/harbour#:~:text=It%20is%20old." in addresses
    assert "https://example.org/harbour" in addresses


def test_the_outline_is_the_headings() -> None:
    """The title and every section can be jumped to."""
    outline = opened(pdf_file(paper_of(USUAL))).get_toc()
    assert [entry.get_title() for entry in outline] == [
        "cranes in winter",
        "The crane",
        "winter",
        "Not covered",
        "Notes",
        "Bibliography",
    ]


def test_what_the_file_says_of_itself() -> None:
    """The topic is its title; nothing tells who made it, or when."""
    file = pdf_file(paper_of(USUAL))
    known = opened(file).get_metadata_dict()
    assert (known["Title"], known["Subject"], known["Author"]) == (
        "cranes in winter",
        "Briefing",
        "Dossier",
    )
    assert b"/Lang (en)" in file


def test_a_document_is_words_alone() -> None:
    """Its library's own markup, links and pictures cannot come out of a document."""
    file = pdf_file(paper_of(WORST))
    text = text_of(file)
    assert "<script>alert(1)</script> & *bold* _it_" in text
    addresses, _ = links(opened(file))
    assert all(address.startswith("https://example.org/") for address in addresses)


def test_pages_are_numbered_and_long_passages_run_on() -> None:
    """A passage of many pages is there to its end; no heading is the last line of a page."""
    long = HARBOUR.text.split("\n\n")[0] * 150
    of = type(HARBOUR)("long", "Long", long)
    made = briefing(("a heading", [(quoted(of, long, 1),)]), ("another", [(quoted(of, long, 2),)]))
    document = opened(pdf_file(paper_of(made)))
    assert len(document) > 2
    for number, page in enumerate(document, start=1):
        lines = page.get_textpage().get_text_bounded().splitlines()
        assert str(number) in {lines[0], lines[-1]}
        assert not {"a heading", "another"} & set(lines[-2:])
    assert "The crane lifts" in text_of(pdf_file(paper_of(made))).partition(" 2 ")[0]
    assert text_of(pdf_file(paper_of(made))).count("mends") == 300


def test_nothing_at_all() -> None:
    """Without a passage there is a page all the same."""
    assert "After the Storm" in text_of(pdf_file(paper_of(NOTHING)))
