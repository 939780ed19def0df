"""Tests of ``Library.ask`` with the question before: what each of the two decides."""

from collections.abc import Callable, Mapping

import pytest

from index.domain import EVERYTHING
from index.library import Library

Builder = Callable[[Mapping[str, str]], Library]


@pytest.fixture
def library(fake_library: Builder) -> Library:
    """Return a library of two documents about the weather."""
    return fake_library({"rain.md": "The river rose by a metre.", "sun.md": "The sun came out."})


COUNTRIES = {
    "a.md": "---\ntitle: A\n---\nChina answered the letter about cables.",
    "b.md": "---\ntitle: B\n---\nRussia answered the letter about cables.",
    "c.md": "---\ntitle: C\n---\nRussia sent a zebra and a stork and lions.",
}


def test_own_words_weigh_more(fake_library: Builder) -> None:
    """Where passages differ by one word, that of the follow-up decides, whichever it is."""
    library = fake_library(COUNTRIES)
    for own, other, first in (("Russia", "China", "b"), ("China", "Russia", "a")):
        before = f"how did {other} answer the letter about cables"
        answer = library.ask(f"and {own}?", 3, EVERYTHING, before)
        assert answer.citations[0].key == first
        assert answer.before == before


def test_one_word_against_one_word(fake_library: Builder) -> None:
    """A follow-up's only word decides over the only word of the question before, either way."""
    library = fake_library({"a.md": "China answered.", "b.md": "Russia answered."})
    for own, before, first in (("and Russia?", "China", "b"), ("and China?", "Russia", "a")):
        answer = library.ask(own, 2, EVERYTHING, before)
        assert answer.before == before
        assert answer.citations[0].key == first


def test_the_question_before_says_what_about(fake_library: Builder) -> None:
    """Of two passages with the follow-up's word, that with the words before it comes first."""
    library = fake_library({key: text for key, text in COUNTRIES.items() if key != "a.md"})
    for before, first in (
        ("how did China answer the letter about cables", "b"),
        ("did China send a zebra and a stork", "c"),
    ):
        assert library.ask("and Russia?", 1, EVERYTHING, before).citations[0].key == first


def test_a_misspelt_follow_up(fake_library: Builder) -> None:
    """What is corrected in a follow-up is told; what was corrected before it was told before."""
    files = {"rain.md": "The river rose by a metre.", "sun.md": "The sunshine came back."}
    library = fake_library(files)
    answer = library.ask("and the sunshne?", 1, EVERYTHING, "how much did the rivver rise by")
    assert answer.corrections == (("sunshne", "sunshine"),)
    assert answer.citations[0].quote == "The sunshine came back."


@pytest.mark.parametrize(
    "question", ["why do they matter?", "what happened then?", "who pays them"]
)
def test_a_follow_up_may_have_words_that_the_corpus_does_not_have(
    library: Library, question: str
) -> None:
    """What points back is a follow-up, whatever its verb."""
    assert library.is_follow_up(question, "what did the river do")


@pytest.mark.parametrize("question", ["and rivers?", "what about the metres?", "ok and suns?"])
def test_a_follow_up_may_have_another_form_of_a_word(library: Library, question: str) -> None:
    """A word is known that the corpus has in another form, as it is to the search."""
    assert library.is_follow_up(question, "how much did it rain")


@pytest.mark.parametrize(
    "question", ["And what is Zimbabwe?", "Then who is Sherlock Holmes?", "thanks!", "ok", "lol"]
)
def test_what_the_question_before_must_not_answer_for(library: Library, question: str) -> None:
    """A new matter that the corpus does not know, or a word of thanks, stands by itself."""
    assert not library.is_follow_up(question, "what did the river do")
