"""Tests of ``index.digests.headings``."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.core.terms import words_of
from index.digests.headings import Draft, Reading, headings_of
from index.engines.phrases import noun_phrases
from index.ports import Floats
from tests.conftest import document
from tests.index.builders import _cited


def flat(texts: Sequence[str]) -> Floats:
    """Return the same vector for every text: what is chosen is chosen by the words alone."""
    return np.ones((len(texts), 2), dtype=np.float32)


READING = Reading(noun_phrases, words_of, flat, lambda _: 1.0, lambda _: 1)


def draft(*texts: str, heading: str | None = None, title: str = "A title") -> Draft:
    """Return a section of passages of one document each, or of one if they have a heading."""
    made = []
    for number, text in enumerate(texts):
        of = document(text, key="doc" if heading else f"doc{number}", title=title)
        made.append(replace(_cited(of, text, number + 1), heading=heading))
    return Draft(tuple(made), np.ones(2, dtype=np.float32))


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("He was at the Battle of Hastings in 1066.", {"Battle", "Hastings"}),
        ("It tells of the Soviet Union's Red Army in winter.", {"Soviet Union", "Red Army"}),
        ("There was a large number of people.", {"large number", "people"}),
        (
            "He met Puritan ministers.[citation needed] Then he left.",
            {"Puritan ministers.[citation"},
        ),
        ("He knew the University of Cambridge—\u200bbut not well.", {"Cambridge—\u200bbut"}),
        ("They spoke of Harbour Strikes then.", {"Harbour Strikes", "Strikes"}),
    ],
)
def test_never_a_heading(text: str, never: set[str]) -> None:
    """No part of a name, nothing that says nothing, and not the topic itself."""
    first, _ = headings_of([draft(text), draft("It is so.")], "harbour strikes", READING)
    assert first not in never


def test_words_of_the_text() -> None:
    """A heading stands so in a passage, and no two are alike."""
    texts = ("The crane drivers of the quay met.", "The crane drivers of the mole met.")
    headings = headings_of([draft(texts[0]), draft(texts[1])], "strike", READING)
    assert len(set(headings)) == 2
    assert all(one in text for one, text in zip(headings, texts, strict=True))


def test_what_more_passages_have() -> None:
    """A phrase of the whole section goes before one of a single passage."""
    section = draft(
        "The grain ships left.", "Nobody saw the grain ships.", "The grain ships sank."
    )
    first, _ = headings_of([section, draft("Two stone moles were built.")], "x", READING)
    assert first == "grain ships"


def test_the_documents_own_heading() -> None:
    """It goes before any phrase, unless it is the topic or another section's already."""
    own = draft("The crane drivers met.", "The crane drivers left.", heading="Demands")
    other = draft("Nobody knew of the grain ships.", heading="Demands")
    assert headings_of([own, other], "strike", READING) == ["Demands", "grain ships"]
    assert headings_of([own, other], "demands", READING)[0] == "crane drivers"


def test_nothing_to_take_it_from() -> None:
    """Where no phrase will do, the document's title stands above the section."""
    assert headings_of([draft("It is so."), draft("Is it?", title="B")], "x", READING) == [
        "A title",
        "B",
    ]
