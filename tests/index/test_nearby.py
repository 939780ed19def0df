"""Tests of ``index.nearby``, and of the ranking that comes of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.core import fusion
from index.core.fusion import RESCORED, Scores
from index.core.near_words import NO_WORDS, NearWords
from index.core.question import Query
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.engines.words import Bm25Index
from index.library import Library
from index.nearby import Nearby
from index.ports import Floats, Mask, Rows
from index.scoring import Scorer
from index.store.snapshot import SnapshotFolder
from index.wiring import build_index, open_library
from tests.conftest import corpus, fake_build

TEXTS = ["The levy fell.", "A levy on tea; the tax fell.", "Pupils sang.", "The sun rose."]
AXES = {"tax": 0, "levy": 0, "impost": 0, "pupils": 1, "students": 1, "sun": 2, "zebra": 4}


class AxisEncoder(WordCountEncoder):
    """Words of one meaning have one vector; counts what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return an axis for each word."""
        self.asked += texts
        return np.eye(5, dtype=np.float32)[[AXES.get(text, 3) for text in texts]]


def query(text: str) -> Query:
    """Return a question as it is searched with."""
    return Query(text, (), ())


@pytest.fixture
def words() -> Bm25Index:
    """Return BM25 over the texts."""
    return Bm25Index.build(TEXTS, 0.9, 0.4)


@pytest.fixture
def encoder() -> AxisEncoder:
    """Return the encoder."""
    return AxisEncoder()


@pytest.fixture
def nearby(words: Bm25Index, encoder: AxisEncoder) -> Nearby:
    """Return the scores by near words over the texts."""
    spelled = words.spelled(1)
    near = NearWords(tuple(spelled), encoder.encode_queries(list(spelled.values())))
    encoder.asked.clear()
    return Nearby(near, encoder, words)


def scores(nearby: Nearby, text: str) -> list[float]:
    """Return the scores of the texts."""
    found = nearby.scores(query(text))
    assert found is not None
    return [float(score) for score in found]


def test_another_word_stands_for_one_that_a_passage_lacks(
    nearby: Nearby, words: Bm25Index
) -> None:
    """A passage gets what BM25 gives it for its own word, none where it has the very word."""
    levy = words.scores(words.terms("levy")).tolist()
    assert levy[0] > 0 < levy[1]
    assert scores(nearby, "tax") == [levy[0], 0, 0, 0]


def test_of_several_that_stand_for_one_word_the_greatest_counts(
    nearby: Nearby, words: Bm25Index
) -> None:
    """Two ways to say it are not twice as much, and each word of the question counts."""
    levy, tax = (words.scores(words.terms(word)) for word in ("levy", "tax"))
    pupils = words.scores(words.terms("pupils"))
    assert scores(nearby, "impost") == np.maximum(levy, tax).tolist()
    expected = (np.maximum(levy, tax) + pupils).tolist()
    assert scores(nearby, "impost on students") == pytest.approx(expected)


def test_only_words_that_the_corpus_lacks_go_through_the_model(
    nearby: Nearby, encoder: AxisEncoder
) -> None:
    """Of the others there are vectors; nothing is embedded for stop words and numbers."""
    nearby.scores(query("the tax of pupils in 1994"))
    assert encoder.asked == []
    nearby.scores(query("what imposts have students, and students"))
    assert encoder.asked == ["imposts", "students"]


@pytest.mark.parametrize("text", ["the 1994", "zebra", "sun", "u"])
def test_nothing_is_near(nearby: Nearby, text: str) -> None:
    """Then there are no scores, rather than zeros for every passage."""
    assert nearby.scores(query(text)) is None


def test_a_corpus_without_words(words: Bm25Index, encoder: AxisEncoder) -> None:
    """Nothing is looked for, and nothing embedded."""
    assert Nearby(NO_WORDS, encoder, words).scores(query("impost")) is None
    assert encoder.asked == []


@pytest.mark.parametrize(("passages", "many"), [(RESCORED, False), (RESCORED + 1, True)])
def test_words_are_kept_where_there_are_more_passages_than_are_compared(
    tmp_path: Path,
    passages: int,
    many: bool,  # noqa: FBT001
) -> None:
    """A corpus of no more than are read token by token has none."""
    files = {f"d{i}.md": f"It rained on day {i}." for i in range(passages)}
    fake_build(corpus(tmp_path, files), tmp_path / "built")
    snapshot = SnapshotFolder(tmp_path / "built").open()
    assert snapshot.near_words.terms == (("day", "rain") if many else ())
    assert snapshot.near_words.vectors.shape == (2 * many, snapshot.manifest.dimension)
    snapshot.close()


FILLER = (
    "The committee met on Tuesday and adjourned until the autumn.",
    "A bridge over the river was opened by the mayor.",
    "Farmers hoped for rain, and had none.",
    "The museum shows coins of three centuries.",
)
MEANT = ("Shareholders will owe less duty.", "Duty for shareholders was cut in spring.")
QUESTION = "tax of stockholders"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a library with the real model over passages of which two say it in other words."""
    folder = tmp_path_factory.mktemp("nearby")
    texts = [*(f"{FILLER[i % 4]} This was item {i}." for i in range(40)), *MEANT]
    files = {f"d{i}.md": f"# Minutes\n\n{text}" for i, text in enumerate(texts)}
    build_index(corpus(folder, files), folder / "built", BUNDLED)
    opened = open_library(folder / "built", BUNDLED)
    yield opened
    opened.close()


