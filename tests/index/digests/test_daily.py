"""The order in which a channel gets the passages of a corpus."""

from collections.abc import Callable, Mapping

import pytest

from index.digests.daily import next_passage
from index.library import Library

PROSE = (
    "The harbour master of the {} pier wrote down every evening which ships had come in and which"
    " had gone out, and whether anybody had seen the lighthouse keeper’s cat that week."
)
LARGE = "\n\n".join(PROSE.format(word) for word in "first second third fourth fifth".split())
FILES = {
    "large.md": f"# Piers\n\n- A list.\n\n{LARGE}\n\nToo short.\n",
    "small.md": PROSE.format("old"),
    "other.md": f"{PROSE.format('new')}\n\n{PROSE.format('stone')}",
    "table.md": "---\ntitle: Figures\n---\n\nOnly 12 of 34 were 56, or 7%.\n",
}


@pytest.fixture
def piers(fake_library: Callable[[Mapping[str, str]], Library]) -> Library:
    """Return a library with eight passages of prose in three documents, and scraps."""
    return fake_library(FILES)


def round_of(library: Library, seed: str, most: int = 30, source: str | None = None) -> list[str]:
    """Return the ids in the order of one round."""
    shown: list[str] = []
    while len(shown) < most:
        chosen = next_passage(library, seed, shown, source)
        assert chosen is not None
        if chosen.anew:
            break
        shown.append(chosen.citation.passage_id)
    return shown


def test_all_prose_comes_once_before_any_comes_again(piers: Library) -> None:
    """And nothing else; the next round does not begin with what came last."""
    shown = round_of(piers, "a")
    assert len(shown) == len(set(shown)) == 8
    assert all("harbour master" in piers.passage(one).text for one in shown)
    again = next_passage(piers, "a", shown)
    assert again is not None
    assert again.anew
    assert again.citation.passage_id != shown[-1]
    assert again.citation.quote == piers.passage(again.citation.passage_id).text


def test_documents_come_by_turns(piers: Library) -> None:
    """However many passages one has, the first three are of the three documents."""
    for seed in "abcdef":
        keys = [one.rpartition("-")[0] for one in round_of(piers, seed)]
        assert set(keys[:3]) == {"large", "small", "other"}
        assert set(keys[3:5]) == {"large", "other"}


def test_the_seed_decides_the_order(piers: Library) -> None:
    """The same each time for one channel, and another for another."""
    assert round_of(piers, "a") == round_of(piers, "a")
    assert len({tuple(round_of(piers, seed)) for seed in "abcdef"}) > 1


def test_what_is_added_or_removed_changes_nothing_else(
    piers: Library, fake_library: Callable[[Mapping[str, str]], Library]
) -> None:
    """What was shown stays shown, and the rest comes; a new document comes next."""
    shown = round_of(piers, "a", 4)
    files = {**FILES, "small.md": PROSE.format("wooden"), "fresh.md": PROSE.format("fresh")}
    changed = fake_library(files)
    following = next_passage(changed, "a", shown)
    assert following is not None
    assert following.citation.key in {"fresh", "small"}
    rest = round_of(changed, "a")
    assert len(rest) == 9


def test_one_document_alone(piers: Library) -> None:
    """Where a source is named, nothing else is shown; its only passage comes again."""
    assert {one.rpartition("-")[0] for one in round_of(piers, "a", source="other")} == {"other"}
    (only,) = round_of(piers, "a", source="small")
    again = next_passage(piers, "a", [only], "small")
    assert again is not None
    assert (again.anew, again.citation.passage_id) == (True, only)


def test_without_prose_there_is_none(piers: Library) -> None:
    """A table is no passage of the day, and an unknown document has none."""
    assert next_passage(piers, "a", [], "table") is None
    assert next_passage(piers, "a", ["table-aaaaaa"], "table") is None
    assert next_passage(piers, "a", [], "unknown") is None
