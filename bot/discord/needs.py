"""All that the bot needs of Discord, in one place: intents, permissions and scopes."""

import discord

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""Events that it hears of; none is privileged."""

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,  # to reply to a message
)
"""What it does in a server, beside answering commands, for which it needs no permission."""

SCOPES = ("bot", "applications.commands")
USER_SCOPES = ("applications.commands",)
"""Scopes of the two ways to install it: to a server, and to a person's account."""
