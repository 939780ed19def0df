"""What somebody typed in Discord -> the question in it, and the text of any message."""

import re
from collections.abc import Iterator

import discord

from index.core.terms import words_of

# Repeats are bounded: a message of 6,000 brackets must not hold up everybody else.
_MARKUP = re.compile(
    r"<(?:@[!&]?|#)[0-9]{1,20}>"  # people, roles, channels
    r"|<a?:\w{1,32}:[0-9]{1,20}>"  # a server's own emoji
    r"|<t:-?[0-9]{1,20}(?::[a-zA-Z])?>"  # a time, shown in the reader's own zone
    r"|</[^:<>]{1,100}:[0-9]{1,20}>"  # a command
)
_MASKED_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\(<?https?://[^)\s]{0,600}\)")
_GREETING = re.compile(
    r"(?:(?:hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|bot|dossier|all|everyone))?)?"
    r"(?:(?:^| )(?:(?:please )?(?:can you )?help(?: me)?(?: please)?|who are you|what are you"
    r"|are you (?:there|bot)|how are you|how do use you"
    r"|what can you do(?: for me)?|what do you do|how do you work|test|ping))?"
)
"""Words of two letters and more, a space between, that greet the bot or ask it about itself."""


def question_in(content: str) -> str:
    """Return the question in a message: without mentions, emoji and addresses of masked links."""
    return _MARKUP.sub(" ", _MASKED_LINK.sub(r"\1", content)).strip()


def is_greeting(text: str) -> bool:
    """Tell whether ``text`` only greets, asks for help or about the bot: "hi, help!"."""
    words = " ".join(words_of(text))
    return bool(words) and _GREETING.fullmatch(words) is not None


def text_of(message: discord.Message) -> str:
    """Return all that is written in a message: also in a forwarded one, in embeds and in cards."""
    parts = [message.content, *_of_embeds(message.embeds), *_of_components(message.components)]
    for snapshot in message.message_snapshots:
        parts += [snapshot.content, *_of_embeds(snapshot.embeds)]
        parts += _of_components(snapshot.components)
    return "\n\n".join(part for part in parts if part)


def _of_embeds(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        yield from (part for part in (embed.title, embed.description) if part)
        yield from (field.value for field in embed.fields if field.value)


def _of_components(components: object) -> Iterator[str]:
    """Yield the texts of a card, whatever they are nested in."""
    if isinstance(components, list | tuple):
        for component in components:
            if isinstance(component, discord.components.TextDisplay):
                yield component.content
            yield from _of_components(getattr(component, "children", None))
