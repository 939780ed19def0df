"""The cards of the tour are ones that Discord takes, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards.layout import meaning
from bot.discord.cards.tour import check_card, tour_card
from bot.discord.touring import Standing, Way
from index.core.itinerary import MAX_NOTE, MAX_QUESTION
from index.digests.tour import Step, Tour
from index.domain import Citation
from tests.bot.discord.builders import citation
from tests.bot.discord.cards.test_limits import problems
from tests.bot.discord.hostile import HOSTILE, WORST, citations
from tests.bot.discord.seen import labels, parts_of, text_of


def tour_of(*cited: Citation, question: str = "Who?", note: str | None = None) -> Tour:
    """Return a tour of steps with the same question and the same words of the team."""
    steps = tuple(Step(question, one, note) for one in cited)
    return Tour(steps, steps, curated=note is not None, problems=("tour.md, line 3: ...",))


def every_card(tour: Tour) -> list[object]:
    """Return what a tour may show."""
    numbers = range(1, len(tour.steps) + 1)
    return [
        *(tour_card(tour, Standing(step=n, way=way)) for n in numbers for way in Way),
        *(check_card(tour, n, shown=shown) for n in numbers for shown in (True, False)),
        tour_card(tour, Standing()),
    ]


@given(
    st.lists(citations(), min_size=1, max_size=3, unique_by=lambda one: one.passage_id),
    HOSTILE,
    st.one_of(st.none(), HOSTILE),
)
def test_hostile_texts_break_no_rule(
    cited: list[Citation], question: str, note: str | None
) -> None:
    """Whatever a text, a question or the team's words hold."""
    tour = tour_of(*cited, question=question, note=note)
    assert [problems(card) for card in every_card(tour) if problems(card)] == []  # type: ignore[arg-type]


@pytest.mark.parametrize("one", WORST)
@pytest.mark.parametrize("letters", ["W", "*", "𝕏"])
def test_the_longest_fits(one: Citation, letters: str) -> None:
    """The longest question, passage, source line and note fit one card together."""
    tour = tour_of(one, question=letters * MAX_QUESTION, note=letters * MAX_NOTE)
    assert [problems(card) for card in every_card(tour) if problems(card)] == []  # type: ignore[arg-type]


def test_a_passage_that_is_cut_can_be_had_whole() -> None:
    """A very long one is shown in part, around what is marked, with a button for all of it."""
    long = "Once it rained. " * 150
    card = tour_card(tour_of(citation(1, long, window=(0, 15))), Standing(step=1))
    assert "Whole passage" in labels(card)
    assert "…" in text_of(card)


def test_the_buttons_of_one_card_mean_different_things() -> None:
    """Discord takes no two that mean the same."""
    cited = [citation(n, passage_id=f"doc-{n}") for n in (1, 2, 3)]
    for card in every_card(tour_of(*cited)):
        ids = [
            meaning(part["custom_id"])
            for part in parts_of(card)  # type: ignore[arg-type]
            if "custom_id" in part
        ]
        assert len(set(ids)) == len(ids)
