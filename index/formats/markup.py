"""A tree of HTML -> blocks of Markdown, by lxml."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from index.formats.cleaning import inert, one_line, without_controls

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

# Both HTML's names and those of TEI, which trafilatura uses.
_LEFT_OUT = frozenset(
    "script style template noscript svg math iframe object embed img audio video canvas form"
    " button input select textarea title meta link nav graphic".split()
)
_LISTS = frozenset({"ul", "ol", "list"})
_ITEMS = frozenset({"li", "item"})
_ROWS = frozenset({"tr", "row"})
_GROUPS_OF_ROWS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font hi i ins kbd mark q ref rp rt ruby s samp"
    " small span strike strong sub sup time tt u var wbr".split()
)
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def parsed(markup: str) -> "Node | None":
    """Return the root of a page of HTML or XHTML, or ``None`` if there is no markup in it.

    HTML has no entities but its own, and the parser fetches nothing.
    """
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def language_in(root: "Node") -> str | None:
    """Return the language that a page says it is in."""
    for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
        if value := root.get(name):
            return str(value)
    return None


def blocks_of(root: "Node") -> list[str]:
    """Return the paragraphs, headings, lists and tables below ``root``, in order."""
    writer = _Writer()
    writer.walk(root)
    writer.end_block()
    return writer.blocks


class _Writer:
    """Collects words until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._words: list[str] = []

    def walk(self, node: "Node") -> None:
        """Write a node's content, without what follows it."""
        name = _name(node)
        if name in _LEFT_OUT or not name:
            return
        if name in _BREAKS:
            self._words.append("\n")
        elif level := _level(node, name):
            self.end_block()
            if text := " ".join(_inner(node)):
                self.blocks.append(f"{'#' * level} {one_line(text)}")
        elif name in _LISTS:
            self._write("\n".join(_items(node)))
        elif name == "table":
            self._write("\n".join(_rows(node)))
        elif name in _INLINE:
            self.content(node)
        else:
            self.end_block()
            self.content(node)
            self.end_block()

    def end_block(self) -> None:
        """End the block that was begun; two line breaks in it part it."""
        text = "".join(self._words)
        self._words.clear()
        for part in re.split(r"\n\s*\n", text):
            lines = (one_line(line) for line in part.split("\n"))
            if block := "\n".join(line for line in lines if line):
                self.blocks.append(inert(block))

    def content(self, node: "Node") -> None:
        """Write a node's text and its children."""
        self._words.append(_SPACE.sub(" ", node.text or ""))
        for child in node:
            self.walk(child)
            self._words.append(_SPACE.sub(" ", child.tail or ""))

    def _write(self, block: str) -> None:
        self.end_block()
        if block:
            self.blocks.append(without_controls(block))


def _name(node: "Node") -> str:
    """Return a node's name without its namespace; nothing for a comment."""
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _level(node: "Node", name: str) -> int:
    """Return a heading's level, or 0."""
    marked = str(node.get("rend") or "h2") if name == "head" and node.get("rend") else name
    match = _HEADING.fullmatch(marked)
    return int(match[1]) if match else 0


def _inner(node: "Node") -> list[str]:
    """Return what stands within a node, a line a block."""
    writer = _Writer()
    writer.content(node)
    writer.end_block()
    return [block.replace("\n", " ") for block in writer.blocks]


def _items(node: "Node") -> Iterator[str]:
    numbered = _name(node) == "ol" or node.get("rend") == "ol"
    number = 0
    for item in node:
        if _name(item) not in _ITEMS:
            continue
        number += 1
        if text := " ".join(_inner(item)):
            yield f"{f'{number}.' if numbered else '-'} {one_line(text)}"


def _rows(table: "Node") -> Iterator[str]:
    """Yield a table's rows, those of tables within its cells not among them."""
    for row in table:
        name = _name(row)
        if name in _GROUPS_OF_ROWS:
            yield from _rows(row)
        elif name in _ROWS:
            cells = [one_line(" ".join(_inner(cell))) for cell in row if _name(cell) in _CELLS]
            if any(cells):
                yield f"| {' | '.join(cells)} |"
