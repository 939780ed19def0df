"""Records of briefings -> pages, and files."""

from dataclasses import replace

import pytest

from bot.digest_records import Kind, Record
from bot.discord.digests import Digest, Leaf, Points, _leaves, _standing, made_of
from index.core.telling import FURTHER, NEAREST
from index.domain import EVERYTHING, Briefing, Comparison, Verdict
from tests.bot.discord.builders import citation, source

RECORD = Record(
    "abcdefghijkl",
    1,
    Kind.BRIEFING,
    "cranes",
    Verdict.ANSWERED,
    (),
    EVERYTHING,
    (),
    (),
    (),
    (),
    (),
)


def points(*sizes: int) -> Points:
    """Return points of so many passages each."""
    return tuple(
        tuple((number, citation(number)) for number in range(1, size + 1)) for size in sizes
    )


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ((1,), [[1]]),
        ((1, 1, 1), [[1, 1, 1]]),
        ((1, 1, 1, 1), [[1, 1], [1, 1]]),
        ((1, 2, 1), [[1, 2], [1]]),
        ((1, 1, 1, 1, 1), [[1, 1, 1], [1, 1]]),
        ((3, 1, 3), [[3], [1], [3]]),
        ((2, 2), [[2], [2]]),
        ((4,), [[3], [1]]),
        ((), []),
    ],
)
def test_pages_are_few_and_about_equally_full(
    sizes: tuple[int, ...], pages: list[list[int]]
) -> None:
    """What speaks to the same point stays together, unless it is too much for a page."""
    leaves = list(_leaves([("one", points(*sizes)), ("two", points(1))]))
    assert [[len(point) for point in leaf.points] for leaf in leaves[:-1]] == pages
    assert [leaf.opens for leaf in leaves] == [*(n == 0 for n in range(len(pages))), True]


def test_a_heading_whose_passage_is_gone_is_not_shown() -> None:
    """Words that no passage has any more give way to a title, which is a source's, too."""
    shown = ((1, citation(1, "He was  Shocked.")), (2, None))
    assert _standing("was shocked", (shown,)) == "was shocked"
    assert _standing("Captain Renault", (shown,)) == "Captain Renault"
    assert _standing("in Casablanca", (shown,)) == "Getting Past Captain Renault"
    assert _standing("in Casablanca", (((1, None),),)) == "in Casablanca"


@pytest.mark.parametrize("label", [FURTHER, NEAREST])
def test_a_label_of_ours_is_kept(label: str) -> None:
    """It stands in no passage, and is no document's."""
    assert _standing(label, (((1, citation()),),)) == label


def test_a_file_has_what_is_there_numbered_anew() -> None:
    """A gap in the numbers, or a heading over nothing, would puzzle its reader."""
    first, last = citation(1), citation(4)
    leaves = (
        Leaf("one", (((1, first), (2, None)),), opens=True),
        Leaf("two", (((3, None),),), opens=True),
        Leaf("three", (), opens=True),
        Leaf("three", (((4, last),),), opens=False),
    )
    digest = Digest(RECORD, leaves, (), ())
    made = made_of(digest)
    assert isinstance(made, Briefing)
    assert [section.heading for section in made.sections] == ["one", "three"]
    assert [one.number for one in made.citations] == [1, 2]
    assert digest.gone == 2


def test_a_comparison_is_one_again() -> None:
    """Its file has one passage a source, without what is gone, and what is not shown."""
    leaves = (Leaf("", (((1, citation(1)),), ((2, None),), ((3, citation(3)),)), opens=True),)
    record = replace(RECORD, kind=Kind.COMPARISON)
    made = made_of(Digest(record, leaves, (), (source("tea"),), (source("gale"),)))
    assert isinstance(made, Comparison)
    assert [one.number for one in made.citations] == [1, 2]
    assert ([one.key for one in made.silent], [one.key for one in made.further]) == (
        ["tea"],
        ["gale"],
    )
