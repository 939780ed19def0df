"""Tests of ``index.library``."""

import random
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from index.domain import DEFAULT_CITATIONS, Verdict
from index.errors import (
    NotFoundError,
    QuestionError,
)
from index.library import Library, Reader
from index.store.snapshot import SnapshotFolder
from tests.conftest import SEEDS, OpenFake, corpus, fake_build
from tests.index.corpora import FILES

Builder = Callable[[Mapping[str, str]], Library]

NOISE = ["lol", "asdfgh", "🤔", '"', "'", "“", "w/", "u", "2", "...", "\u200b", "雨", "é", "-"]


@pytest.fixture
def library(fake_library: Builder) -> Library:
    """Return a library of two documents."""
    return fake_library(FILES)


def random_questions(count: int, texts: list[str]) -> list[str]:
    """Return questions of words of the texts, some misspelt, and noise; always the same ones."""
    choice = random.Random(0)  # noqa: S311 (no secret)
    words = [word for text in texts for word in text.split()]

    def word() -> str:
        picked = choice.choice(words)
        if choice.random() < 0.2:
            picked = choice.choice(NOISE)
        elif choice.random() < 0.2:
            at = choice.randrange(len(picked))
            picked = picked[:at] + choice.choice("abcxyz") + picked[at + 1 :]
        return picked

    def phrase() -> str:
        at = choice.randrange(len(words) - 4)
        return f'"{" ".join(words[at : at + choice.randint(1, 4)])}"'

    return [
        " ".join(
            phrase() if choice.random() < 0.1 else word() for _ in range(choice.randint(1, 12))
        )
        for _ in range(count)
    ]


def test_answer(library: Library) -> None:
    """An answer has the question as it was asked, and its citations, best first."""
    answer = library.ask("how much did the river rise?")
    assert answer.question == "how much did the river rise?"
    assert answer.citations[0].quote == "The river rose by a metre."
    assert [citation.number for citation in answer.citations] == [1, 2, 3]
    assert answer.corrections == ()


def test_where_it_stands(library: Library) -> None:
    """A citation says in which paragraph and under which heading its quote stands."""
    citation = library.ask("how much did the river rise?").citations[0]
    assert (citation.key, citation.title, citation.paragraph) == ("rain", "Rain", 2)
    assert citation.heading == "Rain"


def test_corrections(library: Library) -> None:
    """An answer tells which words were searched otherwise than typed."""
    assert library.ask("did it rainned").corrections == (("rainned", "rained"),)


def test_verdicts(library: Library) -> None:
    """What stands in the corpus is answered; what shares nothing with it is not in there."""
    assert library.ask("The river rose by a metre.").verdict is Verdict.ANSWERED
    assert library.ask("zebra crossings").verdict is Verdict.NOT_IN_CORPUS


def test_not_in_corpus_has_the_nearest(library: Library) -> None:
    """Where nothing answers, the citations are the nearest passages all the same."""
    assert len(library.ask("zebra crossings").citations) == 3


@pytest.mark.parametrize(("k", "count"), [(-1, 1), (0, 1), (1, 1), (2, 2), (1000, 100)])
def test_number_of_citations(fake_library: Builder, k: int, count: int) -> None:
    """As many citations come as are asked for, at least 1 and at most 100."""
    text = "\n\n".join(f"Number {i} was here." for i in range(120))
    assert len(fake_library({"many.md": text}).ask("number", k).citations) == count


def test_default_number(fake_library: Builder) -> None:
    """Three citations come if nothing else is said."""
    text = "\n\n".join(f"Number {i} was here." for i in range(9))
    answer = fake_library({"many.md": text}).ask("number")
    assert len(answer.citations) == DEFAULT_CITATIONS == 3


@pytest.mark.parametrize("question", ["", " ", "🤔🎉", "?", "x" * 10_000])
def test_bad_question(library: Library, question: str) -> None:
    """A question that is empty, has no word or is too long is not searched."""
    with pytest.raises(QuestionError):
        library.ask(question)


