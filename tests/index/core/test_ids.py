"""Tests of ``index.core.ids``."""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core import ids
from index.core.ids import passage_ids

texts = st.lists(st.one_of(st.text(max_size=30), st.sampled_from("abc")), max_size=30)


def ids_by_text(found: list[str]) -> dict[str, set[str]]:
    """Return the ids that each text of a document gets."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for text, id_ in zip(found, passage_ids("doc", found), strict=True):
        groups[text].add(id_)
    return groups


def test_form() -> None:
    """An id is the key and six characters that are easy to type."""
    (id_,) = passage_ids("renault", ["It rained."])
    assert re.fullmatch(r"renault-[a-z2-7]{6}", id_)


def test_same_text_same_id() -> None:
    """The same text has the same id whenever it is computed: ids are published."""
    assert passage_ids("doc", ["It rained."]) == ["doc-rm4lkw"]


def test_another_text_another_id() -> None:
    """A changed character changes the id."""
    assert passage_ids("doc", ["It rained."]) != passage_ids("doc", ["It rained!"])


def test_repeated_text() -> None:
    """A text that comes again is counted in the order of the document."""
    first, other, second, third = passage_ids("doc", ["Yes.", "No.", "Yes.", "Yes."])
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert not other.startswith(first)


def test_hashes_that_begin_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts whose hashes begin alike get as many characters as tell them apart, others six."""
    hashes = {"one": "aaaaaaabbb", "two": "aaaaaaaccc", "three": "aabbbbbbbb"}
    monkeypatch.setattr(ids, "_hash", hashes.__getitem__)
    assert passage_ids("doc", ["one", "two", "three"]) == [
        "doc-aaaaaaab",
        "doc-aaaaaaac",
        "doc-aabbbb",
    ]


@given(texts)
def test_unique(found: list[str]) -> None:
    """All ids of a document are different."""
    assert len(set(passage_ids("doc", found))) == len(found)


@given(texts, st.randoms(use_true_random=False))
def test_independent_of_order(found: list[str], random: object) -> None:
    """The texts of a document get the same ids in whatever order they stand."""
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ids_by_text(shuffled) == ids_by_text(found)


@given(texts, st.text(min_size=1), st.integers(0, 30))
def test_independent_of_other_texts(found: list[str], added: str, place: int) -> None:
    """A text that is added elsewhere changes no id of the others."""
    more = [*found[:place], added, *found[place:]]
    before, after = ids_by_text(found), ids_by_text(more)
    assert all(after[text] == before[text] for text in before if text != added)
