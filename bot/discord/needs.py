"""All that the bot needs of Discord, in one place: intents, permissions and scopes."""

import discord

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""Events that it hears of; none is privileged."""

NAMES = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",  # to reply to a message
}
"""The permissions as discord.py and as Discord's own settings call them."""
PERMISSIONS = discord.Permissions(**dict.fromkeys(NAMES, True))
"""What it does in a server, beside answering commands, for which it needs no permission."""

SCOPES = ("bot", "applications.commands")
USER_SCOPES = ("applications.commands",)
"""Scopes of the two ways to install it: to a server, and to a person's account."""
