"""Answer -> the reply that Discord is sent, inside its limits whatever the answer holds.

The verdict is the message's content, so that it stands in notifications and where embeds are
switched off; each passage is an embed of its own.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urldefrag

import discord

from bot.discord.excerpt import clipped, excerpt, size
from bot.wording import headline, reading, shown, written_date
from index.domain import Answer, Citation, Verdict

MAX_CONTENT = 2000
MAX_DESCRIPTION = 4096
MAX_EMBEDS_TOGETHER = 6000
MAX_PASSAGES = 5
"""Passages in one reply; with more, too little of each would be left."""

_TITLE, _NAME, _ID, _READ = 160, 80, 80, 400
_COLOURS = {
    Verdict.ANSWERED: discord.Colour.green(),
    Verdict.POSSIBLE: discord.Colour.gold(),
    Verdict.NOT_IN_CORPUS: discord.Colour.light_grey(),
}
_SAFE_IN_CODE = re.compile(r"[\w.-]+")
_HTTPS = re.compile(r"https://[^/?#\s]", re.IGNORECASE)
_KEPT_IN_ADDRESS = "!#$%&'*+,/:;=?@"  # no brackets: a masked link would end at them


@dataclass(frozen=True, slots=True)
class Reply:
    """A message's content and its embeds."""

    content: str
    embeds: tuple[discord.Embed, ...] = ()


def reply_of(answer: Answer) -> Reply:
    """Return the reply that shows ``answer``."""
    citations = shown(answer)[:MAX_PASSAGES]
    room = min(MAX_DESCRIPTION, MAX_EMBEDS_TOGETHER // max(len(citations), 1))
    return Reply(
        "\n".join(_content(answer, len(citations))),
        tuple(
            discord.Embed(description=_card(citation, room), colour=_COLOURS[answer.verdict])
            for citation in citations
        ),
    )


def sentence_of(text: str) -> Reply:
    """Return a reply that is one sentence, shown as it is."""
    return Reply(clipped(text, MAX_CONTENT))


def _content(answer: Answer, count: int) -> list[str]:
    verdict, what = headline(answer)
    lines = [f"**{verdict}**: {what}"]
    if read := reading(answer):
        lines.append(f"-# Read {clipped(read, _READ)}.")
    if count < len(shown(answer)):
        lines.append(f"-# The best {count} are shown.")
    return lines


def _card(citation: Citation, room: int) -> str:
    number = f"**{citation.number}.** "
    source = f"\n-# {_source(citation, room // 3)}"
    quote = excerpt(
        citation.quote,
        citation.window_start - citation.start,
        citation.window_end - citation.start,
        room - size(number) - size(source),
    )
    return f"{number}{quote}{source}"


def _source(citation: Citation, room_for_address: int) -> str:
    """Return where the passage stands, with the parts that are known."""
    known = (citation.publisher, citation.author, written_date(citation.date))
    parts = [f"*{clipped(citation.title, _TITLE)}*"] if citation.title.strip() else []
    parts += [clipped(name, _NAME) for name in known if name and name.strip()]
    parts += [f"paragraph {citation.paragraph}", _code(citation.passage_id)]
    if citation.url and (link := _link(citation.url, room_for_address)):
        parts.append(link)
    return ", ".join(parts)


def _code(passage_id: str) -> str:
    if _SAFE_IN_CODE.fullmatch(passage_id) and len(passage_id) <= _ID:
        return f"`{passage_id}`"
    return clipped(passage_id, _ID)


def _link(url: str, room: int) -> str:
    """Return a masked link to the quoted words, to the page if that is too long, or nothing."""
    if not _HTTPS.match(url):
        return ""
    for text, address in (("open at these words", url), ("open the source", urldefrag(url).url)):
        link = f"[{text}]({quote(address, safe=_KEPT_IN_ADDRESS)})"
        if size(link) <= room:
            return link
    return ""
