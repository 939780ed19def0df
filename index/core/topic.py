"""What a person wants to read on -> a topic that can be searched with."""

from index.core.content import content_words
from index.core.question import MAX_QUESTION_CHARACTERS
from index.core.typography import plain
from index.errors import QuestionError


def checked_topic(topic: str) -> str:
    """Return ``topic`` in plain typography.

    Raises:
        QuestionError: if it is empty, says nothing, or is over ``MAX_QUESTION_CHARACTERS``.

    """
    text = plain(topic)
    if len(text) > MAX_QUESTION_CHARACTERS:
        msg = (
            f"The topic has {len(text):,} characters and the limit is"
            f" {MAX_QUESTION_CHARACTERS:,}; name it in fewer words."
        )
        raise QuestionError(msg)
    if not text:
        msg = "The topic is empty; name a person, a place or a subject."
        raise QuestionError(msg)
    if not content_words(text):
        msg = (
            f"The topic {text!r} would be that of every text; name a person, a place or a subject."
            " `dossier sources` lists what there is."
        )
        raise QuestionError(msg)
    return text
