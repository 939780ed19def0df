"""Tests of ``index.nearby``, and of the ranking that comes of it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.core.fusion import RESCORED
from index.core.near_words import NO_WORDS, NearWords
from index.core.question import Query
from index.domain import Scope
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.engines.words import Bm25Index
from index.nearby import Nearby
from index.ports import Floats
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
def test_words_are_kept_where_not_all_passages_are_compared_anyway(
    tmp_path: Path,
    passages: int,
    many: bool,  # noqa: FBT001
) -> None:
    """In a corpus of no more than are read token by token they would change nothing."""
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


def test_a_paraphrase_is_found_by_words_that_are_near(tmp_path: Path) -> None:
    """With the real model: the passage is a better candidate for them, within a scope too."""
    texts = [f"{FILLER[i % 4]} This was item {i}." for i in range(40)]
    texts += ["Shareholders will owe less duty.", "Duty for shareholders was cut in spring."]
    files = {f"d{i}.md": f"# Minutes\n\n{text}" for i, text in enumerate(texts)}
    build_index(corpus(tmp_path, files), tmp_path / "built", BUNDLED)
    library = open_library(tmp_path / "built", BUNDLED)
    try:
        searcher = library.searcher
        asked = searcher.understand("tax of stockholders")
        (encoded,) = searcher.encoded([asked])
        found = searcher.scorer._nearby.scores(asked)
        assert found is not None
        assert set(np.flatnonzero(found > 0).tolist()) == {
            row for row in range(42) if "hareholders" in searcher._snapshot.store.passage(row).text
        }
        best = searcher.scorer.score(asked, encoded.vector)
        ranked = best.passages[np.argsort(-best.fused)[:2]]
        assert found[ranked].all()
        assert not best.lexical.any()
        answer = library.ask("tax of stockholders", scope=Scope(source="d41"))
        assert [one.key for one in answer.citations] == ["d41"]
    finally:
        library.close()
