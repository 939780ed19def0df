"""A document, some paragraphs at a time -> its card."""

from bot.discord.cards.reading import Reading, fits, reading_card, whole_card
from tests.bot.discord.builders import citation, source
from tests.bot.discord.seen import meanings, options, text_of

SOURCE = source(passages=9, publisher="Asia Unbound", date="2009-12-14")
SHORT = tuple(
    citation(1, f"Paragraph {number} is here.", paragraph=number, passage_id=f"renault-{number}")
    for number in (4, 5, 6)
)
LONG = tuple(
    citation(
        1,
        "".join(f"Sentence {number} of paragraph {one} is here. " for number in range(120)),
        paragraph=one,
        passage_id=f"renault-{one}",
    )
    for one in (4, 5, 6)
)


def test_the_document_is_named_once_and_each_paragraph_cited() -> None:
    """Title, publisher and date stand above; below each paragraph its number and its id."""
    shown = text_of(reading_card(Reading(SOURCE, SHORT, None, None), 7))
    assert shown.count("*Getting Past Captain Renault*, Asia Unbound, 14 December 2009") == 1
    assert "4–6 of 9" in shown
    for number in (4, 5, 6):
        assert f"Paragraph {number} is here.\n-# paragraph {number}, `renault-{number}`" in shown


def test_pages_are_turned_by_their_reader() -> None:
    """The buttons bear who reads, and where the pages before and after begin."""
    card = reading_card(Reading(SOURCE, SHORT, 2, 7), 123)
    assert meanings(card) == ["read:123:2:renault", "read:123:7:renault"]
    assert meanings(reading_card(Reading(SOURCE, SHORT, None, 7), 123)) == ["read:123:7:renault"]
    assert meanings(reading_card(Reading(SOURCE, SHORT, 2, None), 123)) == ["read:123:2:renault"]
    assert meanings(reading_card(Reading(SOURCE, SHORT, None, None), 123)) == []


def test_one_jumps_to_a_paragraph_by_how_it_begins() -> None:
    """The menu names paragraphs with their first words; one paragraph alone is no choice."""
    jumps = ((1, "It rained."), (5, "It *snowed*."))
    card = reading_card(Reading(SOURCE, SHORT, None, None, jumps), 123)
    assert meanings(card) == ["jump:123:renault"]
    assert [(option["value"], option["description"]) for option in options(card)] == [
        ("1", "It rained."),
        ("5", "It *snowed*."),
    ]
    assert meanings(reading_card(Reading(SOURCE, SHORT, None, None, jumps[:1]), 123)) == []


def test_the_passage_in_the_middle_is_pointed_at() -> None:
    """In a context, the paragraph that it is the context of stands out."""
    shown = text_of(reading_card(Reading(SOURCE, SHORT, None, None, around=5), 7))
    lines = [line for line in shown.splitlines() if "➤" in line]
    assert len(lines) == 1
    assert "Paragraph 5 is here." in lines[0]


def test_of_what_does_not_fit_the_side_next_to_the_middle_is_kept() -> None:
    """Of the paragraph before, its end is shown; of the others, their beginning."""
    assert fits(SHORT)
    assert not fits(LONG)
    shown = text_of(reading_card(Reading(SOURCE, LONG, None, None, around=5), 7))
    assert "Sentence 119 of paragraph 4 is here." in shown
    assert "Sentence 0 of paragraph 4" not in shown
    for number in (5, 6):
        assert f"Sentence 0 of paragraph {number} is here." in shown
        assert f"Sentence 119 of paragraph {number}" not in shown


def test_a_whole_passage_is_turned_part_by_part() -> None:
    """Each part has the source below, and leads to the next and the one before."""
    parts = ["First part.", "Second part.", "Third part."]
    passage = "renault-xbyzgn"
    turns = {
        part: [one for one in meanings(whole_card(citation(), part, parts)) if "part" in one]
        for part in (1, 2, 3)
    }
    assert turns == {
        1: [f"part:2:{passage}"],
        2: [f"part:1:{passage}", f"part:3:{passage}"],
        3: [f"part:2:{passage}"],
    }
    shown = text_of(whole_card(citation(), 2, parts))
    assert shown.startswith("Second part.\n-# *Getting Past Captain Renault*")
    assert "First part." not in shown


def test_a_passage_in_one_part_is_not_turned() -> None:
    """There is nowhere to turn to, but context and citation are there."""
    assert meanings(whole_card(citation(), 1, ["All of it."])) == [
        "context:renault-xbyzgn",
        "cite:renault-xbyzgn",
    ]
