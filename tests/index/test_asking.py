"""Tests of ``Library.ask``'s scope and follow-ups, and of many inquiries at once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from index.domain import EVERYTHING, Answer, Document, Inquiry, Scope, Verdict
from index.engines.fake_encoder import WordCountEncoder
from index.errors import NotFoundError, QuestionError
from index.library import Library
from index.ports import Floats
from tests.conftest import OpenFake, corpus, fake_build

Builder = Callable[[Mapping[str, str]], Library]

FILES = {
    "rain.md": "---\ntitle: Rain\ndate: 2009-12-14\n---\nThe river rose by a metre.\n\nIt rained.",
    "sun.md": "---\ntitle: Sun\ndate: 2013\n---\nThe river fell.\n\nThe sun came out.",
    "wind.md": "---\ntitle: Wind\n---\nThe river was blown about.",
}


@pytest.fixture
def library(fake_library: Builder) -> Library:
    """Return a library of three documents, one of which has no date."""
    return fake_library(FILES)


def keys(answer: Answer) -> set[str]:
    """Return the documents that an answer cites."""
    return {citation.key for citation in answer.citations}


class CountingEncoder(WordCountEncoder):
    """Counts how many texts each call encodes."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[int] = []

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors, (len(texts), dimension), and count."""
        self.calls.append(len(texts))
        return super().encode_queries(texts)


def test_many_inquiries(library: Library) -> None:
    """Each is answered as if it were asked alone, in order; a bad one fails by itself."""
    questions = ["how much did the river rise", "", "did the sun come out", "?!"]
    one, empty, two, no_word = library.ask_many([Inquiry(question, 2) for question in questions])
    assert one == library.ask(questions[0], 2)
    assert two == library.ask(questions[2], 2)
    assert isinstance(empty, QuestionError)
    assert isinstance(no_word, QuestionError)


def test_many_bad_inquiries(library: Library) -> None:
    """Where none can be asked, nothing is encoded, and each says why."""
    inquiries = [Inquiry("", 1), Inquiry("rain", 1, Scope("storm"))]
    assert [type(told) for told in library.ask_many(inquiries)] == [QuestionError, NotFoundError]
    assert library.ask_many([]) == []


def test_many_inquiries_are_encoded_together(tmp_path: Path, open_fake: OpenFake) -> None:
    """What waits together costs one call of the model."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    encoder = CountingEncoder()
    library = open_fake(tmp_path / "built", encoder)
    library.ask_many([Inquiry(f"what about river number {number}", 1) for number in range(9)])
    assert encoder.calls == [18]  # the whole question and its content words


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (EVERYTHING, {"rain", "sun", "wind"}),
        (Scope("sun"), {"sun"}),
        (Scope("SUN "), {"sun"}),
        (Scope(since="2010"), {"sun"}),
        (Scope(until="2010"), {"rain"}),
        (Scope(since="2009-12-14", until="2013-06"), {"rain", "sun"}),
        (Scope("rain", since="2009"), {"rain"}),
    ],
)
def test_scope(library: Library, scope: Scope, expected: set[str]) -> None:
    """Only documents within the scope are cited, and the answer says what it was."""
    answer = library.ask("the river", 10, scope)
    assert keys(answer) == expected
    assert answer.scope.source == (scope.source.strip().lower() if scope.source else None)


@pytest.mark.parametrize(
    "scope", [Scope(since="2020"), Scope("wind", until="2020"), Scope("rian")]
)
def test_nothing_within_the_scope(library: Library, scope: Scope) -> None:
    """A scope without a document is told, not answered with other documents."""
    with pytest.raises(NotFoundError):
        library.ask("the river", 3, scope)


def test_a_small_scope_in_a_large_corpus(fake_library: Builder) -> None:
    """A document is found though hundreds of passages elsewhere are nearer to the question."""
    better = "\n\n".join(f"The river rose by {n} metres at noon." for n in range(900))
    library = fake_library({"many.md": better, "small.md": "A river of words."})
    answer = library.ask("the river rose by metres at noon", 3, Scope("small"))
    assert [citation.quote for citation in answer.citations] == ["A river of words."]


def test_a_quoted_phrase_outside_of_the_scope(library: Library) -> None:
    """A passage that holds the quoted words is left out where it is not within the scope."""
    assert keys(library.ask('who said "the river rose"', 5, Scope("sun"))) == {"sun"}


def test_a_follow_up(library: Library) -> None:
    """What says little by itself is read with the question before it, and the answer says so."""
    first = "how much did the river rise by"
    answer = library.ask("why?", 1, EVERYTHING, first)
    assert answer.before == first
    assert answer.question == "why?"
    assert answer.citations == library.ask(first, 1).citations
    assert library.ask("why?", 1).before is None


def test_a_question_of_its_own_is_no_follow_up(library: Library) -> None:
    """The question before is left alone where it is not needed."""
    alone = library.ask("how much did the river rise", 2)
    assert library.ask("how much did the river rise", 2, EVERYTHING, "did the sun come") == alone


