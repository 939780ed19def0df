"""Tests of ``index.search`` and of the verdict, with questions that somebody has judged."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.domain import EVERYTHING, Answer, Scope, Verdict
from index.engines.models import BUNDLED
from index.library import Library
from index.scoring import POOL
from index.store.known_file import QUESTIONS
from index.wiring import build_index, open_library
from tests.conftest import OpenFake, corpus, fake_build
from tests.index.corpora import ids, judged_by

Builder = Callable[..., Library]

FILES = {
    "rain.md": "It rained all day. Then it stopped.\n\nThe river rose by a metre.",
    "sun.md": "The sun came out again. Everybody left for the beach.",
    "film.md": "The captain was shocked to find gambling.\n\nZebras graze on the plain.",
}


@pytest.fixture
def knowing(tmp_path: Path, open_fake: OpenFake) -> Builder:
    """Build and open a library over files and known questions, with the fake encoder."""

    def builder(
        answered: Mapping[str, str],
        not_answered: Mapping[str, str] | None = None,
        files: Mapping[str, str] = FILES,
    ) -> Library:
        index = tmp_path / "built"
        seeds = corpus(tmp_path, files)
        fake_build(seeds, index)
        known = judged_by(ids(index), answered, not_answered or {})
        (seeds / QUESTIONS).write_text(known, encoding="utf-8")
        fake_build(seeds, index)
        return open_fake(index)

    return builder


def first(answer: Answer) -> str:
    """Return the quote that an answer shows first."""
    return answer.citations[0].quote


def test_a_known_question_brings_its_passage(knowing: Builder) -> None:
    """A passage that shares no word with a question comes first where one like it is known."""
    library = knowing({"Who won the tennis match?": "film: Zebras"})
    answer = library.ask("who won the tennis match yesterday")
    assert first(answer) == "Zebras graze on the plain."
    assert first(library.ask("how much did the river rise")) == "The river rose by a metre."


def test_only_what_stands_there_is_quoted(knowing: Builder) -> None:
    """A known question lends its passage; none of its own words are shown."""
    library = knowing({"Who won the tennis match?": "film: Zebras"})
    for citation in library.ask("who won the tennis match").citations:
        assert citation.quote in FILES[f"{citation.key}.md"]


def test_without_one_near_nothing_changes(knowing: Builder, fake_library: Builder) -> None:
    """Passages, order, scores, marked windows and verdict are as where no question is known."""
    library = knowing(
        {"Who won the tennis match?": "film: Zebras"}, {"Where is the moon?": "rain: The river"}
    )
    asked = ("how much did the river rise", "who left for the beach", "what is a quark")
    told = [(library.ask(question, 5), library.searcher.search(question, 5)) for question in asked]
    plain = fake_library(FILES)
    assert [found.known for _, found in told] == [0, 0, 0]
    assert [found.hits for _, found in told] == [plain.searcher.search(q, 5).hits for q in asked]
    assert [answer for answer, _ in told] == [plain.ask(question, 5) for question in asked]


def test_a_passage_beyond_the_pool(knowing: Builder) -> None:
    """It is found though more passages than are looked at are nearer, in meaning and in words."""
    many = "\n\n".join(f"The river rose by {n} metres." for n in range(POOL + 50))
    files = {"many.md": many, "zebra.md": "Zebras graze."}
    library = knowing({"river tennis match winner name": "zebra:"}, files=files)
    assert first(library.ask("river tennis match winner name")) == "Zebras graze."


def test_a_scope_holds(knowing: Builder) -> None:
    """A passage outside of what is asked is not shown, however well its question is known."""
    library = knowing({"Who won the tennis match?": "film: Zebras"})
    answer = library.ask("who won the tennis match", 5, Scope("rain"))
    assert {citation.key for citation in answer.citations} == {"rain"}
    assert first(library.ask("who won the tennis match", 5, Scope("film"))).startswith("Zebras")


def test_a_follow_up_is_none_of_them(knowing: Builder) -> None:
    """What says little by itself is like many questions, and is not compared with any."""
    library = knowing({"And the captain?": "film: Zebras"})
    assert first(library.ask("and the captain")).startswith("Zebras")
    answer = library.ask("and the captain", 5, EVERYTHING, "how much did the river rise")
    assert answer.before
    assert not first(answer).startswith("Zebras")


def test_what_is_known_against_a_passage_counts_against_the_verdict(knowing: Builder) -> None:
    """The passage is found all the same, and what is known goes into the verdict alone."""
    question = "did the river drown the tennis court of the old town"
    library = knowing({}, {question: "rain: The river"})
    told = library.searcher.search(question, 5)
    assert told.hits[0].passage.text == "The river rose by a metre."
    assert told.known < -0.2
    assert library.ask(question).verdict is Verdict.NOT_IN_CORPUS


REAL = {
    "letter.md": "---\ntitle: Notes\n---\n\n"
    "The minister declined to receive the delegation, citing a prior engagement.\n\n"
    "Grain prices rose by a fifth over the summer.\n\n"
    "A politician opened the new mill.",
    "bread.md": "---\ntitle: Notes on baking\n---\n\n"
    "Dough rests overnight in a cool cellar before it is shaped.\n\n"
    "Nobody refused bread that came out of the oven warm.",
}
SNUB = "why did that politician brush off his visitors"


@dataclass(frozen=True)
class Pair:
    """One index, opened with its known questions and as if there were none."""

    knowing: Library
    plain: Library


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Return an index that was built with the real model."""
    folder = tmp_path_factory.mktemp("known")
    seeds, index = corpus(folder, REAL), folder / "built"
    build_index(seeds, index, BUNDLED)
    known = judged_by(
        ids(index),
        {"Why did the politician brush off the people who visited him?": "letter: The minister"},
        {"By how much did the price of bread rise?": "letter: Grain"},
    )
    (seeds / QUESTIONS).write_text(known, encoding="utf-8")
    build_index(seeds, index, BUNDLED)
    with (
        closing(open_library(index, BUNDLED)) as knowing,
        closing(open_library(index, BUNDLED, known=False)) as plain,
    ):
        yield Pair(knowing, plain)


def test_a_paraphrase_finds_its_passage(real: Pair) -> None:
    """It shares no word with its passage, and another has its words; one like it is known."""
    library = real.knowing
    answer = library.ask(SNUB)
    quote = "The minister declined to receive the delegation, citing a prior engagement."
    assert not set(library.searcher.terms(SNUB)) & set(library.searcher.terms(quote))
    assert (first(answer), answer.verdict) == (quote, Verdict.ANSWERED)
    plain = real.plain.ask(SNUB)
    assert first(plain) != quote


def test_one_like_a_question_without_an_answer(real: Pair) -> None:
    """What is near but answers another question is not called an answer, once that was judged."""
    question = "how much did the price of bread go up"
    assert real.plain.ask(question).verdict is Verdict.POSSIBLE
    assert real.knowing.ask(question).verdict is Verdict.NOT_IN_CORPUS


@pytest.mark.parametrize("question", ["how much did grain prices rise", "where does dough rest"])
def test_other_questions_are_answered_as_ever(real: Pair, question: str) -> None:
    """With no known question near, the answer is the same to the last mark."""
    answer = real.knowing.ask(question)
    assert answer.verdict is Verdict.ANSWERED
    assert answer == real.plain.ask(question)
