"""Tests of ``index.printing.markdown``, read by markdown-it."""

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.printing.markdown import escaped, markdown
from index.printing.paper import inert, paper_of
from tests.index.printing.briefings import CONTROLS, MARKUP, NOTHING, SHIPS, USUAL, WORST

_READER = MarkdownIt("gfm-like", {"linkify": False})


def read(text: str) -> list[Token]:
    """Return all that a reader of Markdown sees, inline parts included."""
    return [part for token in _READER.parse(text) for part in (token, *(token.children or ()))]


def test_every_note_has_its_passage_and_the_reverse() -> None:
    """Numbers in the text and numbers of the notes are the same, in order."""
    text = markdown(paper_of(USUAL)).decode()
    assert re.findall(r"\S\[\^(\d+)\]$", text, re.MULTILINE) == ["1", "2", "3", "4"]
    assert re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE) == ["1", "2", "3", "4"]


def test_how_it_reads() -> None:
    """Headings are headings, passages quotations, with what was left out marked."""
    text = markdown(paper_of(USUAL, "2026-11-25")).decode()
    assert text.startswith("# cranes in winter\n\nBriefing, 2026-11-25\\\nRead crnaes as cranes.")
    assert (
        "## The crane\n\n> \\[…\\] It is old. \\[…\\][^1]\n>\n> — The Harbour, The Press" in text
    )
    assert f"> {SHIPS}[^2]" in text
    assert "*Near in meaning:*\n\n> A storm broke the crane.\\\n> It was winter.[^3]" in text
    assert "## Not covered\n\nNothing in the corpus mentions Salt Typhoon." in text
    assert [token.tag for token in read(text) if token.type == "heading_open"] == [
        "h1",
        "h2",
        "h2",
        "h2",
        "h2",
    ]


@pytest.mark.parametrize(
    "line", [MARKUP, inert(CONTROLS), "1. one", "2) two", "- a", "+ b", "# c", "==="]
)
def test_nothing_in_a_line_is_markup(line: str) -> None:
    """A reader finds one paragraph of nothing but text, and the text as it was."""
    tokens = read(escaped(line))
    assert {token.type for token in tokens} <= {
        "paragraph_open",
        "inline",
        "text",
        "text_special",
        "paragraph_close",
    }
    text = "".join(token.content for token in tokens if token.type.startswith("text"))
    assert text == " ".join(line.split())


def test_a_hostile_briefing_has_our_markup_alone() -> None:
    """Its links are those of its own notes, and it has no picture, code or HTML."""
    tokens = read(markdown(paper_of(WORST)).decode())
    assert not {token.type for token in tokens} & {
        "html_inline",
        "html_block",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "table_open",
        "s_open",
        "hr",
    }
    targets = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert targets
    assert all(target.startswith("https://example.org/a_b?c=%3Cb%3E") for target in targets)
    assert len([token for token in tokens if token.tag == "h1" and token.nesting == 1]) == 1


def test_nothing_at_all() -> None:
    """Without a passage there is no bibliography, and it is said what is not covered."""
    text = markdown(paper_of(NOTHING)).decode()
    assert "Bibliography" not in text
    assert "- After the Storm" in text
