"""Draw what people see in Discord: what the bot sends, as pictures for the documentation.

    .venv/bin/pip install -c constraints.txt -e '.[test,pictures]'
    .venv/bin/python docs/pictures.py [NAME ...] [--browser CHROMIUM]

The bot itself answers, from the documents in ``seeds/``, in a simulated Discord; what it sends
there is drawn. The pictures in the repository were drawn with the fonts Noto Sans, Noto Sans
Mono, Noto Sans CJK and Noto Color Emoji.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import simcord
from discord_preview.render import picture

from bot.discord.client import DossierClient
from bot.discord.run import corpus_of
from bot.discord.service import Service
from bot.journal import Journal
from bot.opening import opened_library
from bot.settings import read_settings
from index.ports import silent
from index.serving import Serving

PICTURES = Path(__file__).resolve().parent / "pictures"
WIDTHS = {"": 760, "-phone": 400}

MANAGER = discord.Permissions(
    manage_guild=True, view_channel=True, send_messages=True, use_application_commands=True
)

ANSWERED = "y does beijing act like captin renalt"
TO_THE_THIRD = ("Next →",) * 2
TO_THE_CHECK = (*("Next →",) * 8, "Self-check →")
POSSIBLE = "Did the Obama administration sanction anybody?"
UNANSWERED = "What is Salt Typhoon?"
CLAIMS = (
    'Lawfare: "it is difficult to achieve meaningful cooperation if China will not reciprocate".'
    ' Segal: "Beijing is going to be especially open to cross-border investigations". And both say'
    ' that "the dialogue has failed for good".'
)

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

Payload = dict[str, Any]


@dataclass
class Stage:
    """A server with one channel, somebody in it, and the bot."""

    env: Any
    channel: Any
    alice: Any

    async def slash(self, name: str, **options: object) -> Any:  # noqa: ANN401 (of simcord)
        """Use a slash command."""
        return await self.alice.slash(self.channel, name, **options)

    async def press(self, label: str) -> Any:  # noqa: ANN401 (as above)
        """Press the first button with the label under an answer."""
        asked = await self.slash("ask", question=ANSWERED)
        button = next(_buttons(asked.response.components, label))
        return await self.alice.click(asked.response, custom_id=button["custom_id"])

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


SCENES: Mapping[str, Scene] = {
    "answer": Scene("/ask", lambda on: on.slash("ask", question=ANSWERED), ("", "-phone")),
    "possible": Scene("/ask", lambda on: on.slash("ask", question=POSSIBLE)),
    "nothing": Scene("/ask", lambda on: on.slash("ask", question=UNANSWERED)),
    "context": Scene(None, lambda on: on.press("Context")),
    "cite": Scene(None, lambda on: on.press("Cite"), ("", "-phone")),
    "tour": Scene("/tour", lambda on: on.tour(*TO_THE_THIRD), ("", "-phone")),
    "tour-check": Scene("/tour", lambda on: on.tour(*TO_THE_CHECK), ("", "-phone")),
    "sources": Scene("/sources", lambda on: on.slash("sources")),
    "read": Scene("/read", lambda on: on.slash("read", source="embassy")),
    "quotes": Scene("Check quotes", lambda on: on.menu("Check quotes", CLAIMS)),
    "corpus": Scene(
        "/corpus add", lambda on: on.slash("corpus add", file=("fact sheet.html", FACT_SHEET))
    ),
    "error": Scene("/ask", lambda on: on.slash("ask", question="???")),
    "help": Scene("/help", lambda on: on.slash("help")),
}


class Failures(logging.Handler):
    """Keeps what the bot logs as an error, so that no apology of its is drawn by mistake."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.told.append(record.getMessage())


async def draw(names: list[str], browser: str | None) -> None:
    """Play the scenes, each in a Discord of its own, and save what is seen."""
    settings = read_settings(environment={})
    library = opened_library(settings, silent, print)
    PICTURES.mkdir(exist_ok=True)
    failures = Failures()
    logging.getLogger("bot").addHandler(failures)
    for name in names:
        scene = SCENES[name]
        folder = TemporaryDirectory()  # where no command has been registered yet
        journal = Journal(Path(folder.name), 0)
        serving = Serving(library)
        corpus = corpus_of(serving, settings)
        service = Service(serving, journal, settings.access, settings.queue, corpus)
        bot = DossierClient(service)
        async with simcord.run(bot, approved_intents=discord.Intents.default()) as env:
            guild = env.create_guild()
            role = guild.create_role("managers", permissions=MANAGER)
            alice = guild.add_member(env.create_user("alice"), roles=[role])
            result = await scene.act(Stage(env, guild.create_text_channel("general"), alice))
            payload, ephemeral = sent_last(env.http_requests), result.ephemeral
        folder.cleanup()
        if failures.told:
            sys.exit(f"{name} cannot be drawn: {failures.told[0]}")
        for suffix in scene.widths:
            path = PICTURES / f"{name}{suffix}.png"
            picture(
                payload,
                path,
                width=WIDTHS[suffix],
                asked=scene.asked,
                ephemeral=ephemeral,
                browser=browser,
            )
            print(f"{path.name}: {path.stat().st_size // 1000} kB")


def sent_last(requests: list[Any]) -> Payload:
    """Return the body of the last message, or edit of one, among the requests."""
    bodies = [request.json for request in requests if isinstance(request.json, dict)]
    messages = [body.get("data") or body for body in bodies]
    return next(message for message in reversed(messages) if message.get("components"))


def main() -> None:
    """Draw the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description="Draw what people see in Discord.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCENES))
    parser.add_argument("--browser", help="Chromium's path; otherwise it is looked for")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(draw(given.names or list(SCENES), given.browser))


if __name__ == "__main__":
    main()
