"""Tests of ``index.core.passages``."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.passages import MAX_PASSAGE_CHARACTERS, has_passages, passages_of
from index.domain import Document
from index.store.documents import read_document
from tests.conftest import SEEDS, document
from tests.index.core.cutting import SEGMENTER, headings_of, texts_of

words = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=9)
sentences = st.builds(
    lambda found, end: " ".join(found) + end,
    st.lists(words, min_size=1, max_size=12),
    st.sampled_from([".", "!", "?", "."]),
)
paragraphs = st.lists(sentences, min_size=1, max_size=5).map(" ".join)
markers = st.sampled_from(["", "", "", "- ", "> ", "1. ", "| ", "    ", "\t", "\u00a0"])
blocks = st.builds(lambda marker, text: marker + text, markers, paragraphs)
breaks = st.sampled_from(["\n\n", "\r\n\r\n", "\r\r", "\n \n", "\n\n\n\t\n"])
texts = st.lists(st.tuples(blocks, breaks), min_size=1, max_size=8).map(
    lambda pairs: "".join(block + gap for block, gap in pairs)
)
anything = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(list("#-*_>`|<! .\r\n\t1)"))),
    max_size=300,
)


def seed(name: str) -> tuple[Document, list[str]]:
    """Return a document of the repository, and its paragraphs as its file has them."""
    path = SEEDS / name
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    return read_document(path, SEEDS)[0], body.strip().split("\n\n")


@pytest.mark.parametrize(("name", "count"), [("embassy.md", 5), ("renault.md", 4)])
def test_seed(name: str, count: int) -> None:
    """Each seed document's paragraphs are its passages, to the character."""
    source, expected = seed(name)
    assert len(expected) == count
    assert [passage.text for passage in passages_of(source, SEGMENTER)] == expected


def test_seeds_keep_their_typography() -> None:
    """Curly quotes, no-break spaces and double spaces of the seeds come through untouched."""
    file = (SEEDS / "embassy.md").read_text(encoding="utf-8")
    passages = passages_of(read_document(SEEDS / "embassy.md", SEEDS)[0], SEGMENTER)
    assert passages[0].text.startswith("“Greetings from the Chinese Embassy.”")
    assert file.count("\u00a0") == sum(p.text.count("\u00a0") for p in passages)
    assert file.count("  ") == sum(p.text.count("  ") for p in passages)


def test_numbers() -> None:
    """Passages are numbered from 1 in the order of the text."""
    found = passages_of(document("One is.\n\nTwo is.\n\nThree is."), SEGMENTER)
    assert [(p.number, p.text) for p in found] == [
        (1, "One is."),
        (2, "Two is."),
        (3, "Three is."),
    ]


def test_one_sentence_paragraph() -> None:
    """A paragraph of one sentence is a passage."""
    assert texts_of("It rained.\n\nThe sun came out again. Everybody left.")[0] == "It rained."


def test_single_line_breaks() -> None:
    """A line break alone parts no passages."""
    assert texts_of("It rained\nall day.\n\nThen not.") == ["It rained\nall day.", "Then not."]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\n\n\n"])
def test_blank_lines(gap: str) -> None:
    """Blank lines of any system part passages."""
    assert texts_of(f"It rained.{gap}Then not.") == ["It rained.", "Then not."]


def test_white_space_at_the_ends() -> None:
    """A passage has no white space at its ends."""
    assert texts_of("\u00a0 It rained.\u00a0\n\n\tThen not. \n") == ["It rained.", "Then not."]


def test_indented_paragraph() -> None:
    """An indented paragraph is layout, and a passage like any other."""
    assert texts_of("    It rained.\n\n    Then not.") == ["It rained.", "Then not."]


def test_fence_is_undivided() -> None:
    """A fenced block is one passage, its blank lines included."""
    fence = "```\nrain = 1\n\nsun = 0\n```"
    assert texts_of(f"It rained.\n\n{fence}\n\nThen not.") == ["It rained.", fence, "Then not."]


def test_comment_is_no_passage() -> None:
    """An HTML comment is no passage."""
    assert texts_of("It rained.\n\n<!-- not\nthis -->\n\nThen not.") == ["It rained.", "Then not."]


def test_no_words() -> None:
    """A text without words has no passages."""
    assert texts_of("--- \n\n*** \n\n!?") == []


@pytest.mark.parametrize("text", ["It rained.", "Anna", "# Rain", "<b>rain</b>", "```\nhi\n```"])
def test_has_passages(text: str) -> None:
    """A text with a word in it has a passage."""
    assert has_passages(text)
    assert len(texts_of(text)) == 1


@pytest.mark.parametrize("text", ["", "___", "!?", "<!-- rain -->", "<br class='rain'>", "***"])
def test_has_no_passages(text: str) -> None:
    """A text of signs, comments or tags alone has no passage."""
    assert not has_passages(text)
    assert texts_of(text) == []


def test_link_definition() -> None:
    """A line that defines a link is kept: nothing of the prose disappears."""
    line = "[rain]: https://example.org/rain 'The rain.'"
    assert line in texts_of(f"It rained.\n\n{line}\n\nThen not.")


