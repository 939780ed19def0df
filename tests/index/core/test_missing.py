"""Tests of ``index.core.missing``."""

import pytest

from index.core.missing import MOST, known_part, missing_from

CORPUS = set("china cyber talks indictment salt lunch embassy the hacked what officers".split())
COMMON = CORPUS | set("thanks salt typhoon promise judge signed bake bread reveal".split())


def missing(question: str) -> tuple[str, ...]:
    """Return what is missing from a corpus of a few words."""
    return missing_from(question, lambda word: word.lower() in CORPUS, COMMON.__contains__)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is Salt Typhoon?", ("Salt Typhoon",)),
        ("what is salt typhoon", ()),
        ("What did Hu Jintao promise in Geneva?", ("Hu Jintao", "Geneva")),
        ("Stuxnet", ("Stuxnet",)),
        ("did snowden reveal China", ("snowden",)),
        ("Bake bread", ()),
        ("Thanks. Bake Stuxnet", ("Stuxnet",)),
        ("Which judge signed the indictment?", ()),
        ("China cyber talks", ()),
        ("what does the author quote in this article", ()),
        ("Who hacked OPM, NSA, FBI and CIA", ("OPM", "NSA", "FBI")),
        ("OPM or the OPM", ("OPM",)),
        ("the", ()),
        ("", ()),
    ],
)
def test_what_is_missing(question: str, expected: tuple[str, ...]) -> None:
    """Names are told whole, each once, no plain words, and no more than a few."""
    assert missing(question) == expected
    assert len(expected) <= MOST


def test_nothing_is_called_missing_that_the_corpus_has() -> None:
    """A name of which the corpus has every word is not told, whatever stands beside it."""
    assert missing("China Talks about Officers") == ()


@pytest.mark.parametrize(
    ("topic", "names", "expected"),
    [
        ("China and Japan", ("Japan",), "China"),
        ("Japan, China and Peru", ("Japan", "Peru"), "China"),
        ("talks between China and Japan", ("Japan",), "talks between China"),
        ("Zeppelins over China", ("Zeppelins",), None),
        ("Beijing Olympics", ("Beijing Olympics",), None),
        ("Japan and Peru", ("Japan", "Peru"), None),
        ("China", (), None),
    ],
)
def test_what_is_known(topic: str, names: tuple[str, ...], expected: str | None) -> None:
    """What is named side by side with others can be left out, and nothing else."""
    assert known_part(topic, names) == expected
