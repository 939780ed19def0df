"""A passage of the day, as it goes over the wire."""

import signal
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.daily import Daily
from bot.discord.run import STOPPED
from tests.conftest import corpus, fake_build
from tests.index.digests.test_daily import PROSE
from tests.wire.conftest import StartBot
from tests.wire.discord_server import DiscordServer
from tests.wire.waiting import until

A_MINUTE_AGO = 60


async def test_what_is_due_is_posted_when_the_bot_is_connected(
    server: DiscordServer, start: StartBot, tmp_path: Path
) -> None:
    """In the channel that wants it, pinging nobody, and so that Discord takes it only once."""
    index = tmp_path / "built"
    fake_build(corpus(tmp_path, {"piers.md": PROSE.format("old")}), index)
    channel = server.world.channel
    daily = Daily(tmp_path / "state", ZoneInfo("UTC"), lambda: time.time() - 3600)
    due = datetime.fromtimestamp(time.time() - A_MINUTE_AGO, UTC)
    daily.switch_on(int(channel.id), int(channel.guild or 0), 60 * due.hour + due.minute)
    with start(DOSSIER_SEEDS=str(tmp_path / "seeds"), DOSSIER_INDEX=str(index)) as bot:
        await server.gateway.connected()
        await until(lambda: daily.shown(int(channel.id)), "a passage is posted")
        bot.send(signal.SIGTERM)
        assert await bot.ended() == STOPPED
        assert bot.problems == []
    (request,) = server.rest.sent("POST", f"/channels/{channel.id}/messages")
    assert "Passage of the day" in str(request.json)
    assert "the old pier" in str(request.json)
    assert request.json["enforce_nonce"] is True
    assert len(request.json["nonce"]) <= 25
    assert request.json["allowed_mentions"] == {"parse": []}
