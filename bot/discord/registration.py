"""Commands -> Discord, only when they changed: it counts how often they are registered."""

import hashlib
import json
import logging

import discord
from discord import app_commands

from bot.journal import Journal

logger = logging.getLogger(__name__)


async def register(
    tree: app_commands.CommandTree[discord.Client],
    journal: Journal,
    guild: discord.Object | None,
    *,
    always: bool = False,
) -> bool:
    """Register the commands in one guild, or everywhere; return whether that was needed.

    Raises:
        discord.HTTPException: if Discord refuses them.

    """
    digest = digest_of(tree, guild)
    place = f"{tree.client.application_id}:{guild.id if guild else 'everywhere'}"
    if not always and journal.registered(place) == digest:
        return False
    await tree.sync(guild=guild)
    journal.register(place, digest)
    logger.info("Registered the commands %s.", f"in {guild.id}" if guild else "everywhere")
    return True


def digest_of(tree: app_commands.CommandTree[discord.Client], guild: discord.Object | None) -> str:
    """Return the SHA-256 (hexadecimal) of all that Discord is told of the commands."""
    commands = [
        command.to_dict(tree)
        for kind in discord.AppCommandType
        for command in tree.get_commands(guild=guild, type=kind)
    ]
    text = json.dumps(sorted(commands, key=lambda command: str(command["name"])), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
