"""What the bot keeps of people -> a card, from the settings that hold."""

import discord

from bot.discord.cards.layout import Card, card, rule, text
from bot.wording import count

KEPT = """\
**What I keep of you**
Each question as you asked it, with your number at Discord, the server, the channel and the \
message, and which passages I showed. Your thumbs, and what you wrote that you were looking for. \
In `/tour`, how far you are in the tour.
-# Of what you ask privately, not the channel. Of a message on which you use `Find sources`, not \
its text. Of `Check quotes`, `/read`, `/cite` and `/sources`, nothing.\
"""
FOR_DAYS = """\
**For how long**
{days}, in a file that only its owner may read; then it is dropped. A question that somebody \
asked on from stays with theirs for as long.\
"""
IN_MEMORY = "**For how long**\nUntil I am restarted: nothing of it is written to disk."
IN_A_FILE = """\
Those who run me can read that file, and list the questions that I could not answer, without who \
asked. \
"""
WHO = """\
**Who sees it**
{file}Search runs on my own machine: nobody but Discord gets what you write. {log}\
"""
NOT_LOGGED = "My log has neither your questions nor who you are."
LOGGED = "**My log may hold what you write**: those who run me have set it so."
CHANGES = """\
**If you change the corpus**
The log of its changes names you, for good, also after `/forget`: the others must be able to see \
where a document came from.\
"""
DELETING = """\
**How you delete it**
`/forget` drops all else at once, also where others asked on from your question. What stands in \
Discord stays there until you delete it; copies that were made of my file before are for those \
who run me to delete.\
"""


def privacy_card(keep_days: int, *, log_questions: bool) -> Card:
    """Return the card of ``/privacy``; with ``keep_days`` 0 nothing is on disk."""
    long = FOR_DAYS.format(days=count(keep_days, "day")) if keep_days else IN_MEMORY
    who = WHO.format(
        file=IN_A_FILE if keep_days else "", log=LOGGED if log_questions else NOT_LOGGED
    )
    parts = [item for part in (long, who, CHANGES, DELETING) for item in (rule(), text(part))]
    return card(text(KEPT), *parts, colour=discord.Colour.blue())
