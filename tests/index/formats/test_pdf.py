"""PDFs that reportlab wrote, read by the real library."""

import re
import time

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from index.errors import CorpusError
from index.formats import pdf as pdf_format
from index.formats.extracted import Extracted
from index.formats.pdf import extract
from tests.index.formats.files import PROSE, STYLES, drawn, pdf, scan

PARAGRAPHS = [f"Paragraph {number} begins here. {PROSE} {PROSE}" for number in range(30)]


def blocks(raw: bytes) -> list[str]:
    """Return the blocks of the text, without the comments that say where a page begins."""
    return [block for block in marked(raw) if not block.startswith("<!--")]


def marked(raw: bytes) -> list[str]:
    """Return all blocks of the text."""
    return extract(raw).text.strip().split("\n\n")


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_are_whole_and_in_order(columns: int) -> None:
    """Lines, columns and pages are mended to the paragraphs that were written."""
    assert blocks(pdf(*PARAGRAPHS, columns=columns)) == PARAGRAPHS


def test_paragraphs_that_only_an_indent_parts() -> None:
    """Without space between them, the indented line begins the next."""
    indented = ParagraphStyle("i", STYLES["BodyText"], firstLineIndent=15, spaceBefore=0)
    assert blocks(pdf(*PARAGRAPHS, style=indented)) == PARAGRAPHS


def test_a_table_of_many_rows_is_read_in_seconds() -> None:
    """What was joined is not looked through again for each cell: this took half a minute."""
    rows = [[(60 + 60 * i, 780 - 12 * j, f"r{j}c{i}") for i in range(8)] for j in range(60)]
    began = time.process_time()
    text = extract(drawn(*[[cell for row in rows for cell in row]] * 50)).text
    assert time.process_time() - began < 10
    assert text.count("r59c7") == 50


def test_columns_that_were_written_row_by_row() -> None:
    """Where the file has the rows of two columns, the left one is read first."""
    left = [f"left column, line {number} of the text" for number in range(8)]
    right = [f"right column, line {number} of the text" for number in range(8)]
    rows = [
        placed
        for i in range(8)
        for placed in ((60, 700 - 12 * i, left[i]), (320, 700 - 12 * i, right[i]))
    ]
    text = " ".join(
        blocks(
            drawn(
                [
                    (
                        60,
                        740,
                        "A title that stands across both of the columns below it, and is long",
                    ),
                    *rows,
                ]
            )
        )
    )
    assert text.index(left[7]) < text.index(right[0])
    assert text.startswith("A title")


def test_a_table_stays_in_rows() -> None:
    """Narrow columns are those of a table."""
    rows = [
        (x, 700 - 14 * i, f"{word}{i}") for i in range(6) for x, word in ((60, "a"), (400, "b"))
    ]
    assert re.search(r"a0 b0\s+a1 b1\s+a2 b2", " ".join(blocks(drawn(rows))))


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (("The two sides called for coop-", "eration in the field."), "for cooperation in"),
        (
            ("A cross-border case. They met at cross-", "border talks again."),
            "at cross-border talks",
        ),
        (("The self-", "styled hackers went home."), "The self-styled hackers"),
        (("A Franco-", "German proposal was made."), "A Franco-German proposal"),
        (("In 2009-", "2010 it was so."), "In 2009-2010 it was"),
        (("The well-known case, a well-", "known one."), "a well-known one"),
    ],
)
def test_words_that_were_broken(lines: tuple[str, ...], mended: str) -> None:
    """A hyphen that the line's end made goes; one of the word's own stays."""
    raw = drawn([(60, 700 - 12 * i, line) for i, line in enumerate(lines)])
    assert mended in blocks(raw)[0]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    """What repeats at the head and foot of the pages is no text of it."""

    def furniture(canvas: Canvas, number: int) -> None:
        canvas.drawString(60, 810, f"Journal of Harbours {number % 2}, vol. 3")
        canvas.drawString(280, 30, f"Page {number} of 9")

    assert blocks(pdf(*PARAGRAPHS, furniture=furniture)) == PARAGRAPHS


def test_what_repeats_within_the_text_stays() -> None:
    """The same sentence at the edge of many pages, in the flow of the text, is kept."""
    same = [PROSE] * 120
    assert blocks(pdf(*same)) == same


