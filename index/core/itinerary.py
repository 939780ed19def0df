"""The text of ``tour.md`` -> the steps in it, as a team wrote them.

    ## What does Beijing do when it is shown evidence?

    renault-xbyzgn
    > Beijing tends to act like Captain Renault

    Words of the team's own.

    ## Self-check

    ### What would be a good start?

    renault-j5r2oe

A heading is a question, the line below it the id of the passage that answers. A quotation marks
words of that passage; what else stands there is the team's own. What stands above the first
question, and a heading of one ``#``, is for those who read the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from index.core.quotes import tokens_of

MAX_STEPS = 25
MAX_QUESTION, MAX_NOTE = 300, 600
"""Characters of a question and of what the team says itself: a card holds both with a passage."""

_MARKDOWN = MarkdownIt("commonmark").disable(["code", "lheading", "reference"]).disable("inline")
_SELF_CHECK = re.compile(r"self[\s-]*check\W*", re.IGNORECASE)
_ID = re.compile(r"[`\[(<]*([^\W_]+(?:[-_.]+[^\W_]+)+)[`\])>]*")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A step as it is written: nobody looked yet whether the passage is there."""

    line: int  # of the passage's id, from 1
    question: str
    passage_id: str
    marked: str | None  # words of the passage
    note: str | None  # the team's own words


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A team's tour as it is written; each problem is a sentence that begins with its line."""

    steps: tuple[Written, ...]
    check: tuple[Written, ...]
    problems: tuple[str, ...]


def itinerary_of(text: str) -> Itinerary:
    """Return the steps in ``text``, and what is wrong with it; what is wrong is left out."""
    if _FRONT_MATTER.match(text):
        problem = (
            "line 1: there is front matter, as a document has it; a tour has none, and a document"
            " must be called otherwise (`key: tour` still gives it that key)."
        )
        return Itinerary((), (), (problem,))
    parts: dict[bool, list[Written]] = {False: [], True: []}
    problems: list[str] = []
    for draft in _drafts(text):
        kept = parts[draft.in_check]
        if wrong := draft.problem() or _one_too_many(draft, kept):
            problems.append(f"line {draft.id_line or draft.line}: {wrong}")
        else:
            kept.append(draft.written())
    if not parts[False] and not problems:
        problems.append(
            "line 1: there is no step in it; write a question behind `##`, and a passage's id on"
            " the line below."
        )
    return Itinerary(tuple(parts[False]), tuple(parts[True]), tuple(problems))


def span_of(words: str, text: str) -> tuple[int, int] | None:
    """Return where ``words`` stand in ``text``, whatever its typography; ``None`` if nowhere."""
    wanted = [token.key for token in tokens_of(words)]
    there = tokens_of(text)
    keys = [token.key for token in there]
    for first in range(len(keys) - len(wanted) + 1):
        if wanted and keys[first : first + len(wanted)] == wanted:
            return there[first].start, there[first + len(wanted) - 1].end
    return None


@dataclass(slots=True)
class _Draft:
    """A heading with what was found below it so far."""

    line: int
    question: str
    in_check: bool
    id: str | None = None
    id_line: int = 0
    marked: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)

    def problem(self) -> str | None:
        if not self.question:
            return "the heading is empty; write a question behind it."
        if len(self.question) > MAX_QUESTION:
            return f"the question has over {MAX_QUESTION} characters; shorten it."
        if self.id is None:
            return (
                "this question has no passage; write a passage's id, such as `dossier read KEY`"
                " shows them, on the line below it."
            )
        if len("\n".join(self.note)) > MAX_NOTE:
            return f"the words below the id have over {MAX_NOTE} characters; shorten them."
        return None

    def written(self) -> Written:
        marked, note = " ".join(self.marked).strip(), "\n".join(self.note).strip()
        return Written(self.id_line, self.question, self.id or "", marked or None, note or None)


def _one_too_many(draft: _Draft, kept: Sequence[Written]) -> str | None:
    """Return why a question that is well by itself is left out."""
    if len(kept) == MAX_STEPS:
        what = "self-check" if draft.in_check else "tour"
        return f"a {what} has at most {MAX_STEPS} questions; this one is left out."
    earlier = next((one.line for one in kept if one.passage_id == draft.id), None)
    if earlier is not None and not draft.in_check:
        return f"the passage {draft.id} is that of line {earlier} already; leave one out."
    return None


def _drafts(text: str) -> Iterator[_Draft]:
    draft: _Draft | None = None
    in_check = False
    lines = _LINE_END.split(text)
    for heading, first, last in _blocks(text):
        if heading is None:
            if draft is not None:
                _add(draft, [(i + 1, lines[i].strip()) for i in range(first, last)])
            continue
        level, question = heading
        if level == 1:
            continue
        if draft is not None:
            yield draft
            draft = None
        if _SELF_CHECK.fullmatch(question):
            in_check = True
        else:
            draft = _Draft(first + 1, " ".join(question.split()), in_check)
    if draft is not None:
        yield draft


def _blocks(text: str) -> Iterator[tuple[tuple[int, str] | None, int, int]]:
    """Yield each block's heading, if it is one, and the lines that it spans, from 0."""
    tokens = _MARKDOWN.parse(text)
    for i, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0 or token.type == "hr":
            continue
        first, last = token.map
        if token.type == "heading_open":
            yield (int(token.tag[1:]), tokens[i + 1].content), first, last
        elif not (token.type == "html_block" and token.content.lstrip().startswith("<!--")):
            yield None, first, last


def _add(draft: _Draft, lines: list[tuple[int, str]]) -> None:
    """Add what stands below a question: the id first, quotations, and the team's own words."""
    for number, line in lines:
        if line.startswith(">"):
            draft.marked.append(line.lstrip("> "))
        elif draft.id is None and (found := _ID.fullmatch(line)):
            draft.id, draft.id_line = found[1], number
        elif line or draft.note:
            draft.note.append(line)
