"""Words with capitals -> whether they name an organisation."""

from collections.abc import Sequence

from index.core.name_words import (
    GENERIC,
    HEADS,
    INSTITUTIONS,
    KNOWN_ORGANISATIONS,
    MINISTRIES,
    NO_NAMES,
    PLACES,
)

PARTICLES = frozenset("de van von der den ten ter bin ibn al el la du da di del della des".split())
LINKED = frozenset({"of", "for", "on", "and", "&"})
LINK_WORDS = PARTICLES | LINKED | {"the"}
"""Words in small letters within a name."""

_COMPANY = frozenset({"AG", "GmbH", "LLC", "NV", "Plc", "PLC", "SA", "SpA"})
_MOST_WORDS = 9
_TELLING_TOGETHER = 2
"""Words such as "National" and "Security" that tell together what each alone does not."""


def is_organisation(words: Sequence[str], *, begins: bool) -> bool:
    """Tell whether words name an organisation; ``begins`` tells that a sentence does with them.

    It has a word such as "Council", which ends it, or which "of" or a place follows.
    """
    if len(words) == 1 or " ".join(words) in INSTITUTIONS:
        return len(words) > 1 or is_known(words[0])
    heads = (i for i, word in enumerate(words) if is_head(word) and _may_end(words[i + 1 :]))
    head = next(heads, None)
    if head is None or len(words) > _MOST_WORDS:
        return False
    rest = [word for word in words if word not in LINK_WORDS and not is_head(word)]
    telling = [word for word in rest if word not in GENERIC]
    if [word for word in telling if word not in NO_NAMES] or (LINKED & set(words) and telling):
        return True
    return words[head].lower() in MINISTRIES and (
        words[head + 1 : head + 2] == ["of"]  # "Ministry of State Security"
        # "National Security Council", unless only where it stands gives it a capital
        or (len(rest) >= _TELLING_TOGETHER and not begins and words[0] not in NO_NAMES)
    )


def is_head(word: str) -> bool:
    """Tell whether a word is what an organisation is: "Council", "Inc."."""
    return word.rstrip(".").lower() in HEADS or word in _COMPANY


def is_known(word: str) -> bool:
    """Tell whether a word alone is an organisation's name."""
    return word in KNOWN_ORGANISATIONS


def _may_end(words: Sequence[str]) -> bool:
    """Tell whether a name may end before these words of it, or go on as organisations' do."""
    return not words or words[0] in LINKED or all(word in PLACES for word in words)
