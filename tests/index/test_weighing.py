"""Tests of ``index.weighing``: what speaks for the first passage, read from a corpus."""

from collections.abc import Callable, Mapping

import pytest

from index.core.evidence import Evidence
from index.library import Library

Builder = Callable[[Mapping[str, str]], Library]

FILES = {
    "rain.md": "---\ntitle: Weather\n---\nThe river rose by a metre.\n\nIt rained all day.",
    "film.md": "---\ntitle: Film\n---\nCaptain Renault was shocked in Casablanca.",
}


def evidence(library: Library, question: str) -> Evidence:
    """Return the evidence for the passage that comes first."""
    return library.searcher.search(question, 1).evidence


def test_words_that_stand_there_come_nearest(fake_library: Builder) -> None:
    """With word counts for a model, a word that the passage has is at 1 and another at 0."""
    found = evidence(fake_library(FILES), "was Renault shocked by Strasser")
    assert found.farthest == pytest.approx(0, abs=1e-3)
    assert found.unknown == 1
    assert 0 < found.near < 1
    assert (found.names, found.unknown_names) == (2, 1)
    assert evidence(fake_library(FILES), "was Renault shocked").near == pytest.approx(1, abs=1e-3)


def test_the_title_speaks_for_a_passage(fake_library: Builder) -> None:
    """What a passage leaves unsaid and its title says counts as said."""
    assert evidence(fake_library(FILES), "weather rained").farthest == pytest.approx(1, abs=1e-3)


def test_a_follow_up_is_weighed_with_what_came_before(fake_library: Builder) -> None:
    """The words of both questions are compared with the passage."""
    searcher = fake_library(FILES).searcher
    query = searcher.understand("and Strasser?", "was Renault shocked")
    (encoded,) = searcher.encoded([query])
    found = searcher.find(query, encoded, 1).evidence
    assert found.unknown == 1
    assert found.length == pytest.approx(1.386, abs=1e-3)  # ln 4: three words


def test_the_cosine_is_that_of_the_first(real_library: Library) -> None:
    """The evidence is of the passage that comes first after all is compared."""
    question = "What was the author's overall impression of the lunch?"
    searcher = real_library.searcher
    query = searcher.understand(question)
    (encoded,) = searcher.encoded([query])
    before = searcher.scorer.score(query, encoded.vector)
    after = searcher.ranked(query, before, encoded)
    found = searcher.search(question, 1)
    first = int(after.fused.argmax())
    assert found.hits[0].score == pytest.approx(float(after.fused[first]))
    assert found.evidence.cosine == pytest.approx(float(before.semantic[first]))


def test_pieces_of_a_word_count_together(real_library: Library) -> None:
    """A name that the model reads in pieces is one word: present, it comes near as a whole."""
    present = evidence(real_library, "Donilon said so")
    absent = evidence(real_library, "Snowden said so")
    assert (present.unknown, absent.unknown) == (0, 1)
    assert present.near > absent.near + 0.2


@pytest.mark.parametrize("question", ["?? what", "lunch " * 300, "雨", "a\u0301 b"])
def test_strange_questions(real_library: Library, question: str) -> None:
    """Whatever is asked, there are numbers to weigh: words past the model's reach are left out."""
    assert 0 <= real_library.ask(question).answerability <= 1


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who's Captain Renault?", ()),
        ("what's Renault's Casablanca they've seen", ()),
        ("you're sure it's Strasser's", ("Strasser's",)),
    ],
)
def test_contractions_are_not_called_missing(
    real_library: Library, question: str, missing: tuple[str, ...]
) -> None:
    """What only holds a sentence together is never told as missing, however it is written."""
    searcher = real_library.searcher
    told = searcher.missing(searcher.understand(question))
    assert not {"Who's", "what's", "they've", "you're", "it's"} & set(" ".join(told).split())
    assert set(missing) <= set(told)
