"""What the bot keeps of people -> a card, from the settings that hold."""

import discord

from bot.discord.cards.layout import Card, card, rule, text
from bot.keeping import Keep
from bot.wording import count

KEPT = """\
**What I keep of you**
Each question, and each topic of a briefing or comparison, as you asked it, the channel and the \
message, and which passages I showed. Your thumbs, and what you wrote that you were looking for. \
In `/tour`, how far you are in the tour. \
All under a pseudonym: your name and number at Discord are not in it.
-# Of what you ask privately, not the channel. Of a message on which you use `Find sources`, not \
its text. Of `Check quotes`, `/read`, `/cite`, `/bibliography` and `/sources`, nothing.\
"""
LONG = "**For how long**\n"
A_DAY = """\
A day. Then I drop who asked, where and at what time, and the words, and keep {stay} which \
passages I showed.\
"""
UNANSWERED = """\
 Of a question that nothing answered, or that got a thumb down, the words stay as long, with what \
was looked for and nothing that tells whose they are.\
"""
ALL = "I keep it {stay}. A question that somebody asked on from stays with theirs for as long."
IN_FILE = " It is in a file that only its owner may read."
IN_MEMORY = " Nothing of it is written to disk."
IN_A_FILE = """\
Those who run me can read that file. With the key of the pseudonyms they could tell what is \
yours, for as long as it has one. \
"""
WHO = """\
**Who sees it**
{file}Those who manage the server see what I could not answer, or not well, without who asked \
(`/gaps`). What they teach me of a question (`/teach`) I keep for good, with its words, not who \
asked it. Search runs on my own machine: nobody but Discord gets what you write. {log}\
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
`/forget` drops all else at once, also where others asked on from your question.{older} What \
stands in Discord stays there until you delete it; copies that were made of my file before are \
for those who run me to delete.\
"""
OLDER = " What is older than a day is nobody's by then, and it cannot find it."


def privacy_card(keep_days: int, keep: Keep, *, log_questions: bool) -> Card:
    """Return the card of ``/privacy``; with ``keep_days`` 0 nothing is on disk."""
    words = {Keep.ALL: ALL, Keep.NONE: A_DAY, Keep.UNANSWERED: A_DAY + UNANSWERED}[keep]
    stay = f"for {count(keep_days, 'day')}" if keep_days else "until I am restarted"
    long = LONG + words.format(stay=stay) + (IN_FILE if keep_days else IN_MEMORY)
    who = WHO.format(
        file=IN_A_FILE if keep_days else "", log=LOGGED if log_questions else NOT_LOGGED
    )
    deleting = DELETING.format(older="" if keep is Keep.ALL else OLDER)
    parts = [item for part in (long, who, CHANGES, deleting) for item in (rule(), text(part))]
    return card(text(KEPT), *parts, colour=discord.Colour.blue())
