"""``/help``, ``/status``, ``/privacy`` and ``/forget``."""

from typing import Any

import discord

from bot.discord.presses import EXPIRED
from bot.settings import Access
from index.library import Library
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import told_alone


async def test_help_names_every_command(shelf: Library) -> None:
    """Whoever has never used the bot finds all that it can do, but for what is for few."""
    async with place(shelf) as here:
        told = told_alone(await here.alice.slash(here.channel, "help"))
        names = {command.name for command in here.bot.tree.get_commands()}
        missing = {name for name in names if name not in told}
        assert missing <= {"status", "forget"}


async def test_who_wishes_is_forgotten(shelf: Library) -> None:
    """What a person asked and voted goes, and nobody else's; their buttons have expired."""
    async with place(shelf) as here:
        mine = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        other = (await here.bob.slash(here.channel, "ask", question=QUESTION)).response
        await here.press(here.alice, other, "up:.*")
        told = told_alone(await here.alice.slash(here.channel, "forget"))
        assert told.startswith("Forgotten: 1 answer")
        assert here.service.journal.tally() == (1, 0, 0)
        assert told_alone(await here.press(here.bob, mine, "page:.*")) == EXPIRED
        assert "number four" in told_alone(await here.press(here.alice, other, "page:.*"))


async def test_privacy_tells_what_is_set(shelf: Library) -> None:
    """What is kept, for how long, and how to delete it, for whoever asks alone."""
    async with place(shelf, keep_days=7) as here:
        told = told_alone(await here.alice.slash(here.channel, "privacy"))
        assert "What they teach me of a question (`/teach`) I keep for good" in told
        assert "A day. Then I drop who asked" in told
        assert "for 7 days" in told
        assert "in a file" in told
        assert "nothing that tells whose they are" in told
        assert "What is older than a day is nobody's" in told
        assert "can read that file" in told
        assert "Those who manage the server see what I could not answer" in told
        assert "/forget" in told
        assert "My log has neither your questions" in told
    async with place(shelf, keep_days=0) as here:
        here.service.log_questions = True
        told = told_alone(await here.alice.slash(here.channel, "privacy"))
        assert "until I am restarted" in told
        assert "Nothing of it is written to disk" in told
        assert "days" not in told
        assert "that file" not in told
        assert "My log may hold what you write" in told


async def test_what_others_asked_on_from_is_forgotten_too(shelf: Library) -> None:
    """A follow-up of somebody else's does not keep the question that it leant on."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {QUESTION}")
        answer = here.replies[-1]
        await here.bob.send(here.channel, f"{here.mention} and why?", reply_to=answer)
        (before,) = here.service.journal._execute(
            "SELECT before FROM answers WHERE asker = ?",
            (here.service.journal.pseudonym(here.bob.id),),
        )
        assert before == (QUESTION,)
        await here.alice.slash(here.channel, "forget")
        rows = here.service.journal._execute("SELECT * FROM answers", ())
        assert len(rows) == 1
        assert not any(QUESTION in str(value) for value in rows[0])


def member_with(here: Place, permissions: discord.Permissions | None = None) -> tuple[Any, int]:
    """Return somebody with a role of their own, and the role's id."""
    role = here.guild.create_role("role", permissions=permissions)
    member = here.guild.add_member(here.env.create_user("carol"), roles=[role])
    return member, role.id


async def test_who_manages_the_server_sees_the_status(shelf: Library) -> None:
    """Corpus, index, queue, connection and time since the start are told, to them alone."""
    async with place(shelf) as here:
        carol, _ = member_with(here, discord.Permissions(manage_guild=True))
        told = told_alone(await carol.slash(here.channel, "status"))
        for words in ("5 documents, 19 passages", "word-counts", "0 of 200", "0 answers", " h "):
            assert words in told
        assert shelf.snapshot.manifest.fingerprint in told


async def test_discord_does_not_offer_the_status_to_everybody(shelf: Library) -> None:
    """The command asks Discord to show it only to those who may manage the server."""
    async with place(shelf) as here:
        assert "status" not in here.alice.available_commands(here.channel)
        assert "ask" in here.alice.available_commands(here.channel)


async def test_who_does_not_manage_the_server_is_refused(shelf: Library) -> None:
    """Even where a server's owner opened the command to all, the bot decides."""
    async with place(shelf) as here:
        opened_to_all(here)
        told = told_alone(await here.alice.slash(here.channel, "status"))
        assert told == "This command is for those who may manage the server."


async def test_a_role_may_see_the_status(shelf: Library) -> None:
    """Those with a role that is configured administer the bot, too."""
    async with place(shelf) as here:
        opened_to_all(here)
        carol, role = member_with(here)
        here.service.gate._access = Access(admin_roles=frozenset({role}))
        assert "5 documents" in told_alone(await carol.slash(here.channel, "status"))


def opened_to_all(here: Place) -> None:
    """Have the server's owner let everybody use ``/status``."""
    command = here.env.backend.find_command("status", here.guild.id)
    here.guild.set_command_permissions(int(command["id"]), {here.guild.default_role: True})