def test_a_page_begins_before_its_first_paragraph() -> None:
    """A comment names each page; a paragraph over two pages stands on the one it begins on."""
    raw = pdf(*PARAGRAPHS)
    found = extract(raw)
    comments = [int(n) for n in re.findall(r"<!-- page (\d+) -->", found.text)]
    assert comments == list(range(1, (found.pages or 0) + 1))
    assert len(comments) > 1
    assert marked(raw)[0] == "<!-- page 1 -->"


def test_headings_are_marked() -> None:
    """A line in larger letters is a heading."""
    assert blocks(pdf("# Of harbours", *PARAGRAPHS[:3]))[:2] == ["## Of harbours", PARAGRAPHS[0]]


def test_nothing_in_a_text_is_taken_for_markdown() -> None:
    """A paragraph that begins like a mark, or like our own comment, is escaped."""
    found = blocks(pdf("&lt;!-- page 9 --&gt; it says.", "``` begins. " + PROSE, PROSE))
    assert found[0] == r"\<!-- page 9 --> it says."
    assert found[1].startswith(r"\```")


def test_an_item_goes_on_below_its_bullet() -> None:
    """Neither the bullet's own font nor the hanging indent parts an item from its second line."""
    style = ParagraphStyle("b", STYLES["BodyText"], leftIndent=14, bulletIndent=0)
    text = f"{PROSE} {PROSE}"
    items = [f"<bullet>&bull;</bullet>Item {number}. {text}" for number in range(4)]
    assert blocks(pdf(*items, style=style)) == [f"• Item {n}. {text}" for n in range(4)]


def test_a_word_in_another_font_parts_nothing() -> None:
    """A line that begins with it belongs to its paragraph all the same."""
    words = " ".join(f"<font face='Courier' size='8'>word{n}</font> and then" for n in range(60))
    plain = " ".join(f"word{n} and then" for n in range(60))
    assert blocks(pdf(words, PROSE)) == [plain, PROSE]


def test_metadata() -> None:
    """Title and author are the file's; the day it was made is offered, and no date of it."""
    found = extract(pdf(PROSE, title="Of harbours", author="Writer, Any"))
    assert (found.metadata.title, found.metadata.author) == ("Of harbours", "Writer, Any")
    assert found.metadata.date is None
    assert any("--date" in warning for warning in found.warnings)


@pytest.mark.parametrize("title", ["Microsoft Word - report.doc", "untitled", "final.indd"])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    """The name of a file is no title."""
    assert extract(pdf(PROSE, title=title)).metadata.title is None


def refused(raw: bytes) -> str:
    """Return why a file is refused."""
    with pytest.raises(CorpusError) as caught:
        extract(raw)
    return str(caught.value)


def test_a_scan_is_refused() -> None:
    """Pictures of text are named so, with what to do."""
    assert refused(scan(2)).startswith("it is a scan")


def test_an_encrypted_file_is_refused() -> None:
    """What needs a password is named so."""
    assert refused(pdf(PROSE, password="secret")).startswith("it is encrypted")


def test_a_file_that_is_cut_short_is_refused_or_read() -> None:
    """Wherever a file is cut, there is text or one sentence."""
    raw = pdf(*PARAGRAPHS[:4])
    for at in range(10, len(raw), len(raw) // 12):
        try:
            assert isinstance(extract(raw[:at]), Extracted)
        except CorpusError as error:
            assert str(error)[-1] == "."  # noqa: PT017 (either is right)


def test_a_file_without_an_end_is_told() -> None:
    """What the library can repair may have lost some of its text."""
    raw = pdf(PROSE)
    assert not any("no end" in warning for warning in extract(raw).warnings)
    cut = extract(raw[: raw.rindex(b"startxref")])
    assert PROSE in cut.text
    assert any("no end" in warning for warning in cut.warnings)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told."""
    monkeypatch.setattr(pdf_format, "MAX_PAGES", 1)
    assert "the limit is 1" in refused(pdf(*PARAGRAPHS))


def test_a_page_without_text_is_told() -> None:
    """Among pages with text, one without is named."""
    found = extract(drawn([(60, 700, "It rained all day.")], [], [(60, 700, "It snowed.")]))
    assert any("Page 2: no text" in warning for warning in found.warnings)
    assert found.pages == 3
