"""Tests of ``index.core.fusion``."""

import numpy as np
import pytest

from index.core.fusion import (
    CLOSE,
    LEXICAL_WEIGHT,
    LIKELIHOOD_WEIGHT,
    PHRASE_BONUS,
    TOKENS_WEIGHT,
    fused,
    is_close,
    likelier,
    nearest_tokens,
    reranked,
    rescored,
    semantic,
)
from index.ports import Floats


def floats(*values: float) -> Floats:
    """Return an array of scores."""
    return np.array(values, dtype=np.float32)


def test_semantic() -> None:
    """The semantic score is the mean of the window's and the passage's cosines."""
    assert semantic(floats(0.8, 0.2), floats(0.4, 0.2)).tolist() == pytest.approx([0.6, 0.2])


def test_lexical_is_scaled_by_the_question() -> None:
    """BM25 counts as much as its weight over the root of the question's idf says."""
    expected = [0.5 + LEXICAL_WEIGHT * 4 / 2, 0.25]
    assert fused(floats(0.5, 0.25), floats(4, 0), 4.0).tolist() == pytest.approx(expected)


def test_question_without_terms() -> None:
    """A question without terms is ranked by meaning alone."""
    assert fused(floats(0.5, 0.25), floats(0, 0), 0.0).tolist() == [0.5, 0.25]


def test_unknown_words_weaken_bm25() -> None:
    """The more of a question the corpus does not know, the less BM25 adds."""
    scores = [fused(floats(0.5), floats(4), mass).item() for mass in (4.0, 9.0, 16.0)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_a_reranker_has_its_own_scale() -> None:
    """What it read has its score, 2 more with the quoted words; what it did not is below 0."""
    scores = reranked(
        floats(0.9, 0.8, 0.5, 0.4),
        np.array([False, True, False, False]),
        np.array([0, 1]),
        floats(0.3, 0.1),
    )
    assert scores[:2].tolist() == pytest.approx([0.3, 2.1])
    assert 0 > scores[2] > scores[3]


def test_the_likeliest_gains_on_the_others() -> None:
    """It keeps its score, and what was not read counts as the least likely of what was."""
    none = np.array([False, False, False])
    scores = likelier(floats(0.9, 0.8, 0.7), none, np.array([1, 0]), floats(-2, -4))
    expected = [0.9 - 2 * LIKELIHOOD_WEIGHT, 0.8, 0.7 - 2 * LIKELIHOOD_WEIGHT]
    assert scores.tolist() == pytest.approx(expected)
    alone = likelier(floats(0.9, 0.8), none[:2], np.array([1]), floats(-2))
    assert alone.tolist() == pytest.approx([0.9, 0.8])


def test_a_quotation_needs_no_likelihood() -> None:
    """What holds the quoted words loses nothing, however unlikely the question is after it."""
    quotes = np.array([False, True])
    scores = likelier(floats(0.6, 0.9), quotes, np.array([0, 1]), floats(-2, -9))
    assert scores.tolist() == pytest.approx([0.6, 0.9])


def test_scores_are_of_single_precision() -> None:
    """Whatever comes in: they are compared with others of single precision."""
    wide = np.array([0.2, 0.4])
    assert semantic(wide, wide).dtype == np.float32
    assert fused(wide, wide, 4.0).dtype == np.float32
    assert reranked(wide, wide > 1, np.array([0]), floats(0.5)).dtype == np.float32
    assert rescored(wide, wide > 1, np.array([0]), floats(0.5)).dtype == np.float32
    assert likelier(wide, wide > 1, np.array([0]), floats(-2)).dtype == np.float32


def test_a_little_idf_is_some() -> None:
    """The word of a corpus of two passages; without any, BM25 counts nothing."""
    assert fused(floats(0.2), floats(3.0), 0.25) == pytest.approx(0.2 + LEXICAL_WEIGHT * 6)
    assert fused(floats(0.2), floats(3.0), 0.0) == pytest.approx(0.2)


def test_every_token_of_a_question_has_its_nearest() -> None:
    """One number a token of the question, however many the passage has."""
    question = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    passage = np.array([[0, 1], [0.8, 0.6]], dtype=np.float32)
    nearest = nearest_tokens(question, passage)
    assert nearest == pytest.approx([0.8, 1.0, 0.96])
    assert nearest.dtype == np.float32


def test_the_best_are_compared_by_tokens() -> None:
    """Score and token similarity are blended; the bonus of a quotation stays whole."""
    before = floats(0.5, 0.6 + PHRASE_BONUS, 0.4)
    quotes = np.array([False, True, False])
    after = rescored(before, quotes, np.array([1, 0]), floats(0.3, 0.9))
    whole = 1 + TOKENS_WEIGHT
    assert after == pytest.approx(
        [
            (0.5 + TOKENS_WEIGHT * 0.9) / whole,
            (0.6 + TOKENS_WEIGHT * 0.3) / whole + PHRASE_BONUS,
            (0.4 + TOKENS_WEIGHT * 0.3) / whole,  # not compared: as the least of those that were
        ]
    )


def test_the_first_two_are_close_or_not() -> None:
    """A lead below the limit is, in whatever order the scores are; one score has no second."""
    assert is_close(floats(0.5, 0.1, 0.5 - CLOSE / 2))
    assert not is_close(floats(0.1, 0.5, 0.5 - CLOSE * 2))
    assert not is_close(floats(0.5))
