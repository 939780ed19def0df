"""Tests of ``index.printing.paper`` and of the choice of a format."""

import html
import io
import re
from dataclasses import replace

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.domain import Verdict
from index.errors import QuestionError
from index.printing.files import Format, format_of, printed
from index.printing.paper import NEAREST, POSSIBLE, inert, paper_of
from tests.index.printing.briefings import (
    COMPARED,
    CRANE,
    HARBOUR,
    NOTHING,
    SHIPS,
    STORM,
    USUAL,
    WORST,
    briefing,
    quoted,
    source,
)

URL = "https://example.org/harbour"


def test_a_document_is_noted_in_full_once_and_listed_once() -> None:
    """Chicago's note is short from a document's second on; the bibliography has it once."""
    paper = paper_of(USUAL)
    assert [note.text for note in paper.notes] == [
        f"A. Writer, “The Harbour,” The Press, December 14, 2009, para. 1, {URL}.",
        "Writer, “The Harbour,” para. 2.",
        "“After the Storm,” n.d., para. 3.",
        "写者, “网络强国,” n.d., para. 4.",
    ]
    assert [entry.text for entry in paper.bibliography] == [
        "“After the Storm.” n.d.",
        f"Writer, A. “The Harbour.” The Press, December 14, 2009. {URL}.",
        "写者. “网络强国.” n.d.",
    ]


def test_notes_lead_to_the_words_and_entries_to_the_document() -> None:
    """A note's link opens the source at what is quoted, whatever words carry it."""
    paper = paper_of(USUAL)
    first, second, third, _ = paper.notes
    assert (first.linked, first.target) == (URL, f"{URL}#:~:text=It%20is%20old.")
    assert (second.linked, second.target) == (
        "para. 2",
        f"{URL}#:~:text=Ships%20come%20at%20dawn.",
    )
    assert third.target is None
    assert paper.bibliography[1].target == URL


def test_only_pages_can_be_followed() -> None:
    """An address that is a program stays words."""
    assert paper_of(WORST).notes[1].target is None


def test_what_is_left_out_of_a_passage_is_known() -> None:
    """A sentence out of a passage has words in front of it and behind it, a whole one none."""
    (middle,), (whole,) = paper_of(USUAL).parts[0].points
    assert (middle.begins_within, middle.ends_within) == (True, True)
    assert (whole.begins_within, whole.ends_within) == (False, False)
    start = briefing(("crane", [(quoted(HARBOUR, CRANE, 1, "The crane lifts boxes."),)]))
    ((one,),) = paper_of(start).parts[0].points
    assert (one.begins_within, one.ends_within) == (False, True)


def test_the_shown_words_are_the_windows() -> None:
    """What stands on paper is the window to the character, a line for a line."""
    paper = paper_of(USUAL)
    shown = {
        one.number: one.lines for part in paper.parts for point in part.points for one in point
    }
    assert shown[2] == (SHIPS,)
    assert shown[3] == ("A storm broke the crane.", "It was winter.")


def test_what_was_asked_is_told() -> None:
    """How it was read, where it was looked, and what it did not find."""
    paper = paper_of(USUAL)
    assert paper.told == (
        "Read crnaes as cranes.",
        "Only since 2009, documents without a date left out.",
    )
    assert paper.missing == "Nothing in the corpus mentions Salt Typhoon."
    assert paper.lead is None


@pytest.mark.parametrize(
    ("documents", "label", "named", "more"),
    [
        (1, "Nothing on this in", 1, None),
        (12, "Nothing on this in 12 documents", 12, None),
        (13, "Nothing on this in 13 documents", 10, "and 3 more documents"),
        (1180, "Nothing on this in 1,180 documents", 10, "and 1,170 more documents"),
    ],
)
def test_of_many_silent_documents_some_are_named(
    documents: int, label: str, named: int, more: str | None
) -> None:
    """A list of hundreds that say nothing would tell nothing; a number alone, hardly more."""
    silent = tuple(source(replace(HARBOUR, key=f"k{number}")) for number in range(documents))
    told = paper_of(briefing(silent=silent)).silent
    assert told is not None
    assert (told.label, len(told.sources), told.more) == (label, named, more)


def test_what_else_has_something_is_told() -> None:
    """In number and by name, of a comparison as of a briefing."""
    one = paper_of(COMPARED).further
    assert one is not None
    assert one.label == "1 further document has something on this"
    assert one.sources == ("网络强国, 写者",)
    several = paper_of(replace(USUAL, further=(source(HARBOUR), source(STORM)))).further
    assert several is not None
    assert several.label == "2 further documents have something on this"
    assert paper_of(USUAL).further is None


def test_a_comparison_is_one_section_without_a_heading() -> None:
    """A passage of each document, and what that is, is said."""
    paper = paper_of(COMPARED)
    (part,) = paper.parts
    assert (paper.kind, part.heading, len(part.points)) == ("Comparison", None, 2)
    assert paper.told == ("One passage of each document, the oldest document first.",)
    assert paper_of(replace(COMPARED, citations=())).parts == ()


