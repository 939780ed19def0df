"""What people ask, and what goes over the wire then."""

import json
import re
import time
from importlib import metadata

import pytest

from tests.wire.bot_process import BotProcess
from tests.wire.discord_server import DiscordServer
from tests.wire.gateway import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.wire.interactions import Response
from tests.wire.payloads import EPHEMERAL
from tests.wire.people import Person
from tests.wire.seen import text_of
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "What does a rain gauge measure?"
ANSWER = "A rain gauge measures how much rain has fallen in a day."
_GUILDS = 1 << 0


def plain(message: dict[str, object]) -> str:
    """Return the text of a message without the marks for bold."""
    return text_of(message).replace("*", "")


async def test_the_bot_logs_in(shared_server: DiscordServer, shared_bot: BotProcess) -> None:
    """The bot logs in, asks for no privileged intent, and says that it answers."""
    session = await shared_server.gateway.connected()
    assert session.intents == _GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
    await shared_bot.logged("Answering as dossier in 2 servers.")
    (line,) = [line for line in shared_bot.log.splitlines() if "Answering as" in line]
    assert json.loads(line)["version"] == metadata.version("dossier")


async def test_a_mention_is_answered_by_a_reply(
    shared_server: DiscordServer, alice: Person
) -> None:
    """A message that mentions the bot gets one reply, with the passage; nothing in it pings."""
    asked = alice.mentions_bot(QUESTION)
    (reply,) = await until(lambda: shared_server.world.replies_to(asked), "a reply")
    assert ANSWER in plain(reply)
    *_, sent = shared_server.rest.sent("POST", r"/channels/\d+/messages")
    assert sent.json["message_reference"]["message_id"] == int(asked["id"])
    assert sent.json["allowed_mentions"]["parse"] == []
    assert not sent.json["allowed_mentions"].get("replied_user")


async def test_a_direct_message_is_answered_once(
    shared_server: DiscordServer, alice: Person
) -> None:
    """A direct message needs no mention; the bot's own answer, which comes back, is none."""
    asked = alice.directly(QUESTION)
    (reply,) = await until(lambda: shared_server.world.replies_to(asked), "a reply")
    assert ANSWER in plain(reply)
    again = alice.directly("Is rain on a tin roof loud?")
    await until(lambda: shared_server.world.replies_to(again), "a second reply")
    channel = shared_server.world.direct_channel(alice.user)
    assert len(shared_server.world.written_by_bot(channel)) == 2


async def test_a_reply_to_an_answer_is_a_follow_up(
    shared_server: DiscordServer, alice: Person
) -> None:
    """Somebody who replies to an answer asks on."""
    asked = alice.mentions_bot("What is black tea?")
    (answer,) = await until(lambda: shared_server.world.replies_to(asked), "a reply")
    follow_up = alice.replies(answer, "and green tea?")
    (second,) = await until(lambda: shared_server.world.replies_to(follow_up), "a second reply")
    assert "Read as a follow-up to: What is black tea" in plain(second)


async def test_a_message_without_a_mention_is_left_alone(
    shared_server: DiscordServer, alice: Person
) -> None:
    """What is not said to the bot has no words for it, and gets no answer."""
    said = alice.says(QUESTION)
    await alice.slash("ask", question=QUESTION).answered()
    assert shared_server.world.replies_to(said) == []


async def test_a_slash_command_is_acknowledged_and_answered(alice: Person) -> None:
    """``/ask`` is acknowledged as under way, and then answered in that place, for all to see."""
    interaction = alice.slash("ask", question=QUESTION)
    assert await interaction.acknowledged() is Response.DEFERRED_MESSAGE
    answer = await interaction.answered()
    assert ANSWER in plain(answer)
    assert not answer["flags"] & EPHEMERAL


async def test_a_slash_command_in_a_direct_message(
    shared_server: DiscordServer, alice: Person
) -> None:
    """``/ask`` works in direct messages, and a private answer is for the asker alone."""
    channel = shared_server.world.direct_channel(alice.user)
    answer = await alice.slash("ask", channel, question=QUESTION, private=True).answered()
    assert ANSWER in plain(answer)
    assert answer["flags"] & EPHEMERAL


async def test_an_error_is_for_the_asker_alone(alice: Person) -> None:
    """A question that cannot be answered gets one sentence, which nobody else sees."""
    said = await alice.slash("ask", question="?!").answered()
    assert "word" in text_of(said)
    assert said["flags"] & EPHEMERAL


@pytest.mark.parametrize(("command", "option"), [("ask", "source"), ("read", "source")])
async def test_a_source_is_completed(alice: Person, command: str, option: str) -> None:
    """While somebody types a source, those that fit are offered."""
    typing = alice.types(command, option, "tea")
    assert await typing.acknowledged() is Response.CHOICES
    assert [choice["value"] for choice in typing.choices] == ["tea"]


async def test_a_passage_is_completed_and_cited(alice: Person) -> None:
    """Words of a passage offer its id, with which it is cited."""
    typing = alice.types("cite", "passage", "tin roof")
    await typing.acknowledged()
    (choice, *_) = typing.choices
    cited = await alice.slash("cite", passage=choice["value"]).answered()
    assert "On Rain" in text_of(cited)
    assert cited["flags"] & EPHEMERAL


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("sources", {}, "On Tea"),
        ("read", {"source": "tea", "paragraph": 2}, "Black tea is left to stand"),
        ("help", {}, "/ask"),
        ("status", {}, "for those who may manage the server"),
    ],
)
async def test_other_commands_answer(
    alice: Person, command: str, options: dict[str, str | int], words: str
) -> None:
    """Every command answers whoever uses it, and nobody else sees it."""
    shown = await alice.slash(command, None, **options).answered()
    assert words in plain(shown)
    assert shown["flags"] & EPHEMERAL


async def test_an_administrator_sees_how_the_bot_is(
    shared_server: DiscordServer, alice: Person
) -> None:
    """``/status`` tells whoever may manage the server how the bot is, and nobody else."""
    del alice  # what she is told stands above
    boss = Person(shared_server, "boss", manages=True)
    status = await boss.slash("status").answered()
    assert "3 documents" in plain(status)
    assert re.search(r"Gateway \d+ ms", plain(status))
    built = re.search(r"built <t:(\d+):R>", plain(status))
    assert built
    assert 0 <= time.time() - int(built[1]) < 60 * 60
    assert f"Version `{metadata.version('dossier')}`" in plain(status)


async def test_the_sources_of_a_message_are_found(alice: Person) -> None:
    """The menu of a message that never mentioned the bot finds where its words may be from."""
    said = alice.says("Somebody told me that tea is poured over leaves.")
    found = await alice.chooses("Find sources", said).answered()
    assert "Tea is poured over leaves" in plain(found)
    assert found["flags"] & EPHEMERAL


async def test_the_quotes_of_a_message_are_checked(alice: Person) -> None:
    """The menu of a message checks what it quotes against the corpus."""
    said = alice.says("> Snow is rain that froze on its way.")
    checked = await alice.chooses("Check quotes", said).answered()
    assert "On Rain" in plain(checked)
    assert checked["flags"] & EPHEMERAL
