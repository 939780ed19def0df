"""What somebody does in Discord, for each picture of it."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import discord

from bot.discord.client import DossierClient
from bot.discord.daily import Poster

LIGHT = "-light"
"""Of a picture's name: on Discord's light ground."""

MANAGER = discord.Permissions(
    manage_guild=True, view_channel=True, send_messages=True, use_application_commands=True
)

ANSWERED = "y does beijing act like captin renalt"
TO_THE_THIRD = ("Next →",) * 2
TO_THE_CHECK = (*("Next →",) * 8, "Self-check →")
POSSIBLE = "Did the Obama administration sanction anybody?"
UNANSWERED = "What is Salt Typhoon?"
TOPIC = "China"
CLAIMS = (
    'Lawfare: "it is difficult to achieve meaningful cooperation if China will not reciprocate".'
    ' Segal: "Beijing is going to be especially open to cross-border investigations". And both say'
    ' that "the dialogue has failed for good".'
)

DAY = 24 * 60 * 60

_SALT, _OPM = ("Salt Typhoon",), ("OPM",)
GAPS = (
    (9, "What is Salt Typhoon?", _SALT),
    (7, "whats salt typhoon", _SALT),
    (6, "who hacked OPM", _OPM),
    (6, "which telcos did salt typhoon hack", _SALT),
    (4, "why does beijing act like captain renault", ()),
    (3, "What happened in the OPM breach?", _OPM),
    (2, "who is behind Salt Typhoon", _SALT),
    (1, "What did Xi and Trump say about hacking?", ("Trump",)),
)
"""What was asked in vain, and how many days ago."""

FACT_SHEET = b"""<!doctype html><html lang="en"><head>
<meta property="og:site_name" content="The White House">
<meta property="article:published_time" content="2015-09-25">
<link rel="canonical" href="https://obamawhitehouse.archives.gov/the-press-office/2015/09/25/\
fact-sheet-president-xi-jinpings-state-visit-united-states">
<title>FACT SHEET: President Xi Jinping's State Visit to the United States</title></head>
<body><article><h1>FACT SHEET: President Xi Jinping's State Visit to the United States</h1>
<h2>Cybersecurity</h2>
<p>The United States and China agree that timely responses should be provided to requests for
information and assistance concerning malicious cyber activities. Further, both sides agree to
cooperate, in a manner consistent with their respective national laws and relevant international
obligations, with requests to investigate cybercrimes, collect electronic evidence, and mitigate
malicious cyber activity emanating from their territory.</p></article></body></html>"""

HARBOUR = {
    "founding.md": "---\ntitle: How the harbour was founded\ndate: 1921-03\n---\n\n"
    "The first quay was built from 1874 to 1879. In May 1902 a storm took half of it, and on 14"
    " June 1904 the second one was opened.\n",
    "strike.md": "---\ntitle: The strike on the quays\ndate: 1934-08-02\n---\n\n"
    "The strike began on July 9, 1934 and ended after three weeks. Nobody had seen the like"
    " since 1911.\n",
    "cranes.md": "---\ntitle: A century of cranes\ndate: 1974\n---\n\n"
    "Steam cranes came in the 1880s, and the last of them was sold in 1958.\n",
    "basin.md": "---\ntitle: The new basin\ndate: 1996-10\n---\n\n"
    "Work on the basin began in spring 1991; it should be done by 2001.\n",
    "tides.md": "---\ntitle: On tides\n---\n\nThe highest tide was measured in February 1962.\n",
}
"""Invented documents: those in ``seeds/`` have one date between them."""

Payload = dict[str, Any]


@dataclass
class Stage:
    """A server with one channel, somebody in it, and the bot."""

    env: Any
    channel: Any
    alice: Any
    bot: DossierClient

    async def slash(self, name: str, /, **options: object) -> Any:  # noqa: ANN401 (of simcord)
        """Use a slash command."""
        return await self.alice.slash(self.channel, name, **options)

    async def press(self, label: str) -> Any:  # noqa: ANN401 (as above)
        """Press the first button with the label under an answer."""
        asked = await self.slash("ask", question=ANSWERED)
        button = next(_buttons(asked.response.components, label))
        return await self.alice.click(asked.response, custom_id=button["custom_id"])

    async def daily(self) -> Any:  # noqa: ANN401 (as above)
        """Have a passage of the day posted, as on the day after it was switched on."""
        service = self.bot.service
        await self.slash("daily on", time="9:00")
        service.daily.clock = lambda: (time.time() // DAY + 1) * DAY + 9.5 * 60 * 60
        await Poster(self.bot, service).look()
        return SimpleNamespace(ephemeral=False, response=None)

    async def printed(self) -> Any:  # noqa: ANN401 (as above)
        """Ask for a briefing as a file."""
        asked = await self.slash("brief", topic=TOPIC)
        (file,) = _buttons(asked.response.components, "File")
        offered = await self.alice.click(asked.response, custom_id=file["custom_id"])
        (pdf,) = _buttons(offered.response.components, "PDF")
        await self.alice.click(offered.response, custom_id=pdf["custom_id"])
        return offered

    async def tour(self, *labels: str) -> Any:  # noqa: ANN401 (as above)
        """Take the tour, and press the buttons with the labels, one after another."""
        toured = await self.slash("tour")
        for label in labels:
            button = next(_buttons(toured.response.components, label))
            await self.alice.click(toured.response, custom_id=button["custom_id"])
        return toured

    async def menu(self, name: str, text: str) -> Any:  # noqa: ANN401 (as above)
        """Use a command of a message's menu."""
        message = await self.alice.send(self.channel, text)
        return await self.alice.context_menu(self.channel, name, target=message)