def test_thousand_questions(tmp_path: Path, open_fake: OpenFake) -> None:
    """Whatever is asked, every quote and window is what stands in its document there."""
    fake_build(SEEDS, tmp_path / "built")
    library = open_fake(tmp_path / "built")
    texts = {document.key: document.text for document in library.documents()}
    asked = 0
    for question in random_questions(1000, list(texts.values())):
        try:
            answer = library.ask(question)
        except QuestionError:
            continue
        asked += 1
        assert len(answer.citations) == DEFAULT_CITATIONS
        for citation in answer.citations:
            text = texts[citation.key]
            assert citation.quote == text[citation.start : citation.end]
            assert citation.window == text[citation.window_start : citation.window_end]
            assert citation.window in citation.quote
            assert citation.quote.strip() == citation.quote != ""
    assert asked > 950


def test_every_passage_can_be_found(tmp_path: Path, open_fake: OpenFake) -> None:
    """Every passage of the seeds comes first for its own words."""
    fake_build(SEEDS, tmp_path / "built")
    library = open_fake(tmp_path / "built")
    passages = [p for key in ("embassy", "renault") for p in library.passages(key)]
    assert len(passages) == 9
    for passage in passages:
        assert library.ask(passage.text[:500], 1).citations[0].passage_id == passage.id


def test_documents(library: Library) -> None:
    """The documents are listed by key, with their texts."""
    assert [(d.key, d.text) for d in library.documents()] == [
        ("rain", FILES["rain.md"]),
        ("sun", FILES["sun.md"]),
    ]


def test_passages(library: Library) -> None:
    """A document's passages are read in order, and each by its id."""
    passages = library.passages("rain")
    assert [passage.number for passage in passages] == [1, 2]
    assert [library.passage(passage.id) for passage in passages] == passages


def test_cite(library: Library) -> None:
    """A passage is cited by its id as a whole."""
    passage = library.passages("rain")[0]
    citation = library.cite(passage.id)
    assert citation.quote == citation.window == passage.text
    assert (citation.number, citation.paragraph) == (1, 1)


def test_unknown_names(library: Library) -> None:
    """A document or passage that is not there is told so."""
    for ask in (library.document, library.passages, library.passage, library.cite):
        with pytest.raises(NotFoundError):
            ask("nothing")


def test_reader_needs_no_model(tmp_path: Path) -> None:
    """Reading and citing need the snapshot alone."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    with closing(Reader(SnapshotFolder(tmp_path / "built").open())) as reader:
        (passage,) = reader.passages("sun")
        assert reader.cite(passage.id).quote == "The sun came out again."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Who is Captain Renault in this article?", Verdict.ANSWERED),
        ("who invited the author to lunch at the embassy", Verdict.ANSWERED),
        ("what is the recipe for pancakes", Verdict.NOT_IN_CORPUS),
    ],
)
def test_real_verdicts(real_library: Library, question: str, verdict: Verdict) -> None:
    """With the real model the seeds answer what they hold, and not what they do not."""
    assert real_library.ask(question).verdict is verdict


@pytest.mark.parametrize("question", ["captin renalt", "patriotc hackrs", "what of donnilon"])
def test_real_corrections(real_library: Library, question: str) -> None:
    """With the real model every misspelt name of the seeds is put right."""
    answer = real_library.ask(question)
    right = {"captain", "renault", "patriotic", "hackers", "donilon"}
    assert answer.corrections
    assert {searched for _, searched in answer.corrections} <= right
    typed = {word for word, _ in answer.corrections}
    assert typed == set(question.split()) - {"what", "of"}


def test_real_address(real_library: Library) -> None:
    """A citation of the seeds opens its page at the words that matched."""
    citation = real_library.ask("who are the patriotic hackers").citations[0]
    assert citation.url is not None
    assert citation.url.startswith(
        "https://www.cfr.org/blog-post/getting-past-captain-renault#:~:text="
    )


def test_real_half_character(real_library: Library) -> None:
    """Half of a surrogate pair in a question does not reach the model."""
    assert real_library.ask("captain \udcff renault").citations[0].key == "renault"