def test_a_follow_up_weighs_more_than_what_it_follows(library: Library) -> None:
    """New words decide; the words before them say what about."""
    answer = library.ask("and the sun?", 1, EVERYTHING, "how much did the river rise by")
    assert answer.citations[0].quote == "The sun came out."


def test_a_question_before_that_cannot_be_asked(library: Library) -> None:
    """An empty question is none to lean on."""
    with pytest.raises(QuestionError):
        library.ask("why?", 1, EVERYTHING, "?")


def test_the_sources(library: Library) -> None:
    """What is known of each document is there without its text, with the count of passages."""
    assert [(one.key, one.date, one.passages) for one in library.sources()] == [
        ("rain", "2009-12-14", 2),
        ("sun", "2013", 2),
        ("wind", None, 1),
    ]
    assert library.source(" Rain").title == "Rain"
    with pytest.raises(NotFoundError, match="storm"):
        library.source("storm")


def test_a_citation_with_a_window(library: Library) -> None:
    """A passage is cited with the part that was marked, and the number that it had."""
    passage = library.passages("rain")[0]
    citation = library.cite(passage.id, (4, 9), number=7)
    assert (citation.window, citation.number) == ("river", 7)
    assert citation.quote == passage.text
    assert library.cite(passage.id).window == passage.text


def test_a_bad_inquiry_among_many_is_not_encoded(tmp_path: Path, open_fake: OpenFake) -> None:
    """Good ones are still encoded in one call; where all are bad the model is not called."""
    fake_build(corpus(tmp_path, FILES), tmp_path / "built")
    encoder = CountingEncoder()
    library = open_fake(tmp_path / "built", encoder)
    bad = [Inquiry("?", 1), Inquiry("rain", 1, Scope(since="soon"))]
    library.ask_many([bad[0], Inquiry("river", 1), bad[1], Inquiry("sun", 1)])
    assert encoder.calls == [2]
    library.ask_many(bad)
    assert encoder.calls == [2]


def test_every_inquiry_has_its_own_limits(library: Library) -> None:
    """The number of citations, the scope and the question before are each inquiry's own."""
    first = "how much did the river rise by"
    many = [
        Inquiry("river", 5),
        Inquiry("river", 1, Scope("wind")),
        Inquiry("why?", 1, EVERYTHING, first),
        Inquiry("river", 2, Scope(until="2010")),
    ]
    answers = [one for one in library.ask_many(many) if isinstance(one, Answer)]
    assert [len(one.citations) for one in answers] == [5, 1, 1, 2]
    assert [one.scope.source for one in answers] == [None, "wind", None, None]
    assert [one.before for one in answers] == [None, None, first, None]
    assert answers == [library.ask(one.question, one.k, one.scope, one.before) for one in many]


def test_a_defect_fails_its_own_inquiry_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with a citation goes to whoever asked, and the others are answered."""
    document = library.document

    def broken(key: str) -> Document:
        if key == "wind":
            raise ZeroDivisionError
        return document(key)

    monkeypatch.setattr(library, "document", broken)
    scopes = (Scope("sun"), Scope("wind"), Scope("rain"))
    answers = library.ask_many([Inquiry("river", 1, scope) for scope in scopes])
    assert [type(one) for one in answers] == [Answer, ZeroDivisionError, Answer]


def test_relevant(fake_library: Builder) -> None:
    """As many citations count as answer about as well as the first, from the first on."""
    files = {
        "a.md": "The river rose by a metre.\n\nThe river rose by a metre again.",
        "b.md": "Zebras graze.\n\nLions roar.",
    }
    library = fake_library(files)
    answer = library.ask("The river rose by a metre", 4)
    assert (answer.verdict, len(answer.citations)) == (Verdict.ANSWERED, 4)
    assert answer.relevant == 2
    assert {one.key for one in answer.citations[: answer.relevant]} == {"a"}
    assert library.ask("The river rose by a metre", 1).relevant == 1


@pytest.mark.parametrize("name", ["rain", "RAIN", " Rain\n"])
def test_a_source_in_any_case(library: Library, name: str) -> None:
    """A source is found however its key is typed."""
    assert library.source(name).key == "rain"


@pytest.mark.parametrize("name", ["", " ", "rai", "rain.md", "rain\x00", "rain\ud83d"])
def test_no_source(library: Library, name: str) -> None:
    """A key that no document has is told, with where to look."""
    with pytest.raises(NotFoundError, match="`dossier sources` lists them all"):
        library.source(name)


def test_a_citation_of_a_passage_further_on(library: Library) -> None:
    """A window is counted within its passage, and told within its document."""
    passage = library.passages("sun")[1]
    citation = library.cite(passage.id, (4, 7), number=2)
    text = library.document("sun").text
    assert citation.window == "sun" == text[citation.window_start : citation.window_end]
    assert citation.quote == "The sun came out." == text[citation.start : citation.end]
    assert (citation.number, library.cite(passage.id).number) == (2, 1)
