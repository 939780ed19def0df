"""Text in Discord's markup -> HTML.

Not a general parser: what Discord shows of the markup that a bot writes (bold, italics,
underlines, struck text, spoilers, code, masked links, headings, subtext, quotes, lists) and of
backslashes. All else is escaped for HTML.
"""

import html
import re
from itertools import groupby

_FENCE = re.compile(r"```(?:[\w+-]+\n)?\n?(.+?)\n?```\n?", re.DOTALL)
_INLINE = re.compile(
    r"""\\(?P<escaped>[^0-9A-Za-z\s])
    | (?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\(<?(?P<href>https?://(?:\([^\s()]*\)|[^\s()<>])+)>?\)
    | <?(?P<bare>https?://[^\s<>]+[^\s<>.,:;"')\]])>?
    | <(?P<mention>[@\#]!?&?|/[^:>]+:)\d+>
    | <a?:(?P<emoji>\w+):\d+>
    | \*\*(?P<strong>(?:\\.|[^\\])+?)\*\*(?!\*)
    | __(?P<u>(?:\\.|[^\\])+?)__(?!_)
    | ~~(?P<s>(?:\\.|[^\\])+?)~~
    | \|\|(?P<spoiler>(?:\\.|[^\\])+?)\|\|
    | \*(?=\S)(?P<em>(?:\*\*|\\.|[^*\\])+?)(?<!\s)\*(?!\*)
    | \b_(?P<slanted>(?:__|\\.|[^_\\])+?)_(?!\w)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN = {
    "escaped": "{}",
    "code": "<code>{}</code>",
    "bare": '<span class="link">{}</span>',
    "mention": '<span class="mention">{}</span>',
    "emoji": '<span class="custom">:{}:</span>',
}
_NESTED = {
    "href": '<span class="link">{}</span>',
    "strong": "<strong>{}</strong>",
    "u": "<u>{}</u>",
    "s": "<s>{}</s>",
    "em": "<em>{}</em>",
    "slanted": "<em>{}</em>",
    "spoiler": '<span class="spoiler">{}</span>',
}
_LINE = re.compile(
    r"(?P<quote>>[ ])|(?P<small>-\#[ ])|(?P<h>\#{1,3})[ ]|[ ]*(?P<bullet>[-*])[ ]"
    r"|[ ]*(?P<digits>\d+)\.[ ]",
    re.VERBOSE,
)


def html_of(text: str) -> str:
    """Return ``text`` as Discord shows it."""
    parts, end = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_blocks(text[end : fence.start()]), f"<pre>{html.escape(fence[1])}</pre>"]
        end = fence.end()
    return "".join([*parts, _blocks(text[end:])])


def _blocks(text: str) -> str:
    if not text:
        return ""
    head, whole, rest = text.partition(">>> ")
    if whole and (not head or head.endswith("\n")):
        return _blocks(head.removesuffix("\n")) + f"<blockquote>{_blocks(rest)}</blockquote>"
    groups = groupby(text.removesuffix("\n").split("\n"), key=_kind)
    return "".join(_block(kind, list(lines)) for kind, lines in groups)


def _kind(line: str) -> str:
    found = _LINE.match(line)
    return (found.lastgroup or "") if found else ""


def _block(kind: str, lines: list[str]) -> str:
    bare = [line[found.end() if (found := _LINE.match(line)) else 0 :] for line in lines]
    if kind == "quote":
        return f"<blockquote>{_blocks(chr(10).join(bare))}</blockquote>"
    if kind == "small":
        return "".join(f"<small>{_inline(line)}</small>" for line in bare)
    if kind == "h":
        levels = [line.index(" ") for line in lines]
        pairs = zip(levels, bare, strict=True)
        return "".join(f"<h{level}>{_inline(line)}</h{level}>" for level, line in pairs)
    if kind == "bullet":
        return f"<ul>{''.join(f'<li>{_inline(line)}</li>' for line in bare)}</ul>"
    if kind == "digits":
        first = lines[0].strip().partition(".")[0]
        return f'<ol start="{first}">{"".join(f"<li>{_inline(line)}</li>" for line in bare)}</ol>'
    return f"<div>{_inline(chr(10).join(bare)) or '&nbsp;'}</div>"


def _inline(text: str) -> str:
    parts, end = [], 0
    for found in _INLINE.finditer(text):
        parts += [html.escape(text[end : found.start()]), _marked(found)]
        end = found.end()
    return "".join([*parts, html.escape(text[end:])])


def _marked(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    inside = found["label" if kind == "href" else kind]
    if kind in _NESTED:
        return _NESTED[kind].format(_inline(inside))
    if kind == "mention":
        inside = inside.rstrip(":") if inside.startswith("/") else f"{inside[0]}somebody"
    return _PLAIN[kind].format(html.escape(inside))
