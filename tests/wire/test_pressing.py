"""What people do with an answer: its buttons, and the form behind one of them."""

import pytest

from tests.wire.discord_server import DiscordServer
from tests.wire.interactions import Response
from tests.wire.payloads import EPHEMERAL
from tests.wire.people import Person
from tests.wire.seen import text_of
from tests.wire.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="package")

QUESTION = "What does a rain gauge measure?"
SEVERAL_PAGES = "How do I bake bread?"
NEXT = "→"


@pytest.mark.parametrize(
    ("button", "words"), [("Context", "Snow is rain"), ("Cite", "On Rain"), ("👍", "Noted")]
)
async def test_a_press_is_answered_privately(alice: Person, button: str, words: str) -> None:
    """A button of a public answer shows something to whoever pressed it, and to nobody else."""
    answer = await alice.slash("ask", question=QUESTION).answered()
    pressed = alice.presses(button, answer)
    assert await pressed.acknowledged() is Response.DEFERRED_MESSAGE
    shown = await pressed.answered()
    assert words in text_of(shown).replace("*", "")
    assert shown["flags"] & EPHEMERAL


async def test_what_is_missing_is_asked_in_a_form(alice: Person) -> None:
    """Thumbs down opens a form; what is written there is noted."""
    answer = await alice.slash("ask", question=QUESTION).answered()
    form = alice.presses("👎", answer)
    assert await form.acknowledged() is Response.MODAL
    noted = await alice.submits(form, "How loud is rain?").answered()
    assert "Noted" in text_of(noted)


async def test_a_private_answer_is_shared(shared_server: DiscordServer, alice: Person) -> None:
    """A private answer can be shown to all, by a button on a message that only one person has."""
    answer = await alice.slash("ask", question=QUESTION, private=True).answered()
    shared = await alice.presses("Share with everybody", answer).answered()
    assert f"<@{alice.user['id']}>" in text_of(shared)
    assert not shared["flags"] & EPHEMERAL
    edits = shared_server.rest.sent("PATCH", r"/webhooks/.*/messages/@original")
    assert edits[-1].json["allowed_mentions"]["parse"] == []


async def test_a_card_is_turned_by_whoever_asked(
    shared_server: DiscordServer, alice: Person
) -> None:
    """The asker turns the card in its place; for somebody else it stays, who gets another."""
    asked = alice.slash("ask", question=SEVERAL_PAGES)
    first = await asked.answered()
    turned = alice.presses(NEXT, first)
    assert await turned.acknowledged() is Response.DEFERRED_UPDATE
    second = await turned.answered()
    assert second["id"] == first["id"]
    assert text_of(second) != text_of(first)
    others = Person(shared_server, "bob").presses(NEXT, first)
    own = await others.answered()
    assert own["id"] != first["id"]
    assert own["flags"] & EPHEMERAL
    assert text_of(own) == text_of(second)


async def test_a_document_is_read_on(alice: Person) -> None:
    """A document that is shown to one person alone is turned in its place, too."""
    first = await alice.slash("read", source="bread").answered()
    second = await alice.presses(NEXT, first).answered()
    assert second["id"] == first["id"]
    assert "heat the oven" in text_of(second)


async def test_a_briefing_is_handed_out_as_a_file(
    shared_server: DiscordServer, alice: Person
) -> None:
    """The file goes over the wire beside its card, to whoever pressed alone."""
    briefing = await alice.slash("brief", topic="rain").answered()
    assert "On Rain" in text_of(briefing)
    offered = await alice.presses("File", briefing).answered()
    assert offered["flags"] & EPHEMERAL
    assert await alice.presses("PDF", offered).acknowledged() is Response.DEFERRED_UPDATE
    (file,) = await until(lambda: _files(shared_server), "a file")
    name, content = file
    assert name == "rain.pdf"
    assert content.startswith(b"%PDF-")


def _files(server: DiscordServer) -> list[tuple[str, bytes]]:
    edits = server.rest.sent("PATCH", r"/webhooks/.*/messages/@original")
    return list(edits[-1].files.values())
