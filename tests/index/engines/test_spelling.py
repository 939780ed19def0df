"""Tests of ``index.engines.spelling``."""

import importlib.util
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.engines.spelling import Speller, english_dictionary
from index.errors import ModelError

CORPUS = {"captain": 2, "renault": 2, "patriotic": 1, "hackers": 1, "donilon": 1, "china": 9}


def speller(
    corpus: Mapping[str, int] = CORPUS,
    known: Collection[str] = (),
    dictionary: Mapping[str, int] | None = None,
) -> Speller:
    """Return a speller with a small vocabulary; without a dictionary, the real one."""
    words = english_dictionary() if dictionary is None else dictionary
    return Speller(corpus, known.__contains__, words)


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
        ("embasy", "embassy"),
    ],
)
def test_typos(typed: str, meant: str) -> None:
    """A misspelt word is put right, from the corpus or else from English."""
    assert speller().correct(typed) == meant


@pytest.mark.parametrize("word", ["captain", "lunch", "zzzzzz", "a", "", "xi", "chn", "qqqq"])
def test_left_alone(word: str) -> None:
    """A known word, a short one, or one that is like nothing stays."""
    assert speller().correct(word) == word


def test_known_to_the_model() -> None:
    """A word that the model knows stays, though the corpus has one like it."""
    assert speller(known={"renalt"}).correct("renalt") == "renalt"


def test_known_to_english() -> None:
    """A word of English stays, though the corpus has one like it."""
    assert speller({"loner": 9}, dictionary={"lover": 1}).correct("lover") == "lover"


def test_corpus_first() -> None:
    """Of two words as near, the corpus's goes before the more frequent one of English."""
    words = speller({"border": 1}, dictionary={"bolder": 10**9})
    assert words.correct("boxder") == "border"


def test_nearest_first() -> None:
    """A nearer word of English goes before one of the corpus that is an edit farther."""
    words = speller({"rendition": 1}, dictionary={"condition": 5, "tradition": 5, "radition": 5})
    assert words.correct("raditon") == "radition"


@pytest.mark.parametrize(("typed", "meant"), [("chima", "china"), ("chixa", "china")])
def test_one_edit_in_a_short_word(typed: str, meant: str) -> None:
    """A word of up to five letters may differ by one edit."""
    assert speller(dictionary={}).correct(typed) == meant


@pytest.mark.parametrize("typed", ["chixx", "rxnxxlt", "bhina"])
def test_too_far(typed: str) -> None:
    """Two edits in a short word, three in a long one, or another first letter are too many."""
    assert speller(dictionary={}).correct(typed) == typed


def test_most_frequent_in_the_corpus() -> None:
    """Of two words of the corpus as near and as alike, the more frequent is meant."""
    assert speller({"bears": 1, "beard": 2}, dictionary={}).correct("bearx") == "beard"
    assert speller({"bears": 2, "beard": 1}, dictionary={}).correct("bearx") == "bears"


def test_no_numbers() -> None:
    """A word with digits is never what was meant."""
    assert speller({"chin4": 5}, dictionary={}).correct("china") == "china"


def test_empty_corpus() -> None:
    """Without any words every word stays."""
    assert speller({}, dictionary={}).correct("captin") == "captin"


def test_threads() -> None:
    """Whichever of many threads asks first, all get the whole vocabulary's answer."""
    words = speller()
    typed = ["captin", "renalt", "patriotc", "hackrs"] * 4
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(words.correct, typed))
    assert found == ["captain", "renault", "patriotic", "hackers"] * 4


def test_dictionary() -> None:
    """The dictionary of English has its words with their frequencies, the first included."""
    words = english_dictionary()
    assert len(words) == 82_765 or len(words) == 82_834
    assert words["the"] > words["embassy"] > 0
    assert all(word.islower() or not word.isalpha() for word in words)


def test_dictionary_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary that is not installed is told, with what to run."""
    english_dictionary.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match="run `make install`"):
        english_dictionary()