def _buttons(components: list[Payload], label: str) -> Any:  # noqa: ANN401 (an iterator)
    for component in components:
        if component.get("label") == label:
            yield component
        yield from _buttons(component.get("components") or [], label)


@dataclass(frozen=True)
class Scene:
    """What somebody does, and how Discord shows that above the answer."""

    asked: str | None
    act: Callable[[Stage], Awaitable[Any]]
    widths: tuple[str, ...] = ("",)
    documents: Mapping[str, str] | None = None  # in place of those in ``seeds/``


SCENES: Mapping[str, Scene] = {
    "answer": Scene("/ask", lambda on: on.slash("ask", question=ANSWERED), ("", "-phone")),
    "possible": Scene("/ask", lambda on: on.slash("ask", question=POSSIBLE)),
    "nothing": Scene("/ask", lambda on: on.slash("ask", question=UNANSWERED)),
    "context": Scene(None, lambda on: on.press("Context")),
    "cite": Scene(None, lambda on: on.press("Cite"), ("", "-phone")),
    "brief": Scene("/brief", lambda on: on.slash("brief", topic=TOPIC), ("", "-phone")),
    "brief-file": Scene(None, lambda on: on.printed()),
    "compare": Scene("/compare", lambda on: on.slash("compare", topic=TOPIC)),
    "bibliography": Scene("/bibliography", lambda on: on.slash("bibliography")),
    "tour": Scene("/tour", lambda on: on.tour(*TO_THE_THIRD), ("", "-phone")),
    "tour-check": Scene("/tour", lambda on: on.tour(*TO_THE_CHECK), ("", "-phone")),
    "sources": Scene("/sources", lambda on: on.slash("sources")),
    "read": Scene("/read", lambda on: on.slash("read", source="embassy")),
    "quotes": Scene("Check quotes", lambda on: on.menu("Check quotes", CLAIMS)),
    "corpus": Scene(
        "/corpus add", lambda on: on.slash("corpus add", file=("fact sheet.html", FACT_SHEET))
    ),
    "daily": Scene(None, lambda on: on.daily(), ("", "-phone")),
    "gaps": Scene("/gaps", lambda on: on.slash("gaps"), ("", "-phone")),
    "who": Scene("/who", lambda on: on.slash("who", name="captain renalt")),
    "names": Scene("/who", lambda on: on.slash("who")),
    "term": Scene("/term", lambda on: on.slash("term", words="hacker")),
    "timeline": Scene(
        "/timeline", lambda on: on.slash("timeline"), ("", "-phone", LIGHT), HARBOUR
    ),
    "error": Scene("/ask", lambda on: on.slash("ask", question="???")),
    "help": Scene("/help", lambda on: on.slash("help")),
}
