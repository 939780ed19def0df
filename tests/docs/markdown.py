"""Pages of Markdown -> links, what can be linked to, and what is to be typed."""

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.settings import ROOT

_OURS = ("*.md", "docs/**/*.md", ".github/**/*.md", "benchmarks/**/*.md", "tests/**/*.md")
PAGES = sorted(
    {page for pattern in _OURS for page in ROOT.glob(pattern)} | {ROOT / "seeds/README.md"}
)
"""Every page that we wrote; the documents in ``seeds/`` are not ours to mend."""

_BEFORE = re.compile(r"docker compose exec dossier |(?:.* )?\S*/bin/")
"""Where the command is typed: in an environment, or in the container."""


def tokens_of(page: Path) -> list[Token]:
    """Return a page's blocks."""
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def links_in(page: Path) -> Iterator[str]:
    """Yield where the page's links lead, and where its pictures are."""
    for token in tokens_of(page):
        for part in token.children or ():
            if target := part.attrs.get("href") or part.attrs.get("src"):
                yield str(target)


def anchors_of(page: Path) -> set[str]:
    """Return what the headings of a page are called in addresses, as GitHub makes it of them."""
    anchors: set[str] = set()
    tokens = tokens_of(page)
    for opening, heading in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(part.content for part in heading.children or ())
            anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            again = next((n for n in range(1, 100) if f"{anchor}-{n}" not in anchors), 0)
            anchors.add(f"{anchor}-{again}" if anchor in anchors else anchor)
    return anchors


def typed_in(page: Path) -> Iterator[list[str]]:
    """Yield the commands that a page says are to be typed, word by word.

    They stand in blocks, or first in the rows of a table.
    """
    tokens = tokens_of(page)
    for token, before in zip(tokens, [None, *tokens], strict=False):
        if token.type in {"code_block", "fence"}:
            lines = token.content.splitlines()
        elif token.type == "inline" and before is not None and before.type == "td_open":
            lines = [part.content for part in token.children or () if part.type == "code_inline"]
        else:
            continue
        for line in lines:
            command = _BEFORE.sub("", line)
            if re.match(r"(?:dossier|python|make)(?: |$)", command):
                yield shlex.split(command, comments=True)
