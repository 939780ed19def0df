"""Tests of ``index.digests.headings``."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.core.terms import words_of
from index.digests.headings import Draft, Reading, headings_of, heads
from index.domain import Citation
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
        ("It was the Judgement on Monastic Vows that he wrote.", {"Monastic Vows", "Judgement"}),
        ("They fled from the Italian Plague of 1629-1631 then.", {"Italian Plague"}),
        ("For every even integer n that is so.", {"even integer n", "integer n"}),
        ("It has many millions of dollars.", {"many millions of dollars", "millions of dollars"}),
        ("愿意就网络安全问题进行对话，并反对攻击。", {"愿意就网络安全问题进行对话，并反对攻击。"}),
        (
            "中国政府表示愿意就网络安全问题与美国进行对话",
            {"中国政府表示愿意就网络安全问题与美国进行对话"},
        ),
    ],
)
def test_never_a_heading(text: str, never: set[str]) -> None:
    """No part of a name, nothing that says nothing, and not the topic itself."""
    first, _ = headings_of([draft(text), draft("It is so.")], "harbour strikes", READING)
    assert first not in never


@pytest.mark.parametrize("phrase", ["pressure of O", "integer n", "millions of dollars", "sq mi"])
def test_symbols_and_measures_head_nothing(phrase: str) -> None:
    """A vitamin may be called by a letter."""
    assert not heads(f"The {phrase} is so.", 4, 4 + len(phrase))
    assert heads("The vitamin C is so.", 4, 13)


def test_words_of_the_text() -> None:
    """A heading stands so in a passage, and no two are alike."""
    texts = ("The crane drivers of the quay met.", "The crane drivers of the mole met.")
    headings = headings_of([draft(texts[0]), draft(texts[1])], "strike", READING)
    assert len(set(headings)) == 2
    assert all(one and one in text for one, text in zip(headings, texts, strict=True))


def test_what_more_passages_have() -> None:
    """A phrase of the whole section goes before one of a single passage."""
    section = draft(
        "The grain ships left.", "Nobody saw the grain ships.", "The grain ships sank."
    )
    first, _ = headings_of([section, draft("Two stone moles were built.")], "x", READING)
    assert first == "grain ships"


def test_what_too_few_passages_have() -> None:
    """Half of the passages have a heading's words, and of two both; else a title is above them."""
    lone = [
        "The crane drivers met.",
        "Nobody saw the grain ships.",
        "Two stone moles were built.",
    ]
    other = draft("A lighthouse keeper wrote.", title="B")
    assert headings_of([draft(*lone[:2]), other], "x", READING)[0] is None
    assert headings_of([draft(*lone), other], "x", READING)[0] is None
    half = draft(*lone[:2], "The crane drivers left.", lone[2])
    assert headings_of([half, other], "x", READING)[0] == "crane drivers"


def test_a_title_above_most_of_the_passages() -> None:
    """Where no phrase fits, it is the heading or title of the document that most come from."""
    texts = (
        "The crane drivers met.",
        "Nobody saw the grain ships.",
        "Two stone moles were built.",
    )
    first, second, third = draft(*texts, title="The Harbour").citations
    same = replace(second, key=first.key)
    other = draft("A lighthouse keeper wrote.", title="B")

    def section(*citations: Citation) -> Draft:
        return Draft(citations, np.ones(2, dtype=np.float32))

    assert headings_of([section(first, same, third), other], "x", READING)[0] == "The Harbour"
    below = [replace(one, heading="Demands") for one in (first, same)]
    assert headings_of([section(*below, third), other], "x", READING)[0] == "Demands"
    twice = [section(first, same), section(first, same)]
    assert headings_of(twice, "x", READING) == ["The Harbour", None]


def test_a_common_word_alone() -> None:
    """One common word, or one of a people, says too little; a name does not."""
    texts = (
        "Some acceptance was near.",
        "There was acceptance.",
        "Acceptance grew.",
        "No.",
        "So.",
    )
    assert headings_of([draft(*texts), draft("It is.")], "x", READING)[0] is None
    names = tuple(text.replace("acceptance", "Algeria") for text in texts)
    named = [*names[:2], "They saw Algeria.", *names[3:]]
    assert headings_of([draft(*named), draft("It is.")], "x", READING)[0] == "Algeria"
    people = [text.replace("Algeria", "Algerian") for text in named]
    assert headings_of([draft(*people), draft("It is.")], "x", READING)[0] is None
    hosts = ("They saw the hosts.", "It fled from hosts.", "No parasite has hosts.")
    assert headings_of([draft(*hosts), draft("It is.")], "x", READING)[0] is None


def test_a_title_that_is_the_topic() -> None:
    """It tells nothing beside other sections; alone it is better than nothing."""
    passages = ("The crane drivers met.", "Nobody saw the grain ships.")
    first, second = draft(*passages, title="The Harbour").citations
    own = Draft((first, replace(second, key=first.key)), np.ones(2, dtype=np.float32))
    other = draft("A lighthouse keeper wrote.", title="B")
    assert headings_of([own, other], "the harbour", READING)[0] is None
    assert headings_of([own], "the harbour", READING)[0] == "The Harbour"


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
