"""Tests of ``index.engines.spelling``."""

import importlib.util
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.engines.spelling import Speller, english_words, nearest
from index.errors import ModelError

CORPUS = {"captain": 2, "renault": 2, "patriotic": 1, "hackers": 1, "donilon": 1, "china": 9}


def speller(corpus: Mapping[str, int] = CORPUS, known: Collection[str] = ()) -> Speller:
    """Return a speller with a corpus's words and those that are known otherwise."""
    return Speller(corpus, known.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("captin", "captain"),
        ("renalt", "renault"),
        ("patriotc", "patriotic"),
        ("hackrs", "hackers"),
        ("donnilon", "donilon"),
        ("chnia", "china"),
        ("hcina", "china"),
        ("chima", "china"),
    ],
)
def test_typos(typed: str, meant: str) -> None:
    """A misspelt word becomes the word of the corpus that was meant."""
    assert speller(known=english_words()).correct(typed) == meant


@pytest.mark.parametrize("word", ["captain", "zzzzzz", "a", "", "xi", "chn", "qqqq", "mandiant"])
def test_left_alone(word: str) -> None:
    """A word of the corpus, a short one, or one that is like none of the corpus stays."""
    assert speller().correct(word) == word


def test_known_otherwise() -> None:
    """A word that is known otherwise stays, though the corpus has one like it."""
    assert speller().correct("renalt") == "renault"
    assert speller(known={"renalt"}).correct("renalt") == "renalt"


def test_english_is_never_meant() -> None:
    """A misspelt word of English stays: only words of the corpus are put in its place."""
    assert speller(known=english_words()).correct("embasssy") == "embasssy"


@pytest.mark.parametrize("typed", ["cybersec", "cybers"])
def test_beginning(typed: str) -> None:
    """A word of which the typed one is the beginning is meant, however much longer it is."""
    assert speller({"cybersecurity": 1, "cybirs": 9}).correct(typed) == "cybersecurity"


def test_short_beginning() -> None:
    """A few letters are the beginning of too many words."""
    assert speller({"cybersecurity": 1}).correct("cyber") == "cyber"


def test_edits_by_length() -> None:
    """A word of up to seven letters may differ by one edit, a longer one by two."""
    assert speller({"rainbow": 1}).correct("raimbow") == "rainbow"
    assert speller({"rainbow": 1}).correct("raimbuw") == "raimbuw"
    assert speller({"rainbows": 1}).correct("raimbuws") == "rainbows"
    assert speller({"rainbows": 1}).correct("raimbuwz") == "raimbuwz"


def test_first_letter() -> None:
    """Another first letter is another word, unless it was swapped with the second."""
    assert speller({"china": 1}).correct("bhina") == "bhina"


def test_nearest_first() -> None:
    """The word with fewer edits is meant, however seldom it is."""
    assert speller({"rainbows": 1, "raimbuks": 99}).correct("raimbows") == "rainbows"


def test_most_alike() -> None:
    """Of two words as near, the one that begins more alike is meant."""
    assert speller({"border": 99, "boxdex": 1}).correct("boxder") == "boxdex"


def test_most_frequent() -> None:
    """Of two words as near and as alike, the more frequent is meant."""
    assert speller({"bears": 1, "beard": 2}).correct("bearx") == "beard"
    assert speller({"bears": 2, "beard": 1}).correct("bearx") == "bears"


def test_no_numbers() -> None:
    """A word with digits is never what was meant."""
    assert speller({"chin4": 5}).correct("china") == "china"


def test_empty_corpus() -> None:
    """Without any words every word stays."""
    assert speller({}).correct("captin") == "captin"


def test_threads() -> None:
    """Whichever of many threads asks first, all get the whole vocabulary's answer."""
    words = speller({**CORPUS, **{f"filler{'x' * (i % 9)}": 1 for i in range(9)}})
    typed = ["captin", "renalt", "patriotc", "hackrs"] * 4
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(words.correct, typed))
    assert found == ["captain", "renault", "patriotic", "hackers"] * 4


def test_english() -> None:
    """The dictionary has the words of English, the first of its file included."""
    words = english_words()
    assert len(words) > 80_000
    assert {"the", "embassy", "rationale"} <= words
    assert not {"", "captin", "renalt"} & words


def test_english_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary that is not installed is told, with what to run."""
    english_words.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match="run `make install`"):
        english_words()


@pytest.mark.parametrize(
    ("typed", "near", "alike"),
    [
        ("renalt", ["renault"], ["renault"]),
        ("embasy", ["embassy"], ["embassy"]),
        ("renaulds", ["renault"], ["renault"]),
        ("renalds", [], ["renault"]),
        ("tea", [], []),
        ("", [], []),
    ],
)
def test_nearest_name(typed: str, near: list[str], alike: list[str]) -> None:
    """A misspelt key is near to one that there is, or at least like it; others are neither."""
    keys = ["embassy", "renault"]
    assert nearest(typed, keys, 1) == near
    assert nearest(typed, keys, 1, alike=True) == alike
