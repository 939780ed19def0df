"""Document -> passages.

A passage is a paragraph: a block of Markdown between blank lines. Headings are no passages; they
go with the passages below them. A paragraph over ``MAX_PASSAGE_CHARACTERS`` is split between
sentences.

A comment ``<!-- page 3 -->`` on a line of its own says that what follows begins on page 3 of the
file that the text was taken from.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from index.core.ids import passage_ids
from index.domain import Document, Passage
from index.ports import Segmenter, Span

MAX_PASSAGE_CHARACTERS = 2000
"""Above this a paragraph is split: about what fits one screen, half of what one message holds."""

_MAX_HEADING_COLUMNS = 80

# Indented code and setext headings are off: in plain text and transcripts indentation is layout,
# and a rule of dashes under a paragraph must not turn the paragraph into a heading.
_MARKDOWN = MarkdownIt("commonmark").disable(["code", "lheading", "reference"]).disable("inline")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# Atomic groups, so that one "\r\n" is never read as two line ends.
_BLANK_LINES = re.compile(r"(?>\r\n|\r|\n)[^\S\r\n]*(?>\r\n|\r|\n)\s*")
_WORD = re.compile(r"\w")
_NOT_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_KEPT_WHOLE = ("<!--", "<script", "<style")
_LIST_OR_TABLE = re.compile(r"[-*+|>]\s|\d+[.)]\s|\|")
_PAGE = re.compile(r"<!-- page (\d{1,6}) -->")
_UNDERLINED = re.compile(r"[^\r\n]+(?:\r\n|\r|\n)=+[ \t]*")
# The end of a sentence with whatever follows it, a speaker's or field's name, an address.
_SENTENCE = re.compile(r"[.!?][\"'”’»)\]*_]*(?:\s|\[|\Z)|[。！？…]|:[*_]*\s+\S|://|\]\(")


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str  # the Markdown token's type
    start: int
    end: int
    text: str


def passages_of(document: Document, segmenter: Segmenter) -> list[Passage]:
    """Return the document's passages in order, numbered from 1; none for a text without words."""
    all_blocks = list(_blocks(document.text))
    blocks = [block for block in all_blocks if _has_words(block)]
    pages = _pages(all_blocks)
    if any(not _is_marked_heading(b) and not _is_like_a_heading(b) for b in blocks):
        found = list(_paragraphs(blocks, document, segmenter))
    else:  # a list of names, a poem: when all look like headings, none is one
        found = [(None, span) for b in blocks for span in _split(b, document, segmenter)]
    texts = [document.text[start:end] for _, (start, end) in found]
    ids = passage_ids(document.key, texts)
    return [
        Passage(id_, document.key, number, heading, start, end, text, _page_at(pages, start))
        for number, (id_, text, (heading, (start, end))) in enumerate(
            zip(ids, texts, found, strict=True), start=1
        )
    ]


def has_passages(text: str) -> bool:
    """Tell whether ``text`` has a word outside comments, so that it makes a passage."""
    return any(_has_words(block) for block in _blocks(text))


def first_heading(text: str) -> str | None:
    """Return the text of the first Markdown heading, if there is one."""
    for block in _blocks(text):
        if _is_marked_heading(block):
            return _heading_text(block) or None
    return None


def _pages(blocks: list[_Block]) -> list[tuple[int, int]]:
    """Return where each page begins, with its number, in order."""
    return [(b.start, int(page[1])) for b in blocks if (page := _PAGE.fullmatch(b.text))]


def _page_at(pages: list[tuple[int, int]], start: int) -> int | None:
    before = bisect_right(pages, start, key=lambda page: page[0])
    return pages[before - 1][1] if before else None


def _paragraphs(
    blocks: list[_Block], document: Document, segmenter: Segmenter
) -> Iterator[tuple[str | None, Span]]:
    heading: str | None = None
    for i, block in enumerate(blocks):
        titles_something = i + 1 < len(blocks) and _is_like_a_heading(block)
        if _is_marked_heading(block) or titles_something:
            heading = _heading_text(block)
        else:
            for span in _split(block, document, segmenter):
                yield heading, span


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the top-level blocks, divided at blank lines, trimmed, with their offsets."""
    starts = [match.start() for match in _LINE.finditer(text)]
    starts.append(len(text))
    for token in _MARKDOWN.parse(text):
        if token.level or token.map is None or token.nesting < 0 or token.type == "hr":
            continue
        first, last = token.map
        start, end = starts[first], starts[min(last, len(starts) - 1)]
        undivided = token.type == "fence" or (
            token.type == "html_block" and text[start:end].lstrip().lower().startswith(_KEPT_WHOLE)
        )
        for a, b in [(start, end)] if undivided else _divided(text, start, end):
            left, right = trimmed(text, a, b)
            if left < right:
                piece = text[left:right]
                yield _Block(token.type, left, right, piece)


def _divided(text: str, start: int, end: int) -> Iterator[Span]:
    for gap in _BLANK_LINES.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _has_words(block: _Block) -> bool:
    text = block.text
    if block.kind == "html_block":
        text = _NOT_TEXT.sub("", text)
    return _WORD.search(text) is not None


def _is_marked_heading(block: _Block) -> bool:
    """Tell whether a block is marked as a heading: ``# so``, or underlined with ``=``."""
    return block.kind == "heading_open" or _UNDERLINED.fullmatch(block.text) is not None


def _is_like_a_heading(block: _Block) -> bool:
    """Tell whether a block is one short line without a sentence, a speaker or an address in it.

    What is not clearly a heading stays a passage: text that nobody can find is the worse mistake.
    """
    return (
        block.kind == "paragraph_open"
        and "\n" not in block.text
        and "\r" not in block.text
        and _columns(block.text) <= _MAX_HEADING_COLUMNS
        and not _SENTENCE.search(block.text)
        and not _LIST_OR_TABLE.match(block.text)
    )


def _columns(text: str) -> int:
    """Return the width of ``text``, CJK and its like counted as three Latin letters."""
    return sum(3 if character >= "\u2e80" else 1 for character in text)


def _heading_text(block: _Block) -> str:
    return block.text.strip("#*_=: \t\r\n\u00a0")


def _split(block: _Block, document: Document, segmenter: Segmenter) -> list[Span]:
    """Return the block's span, or several of whole sentences, about equally long."""
    length = block.end - block.start
    if length <= MAX_PASSAGE_CHARACTERS:
        return [(block.start, block.end)]
    sentences = segmenter.sentences(block.text, document.language)
    parts = -(-length // MAX_PASSAGE_CHARACTERS)
    spans: list[Span] = []
    first, part = 0, 1
    for i, (_, end) in enumerate(sentences):
        last = i == len(sentences) - 1
        # The sentence that reaches a part's share of the text ends it; so does one after which
        # the next would be too much.
        full = end >= length * part / parts
        over = not last and sentences[i + 1][1] - sentences[first][0] > MAX_PASSAGE_CHARACTERS
        if last or full or over:
            spans.append((block.start + sentences[first][0], block.start + end))
            first, part = i + 1, max(part + 1, int(end * parts / length) + 1)
    return spans


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
