"""Draw what people see in Discord: what the bot sends, as pictures for the documentation.

    .venv/bin/pip install -c constraints.txt -e '.[test,pictures]'
    .venv/bin/python docs/pictures.py [NAME ...] [--browser CHROMIUM]

The bot itself answers, from the documents in ``seeds/``, in a simulated Discord; what it sends
there is drawn. The pictures in the repository were drawn with the fonts Noto Sans, Noto Sans
Mono, Noto Sans CJK and Noto Color Emoji.
"""

import argparse
import asyncio
import base64
import json
import logging
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import pypdfium2
import simcord
from discord_preview.render import picture
from scenes import DAY, GAPS, LIGHT, MANAGER, SCENES, TOPIC, Payload, Scene, Stage

from bot.discord.client import DossierClient
from bot.discord.run import corpus_of
from bot.discord.service import Service
from bot.journal import Journal
from bot.opening import opened_library
from bot.settings import Settings, read_settings
from index.digests.briefing import brief
from index.domain import Answer, Length, Verdict
from index.ports import silent
from index.printing.files import Format, printed
from index.serving import Serving

PICTURES = Path(__file__).resolve().parent / "pictures"
PAGE, PAGE_SCALE = "brief-pdf", 1.6
WIDTHS = {"": 760, "-phone": 400, LIGHT: 760}


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
    PICTURES.mkdir(exist_ok=True)
    failures = Failures()
    logging.getLogger("bot").addHandler(failures)
    for name in names:
        scene = SCENES[name]
        folder = TemporaryDirectory()  # where no command has been registered yet
        settings = settings_for(scene, Path(folder.name))
        library = opened_library(settings, silent, print)
        journal = Journal(Path(folder.name), 0)
        serving = Serving(library)
        corpus = corpus_of(serving, settings)
        service = Service(serving, journal, settings.access, settings.queue, corpus)
        if name == "gaps":
            ask_in_vain(journal)
        bot = DossierClient(service)
        async with simcord.run(bot, approved_intents=discord.Intents.default()) as env:
            guild = env.create_guild()
            role = guild.create_role("managers", permissions=MANAGER)
            alice = guild.add_member(env.create_user("alice"), roles=[role])
            channel = guild.create_text_channel("general")
            result = await scene.act(Stage(env, channel, alice, bot))
            payload, ephemeral = sent_last(env.http_requests), result.ephemeral
            for shown in getattr(result.response, "attachments", ()):
                if shown.filename.endswith(".png"):  # any other file is shown by its name
                    payload = with_picture(payload, shown.filename, await shown.read())
        library.close()
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
                theme="light" if suffix == LIGHT else "dark",
                browser=browser,
            )
            print(f"{path.name}: {path.stat().st_size // 1000} kB")


def ask_in_vain(journal: Journal) -> None:
    """Have questions been asked that nothing answered, over some days."""
    now, nothing = time.time(), Answer("", Verdict.NOT_IN_CORPUS, 0.0, ())
    for age, question, missing in GAPS:
        journal._clock = lambda age=age: now - age * DAY  # noqa: SLF001 (as tests do)
        entry = journal.record(replace(nothing, question=question, missing=missing), 0, 1, None)
    journal.vote(entry.id, 1, up=False, wanted="What the two of them agreed on in writing")


def settings_for(scene: Scene, folder: Path) -> Settings:
    """Return the settings of a scene, with documents of its own where it has some."""
    if scene.documents is None:
        return read_settings(environment={})
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, text in scene.documents.items():
        (seeds / name).write_text(text, encoding="utf-8")
    return read_settings(seeds, folder / "built", environment={})


def with_picture(payload: Payload, name: str, raw: bytes) -> Payload:
    """Return a message with a picture of it in place of the name that it was attached by."""
    data = f"data:image/png;base64,{base64.b64encode(raw).decode()}"
    drawn: Payload = json.loads(json.dumps(payload).replace(f"attachment://{name}", data))
    return drawn


def draw_page() -> None:
    """Save the first page of a briefing on the documents in ``seeds/``, as PDF."""
    library = opened_library(read_settings(environment={}), silent, print)
    made = printed(brief(library, TOPIC, Length.MEDIUM), Format.PDF)
    page = pypdfium2.PdfDocument(made)[0]
    path = PICTURES / f"{PAGE}.png"
    page.render(scale=PAGE_SCALE).to_pil().quantize(16).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def sent_last(requests: list[Any]) -> Payload:
    """Return the body of the last message, or edit of one, among the requests."""
    bodies = [request.json for request in requests if isinstance(request.json, dict)]
    messages = [body.get("data") or body for body in bodies]
    return next(message for message in reversed(messages) if message.get("components"))


def main() -> None:
    """Draw the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description="Draw what people see in Discord.")
    names = [*SCENES, PAGE]
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    parser.add_argument("--browser", help="Chromium's path; otherwise it is looked for")
    given = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    chosen = given.names or names
    asyncio.run(draw([name for name in chosen if name != PAGE], given.browser))
    if PAGE in chosen:
        draw_page()


if __name__ == "__main__":
    main()
