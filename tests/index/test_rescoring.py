"""Tests of ``index.rescoring``, and of the ranking that comes of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from index import rescoring
from index.core import fusion
from index.core.context import in_context, read_context_of
from index.core.fusion import OF_ANY_LENGTH, PHRASE_BONUS, RESCORED, SHORT, TOKENS_WEIGHT, Scores
from index.engines.fake_encoder import WordCountEncoder
from index.library import Library
from index.ports import Floats
from index.rescoring import Rescorer
from tests.conftest import OpenFake, corpus, fake_build

Builder = Callable[[Mapping[str, str]], Library]

MANY = {f"d{i}.md": f"Number {i} was here. It rained on day {i % 7}." for i in range(50)}
QUESTION = "was number 7 here when it rained on day 3"


class CountingEncoder(WordCountEncoder):
    """Remembers whose token vectors were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def token_vectors(self, texts: Sequence[str]) -> list[Floats]:
        """Return the token vectors, and remember the texts."""
        self.read += texts
        return super().token_vectors(texts)


def scores(library: Library, question: str) -> tuple[Scores, Scores]:
    """Return the candidates' scores before the tokens are compared, and after."""
    query = library.searcher.understand(question)
    (encoded,) = library.searcher.encoded([query])
    before = library.searcher.scorer.score(query, encoded.vector)
    return before, library.searcher.ranked(query, before, encoded)


def place(row: int) -> tuple[int, Floats]:
    """Return a passage of two sentences as the rescorer is given it."""
    return row, np.zeros(3, dtype=np.float32)


def searched(library: Library, row: int) -> str:
    """Return a passage's text with the titles above it."""
    passage = library.snapshot.store.passage(row)
    return in_context(read_context_of(library.document(passage.key), passage), passage.text)


@pytest.mark.parametrize("question", [QUESTION, "did it rain", 'who said "number 7 was here"'])
def test_the_score_is_what_the_formula_says(real_library: Library, question: str) -> None:
    """It is that of the formula, computed one cosine after the other, with the real model."""
    library, encoder = real_library, real_library.searcher._encoder
    before, after = scores(library, question)
    (own,) = encoder.read_queries([library.searcher.understand(question).text])
    similar: dict[int, float] = {}
    for nth, i in enumerate(np.argsort(-before.fused, kind="stable")[:RESCORED].tolist()):
        row = int(before.passages[i])
        if nth >= OF_ANY_LENGTH and len(library.snapshot.store.passage(row).text) > SHORT:
            continue
        (tokens,) = encoder.token_vectors([searched(library, row)])
        nearest = [max(float(one @ other) for other in tokens) for one in own.tokens]
        similar[i] = float(np.mean(nearest))
    assert len(before.passages) > len(similar) >= OF_ANY_LENGTH
    for i, fused in enumerate(before.fused.tolist()):
        token = similar.get(i, min(similar.values()))
        expected = (fused + TOKENS_WEIGHT * token) / (1 + TOKENS_WEIGHT)
        assert after.fused[i] == pytest.approx(expected, abs=1e-3)


def test_a_phrase_counts_in_full(fake_library: Builder) -> None:
    """What holds the quoted words gets the whole bonus, before and after."""
    before, after = scores(fake_library(MANY), '"number 7 was here"')
    (quoting,) = np.flatnonzero(before.quotes)
    plain = before.fused.copy()
    plain[quoting] -= PHRASE_BONUS
    none = np.zeros_like(before.quotes)
    best = np.argsort(-before.fused, kind="stable")[:RESCORED]
    similar = np.linspace(0.2, 0.8, RESCORED, dtype=np.float32)
    with_bonus = fusion.rescored(before.fused, before.quotes, best, similar)
    without = fusion.rescored(plain, none, best, similar)
    assert with_bonus[quoting] - without[quoting] == pytest.approx(PHRASE_BONUS)
    assert int(after.fused.argmax()) == quoting


@pytest.mark.parametrize("question", [QUESTION, "number 30", "rain", '"number 7"', "day"])
def test_only_the_best_change_places(fake_library: Builder, question: str) -> None:
    """Those that are compared stay ahead of all others, whose order stays what it was."""
    before, after = scores(fake_library(MANY), question)
    was = np.argsort(-before.fused, kind="stable").tolist()
    is_now = np.argsort(-after.fused, kind="stable").tolist()
    assert len(was) == len(MANY)
    assert set(was[:RESCORED]) == set(is_now[:RESCORED])
    assert was[RESCORED:] == is_now[RESCORED:]


