"""Text -> the phrases in it that may say what it is about, word for word.

A phrase is what stands between two words of grammar, or two marks (Rose, Engel, Cramer and Cowley,
"Automatic keyword extraction from individual documents", 2010). Behind an article, a pronoun or a
preposition it is one of nouns, nearly always; of a text that has such phrases, those are returned.
"""

import re
from dataclasses import dataclass

from index.core.content import Word, all_words, is_content

_MOST_WORDS, _MOST_BEFORE_NOUN = 4, 3
_LONGEST, _SHORTEST = 48, 4
_SPACE = re.compile(r"[^\S\r\n]")
_JOINING = re.compile(r"[-‐‑–—'’/]")
_OF = re.compile(r"[^\S\r\n]of[^\S\r\n](?:the[^\S\r\n])?")
_BEFORE_NOUNS = frozenset(
    """
    a an the of in on by with for about between from against through into its their his her our
    this these those without under over within across toward towards upon among
    """.split()
)
_TELL_NOTHING = frozenset(
    """
    number numbers part parts case cases example examples way ways kind kinds type types year
    years time times fact facts use uses lot lots group groups form forms name names term terms
    result results study studies majority variety range amount level levels role roles many
    several various different first second third last new recent large small major main great
    good important significant day days week weeks month months century people person place
    places end beginning addition order view point points question questions side sides area
    areas need present whole least set line high low long short early late
    """.split()
)
"""What a phrase may hold but not be: words that every subject has."""
_GOES_ON = re.compile(r",\s(?!and\b|or\b|but\b|which\b|who\b|the\b|a\b)[a-z]+,?\s(?:and|or)\b")
"""Behind an adjective that stands in a row of others: "religious, political and ..."."""
_COUNT = frozenset("first last second third several many".split())
_NO_NOUN = re.compile(r"[a-z].*(?:ly|ed)")


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    words: tuple[str, ...]  # that say something
    of_nouns: bool


def phrases_of(text: str, title: str = "") -> list[str]:
    """Return the distinct phrases of ``text`` in order, as they stand there.

    One that says little more than the ``title`` is left out where there are others.
    """
    found: dict[str, _Phrase] = {}
    for phrase in _phrases(text):
        found.setdefault(phrase.text.casefold(), phrase)
    phrases = list(found.values())
    said = {_stem(word.text) for word in all_words(title)}
    for better in (
        [one for one in phrases if one.of_nouns and not _is_said(one, said)],
        [one for one in phrases if not _is_said(one, said)],
    ):
        if better:
            return [one.text for one in better]
    return [one.text for one in phrases]


def _phrases(text: str) -> list[_Phrase]:
    phrases = []
    words = all_words(text)
    for first, run in _runs(text, words):
        shown = text[run[0].start : run[-1].end]
        fits = len(run) <= _MOST_WORDS and _SHORTEST <= len(shown) <= _LONGEST
        if fits and _is_telling(text, run):
            before = words[first - 1] if first else None
            phrases.append(
                _Phrase(shown, tuple(word.text for word in run), _is_of_nouns(text, before, run))
            )
    return phrases


def _runs(text: str, words: list[Word]) -> list[tuple[int, list[Word]]]:
    """Return the words that say something in runs, each with the place of its first word."""
    runs: list[tuple[int, list[Word]]] = []
    before: Word | None = None
    for place, word in enumerate(words):
        if not is_content(word):
            continue
        between = text[before.end : word.start] if before is not None else ""
        if _SPACE.fullmatch(between) or _OF.fullmatch(between):
            runs[-1][1].append(word)
        else:
            runs.append((place, [word]))
        before = word
    return runs


def _is_telling(text: str, run: list[Word]) -> bool:
    """Tell whether a run says something by itself: no date, no part of a longer word."""
    around = text[max(run[0].start - 1, 0) : run[0].start] + text[run[-1].end : run[-1].end + 1]
    dated = run[0].text[0].isdigit() or run[-1].text[0].isdigit()
    bare = all(word.text.casefold() in _TELL_NOTHING for word in run)
    return not (dated or bare or _JOINING.search(around))


def _is_of_nouns(text: str, before: Word | None, run: list[Word]) -> bool:
    """Tell whether a run follows what stands before nouns, and has no verb that gives it away."""
    if before is None or before.text.casefold() not in _BEFORE_NOUNS:
        return False
    last = run[-1].text
    shown = text[run[0].start : run[-1].end]
    if len(run) > _MOST_BEFORE_NOUN and not _OF.search(shown):
        return False  # a verb may be among so many: "purified complex remodels chromatin"
    return (
        _SPACE.fullmatch(text[before.end : run[0].start]) is not None
        and not any(_NO_NOUN.fullmatch(word.text) or word.text in _COUNT for word in run[1:])
        and not run[0].text.endswith("ly")
        and not (len(run) == 1 and _NO_NOUN.fullmatch(last))
        and not last.endswith("ing")
        and not _GOES_ON.match(text, run[-1].end)
    )


def _is_said(phrase: _Phrase, said: set[str]) -> bool:
    """Tell whether half of the phrase, or more, stands in the title already."""
    shared = sum(_stem(word) in said for word in phrase.words)
    return 2 * shared >= len(phrase.words)


def _stem(word: str) -> str:
    return word.casefold()[:5]