def test_long_paragraph_is_split() -> None:
    """A paragraph over the limit becomes passages of about the same length."""
    text = " ".join(f"This is sentence number {i} of them all." for i in range(80))
    lengths = [len(part) for part in texts_of(text)]
    assert len(text) > MAX_PASSAGE_CHARACTERS
    assert len(lengths) == -(-len(text) // MAX_PASSAGE_CHARACTERS)
    assert max(lengths) - min(lengths) < 100


def test_paragraph_at_the_limit() -> None:
    """A paragraph of exactly the limit is not split, one of a character more is."""
    text = "It rained. " * 181 + "Thennot."
    assert len(text) == MAX_PASSAGE_CHARACTERS - 1
    assert len(texts_of(f"{text}!")) == 1
    assert len(texts_of(f"{text}!!")) == 2


def test_sentence_over_the_limit() -> None:
    """A single sentence over the limit stays whole."""
    text = "rain " * 600 + "fell."
    assert texts_of(text) == [text]


def test_split_passages_share_the_heading() -> None:
    """What a long paragraph is split into keeps its heading."""
    text = "# Rain\n\n" + "It rained all day. " * 200
    assert set(headings_of(text)) == {"Rain"}
    assert len(headings_of(text)) == 2


@given(anything)
def test_every_passage_is_a_slice(text: str) -> None:
    """Whatever the text, every passage stands at its offsets, in order, without overlap."""
    found = passages_of(document(text), SEGMENTER)
    end = 0
    for passage in found:
        assert passage.text == text[passage.start : passage.end]
        assert passage.text.strip() == passage.text != ""
        assert passage.start >= end
        end = passage.end


@given(texts)
def test_no_word_is_lost(text: str) -> None:
    """Every word of a text without headings stands in a passage, in order."""
    kept = [word for part in texts_of(text) for word in re.findall(r"\w+", part)]
    assert kept == re.findall(r"\w+", text)


@given(st.lists(sentences, min_size=1, max_size=200))
def test_split_between_sentences(found: list[str]) -> None:
    """A long paragraph is cut between sentences only, and into parts under the limit."""
    text = " ".join(found)
    spans = SEGMENTER.sentences(text, None)
    passages = passages_of(document(text), SEGMENTER)
    assert {p.start for p in passages} <= {start for start, _ in spans}
    assert {p.end for p in passages} <= {end for _, end in spans}
    longest = max(end - start for start, end in spans)
    assert all(len(p.text) <= max(MAX_PASSAGE_CHARACTERS, longest) for p in passages)


@given(st.lists(sentences, min_size=3, max_size=8, unique=True), st.data())
def test_ids_survive_edits_elsewhere(found: list[str], data: st.DataObject) -> None:
    """A passage keeps its id when another one of its document changes."""
    edited = data.draw(st.integers(0, len(found) - 1))
    changed = [*found[:edited], "Something else stands here.", *found[edited + 1 :]]
    before = {p.text: p.id for p in passages_of(document("\n\n".join(found)), SEGMENTER)}
    after = {p.text: p.id for p in passages_of(document("\n\n".join(changed)), SEGMENTER)}
    common = before.keys() & after.keys()
    assert len(common) >= len(found) - 1
    assert all(before[text] == after[text] for text in common)


def test_key_of_the_document(tmp_path: Path) -> None:
    """A passage names the document it is of, and its id begins with that key."""
    path = tmp_path / "rain.md"
    path.write_text("It rained.", encoding="utf-8")
    source, _ = read_document(path, tmp_path)
    (passage,) = passages_of(source, SEGMENTER)
    assert passage.key == "rain"
    assert passage.id.startswith("rain-")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end: str) -> None:
    """A line end of two characters is one line end: only a blank line parts paragraphs."""
    text = end.join(["It rained all", "day long.", "", "Then not."])
    assert texts_of(text) == [f"It rained all{end}day long.", "Then not."]


@pytest.mark.parametrize("blank", ["\u00a0", "\x0c", " \t"])
def test_lines_that_look_blank(blank: str) -> None:
    """A line of nothing but white space, of whatever kind, parts paragraphs."""
    assert texts_of(f"It rained.\n{blank}\nThen not.") == ["It rained.", "Then not."]


@pytest.mark.parametrize("tag", ["<!-- a\n\nb -->", "<style>\n\nb {}\n\n</style>"])
def test_hidden_text(tag: str) -> None:
    """What a page does not show is no passage, though it has blank lines."""
    assert texts_of(f"It rained.\n\n{tag}\n\nThen not.") == ["It rained.", "Then not."]


def test_a_page_begins_at_its_comment() -> None:
    """Passages know the page that the last comment above them names; before the first, none."""
    text = (
        "Before it.\n\n<!-- page 3 -->\n\nOn three.\n\n# A heading.\n\nStill on it.\n\n"
        "<!-- page 4 -->\n<!-- page 5 -->\nOn five. <!-- page 9 -->\n\n```\n<!-- page 8 -->\n```\n"
    )
    found = passages_of(document(text), SEGMENTER)
    assert [p.page for p in found] == [None, 3, 3, 5, 5]
    assert found[3].text == "On five. <!-- page 9 -->"


@pytest.mark.parametrize("comment", ["<!--page 3-->", "<!-- page iv -->", "<!-- see page 3 -->"])
def test_other_comments_are_no_pages(comment: str) -> None:
    """Only the one form counts, so that a page is never made of a remark."""
    assert [p.page for p in passages_of(document(f"{comment}\n\nText."), SEGMENTER)] == [None]
