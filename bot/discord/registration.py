"""Commands -> Discord, only when they changed: it counts how often they are registered."""

import hashlib
import json
import logging
from pathlib import Path

import discord
from discord import app_commands

from bot.discord.unreadable import NotDiscordError

logger = logging.getLogger(__name__)

Tree = app_commands.CommandTree[discord.Client]

_FILE = "commands.json"
_EVERYWHERE = "everywhere"


async def register(tree: Tree, state: Path, guild: discord.Object | None) -> bool:
    """Register the commands in one guild, or everywhere; return whether that was needed.

    What is registered everywhere is taken back from the guilds in which it was tried out: there it
    would stand twice.

    Raises:
        discord.HTTPException: if Discord refuses them.
        NotDiscordError: if something else answers.

    """
    digest = digest_of(tree, guild)
    application = str(tree.client.application_id)
    known = _read(state)
    places = known.setdefault(application, {})
    place = str(guild.id) if guild else _EVERYWHERE
    if places.get(place) == digest:
        return False
    await _tell(tree, guild)
    places[place] = digest
    if guild is None:
        for other in [name for name in places if name != _EVERYWHERE]:
            await _take_back(tree, discord.Object(int(other)))
            del places[other]
    _write(state, known)
    logger.info("Registered the commands %s.", f"in {guild.id}" if guild else "everywhere")
    return True


async def _tell(tree: Tree, guild: discord.Object | None) -> None:
    """Tell Discord the commands; it answers with those that it has from then on."""
    try:
        known = await tree.sync(guild=guild)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise NotDiscordError from error
    if not known and tree.get_commands(guild=guild):
        raise NotDiscordError


async def _take_back(tree: Tree, guild: discord.Object) -> None:
    tree.clear_commands(guild=guild)
    try:
        await _tell(tree, guild)
    except discord.HTTPException as error:  # the bot may have left it
        logger.info("The commands could not be taken back from %d (%s).", guild.id, error)


def digest_of(tree: Tree, guild: discord.Object | None) -> str:
    """Return the SHA-256 (hexadecimal) of all that Discord is told of the commands."""
    commands = [
        command.to_dict(tree)
        for kind in discord.AppCommandType
        for command in tree.get_commands(guild=guild, type=kind)
    ]
    text = json.dumps(sorted(commands, key=lambda command: str(command["name"])), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _read(state: Path) -> dict[str, dict[str, str]]:
    """Return the digests by application and place; none where they cannot be read."""
    try:
        known = json.loads((state / _FILE).read_text(encoding="utf-8"))
        return {str(name): dict(places) for name, places in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(state: Path, known: dict[str, dict[str, str]]) -> None:
    """Keep the digests; without them the commands are registered again at the next start."""
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = state / f"{_FILE}.new"
        new.write_text(json.dumps(known, indent=1), encoding="utf-8")
        new.replace(state / _FILE)
    except OSError as error:
        logger.warning("%s cannot be written (%s).", state / _FILE, error.strerror)
