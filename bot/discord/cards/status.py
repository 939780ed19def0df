"""How the bot is -> a card for administrators."""

import math
from dataclasses import dataclass

import discord

from bot.discord.cards.layout import Card, card, text
from bot.discord.cards.passage import code
from bot.wording import count
from index.store.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Status:
    """What an administrator asks first."""

    manifest: Manifest
    waiting: int  # questions in the queue
    most: int  # that may wait
    latency: float  # to Discord's gateway, in seconds; not finite before the first heartbeat
    built: float  # the index, in seconds since the epoch
    version: str  # of Dossier
    up: float  # since the bot started, in seconds
    tally: tuple[int, int, int]  # answers that are remembered, thumbs up, thumbs down


def status_card(status: Status) -> Card:
    """Return the card of ``/status``."""
    manifest = status.manifest
    documents = count(len(manifest.documents), "document")
    known = math.isfinite(status.latency)
    latency = f"{status.latency * 1000:.0f} ms" if known else "unknown"
    answers, liked, disliked = status.tally
    minutes = int(status.up // 60)
    hours, minutes = divmod(minutes, 60)
    return card(
        text(
            f"**Corpus** {documents}, {count(manifest.passages, 'passage')}",
            f"**Index** {code(manifest.fingerprint)}, model {code(manifest.model)},"
            f" built <t:{int(status.built)}:R>",
            f"**Answers** {count(answers, 'answer')} remembered, {liked} 👍 {disliked} 👎",
            f"**Queue** {status.waiting} of {status.most}",
            f"**Gateway** {latency}",
            f"**Up** {hours} h {minutes} min",
            f"**Version** {code(status.version)}",
        ),
        colour=discord.Colour.blue(),
    )