def scored(
    library: Library, pool: int = 200, among: Mask | None = None, meaning: str = QUESTION
) -> tuple[Scores, Scores]:
    """Return the scores for ``QUESTION`` with words that are near, and without.

    Its vector is that of ``meaning``.
    """
    searcher = library.searcher
    asked = searcher.understand(QUESTION)
    (encoded,) = searcher.encoded([searcher.understand(meaning)])
    bare = Nearby(NO_WORDS, searcher._encoder, searcher._words)
    without = Scorer(library.snapshot, searcher._vectors, searcher._words, bare)
    return (
        searcher.scorer.score(asked, encoded.vector, pool, among),
        without.score(asked, encoded.vector, pool, among),
    )


def meant(library: Library, passages: Rows) -> list[bool]:
    """Tell of each passage whether it is one that says it in other words."""
    return [library.snapshot.store.passage(int(row)).text in MEANT for row in passages]


def test_what_stands_for_a_word_counts_as_bm25_does(library: Library) -> None:
    """It is added to BM25 in the score, by the same formula, for the passages that say it."""
    with_words, without = scored(library)
    assert with_words.passages.tolist() == without.passages.tolist()
    assert not with_words.lexical.any()
    gained = with_words.fused - without.fused
    assert (gained > 0).tolist() == meant(library, with_words.passages)
    asked = library.searcher.understand(QUESTION)
    near = library.searcher.scorer._nearby.scores(asked)
    assert near is not None
    mass = sum(library.searcher.scorer.idf(asked).values())
    expected = fusion.fused(with_words.semantic, near[with_words.passages], mass)
    assert with_words.fused == pytest.approx(expected)


def test_what_says_it_in_other_words_is_a_candidate(library: Library) -> None:
    """It is, where the nearest vectors leave it out."""
    with_words, without = scored(library, pool=1, meaning="who opened the bridge")
    assert meant(library, without.passages) == [False]
    assert sorted(meant(library, with_words.passages)) == [False, True]


def test_words_that_are_near_keep_to_a_scope(library: Library) -> None:
    """Outside of it nothing is a candidate, whatever it says."""
    every = np.array(meant(library, np.arange(42)))
    only = np.arange(42) == int(np.flatnonzero(every)[0])
    with_words, _ = scored(library, pool=1, among=only)
    assert meant(library, with_words.passages) == [True]
    with_words, without = scored(library, among=~every)
    assert not any(meant(library, with_words.passages))
    assert with_words.fused == pytest.approx(without.fused)
