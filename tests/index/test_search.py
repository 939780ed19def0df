"""Tests of ``index.search``."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from index.core.fusion import PHRASE_BONUS
from index.core.question import understood
from index.domain import Hit
from index.library import Library

Builder = Callable[[Mapping[str, str]], Library]

FILES = {
    "rain.md": "It rained all day. Then it stopped.\n\nThe river rose by a metre.",
    "sun.md": "The sun came out again. Everybody left for the beach.",
    "film.md": 'The captain was "shocked, shocked" to find gambling.\n\nHe was shocked by it.',
}


def found(library: Library, question: str, k: int = 10) -> list[Hit]:
    """Return the hits for a question."""
    return list(library.searcher.search(question, k).hits)


def test_best_first(fake_library: Builder) -> None:
    """The passage that is most like the question comes first, and scores fall from there."""
    hits = found(fake_library(FILES), "how much did the river rise")
    assert hits[0].passage.text == "The river rose by a metre."
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("k", "count"), [(1, 1), (3, 3), (5, 5), (50, 5)])
def test_count(fake_library: Builder, k: int, count: int) -> None:
    """As many passages come as are asked for, or as there are; none of them twice."""
    hits = found(fake_library(FILES), "the river", k)
    assert len({hit.passage.id for hit in hits}) == len(hits) == count


def test_who_wrote_it_and_when_is_searched(fake_library: Builder) -> None:
    """Of passages that say the same that of the author, or year, comes first; no text has them."""
    front = "---\ntitle: An address\nauthor: {}\ndate: {}\n---\nTaxes are too high{}."
    speeches = [
        ("Richard Nixon", "1971-01-22"),
        ("Lyndon Johnson", "1965"),
        ("Ford", "1976-01-19"),
    ]
    files = {
        f"s{i}.md": front.format(*speech, "!" * i) for i, speech in enumerate(speeches, start=1)
    }
    library = fake_library(files)
    assert found(library, "johnson on taxes")[0].passage.key == "s2"
    assert found(library, "taxes in 1976")[0].passage.key == "s3"
    assert library.ask("What did Nixon want with taxes?").missing == ()
    assert library.ask("What did Reagan want with taxes?").missing == ("Reagan",)


def test_window(fake_library: Builder) -> None:
    """A hit marks the sentence of its passage that the question is about."""
    library = fake_library(FILES)
    (first, *_) = found(library, "who left for the beach")
    text = library.document("sun").text
    assert text[first.window.start : first.window.end] == "Everybody left for the beach."


def test_window_of_two_sentences(fake_library: Builder) -> None:
    """Where two neighbours answer together, both are marked."""
    text = "Nobody knew. The dam broke. The valley drowned. Then came the spring."
    library = fake_library({"dam.md": text})
    (hit,) = found(library, "dam broke valley drowned")
    assert text[hit.window.start : hit.window.end] == "The dam broke. The valley drowned."


def test_whole_passage_is_no_window(fake_library: Builder) -> None:
    """Though all of a passage is asked for, at most two neighbouring sentences are marked."""
    text = "The dam broke. The valley drowned. Then came the spring."
    (hit,) = found(fake_library({"dam.md": text}), text)
    marked = text[hit.window.start : hit.window.end]
    assert marked in {
        "The dam broke. The valley drowned.",
        "The valley drowned. Then came the spring.",
    }


def test_shared_words_decide_the_window(fake_library: Builder) -> None:
    """A window with what is asked about is marked before a nearer one with the grammar alone."""
    text = "It was by it. Nobody else knew anything whatsoever. Some crops drowned last Monday."
    library = fake_library({"dam.md": text})
    (hit,) = found(library, "was it by it that it was by it drowned")
    assert text[hit.window.start : hit.window.end] == "Some crops drowned last Monday."


def test_window_stands_in_its_passage(fake_library: Builder) -> None:
    """Every window lies inside its passage."""
    for hit in found(fake_library(FILES), "the day"):
        assert hit.passage.start <= hit.window.start < hit.window.end <= hit.passage.end


@pytest.mark.parametrize(
    "question",
    ['"shocked shocked"', "'shocked shocked'", "who was “Shocked, shocked”?", '"SHOCKED shocked"'],
)
def test_phrase(fake_library: Builder, question: str) -> None:
    """The passage that holds a quoted phrase gets the bonus, one with its words apart does not."""
    library = fake_library(FILES)
    query = understood(question, library.searcher.correct)
    (encoded,) = library.searcher.encoded([query])
    scores = library.searcher.scorer.score(query, encoded.vector)
    bonus = scores.fused - scores.semantic
    texts = [library.snapshot.store.passage(row).text for row in scores.passages.tolist()]
    by_text = dict(zip(texts, bonus.tolist(), strict=True))
    assert by_text[FILES["film.md"].split("\n\n")[0]] > PHRASE_BONUS
    assert by_text["He was shocked by it."] < PHRASE_BONUS
    assert found(library, question)[0].passage.number == 1


def test_phrase_that_no_passage_holds(fake_library: Builder) -> None:
    """A phrase that stands nowhere is searched by its words."""
    hits = found(fake_library(FILES), '"shocked gambling"')
    assert hits[0].passage.key == "film"
    assert hits[0].score < 1 + PHRASE_BONUS


def test_spelling(fake_library: Builder) -> None:
    """A misspelt word is searched as the corpus spells it, and the correction is told."""
    result = fake_library(FILES).searcher.search("was the captin shockd", 1)
    assert result.query.corrections == (("captin", "captain"), ("shockd", "shocked"))
    assert result.hits[0].passage.key == "film"


def test_title_is_searched(fake_library: Builder) -> None:
    """A passage is found by its document's title, though its text leaves that unsaid."""
    files = {**FILES, "zebra.md": "---\ntitle: Zebra crossings\n---\n\nThey are white."}
    assert found(fake_library(files), "zebra crossings")[0].passage.key == "zebra"


