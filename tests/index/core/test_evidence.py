"""Tests of ``index.core.evidence``."""

import math

import pytest

from index.core.evidence import (
    MOST_STRANGE,
    MOST_UNKNOWN,
    MOST_WORDS,
    NO_WORD,
    STRANGE_BELOW,
    Evidence,
    Match,
    evidence_of,
    features,
)

PASSAGE = "The counselor came to lunch. Then Donilon spoke of it."


def word(text: str, near: float = 0.5, *, known: bool = True, opens: bool = False) -> Match:
    """Return a word of one term with an idf of 2, or 4 where no passage has it."""
    return Match(text, opens, near, (2.0 if known else 4.0,), (known,))


def of(question: str, *words: Match, passage: str = PASSAGE) -> Evidence:
    """Return the evidence for a passage with a cosine of 0.6."""
    return evidence_of(question, words, passage, 0.6)


def test_words_count_by_their_idf() -> None:
    """A rare word that comes near counts more than a common one; the farthest is told apart."""
    evidence = of("lunch typhoon", word("lunch", 0.9), word("typhoon", 0.3, known=False))
    assert evidence.near == pytest.approx((0.9 * 2 + 0.3 * 4) / 6)
    assert evidence.farthest == pytest.approx(0.3)
    assert evidence.known == pytest.approx(2 / 6)
    assert evidence.unknown == 1
    assert evidence.length == pytest.approx(math.log(3))
    assert evidence.cosine == pytest.approx(0.6)


def test_names() -> None:
    """A capital makes a name, but not at the beginning; how far unknown ones stay away counts."""
    evidence = of(
        "Lunch with Donilon in Geneva",
        word("Lunch", 0.1, opens=True, known=False),
        word("Donilon", 0.1),
        word("Geneva", 0.2, known=False),
    )
    assert evidence.names == 2
    assert evidence.strange == pytest.approx(STRANGE_BELOW - 0.2)


@pytest.mark.parametrize(
    ("text", "near", "strange"),
    [
        ("2015", 0.3, STRANGE_BELOW - 0.3),
        ("APT1", 0.3, STRANGE_BELOW - 0.3),
        ("PRC", 0.9, 0),
        ("2", 0.3, 0),
        ("typhoon", 0.3, 0),
    ],
)
def test_what_is_strange(text: str, near: float, strange: float) -> None:
    """Years and names that stay away are strange; other names for the same, and "2" are not."""
    evidence = of("what about it", word(text, near, known=False))
    assert evidence.strange == pytest.approx(strange)


def test_words_that_the_corpus_has() -> None:
    """What another passage says should come near in this one; of unknown words nothing is told."""
    evidence = of("lunch typhoon", word("lunch", 0.9), word("typhoon", 0.1, known=False))
    assert evidence.near_known == pytest.approx(0.9)
    assert of("typhoon", word("typhoon", 0.1, known=False)).near_known == NO_WORD


def test_the_two_farthest_words() -> None:
    """One word alone may be far by accident; of one there is no second."""
    evidence = of("lunch tea talk", word("lunch", 0.9), word("tea", 0.1), word("talk", 0.3))
    assert (evidence.farthest, evidence.two_farthest) == pytest.approx((0.1, 0.2))
    assert of("lunch", word("lunch", 0.9)).two_farthest == pytest.approx(0.9)


def test_a_word_of_two_terms_is_unknown_by_either() -> None:
    """A name with a hyphen is known only where the corpus has all of it."""
    pair = Match("US-Mongolia", opens=False, near=0.5, idf=(1.0, 3.0), known=(True, False))
    evidence = of("the US-Mongolia talks", pair)
    assert evidence.unknown == 1
    assert evidence.strange == pytest.approx(STRANGE_BELOW - 0.5)
    assert evidence.known == pytest.approx(1 / 4)


def test_words_that_every_passage_has() -> None:
    """Where no word weighs anything, all weigh the same."""
    same = [
        Match(text, opens=False, near=near, idf=(0.0,), known=(True,))
        for text, near in (("one", 0.2), ("other", 0.6))
    ]
    evidence = of("one other", *same)
    assert evidence.near == pytest.approx(0.4)
    assert evidence.known == 0


