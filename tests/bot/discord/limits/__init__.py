"""What the bot sends to Discord -> the rules of Discord that it breaks.

A simulated Discord takes much that the real one refuses. Every function here takes a payload as
it goes over the wire and returns one line for each breach, with the place where it stands: an
empty list is a payload that Discord takes.

The rules are those of Discord's API reference (https://docs.discord.com/developers) and of its
OpenAPI description (https://github.com/discord/discord-api-spec). Where the two differ, or are
silent, the stricter reading is taken; so are lengths, counted in UTF-16 units.
"""

from tests.bot.discord.limits.commands import problems_of_choices, problems_of_commands
from tests.bot.discord.limits.messages import problems_of_message
from tests.bot.discord.limits.modals import problems_of_modal
from tests.bot.discord.limits.wire import problems_of_callback, problems_on_the_wire

__all__ = [
    "problems_of_callback",
    "problems_of_choices",
    "problems_of_commands",
    "problems_of_message",
    "problems_of_modal",
    "problems_on_the_wire",
]
