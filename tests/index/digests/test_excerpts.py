"""Tests of ``index.digests.excerpts``."""

import pytest

from index.digests.excerpts import ROOM, WHOLE_UP_TO, is_prose, shown_of
from index.domain import Window
from index.engines.sentences import SentencexSegmenter
from tests.conftest import document, passage

SENTENCES = [
    f"Sentence number {i} tells of the harbour and of its ships at some length." for i in range(30)
]


def shown(sentences: list[str], matched: str) -> str:
    """Return what is shown of a passage of these sentences around the one that matched."""
    of = document(" ".join(sentences))
    whole = passage(of, of.text)
    start = of.text.index(matched)
    window = shown_of(whole, Window(start, start + len(matched)), "en", SentencexSegmenter())
    return of.text[window.start : window.end]


def test_a_short_passage_is_shown_whole() -> None:
    """Nothing is left out of it, wherever it matched."""
    assert shown(SENTENCES[:10], SENTENCES[9]) == " ".join(SENTENCES[:10])


@pytest.mark.parametrize("place", [0, 1, 14, 28, 29])
def test_whole_sentences_around_the_match(place: int) -> None:
    """As many as there is room for, and never a part of one."""
    text = shown(SENTENCES, SENTENCES[place])
    assert SENTENCES[place] in text
    assert ROOM - 2 * len(SENTENCES[0]) < len(text) <= ROOM
    assert text in " ".join(SENTENCES)
    assert text.startswith("Sentence number")
    assert text.endswith("length.")


def test_a_sentence_that_leans_on_the_one_before() -> None:
    """It is shown with that one: "He" alone is nobody."""
    sentences = [*SENTENCES[:20], "The mayor of the town had a plan for it.", "He told nobody."]
    leaning = [*sentences, *(f"{one} Then came more." for one in SENTENCES[20:])]
    text = shown(leaning, "He told nobody.")
    assert text.startswith("The mayor of the town had a plan for it. He told nobody.")


@pytest.mark.parametrize("word", ["First", "Firstly", "These deaths", "Meanwhile", "Still"])
def test_what_leans_back(word: str) -> None:
    """A sentence that begins so is shown with the one before."""
    leaning = f"{word}, it was late."
    before = "The mayor of the town had two reasons for it, as he let everybody know that day."
    after = [f"{one} Then came more." for one in SENTENCES]
    text = shown([*SENTENCES[:20], before, leaning, *after], leaning)
    assert f"{before} {leaning}" in text


def test_a_sentence_that_there_was_room_for_leans_back() -> None:
    """So is one that was only added because there was room."""
    sentences = [
        f"{one[:-1]} and cost." if i % 2 else f"He heard that {one}"
        for i, one in enumerate(SENTENCES)
    ]
    assert shown(sentences, sentences[29]).startswith("Sentence number")


@pytest.mark.parametrize(
    "opening",
    [
        "These deaths",
        "In this setting,",
        "A similar plan",
        "The towns, however,",
        "To clear out this,",
        "be answered. It",
    ],
)
def test_what_leans_back_too_far_begins_elsewhere(opening: str) -> None:
    """Where the sentence before is too long to be shown, it is left out with it."""
    long = f"The harbour {'and the ship ' * 60}sank."
    leaning = f"{opening} were told of by the mayor of the town in the spring of that year."
    text = shown([*SENTENCES[:9], long, leaning, *SENTENCES[9:]], SENTENCES[10])
    assert text.startswith("Sentence number")
    assert SENTENCES[10] in text
    assert len(text) > 300


def test_what_leans_back_ends_sooner() -> None:
    """What is shown for the room alone makes room for what the best sentence leans on."""
    before = f"The mayor {'and the town ' * 25}met."
    leaning = "This was told by all of them in the spring of that year."
    text = shown([*SENTENCES[:9], before, leaning, *SENTENCES[9:]], leaning)
    assert f"{before} {leaning}" in text
    assert len(text) <= WHOLE_UP_TO


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("are prime. Factorial primes are rare. They are few.", "Factorial"),
        ("mRNA is read. Then it goes.", "mRNA"),
        ("are prime, and so it ends.", "are"),
        ("p-values were low. All were.", "p-values"),
        ("de Gaulle said no. All were cross.", "de Gaulle"),
        ("van der Waals forces are weak. Ions are strong.", "van der Waals"),
    ],
)
def test_a_passage_that_begins_within_a_sentence(text: str, begins: str) -> None:
    """A formula stood there, or a line was cut: the first whole sentence begins what is shown.

    So it does where the rest of the one before it is what matched.
    """
    assert shown([text], text.rsplit(". ", maxsplit=1)[-1]).startswith(begins)
    assert shown([text], text.split(".", maxsplit=1)[0]).startswith(begins)


def test_what_begins_within_a_sentence_is_left_out_of_a_match_of_two() -> None:
    """The whole one of both is shown."""
    text = "are prime. Factorial primes are rare. They are few."
    matched = "are prime. Factorial primes are rare."
    assert shown([text], matched) == "Factorial primes are rare. They are few."


def test_what_begins_within_a_sentence_is_followed_by_what_points_back() -> None:
    """That begins it all the same; but most of a passage is not left out for it."""
    after = "These primes are called factorial, and nobody knows how many of them there are."
    assert shown(["are prime.", after], "are prime.") == after
    cut = f"are prime {'and so on ' * 20}for ever."
    assert shown([cut, after], cut) == f"{cut} {after}"


@pytest.mark.parametrize("lead", ["Of them Tesla said:", "An identity is, due to Euler,"])
def test_what_leads_on_to_the_next_paragraph_is_left_out(lead: str) -> None:
    """What it leads to is not there, and it would be cut; where it matched it is shown."""
    assert shown([*SENTENCES[:2], lead], SENTENCES[1]) == " ".join(SENTENCES[:2])
    assert shown([*SENTENCES[:2], lead], lead).endswith(lead)
    assert shown([lead], lead) == lead


def test_what_does_not_end_is_shown_with_what_follows() -> None:
    """Where a list in a sentence is cut like sentences, it is shown to its end."""
    ending = "They were given 1) bread and water, or\n2) nothing at all, until the fifth of May."
    text = shown([*SENTENCES[:12], ending, *SENTENCES[12:]], "They were given")
    assert ending in text
    assert text.endswith(("May.", "length."))


def test_one_sentence_without_end() -> None:
    """A sentence longer than all room is shown to its end."""
    endless = f"The harbour {'and the ship ' * 100}sank."
    text = shown([SENTENCES[0], endless, SENTENCES[1]], endless)
    assert text == endless
    assert len(text) > WHOLE_UP_TO


@pytest.mark.parametrize(
    "text",
    [
        "The harbour was closed on Monday, and nobody knew when it would open again.",
        "“Was the harbour closed on that Monday in the spring of the year?”",
        "港口在星期一關閉，沒有人知道什麼時候會再開放。",
        "See [the report](https://example.org) on why the harbour was closed in that year.",
    ],
)
def test_prose(text: str) -> None:
    """Sentences are, in any script, with a link or a question in them."""
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour",
        "Closed again.",
        "| harbour | day |\n|---|---|\n| quay | Monday. |\n| mole | Tuesday. |",
        "- The quay was closed.\n- The mole was closed.\n- The harbour was closed.",
        "[One](https://example.org/one) [Two](https://example.org/two) three four five six. Ends.",
        "The harbour and its ships in the year nineteen hundred and eleven",
    ],
)
def test_no_prose(text: str) -> None:
    """Tables, lists, links and lines are not."""
    assert not is_prose(text)