def test_a_question_without_content() -> None:
    """Where only grammar is asked, nothing but the cosine speaks for anything."""
    assert features(of("what is it")) == (0.6, 0, NO_WORD, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("question", "one_thing"),
    [
        ("Who came to lunch?", 1),
        ("so who came", 1),
        ("HOW MANY officers", 1),
        ("tell me which judge", 1),
        ("in what year", 1),
        ("why did he come", 0),
        ("the person who came", 0),
        ("lunch", 0),
    ],
)
def test_one_thing(question: str, one_thing: float) -> None:
    """Asking for a person, a place, a time or a number asks for one thing."""
    assert of(question, word("lunch")).one_thing == one_thing


@pytest.mark.parametrize(
    ("question", "passage", "untold"),
    [
        ("when was it", "It was good.", 1),
        ("when was it", "It was in 2009.", 0),
        ("when was it", "It was last Sunday.", 0),
        ("how many came", "They came.", 1),
        ("how many came", "Twelve came.", 0),
        ("how many came", "All 12 came.", 0),
        ("who came", "They came.", 1),
        ("who came", "Yesterday Donilon came.", 0),
        ("who came with donilon", "Yesterday Donilon came.", 1),
        ("who came and when", "They came.", 2),
        ("why", "They came.", 0),
    ],
)
def test_no_such_thing(question: str, passage: str, untold: float) -> None:
    """A time, number or other name that is asked for and does not stand there is counted."""
    assert of(question, word("it"), passage=passage).no_such_thing == untold


def test_no_more_than_a_few_words_count() -> None:
    """Of a page of words that nobody knows, as many count as a paraphrase has."""
    page = [word(f"W{i:02}", 0.0, known=False) for i in range(99)]
    evidence = of("w", *page)
    assert evidence.unknown == MOST_UNKNOWN
    assert evidence.strange == MOST_STRANGE
    assert evidence.length == pytest.approx(math.log1p(MOST_WORDS))


def test_what_is_known_of_a_word_goes_with_its_idf() -> None:
    """One of each for every term."""
    with pytest.raises(ValueError, match="longer"):
        of("lunch", Match("lunch", opens=False, near=0.5, idf=(1.0, 2.0), known=(True,)))


def test_a_little_idf_is_some() -> None:
    """In a corpus of two passages a word that one of them has weighs less than one."""
    words = [
        Match("a1", opens=False, near=0.2, idf=(0.25,), known=(True,)),
        Match("b", opens=False, near=0.6, idf=(0.5,), known=(False,)),
    ]
    evidence = of("a1 b", *words)
    assert evidence.near == pytest.approx((0.2 * 0.25 + 0.6 * 0.5) / 0.75)
    assert evidence.known == pytest.approx(1 / 3)


def test_words_of_no_weight_count_alike() -> None:
    """Every passage has them; one alone counts as it is."""
    weightless = [
        Match(text, opens=False, near=near, idf=(0.0,), known=(True,))
        for text, near in (("a", 0.2), ("b", 1))
    ]
    assert of("a", weightless[0]).near == pytest.approx(0.2)
    assert of("a b", *weightless).near == pytest.approx(0.6)
    assert of("a b", *weightless).known == 0


def test_the_words_that_the_corpus_has_count_alike() -> None:
    """Their mean, however many they are, and not those that it lacks."""
    words = [word("lunch", 0.9), word("tea", 0.5), word("xyz", 0.1, known=False)]
    assert of("lunch tea xyz", *words).near_known == pytest.approx(0.7)


def test_two_characters_are_no_number() -> None:
    """They are shorthand, "2" for "to" and "4u" for "for you"."""
    assert of("4u", word("4u", 0.1, known=False)).strange == 0
    assert of("4th", word("4th", 0.1, known=False)).strange == pytest.approx(STRANGE_BELOW - 0.1)
