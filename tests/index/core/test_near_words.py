"""Tests of ``index.core.near_words``."""

import numpy as np
import pytest

from index.core.near_words import MOST, NEAR_FROM, SLOPE, NearWords, meaningful
from index.ports import Floats

ASKED = np.array([[1, 0]], dtype=np.float32)
FULL = NEAR_FROM + 1 / SLOPE


def vectors(*cosines: float) -> Floats:
    """Return vectors with these cosines to that of the word ``ASKED``."""
    return np.array([[c, np.sqrt(1 - c**2)] for c in cosines], dtype=np.float32)


def of(terms: dict[str, float], *asked: str) -> dict[str, float]:
    """Return what stands for the first of the terms that are asked."""
    near = NearWords(tuple(terms), vectors(*terms.values()))
    return near.of(list(asked), np.repeat(ASKED, len(asked), axis=0))[0]


def test_a_word_counts_as_far_as_it_is_near() -> None:
    """From nothing at the threshold to all, and no more than that."""
    found = of({"levy": 0.7, "duty": NEAR_FROM + 0.01, "impost": FULL + 0.1, "sun": 0.4}, "tax")
    assert list(found) == ["impost", "levy", "duty"]
    assert found == pytest.approx({"impost": 1, "levy": SLOPE * 0.2, "duty": SLOPE * 0.01})


@pytest.mark.parametrize("cosine", [NEAR_FROM - 0.01, 0.0, -1.0])
def test_what_is_not_near_stands_for_nothing(cosine: float) -> None:
    """Though it is the nearest that the corpus has."""
    assert of({"sun": cosine}, "tax") == {}


def test_no_word_stands_for_itself_or_for_another_that_is_asked() -> None:
    """Those count by themselves already."""
    assert list(of({"tax": 1.0, "levy": 0.8, "duty": 0.7}, "tax", "duty")) == ["levy"]


def test_only_the_nearest_stand_for_a_word() -> None:
    """The word itself takes no place from them."""
    many = {f"w{i}": 0.9 - i / 100 for i in range(MOST + 3)}
    assert list(of(many, "tax")) == [f"w{i}" for i in range(MOST)]
    assert list(of({"tax": 1.0, **many}, "tax")) == [f"w{i}" for i in range(MOST)]


def test_each_word_has_its_own() -> None:
    """Words are compared one by one, in the order in which they are asked."""
    near = NearWords(("levy", "pupil"), np.eye(2, dtype=np.float32))
    found = near.of(["student", "tax"], np.array([[0, 1], [1, 0]], dtype=np.float32))
    assert found == [{"pupil": 1.0}, {"levy": 1.0}]


def test_meaningful_words() -> None:
    """Neither stop words nor numbers, nor what is half a number, have others near."""
    assert meaningful("What did the U.S. cut in 1994, the F16's tax?") == ["us", "cut", "tax"]
