"""Similarities and BM25 -> one score a passage, on scales that hold for every question."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.ports import Floats, Rows

LEXICAL_WEIGHT = 0.125
"""Weight of BM25 beside the cosine. Found on SciFact, SQuAD and hand-written chat questions
together (docs/evaluation.md): between 0.1 and 0.15 nothing changes; more helps questions that
share the passage's words and hurts paraphrases."""

BEFORE_WEIGHT = 0.5
"""Weight of the question before a follow-up beside the follow-up itself: it says what the new
words are about, and must not drown them."""

PHRASE_BONUS = 0.3
"""Added where a passage holds, word for word, what the question quotes: more than any cosine
between two passages that answer, so that the quotation comes first."""

RESCORED = 20
"""Passages that are compared with the question token by token, the best by the other scores. In a
large corpus a paraphrase often stands behind the tenth place by those (docs/evaluation.md)."""

OF_ANY_LENGTH = 5
"""Of these the first; of the others those alone that are short. The model must read each once,
and with long ones the ranking was no better for it."""

SHORT = 600
"""Characters of a short passage. From 400 to 1,200 the ranking of speeches is about as good."""

TOKENS_WEIGHT = 2.0
"""Weight of the token similarity beside the other scores. From 0.5 to 4 all gain, on SQuAD,
SciFact and hand-written questions; 2 is the best or near it on each."""

KNOWN_WEIGHT = 0.5
"""Weight of what known questions say for a passage. With 0.7 and 1 the ranking of questions to the
seeds is as good, and that of SQuAD's, a tenth of them known, 0.01 and 0.02 worse."""

RERANKED = 20
"""Passages that a reranker reads, where there is one: each is a pass through its model."""

LIKELY = 10
"""Passages that a language model reads, where there is one, the best by all other scores."""

CLOSE = 0.03
"""Lead of the first passage over the second from which on it stays first unread: a language model
takes longer than all else together, and changes little there (docs/evaluation.md). Found where
tokens are compared, with up to 50,000 passages; with more, scores lie farther apart."""

LIKELIHOOD_WEIGHT = 0.3
"""Weight of the question's mean log-probability a token after a passage, where a language model
reads them (Ponte and Croft, 1998; Sachan et al., 2022). From 0.1 to 0.6 the ranking of questions
to the seeds is about as good (docs/evaluation.md)."""

MARK_WEIGHT = 0.2
"""Weight of the share of the question's words that a window has, in choosing the marked one."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Candidate passages with their scores, arrays of shape (candidates,)."""

    passages: Rows  # passage rows
    windows: list[Floats]  # the cosines of each candidate's vectors; no window has -2
    semantic: Floats  # mean of the cosines of the best window and of the whole passage
    lexical: Floats  # BM25
    fused: Floats  # what they are ranked by
    quotes: NDArray[np.bool_]  # whether the passage holds what the question quotes


def semantic(window: Floats, passage: Floats) -> Floats:
    """Return the mean of the cosines of the best window and of the whole passage."""
    return np.asarray((window + passage) / 2, dtype=np.float32)


def fused(semantic: Floats, lexical: Floats, idf_mass: float) -> Floats:
    """Return ``semantic + LEXICAL_WEIGHT * lexical / sqrt(idf_mass)``.

    ``idf_mass`` is the sum of the idf of the question's distinct terms, those that no passage has
    included: a question whose words the corpus does not know gets less from BM25, and a long one
    does not drown the cosine.
    """
    scale = LEXICAL_WEIGHT / math.sqrt(idf_mass) if idf_mass > 0 else 0.0
    return np.asarray(semantic + scale * lexical, dtype=np.float32)


def known(fused: Floats, answered: Floats) -> Floats:
    """Return ``fused + KNOWN_WEIGHT * answered``, both (candidates,)."""
    return np.asarray(fused + np.float32(KNOWN_WEIGHT) * answered, dtype=np.float32)


def nearest_tokens(question: Floats, passage: Floats) -> Floats:
    """Return, for each of the question's tokens, the cosine of the passage's nearest token.

    Both are (tokens, dimension), of length one; what comes back is (question's tokens,).
    """
    return np.asarray((question @ passage.T).max(axis=1), dtype=np.float32)


def rescored(fused: Floats, quotes: NDArray[np.bool_], best: Rows, tokens: Floats) -> Floats:
    """Return ``(fused + TOKENS_WEIGHT * tokens) / (1 + TOKENS_WEIGHT)``, the phrase bonus apart.

    ``fused`` and ``quotes``, (candidates,), are those of ``Scores``; ``tokens`` is the token
    similarity of the ``best``, their places. The others count as if they had the least of these,
    so that no passage that was not compared passes one that was.
    """
    bonus = np.where(quotes, np.float32(PHRASE_BONUS), np.float32(0))
    similar = np.full_like(fused, tokens.min())
    similar[best] = tokens
    blended = (fused - bonus + TOKENS_WEIGHT * similar) / (1 + TOKENS_WEIGHT)
    return np.asarray(blended + bonus, dtype=np.float32)


def reranked(fused: Floats, quotes: NDArray[np.bool_], best: Rows, answers: Floats) -> Floats:
    """Return the scores with the ``best`` passages, places in ``fused``, scored by ``answers``.

    ``answers``, (len(best),), from 0 to 1, are the reranker's, and what holds the words that were
    quoted gets 2 more. All that was not read is below 0, in the order of ``fused``.
    """
    out = np.asarray(fused - fused.max() - 1, dtype=np.float32)
    out[best] = answers + 2 * quotes[best]
    return out


def is_close(fused: Floats) -> bool:
    """Tell whether the second of the scores, (candidates,), is less than ``CLOSE`` behind."""
    best = np.sort(fused)[-2:]
    return len(best) > 1 and bool(best[1] - best[0] < CLOSE)


def likelier(fused: Floats, quotes: NDArray[np.bool_], best: Rows, likelihoods: Floats) -> Floats:
    """Return ``fused + LIKELIHOOD_WEIGHT * (likelihoods - their greatest)``.

    ``likelihoods``, (len(best),), are the question's mean log-probabilities after the ``best``
    passages, places in ``fused``. The likeliest keeps its score, and so does what holds the words
    that were quoted; those that the model has not read count as if they had the least.
    """
    behind = np.full_like(fused, likelihoods.min() - likelihoods.max())
    behind[best] = likelihoods - likelihoods.max()
    behind[quotes] = 0
    return np.asarray(fused + LIKELIHOOD_WEIGHT * behind, dtype=np.float32)
