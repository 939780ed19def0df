"""Tests of ``index.store.tour_file``, and of what it means for documents."""

from pathlib import Path

import pytest

from index.dropped import dropped_files
from index.errors import CorpusError
from index.intake import preview_bytes, take_in
from index.store.documents import read_corpus
from index.store.tour_file import MAX_BYTES, read_tour, tour_path
from tests.conftest import corpus

WORDS = "It rained for a long time, and everybody stayed inside.\n"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("tour.md", False),
        ("Tour.MD", False),
        ("tour.txt", True),
        ("more/tour.md", True),
        ("tours.md", True),
    ],
)
def test_which_file_is_no_document(tmp_path: Path, name: str, *, is_one: bool) -> None:
    """Only a ``tour.md`` in the folder itself is kept for the tour."""
    seeds = corpus(tmp_path, {"rain.md": WORDS, name: WORDS})
    assert len(read_corpus(seeds)) == 1 + is_one


def test_a_document_may_have_the_key(tmp_path: Path) -> None:
    """A file of that name becomes a document with its key, in a file that is not the tour's."""
    take_in(preview_bytes(WORDS.encode(), "tour.md"), tmp_path)
    ((document, source),) = read_corpus(tmp_path)
    assert (document.key, source.path.name) == ("tour", "tour-document.md")


def test_a_dropped_file_does_not_become_the_tour(tmp_path: Path) -> None:
    """The text of a ``tour.html`` would be written to ``tour.md``, so it is left alone."""
    seeds = corpus(tmp_path, {"tour.html": "<p>Rain.</p>", "more/tour.html": "<p>Rain.</p>"})
    assert dropped_files(seeds) == [seeds / "more" / "tour.html"]


def test_there_may_be_none(tmp_path: Path) -> None:
    """Without a file there is no tour of the team's."""
    assert read_tour(tour_path(tmp_path)) is None
    assert read_tour(tour_path(tmp_path / "nowhere")) is None


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"## Who?\n\xff\n", "tour.md, line 2: the file is not UTF-8; save it as UTF-8."),
        (b"a" * (MAX_BYTES + 1), "tour.md: the file is over 1 MB"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, problem: str) -> None:
    """A sentence says what is wrong with the file."""
    seeds = corpus(tmp_path, {"tour.md": content})
    with pytest.raises(CorpusError) as told:
        read_tour(tour_path(seeds))
    assert str(told.value).startswith(problem)


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    """What is there and is no file gets a sentence, too."""
    tour_path(tmp_path).mkdir()
    with pytest.raises(CorpusError, match=r"tour\.md: this is no file; move it away"):
        read_tour(tour_path(tmp_path))


def test_a_mark_at_the_beginning_is_no_text(tmp_path: Path) -> None:
    """Some editors begin UTF-8 with a byte-order mark."""
    seeds = corpus(tmp_path, {"tour.md": b"\xef\xbb\xbf## Who?"})
    assert read_tour(tour_path(seeds)) == "## Who?"
