"""How the bot is -> a card for administrators."""

import pytest

from bot.discord.cards.status import Status, status_card
from index.library import Library
from tests.bot.discord.seen import text_of


def told(library: Library, latency: float = 0.0421, up: float = 0.0) -> str:
    """Return what the card says."""
    status = Status(
        library.snapshot.manifest,
        waiting=3,
        most=200,
        latency=latency,
        built=1_600_000_000.9,
        version="1.2.3",
        up=up,
        tally=(7, 2, 1),
    )
    return text_of(status_card(status))


def test_the_corpus_and_the_index_are_named(shelf: Library) -> None:
    """How much there is, and which index and model answer."""
    lines = told(shelf).splitlines()
    assert lines[0] == "**Corpus** 5 documents, 19 passages"
    fingerprint = shelf.snapshot.manifest.fingerprint
    index = f"**Index** `{fingerprint}`, model `word-counts`, built <t:1600000000:R>"
    assert lines[1] == index
    assert lines[2] == "**Answers** 7 answers remembered, 2 👍 1 👎"
    assert lines[3] == "**Queue** 3 of 200"
    assert lines[4] == "**Gateway** 42 ms"
    assert lines[6] == "**Version** `1.2.3`"


@pytest.mark.parametrize("latency", [float("nan"), float("inf")])
def test_without_a_heartbeat_there_is_no_latency(shelf: Library, latency: float) -> None:
    """Before the first heartbeat the connection's latency is not known."""
    assert "**Gateway** unknown" in told(shelf, latency=latency)


@pytest.mark.parametrize(
    ("up", "words"),
    [(0, "0 h 0 min"), (59.9, "0 h 0 min"), (3600 + 120, "1 h 2 min"), (10**6, "277 h 46 min")],
)
def test_the_time_since_the_start_is_told(shelf: Library, up: float, words: str) -> None:
    """Hours and whole minutes."""
    assert f"**Up** {words}" in told(shelf, up=up)