def test_heading_is_searched(fake_library: Builder) -> None:
    """A passage is found by its heading."""
    files = {**FILES, "animals.md": "# Lions\n\nThey roar.\n\n# Zebras\n\nThey graze."}
    assert found(fake_library(files), "what do zebras do")[0].passage.text == "They graze."


def test_pool(fake_library: Builder) -> None:
    """Candidates of a small pool have the same scores as among all."""
    library = fake_library({f"d{i}.md": f"Number {i} was here. It rained." for i in range(50)})
    query = understood("number 7", library.searcher.correct)
    (encoded,) = library.searcher.encoded([query])
    scorer = library.searcher.scorer
    few, every = scorer.score(query, encoded.vector, 3), scorer.score(query, encoded.vector)
    assert len(few.passages) < len(every.passages) == 50
    same = np.isin(every.passages, few.passages)
    np.testing.assert_allclose(every.fused[same], few.fused, rtol=1e-6)


def test_ties(fake_library: Builder) -> None:
    """Passages of equal score come in the order of the corpus, every time."""
    text = "---\ntitle: Rain\n---\n\nIt rained."
    hits = found(fake_library({f"d{i}.md": text for i in range(9)}), "rained", 9)
    assert len({hit.score for hit in hits}) == 1
    assert [hit.passage.key for hit in hits] == [f"d{i}" for i in range(9)]


@pytest.mark.parametrize("question", ["zzz", "the", "7", "雨", "qwxz wqzx", "x" * 2000, "a\x00b"])
def test_strange_questions(fake_library: Builder, question: str) -> None:
    """A question that shares no word with the corpus still has nearest passages."""
    hits = found(fake_library(FILES), question)
    assert len(hits) == 5
    assert all(np.isfinite(hit.score) for hit in hits)


def test_corpus_of_one_passage(fake_library: Builder) -> None:
    """A corpus of one passage of one sentence can be searched."""
    (hit,) = found(fake_library({"a.md": "It rained."}), "did it rain")
    assert (hit.window.start, hit.window.end) == (hit.passage.start, hit.passage.end)


def test_corpus_of_stop_words(fake_library: Builder) -> None:
    """A corpus of stop words alone can be searched."""
    (hit,) = found(fake_library({"The.md": "---\ntitle: The\n---\nIt was what it was."}), "what")
    assert hit.passage.text == "It was what it was."


@pytest.mark.parametrize(
    ("question", "key", "paragraph"),
    [
        ("who attended the meal with the diplomat?", "embassy", 1),
        ("captin renalt", "renault", 4),
        ("who are the patriotc hackrs", "renault", 3),
        ("what did donnilon say", "embassy", 3),
        ("y does beijing like patriotic hackers", "renault", 3),
        ("yo quick question what did the us share w/ china abt the hacks lol", "embassy", 3),
        ('"shocked shocked"', "renault", 3),
        ('what is the "arm\'s-length" thing', "renault", 3),
        ("which newspaper wrote about talks with moscow", "renault", 1),
    ],
)
def test_real_model(real_library: Library, question: str, key: str, paragraph: int) -> None:
    """The real model finds the seeds' passages by paraphrase, typo, shorthand and phrase."""
    (hit,) = found(real_library, question, 1)
    assert (hit.passage.key, hit.passage.number) == (key, paragraph)
