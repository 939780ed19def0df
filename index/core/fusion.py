"""Similarities and BM25 -> one score a passage, on scales that mean the same for every question."""

import math
from dataclasses import dataclass

import numpy as np

from index.ports import Floats, Rows

LEXICAL_WEIGHT = 0.125
"""Weight of BM25 beside the cosine. Found on SciFact, SQuAD and hand-written chat questions
together (docs/evaluation.md): between 0.1 and 0.15 nothing changes; more helps questions that
share the passage's words and hurts paraphrases."""

PHRASE_BONUS = 0.3
"""Added where a passage holds, word for word, what the question quotes: more than any cosine
between two passages that answer, so that the quotation comes first."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Candidate passages with their scores, all arrays of shape (candidates,)."""

    passages: Rows  # passage rows
    windows: Rows  # row of each passage's best window among all vectors
    semantic: Floats  # mean of the cosines of the best window and of the whole passage
    lexical: Floats  # BM25
    fused: Floats


def semantic(window: Floats, passage: Floats) -> Floats:
    """Return the mean of the cosines of the best window and of the whole passage."""
    return (window + passage) / 2


def fused(semantic: Floats, lexical: Floats, idf_mass: float) -> Floats:
    """Return ``semantic + LEXICAL_WEIGHT * lexical / sqrt(idf_mass)``.

    ``idf_mass`` is the sum of the idf of the question's distinct terms, those that no passage has
    included: a question whose words the corpus does not know gets less from BM25, and a long one
    does not drown the cosine.
    """
    scale = LEXICAL_WEIGHT / math.sqrt(idf_mass) if idf_mass > 0 else 0.0
    return semantic + np.float32(scale) * lexical


def best_in_groups(values: Floats, starts: Rows) -> tuple[Floats, Rows]:
    """Return each group's largest value and its position; group i begins at ``starts[i]``."""
    best: Floats = np.maximum.reduceat(values, starts)
    sizes = np.diff(np.append(starts, len(values)))
    is_best = values == np.repeat(best, sizes)
    positions = np.flatnonzero(is_best)
    owners = np.repeat(np.arange(len(starts)), sizes)[positions]
    first = np.unique(owners, return_index=True)[1]
    return best, positions[first]