def test_long_ones_are_read_among_the_first_alone(tmp_path: Path, open_fake: OpenFake) -> None:
    """Behind the first few a long passage is left where it is, and a short one is read."""
    encoder = CountingEncoder()
    long = {f"l{i}.md": f"It rained on day {i}{', and more of it' * 60}." for i in range(10)}
    short = {f"s{i}.md": f"It rained on day {i}." for i in range(2)}
    fake_build(corpus(tmp_path, long | short), tmp_path / "built", encoder)
    library = open_fake(tmp_path / "built", encoder)
    before, _ = scores(library, "more of it, more of it")
    rows = before.passages[np.argsort(-before.fused, kind="stable")].tolist()
    ranked = [library.snapshot.store.passage(row) for row in rows]
    assert all(len(passage.text) > SHORT for passage in ranked[:OF_ANY_LENGTH])
    assert len(ranked) == len(long | short) <= RESCORED
    assert len(encoder.read) == OF_ANY_LENGTH + len(short)
    assert sum(len(text) > SHORT for text in encoder.read) == OF_ANY_LENGTH


def test_the_tokens_decide() -> None:
    """Of two passages equal by the other scores the one with the question's tokens comes first."""
    before = np.array([0.5, 0.5, 0.4], dtype=np.float32)
    quotes = np.zeros(3, dtype=np.bool_)
    similar = np.array([0.3, 0.9], dtype=np.float32)
    after = fusion.rescored(before, quotes, np.array([0, 1]), similar)
    assert np.argsort(-after).tolist() == [1, 0, 2]


def test_what_was_read_is_kept(tmp_path: Path, open_fake: OpenFake) -> None:
    """A question's passages are read once; with what was kept the answer is the same."""
    encoder = CountingEncoder()
    fake_build(corpus(tmp_path, MANY), tmp_path / "built", encoder)
    library = open_fake(tmp_path / "built", encoder)
    cold = library.ask(QUESTION, 20)
    assert len(encoder.read) == RESCORED
    assert library.ask(QUESTION, 20) == cold
    assert len(encoder.read) == RESCORED
    assert all(text.startswith("D") for text in encoder.read)  # the title, in front


def test_cold_and_warm_real_model(real_library: Library) -> None:
    """The real model, too, answers with what was kept as it did without, to the last digit."""
    question = "who acts like captain renault"
    real_library.searcher._rescorer = Rescorer(
        real_library.snapshot, real_library.searcher._encoder
    )
    first = real_library.searcher.search(question, 9)
    real_library.ask("did the embassy serve tea")
    assert real_library.searcher.search(question, 9) == first


def test_room(tmp_path: Path, open_fake: OpenFake) -> None:
    """No more is kept than there is room for; what was used last stays."""
    encoder = CountingEncoder()
    fake_build(corpus(tmp_path, MANY), tmp_path / "built", encoder)
    library = open_fake(tmp_path / "built", encoder)
    (question,) = encoder.token_vectors(["number"])
    one = encoder.token_vectors([searched(library, 0)])[0].astype(np.float16).nbytes
    rescorer = Rescorer(library.snapshot, encoder, capacity=3 * one)
    encoder.read.clear()
    every = [place(row) for row in range(50)]
    expected = Rescorer(library.snapshot, encoder).similarities(question, every)
    np.testing.assert_array_equal(rescorer.similarities(question, every), expected)
    assert sum(kept.nbytes for kept in rescorer._kept.values()) == rescorer._bytes <= 3 * one
    assert [row for row, *_ in rescorer._kept] == [47, 48, 49]
    encoder.read.clear()
    rescorer.similarities(question, [place(47)])
    rescorer.similarities(question, [place(3)])
    rescorer.similarities(question, [place(47)])
    assert len(encoder.read) == 1
    assert [row for row, *_ in rescorer._kept] == [49, 3, 47]


def test_no_room(fake_library: Builder) -> None:
    """Without any room the answer is the same."""
    library = fake_library(MANY)
    expected = library.searcher.search(QUESTION, 9)
    library.searcher._rescorer = Rescorer(library.snapshot, WordCountEncoder(), capacity=0)
    assert library.searcher.search(QUESTION, 9) == expected
    assert not library.searcher._rescorer._kept


def test_one_window_in_a_large_corpus(
    tmp_path: Path, open_fake: OpenFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a corpus above the limit the best window of the first passage alone is read.

    One that is long is passed over where there is another.
    """
    encoder = CountingEncoder()
    long = f"The warm rain, the rain, was {'very ' * 60}warm."
    text = f"It rained on day 3. {long} The rain was warm. Number 7 was here. Then it was gone."
    fake_build(corpus(tmp_path, {**MANY, "long.md": text}), tmp_path / "built", encoder)
    monkeypatch.setattr(rescoring, "MAX_PASSAGES", len(MANY))
    library = open_fake(tmp_path / "built", encoder)
    before, after = scores(library, "warm rain")
    assert after is before
    assert not encoder.read
    (first, *_) = library.ask("warm rain").citations
    assert first.quote == text
    assert encoder.read == ["Long\nThe rain was warm."]


def test_off_for_a_follow_up(tmp_path: Path, open_fake: OpenFake) -> None:
    """A follow-up says too little by itself to be compared; its first passage is weighed."""
    encoder = CountingEncoder()
    fake_build(corpus(tmp_path, MANY), tmp_path / "built", encoder)
    library = open_fake(tmp_path / "built", encoder)
    assert library.ask("and number 9?", before="who was here").before
    assert len(encoder.read) == 1
