"""``dossier run`` as it is, but pointed at a Discord of the tests' own.

Run as ``python -m tests.wire.launcher``; nothing imports it but the tests that start it. Its own
settings come from the environment:

WIRE_API, WIRE_GATEWAY   the addresses that stand for Discord's
WIRE_FAKE_ENCODER        if set, words are counted instead of a model being loaded, and a question
                         with the word "slowly" in it takes that many seconds
"""

import os
import sys
import time
from collections.abc import Sequence
from unittest.mock import patch

import discord.gateway
import discord.http
import yarl

from bot.__main__ import main
from index.engines.fake_encoder import WordCountEncoder
from index.ports import Floats

API, GATEWAY, FAKE_ENCODER = "WIRE_API", "WIRE_GATEWAY", "WIRE_FAKE_ENCODER"
SLOW_WORD = "slowly"


class SlowEncoder(WordCountEncoder):
    """Counts words, and takes its time over questions that ask for it."""

    def __init__(self, model: str) -> None:
        """Stand for whatever ``model`` was asked for."""
        del model
        super().__init__()
        self._seconds = float(os.environ[FAKE_ENCODER])

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched with."""
        if any(SLOW_WORD in text for text in texts):
            time.sleep(self._seconds)
        return super().encode_queries(texts)


def launch() -> None:
    """Run the bot against the addresses in the environment."""
    discord.http.Route.BASE = os.environ[API]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ[GATEWAY])
    sys.argv = ["dossier", "run"]
    if os.environ.get(FAKE_ENCODER):
        with patch("index.wiring.SentenceTransformerEncoder", SlowEncoder):
            main()
    else:
        main()


if __name__ == "__main__":
    launch()