READ = {
    Format.MARKDOWN: lambda file: re.sub(r"\\(.)", r"\1", file.decode()),
    Format.WORD: lambda file: "\n".join(
        p.text for p in docx.Document(io.BytesIO(file)).paragraphs
    ),
    Format.PDF: lambda file: "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)
    ),
    Format.HTML: lambda file: html.unescape(re.sub(r"<[^>]*>", " ", file.decode())),
}


@pytest.mark.parametrize("as_format", Format)
def test_a_comparison_in_each_format(as_format: Format) -> None:
    """The same things in the same order, whatever it is set in, and nothing of a briefing."""
    many = tuple(source(replace(STORM, key=f"k{number}")) for number in range(20))
    text = " ".join(READ[as_format](printed(replace(COMPARED, silent=many), as_format)).split())
    places = [
        text.index(words)
        for words in (
            "One passage of each document",
            "It is old.",
            "A storm broke the crane.",
            "Further documents",
            "1 further document has something on this:",
            "网络强国, 写者",
            "Not covered",
            "Nothing on this in 20 documents:",
            "and 10 more documents",
            "Bibliography",
        )
    ]
    assert places == sorted(places)
    assert {"Comparison", "cranes"} <= set(re.findall(r"\w+", text[: places[0]]))
    assert "Briefing" not in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("verdict", "lead"), [(Verdict.NOT_IN_CORPUS, NEAREST), (Verdict.POSSIBLE, POSSIBLE)]
)
def test_nearest_passages_are_labelled(verdict: Verdict, lead: str) -> None:
    """Passages that do not answer are not shown as if they did."""
    assert paper_of(briefing(verdict=verdict)).lead == lead


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x0bb\x00c", "a\ufffdb\ufffdc"),
        ("a \u202egnp.exe", "a \u202egnp.exe\u202c"),
        ("\u2067a\u2069 \u202ab\u202c", "\u2067a\u2069 \u202ab\u202c"),
        ("\u2066\u202ea", "\u2066\u202ea\u202c\u2069"),
        ("\ud800", "\ufffd"),
        ("naïve “quotes” 中文 \u200f", "naïve “quotes” 中文 \u200f"),
    ],
)
def test_controls_and_open_turns_end_where_they_stand(text: str, shown: str) -> None:
    """No format takes control characters; a direction that is not ended would turn the rest."""
    assert inert(text) == shown


@pytest.mark.parametrize("as_format", Format)
@pytest.mark.parametrize(
    "url",
    ["https://example.org/\x01a\x00", "https://[", "https://e.org/\u202ea 中(b)", "https:"],
)
def test_an_address_that_is_none_harms_no_file(as_format: Format, url: str) -> None:
    """It is printed as words, or led to as it is."""
    of = replace(HARBOUR, url=url)
    assert printed(briefing(("crane", [(quoted(of, CRANE, 1), quoted(of, SHIPS, 2))])), as_format)


@pytest.mark.parametrize(
    "language", ["en) /Title (x", 'x" onload="', "e\x0bn", "english, mostly", ""]
)
@pytest.mark.parametrize("as_format", Format)
def test_a_language_that_is_none_harms_no_file(as_format: Format, language: str) -> None:
    """A format names languages where it takes no text; what is no name of one is left out."""
    of = replace(HARBOUR, language=language)
    made = briefing(("crane", [(quoted(of, CRANE, 1),)]))
    paper = paper_of(made)
    assert paper.language == "en"
    assert paper.parts[0].points[0][0].language is None
    assert printed(made, as_format) == printed(
        briefing(("crane", [(quoted(replace(of, language=None), CRANE, 1),)])), as_format
    )


@pytest.mark.parametrize("as_format", Format)
def test_a_file_is_the_same_whenever_it_is_made(as_format: Format) -> None:
    """Two of one briefing are the same bytes; the date is that which is given, and no other."""
    assert printed(USUAL, as_format) == printed(USUAL, as_format)
    assert printed(USUAL, as_format) != printed(USUAL, as_format, "2026-11-25")
    assert printed(NOTHING, as_format)


@pytest.mark.parametrize("as_format", Format)
def test_the_ending_names_the_format(as_format: Format) -> None:
    """In capitals, too."""
    assert format_of(f"a.b.{as_format.value.upper()}") is as_format


@pytest.mark.parametrize("name", ["report", "report.odt", "report.", ".md"])
def test_another_ending_is_told(name: str) -> None:
    """One sentence says which there are."""
    with pytest.raises(
        QuestionError, match=r"none of the endings .md, .docx, .pdf and .html; give"
    ):
        format_of(name)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize("as_format", Format)
@settings(deadline=None, max_examples=15)
@given(text=_TEXTS.filter(str.strip), words=_TEXTS)
def test_any_text_can_be_printed(as_format: Format, text: str, words: str) -> None:
    """Nothing that a document or a person may write stops a file from being made."""
    of = replace(HARBOUR, text=text, title=words, author=words, publisher=words, language=words)
    made = briefing(
        (words, [(quoted(of, text, 1), quoted(of, text, 2))]),
        topic=words,
        silent=(source(of),),
        missing=(words,),
        corrections=((words, text),),
    )
    assert printed(made, as_format)
