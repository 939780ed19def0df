"""Tests of ``index.weighing``: what speaks for the first passage, read from a corpus."""

from collections.abc import Callable, Mapping

import pytest

from index.core.evidence import STRANGE_BELOW, Evidence
from index.domain import Verdict
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
    assert found.names == 2
    assert found.strange == pytest.approx(STRANGE_BELOW, abs=1e-3)
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


def test_a_name_with_an_apostrophe_is_found(fake_library: Builder) -> None:
    """What the corpus mentions is not called missing for the apostrophe in it."""
    library = fake_library({"a.md": "The Qur'an was read in Sana'a."})
    searcher = library.searcher
    assert searcher.missing(searcher.understand("does it say Qur'an or Sana'a")) == ()
    assert searcher.missing(searcher.understand("was it read in Xi'an")) == ("Xi'an",)


@pytest.mark.parametrize(
    "question",
    [
        "zorp flimble quaxil brindle vonk tresp milgrat hoon daxle prunt ovig slemmer",
        "Wie wechsle ich die Reifen an meinem Auto und welches Werkzeug brauche ich dafür?",
        "¿Cuál es la mejor receta de paella valenciana con conejo y judías para seis personas?",
        "如何在家做红烧肉",
        "a recipe for vegan pancakes with oat milk, banana flour, cinnamon, syrup and blueberries",
        "Why did 'Captain Renault' invade Poland in 1939?",
    ],
)
def test_more_words_make_no_answer(real_library: Library, question: str) -> None:
    """Long nonsense, other languages, other matters, and a name in quotation marks."""
    assert real_library.ask(question).verdict is not Verdict.ANSWERED


@pytest.mark.parametrize(
    "greeting", ["hello", "hi", "Hey all", "yo", "good morning", "bye", "lol"]
)
def test_a_greeting_is_no_question(real_library: Library, greeting: str) -> None:
    """The first passage is about greetings, and answers none."""
    assert real_library.ask(greeting).verdict is Verdict.NOT_IN_CORPUS


def test_a_quotation_is_answered(real_library: Library) -> None:
    """Four words that stand there, asked for between quotation marks, are there for certain."""
    answer = real_library.ask('where is "tends to act like Captain Renault"')
    assert (answer.verdict, answer.answerability) == (Verdict.ANSWERED, 1.0)
