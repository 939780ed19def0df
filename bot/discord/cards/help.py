"""What the bot can do -> a card for who has never used it."""

import discord

from bot.discord.cards.layout import Card, card, rule, text

ABOUT = """\
**Ask me, and I answer with the passages that answer: word for word, cited, checked against their \
source.** I write nothing of my own, and where the corpus has no answer I say so.\
"""

HELP = """\
**New here?**
`/tour` leads you through the corpus, a question and its passage at a time, and goes on where you \
stopped.

**Ask**
`/ask` a question, mention me in a message, or write to me directly. Typos and chat shorthand are \
fine; words in quotation marks count as a phrase.
-# `source`, `since` and `until` limit where I look; `private` shows the answer to you alone.
-# Reply to an answer, and mention me, to ask on: `and Russia?`, `why?`

**On an answer**
`Context` shows what stands around a passage, `Cite` its citation, ready to copy; the thumbs tell \
the team whether it helped.

**Put together**
`/brief` gathers the passages on a topic by subtopic, also as a Word, PDF, HTML or Markdown file; \
`/compare` shows what each document says on it, oldest first.

**Read and cite**
`/sources` lists the documents, `/read` opens one, `/cite` gives a passage's citation in Chicago, \
APA, MLA, BibTeX and more, `/bibliography` all documents in these styles.
`/who` shows where a name is mentioned, or who is named at all, `/term` the same for a word; \
`/timeline` draws documents and dates.

**On any message** (right-click or long press, then *Apps*)
`Find sources` shows which passages bear on it, `Check quotes` whether its quotations are \
verbatim. Only you see what I find.

**For those who manage the server**
`/corpus` adds documents, PDF, Word and web pages among them, lists and removes them, tells who \
changed what, and undoes it; `/gaps` shows what people asked in vain, and `/teach` tells me which \
passage answers a question, or that those shown do not; `/daily` posts a passage every day or \
week in a channel; `/status` tells how I am.

**What I remember**
Your questions and thumbs, and how far you are in the tour, for as long as the team has set: \
`/privacy` says all, `/forget` drops yours.\
"""


def help_card() -> Card:
    """Return the card of ``/help``."""
    parts = [item for part in HELP.split("\n\n") for item in (rule(), text(part))]
    return card(text(ABOUT), *parts, colour=discord.Colour.blue())
