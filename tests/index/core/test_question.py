"""Tests of ``index.core.question``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.question import MAX_QUESTION_CHARACTERS, as_phrase, checked, contains, understood
from index.errors import QuestionError

SPELLINGS = {"renalt": "renault", "captin": "captain"}


def correct(word: str) -> str:
    """Return a word as a corpus of two words spells it."""
    return SPELLINGS.get(word, word)


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\u200b\ufeff", "\udcff"])
def test_empty(question: str) -> None:
    """An empty question is told to be one."""
    with pytest.raises(QuestionError, match="The question is empty; ask one in words"):
        checked(question)


@pytest.mark.parametrize("question", ["🤔🤔", "?!", "...", "___", "👩\u200d🚀"])
def test_no_word(question: str) -> None:
    """A question of signs or emoji alone is told to have no word."""
    with pytest.raises(QuestionError, match="no word in it; ask one in words"):
        checked(question)


def test_too_long() -> None:
    """A question over the limit is told its length and the limit."""
    with pytest.raises(QuestionError, match=r"10,000 characters and the limit is 2,000"):
        checked("x" * 10_000)


def test_at_the_limit() -> None:
    """A question of exactly the limit is taken, one of a character more is not."""
    assert checked("x" * MAX_QUESTION_CHARACTERS)
    with pytest.raises(QuestionError):
        checked("x" * (MAX_QUESTION_CHARACTERS + 1))


def test_checked_is_plain() -> None:
    """A question that is taken comes back in plain typography."""
    assert checked("  What’s  “no”? ") == 'What\'s "no"?'


@pytest.mark.parametrize("question", ["why", "网络", "谁?", "2009", "Россия"])
def test_short_questions(question: str) -> None:
    """A single word, ideograph or number is a question."""
    assert checked(question) == question


def test_filler_and_shorthand() -> None:
    """A question is searched with without filler, and with its shorthand written out."""
    query = understood("yo quick question, y do ppl like u lol", correct)
    assert query.text == "why do people like you"


def test_filler_behind_shorthand() -> None:
    """Filler that shorthand hides is stripped too."""
    assert understood("pls gimme the lunch menu", correct).text == "the lunch menu"


def test_corrections() -> None:
    """Misspelt words are put right, keep their capital, and are told once each."""
    query = understood("Captin renalt and renalt", correct)
    assert query.text == "Captain renault and renault"
    assert query.corrections == (("Captin", "Captain"), ("renalt", "renault"))


@pytest.mark.parametrize("word", ["RENALT", "renalt2", "reNalt"])
def test_not_corrected(word: str) -> None:
    """Acronyms, words with a digit and names with a capital inside stay as they are."""
    query = understood(f"who is {word} then", correct)
    assert word in query.text
    assert query.corrections == ()


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('who said "shocked shocked"', ("shocked shocked",)),
        ('who said "Shocked, shocked!"', ("shocked shocked",)),
        ("who said “Shocked, shocked”", ("shocked shocked",)),
        ("who said 'shocked shocked'", ("shocked shocked",)),
        ('what is the "arm\'s-length" thing', ("arm length",)),
        ('"one" and "two"', ("one", "two")),
        ("don't say it's theirs", ()),
        ('an empty "!" one', ()),
        ('an open " one', ()),
    ],
)
def test_phrases(question: str, phrases: tuple[str, ...]) -> None:
    """What a question quotes is looked for as a phrase, however its quotes are typed."""
    assert understood(question, correct).phrases == phrases


def test_phrase_is_corrected() -> None:
    """A misspelt word inside a quotation is put right too."""
    assert understood('who is "captin renalt"', correct).phrases == ("captain renault",)


@pytest.mark.parametrize(
    ("phrases", "expected"),
    [
        (("shocked shocked",), True),
        (("shocked shocked", "china"), True),
        (("hocked shocked",), False),
        (("shocked china",), False),
        ((), True),
    ],
)
def test_contains(phrases: tuple[str, ...], *, expected: bool) -> None:
    """A text contains phrases if all of them stand in it, word for word."""
    assert contains('--"Shocked, shocked" that China...', phrases) is expected


def test_as_phrase() -> None:
    """A phrase is words alone."""
    assert as_phrase("The U.S.-China “arm’s-length”!") == "the us china arm length"


@given(
    st.text(
        st.one_of(
            st.characters(),
            st.characters(categories=["Cs"]),
            st.sampled_from(list("uryn24w/b'\" .?-")),
        )
    )
)
def test_never_fails(question: str) -> None:
    """No question fails but with ``QuestionError``, and one that is taken has a word left."""
    understood(question, correct)
    try:
        taken = checked(question)
    except QuestionError:
        return
    query = understood(taken, str.upper)
    assert any(character.isalnum() for character in query.text)
    query.text.encode()
