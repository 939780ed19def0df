"""Mentions of terms in a corpus."""

import pytest

from index.digests.mentions import MAX_ASKED, UnknownNameError, term, who
from index.engines.words import stems
from index.errors import QuestionError
from index.library import Library
from tests.index.digests.mentioned import Build, keys


@pytest.mark.parametrize("typed", ["", "...", "the", "a", "of the", "who", "x" * (MAX_ASKED + 1)])
def test_what_is_no_name_and_no_term_is_refused(mentioning: Library, typed: str) -> None:
    """Punctuation, too common a word, too long a one: one sentence each."""
    with pytest.raises(QuestionError):
        who(mentioning, typed)
    with pytest.raises(QuestionError):
        term(mentioning, typed, stems)


def test_a_term_is_found_in_its_inflected_forms(mentioning: Library) -> None:
    """The term "hacker" finds "hackers"; what else it was looked for as is told."""
    found = term(mentioning, "hacker", stems)
    assert keys(mentioning, found) == ["early", "late"]
    assert found.forms == ("hackers",)


@pytest.mark.parametrize("typed", ["cyber-attack", "cyberattack", "cyber attacks", "Cyberattacks"])
def test_a_term_is_found_with_a_hyphen_without_and_in_one_word(
    fake_library: Build, typed: str
) -> None:
    """However it is written, in the question and in the texts; what else was found is told."""
    library = fake_library(
        {
            "a.md": "A cyber-attack came.\n",
            "b.md": "Cyberattacks came, and one cyber attack.\n",
            "c.md": "Attacks on cyber; an attack.\n",
        }
    )
    found = term(library, typed, stems)
    assert (keys(library, found), found.times) == (["a", "b"], 3)
    assert {"cyberattacks", "attacks", "cyber attack"} & set(found.forms)


def test_a_word_is_parted_only_as_the_corpus_has_it(fake_library: Build) -> None:
    """Two words that never follow one another are no form of the one that they would make."""
    library = fake_library({"a.md": "The firewall of a fire is a wall; we fire at the wall.\n"})
    found = term(library, "firewall", stems)
    assert (found.times, found.forms) == (1, ())


def test_an_ending_is_no_word_of_a_term(fake_library: Build) -> None:
    """What is useless is not of less use, and "the rapist" is no therapist."""
    library = fake_library({"a.md": "A useless mill may use less water; the therapist swims.\n"})
    assert term(library, "useless", stems).times == 1
    with pytest.raises(UnknownNameError):
        term(library, "the rapist", stems)


def test_a_term_of_capitals_is_no_other_word(mentioning: Library) -> None:
    """The term "US" is not "us", and "WHO" not "who"."""
    assert keys(mentioning, term(mentioning, "US", stems)) == ["early"]
    with pytest.raises(UnknownNameError):
        term(mentioning, "WHO", stems)


def test_a_misspelt_term_is_read_as_a_word_of_the_corpus(mentioning: Library) -> None:
    """Told is how it was read."""
    found = term(mentioning, "hackrs", stems)
    assert (found.asked, found.corrected) == ("hackers", "hackrs")


def test_an_unknown_term_is_told_what_of_it_is_known(mentioning: Library) -> None:
    """Of a phrase that nothing has, the words that something has are named."""
    with pytest.raises(UnknownNameError, match="It has hackers"):
        term(mentioning, "hackers xylophone", stems)
