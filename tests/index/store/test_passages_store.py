"""Tests of ``index.store.passages``."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.domain import Document, Passage, Source
from index.errors import DamagedSnapshotError, NotFoundError
from index.store.passages import PassageStore, write_store

DOCUMENTS = [
    Document("a", "雨", "“It rained.”", "P", "A", "2009", "https://example.org/", "en"),
    Document("b", "Sun", "One.\n\nTwo."),
]
PASSAGES = [
    Passage("a-1", "a", 1, "Rain", 0, 12, "“It rained.”"),
    Passage("b-1", "b", 1, None, 0, 4, "One."),
    Passage("b-2", "b", 2, None, 6, 10, "Two.", page=7),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PassageStore]:
    """Return an opened store of two documents."""
    write_store(tmp_path / "store", DOCUMENTS, PASSAGES)
    with closing(PassageStore(tmp_path / "store")) as opened:
        yield opened


def test_documents(store: PassageStore) -> None:
    """Documents are read as they were written, whatever is not known of them."""
    assert [store.document(key) for key in store.document_keys()] == DOCUMENTS


def test_rows(store: PassageStore) -> None:
    """A passage is found by its row, which is its place among all."""
    assert [store.passage(row) for row in range(3)] == PASSAGES


def test_ids(store: PassageStore) -> None:
    """A passage is found by its id."""
    assert store.passage_by_id("b-2") == PASSAGES[2]
    assert store.passage_ids() == ["a-1", "b-1", "b-2"]


def test_passages_of_a_document(store: PassageStore) -> None:
    """A document's passages come in order; one that is not there has none."""
    assert store.passages_of("b") == PASSAGES[1:]
    assert store.passages_of("c") == []


def test_all_passages(store: PassageStore) -> None:
    """All passages come in order."""
    assert list(store.all_passages()) == PASSAGES


@pytest.mark.parametrize("name", ["c", "", "'; DROP TABLE documents; --"])
def test_unknown_names(store: PassageStore, name: str) -> None:
    """A document or passage that is not there is told so, with where to look."""
    with pytest.raises(NotFoundError, match="`dossier sources` lists them all"):
        store.document(name)
    with pytest.raises(NotFoundError, match="There is no passage"):
        store.passage_by_id(name)


def test_case_of_a_key(store: PassageStore) -> None:
    """A key is found however its case is typed."""
    assert store.document("A") == store.document("a")


def test_unknown_row(store: PassageStore) -> None:
    """A row that is not there is told so."""
    with pytest.raises(NotFoundError):
        store.passage(3)


def test_more_documents_than_are_kept(tmp_path: Path) -> None:
    """Documents are the right ones however many are asked for, in whatever order."""
    documents = [Document(f"d{i:02}", f"Title {i}", f"Text {i}.") for i in range(30)]
    write_store(tmp_path / "store", documents, [])
    with closing(PassageStore(tmp_path / "store")) as store:
        for document in [*documents, *reversed(documents)]:
            assert store.document(document.key) == document


def test_threads(store: PassageStore) -> None:
    """A store may be read from many threads at once."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda i: store.passage(i % 3), range(300)))
        keys = list(pool.map(lambda i: store.document("ab"[i % 2]).key, range(300)))
    assert found == PASSAGES * 100
    assert keys == ["a", "b"] * 150


def test_read_only(store: PassageStore) -> None:
    """A store that is opened cannot be written to."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._connection.execute("DELETE FROM passages")


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is told to be damaged, and is not made."""
    with pytest.raises(DamagedSnapshotError, match="store is damaged"):
        PassageStore(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_no_database(tmp_path: Path) -> None:
    """A file that is no database is told to be damaged when it is read."""
    (tmp_path / "store").write_bytes(b"no database" * 100)
    with closing(PassageStore(tmp_path / "store")) as store, pytest.raises(DamagedSnapshotError):
        store.document_keys()


def test_one_id_twice(tmp_path: Path) -> None:
    """Two passages with one id cannot be written."""
    with pytest.raises(sqlite3.IntegrityError):
        write_store(tmp_path / "store", DOCUMENTS, [PASSAGES[0], PASSAGES[0]])


def test_name_with_special_characters(tmp_path: Path) -> None:
    """A folder's name may hold what means something in an address."""
    folder = tmp_path / "a?b#c %41 ü"
    folder.mkdir()
    write_store(folder / "store", DOCUMENTS, PASSAGES)
    with closing(PassageStore(folder / "store")) as store:
        assert store.passage(0) == PASSAGES[0]


RAIN = Document("c", "Rain", "Café rain isn't wet.\n\n雨下得很大。\n\nWet rain in a café.")


@pytest.fixture
def words(tmp_path: Path) -> Iterator[PassageStore]:
    """Return an opened store of three passages."""
    passages = []
    start = 0
    for number, text in enumerate(RAIN.text.split("\n\n"), start=1):
        end = start + len(text)
        passages.append(Passage(f"c-{number}", "c", number, None, start, end, text))
        start = end + 2
    write_store(tmp_path / "words", [RAIN], passages)
    with closing(PassageStore(tmp_path / "words")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("phrases", "apart", "rows"),
    [
        (["cafe RAIN"], None, [0]),
        (["rain isn’t wet"], None, [0]),
        (["rain"], None, [0, 2]),
        (["下得很"], None, [1]),
        (["rain wet"], None, []),
        (["wet", "café"], None, [0, 2]),
        (["rain", "cafe"], 2, [0, 2]),
        (["rain", "cafe"], 1, [0]),
        ([], None, []),
        (["", "-"], None, []),
        (['rain" OR "wet'], None, []),
        (["rain*"], None, [0, 2]),
        (["NEAR(rain)"], None, []),
        (["words:rain"], None, []),
        (["^rain\x00\ud800"], None, [0, 2]),
    ],
)
def test_passages_with_phrases(
    words: PassageStore, phrases: list[str], apart: int | None, rows: list[int]
) -> None:
    """Passages are found by their words, and nothing in a phrase is taken for a query."""
    assert words.passages_with(phrases, 10, apart) == rows


def test_no_more_passages_than_asked_for(words: PassageStore) -> None:
    """The first ones come."""
    assert words.passages_with(["rain"], 1) == [0]


def test_counts_of_words(words: PassageStore) -> None:
    """It is known in how many passages a word stands."""
    assert words.counts(["rain", "cafe", "雨", "snow"]) == {"rain": 2, "cafe": 2, "雨": 1}
    assert words.size() == 3


def test_passages_between_two_offsets(words: PassageStore) -> None:
    """Passages are found by the part of the document that they stand in."""
    first_end = len("Café rain isn't wet.")
    assert [p.number for p in words.passages_between("c", 0, first_end)] == [1]
    assert [p.number for p in words.passages_between("c", first_end - 1, first_end + 3)] == [1, 2]
    assert words.passages_between("c", first_end, first_end + 2) == []


def test_sources(store: PassageStore) -> None:
    """What is known of every document comes by key, with its count of passages, without text."""
    assert store.sources() == [
        Source("a", "雨", "P", "A", "2009", "https://example.org/", "en", 1),
        Source("b", "Sun", None, None, None, None, None, 2),
    ]


def test_sources_without_passages(tmp_path: Path) -> None:
    """A document of which nothing became a passage is a source with none."""
    write_store(tmp_path / "store", DOCUMENTS, PASSAGES[1:])
    with closing(PassageStore(tmp_path / "store")) as store:
        assert [(source.key, source.passages) for source in store.sources()] == [
            ("a", 0),
            ("b", 2),
        ]
        assert list(store.rows_of("a")) == []


def test_rows_of_a_document(store: PassageStore) -> None:
    """A document's rows are those of its passages; one that is not there has none."""
    assert store.rows_of("a") == range(1)
    assert store.rows_of("b") == range(1, 3)
    assert store.rows_of("B") == store.rows_of("c") == range(0)
    assert [store.passage(row) for row in store.rows_of("b")] == store.passages_of("b")


@pytest.fixture
def named(tmp_path: Path) -> Iterator[PassageStore]:
    """Return an opened store of passages whose ids hold what means something in a query."""
    names = ["sea-b", "sea-a", "sea_c", "seal-a", "Sea-d", "s%a-a", "雨-a", "sea"]
    passages = [Passage(id_, "a", i, None, 0, 1, "x") for i, id_ in enumerate(names)]
    write_store(tmp_path / "named", [], passages)
    with closing(PassageStore(tmp_path / "named")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("beginning", "ids"),
    [
        ("sea", ["sea", "sea-a", "sea-b", "sea_c", "seal-a"]),
        ("sea-", ["sea-a", "sea-b"]),
        ("sea-a", ["sea-a"]),
        ("sea_", ["sea_c"]),
        ("s%", ["s%a-a"]),
        ("Sea", ["Sea-d"]),
        ("雨", ["雨-a"]),
        ("zebra", []),
        ("%", []),
        ("sea*", []),
        ("sea\x00", []),
        ("sea\ud83d", []),
        ("\U0010ffff", []),
    ],
)
def test_ids_that_begin_so(named: PassageStore, beginning: str, ids: list[str]) -> None:
    """Ids come by their beginning, to the letter, in order; no sign stands for another."""
    assert named.ids_beginning(beginning, 10) == ids
    assert named.ids_beginning(beginning, 2) == ids[:2]


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        ("r", {"rain"}),
        ("rain", {"rain"}),
        ("rainy", set()),
        ("caf", {"cafe"}),
        ("café", set()),  # words are folded, and so must be what is looked for
        ("i", {"in", "isn"}),
        ("雨", {"雨"}),
        ("r%", set()),
        ("r_in", set()),
        ("*", set()),
        ("'", set()),
        ("r\ud83d", set()),
    ],
)
def test_words_that_begin_so(words: PassageStore, beginning: str, found: set[str]) -> None:
    """The corpus's folded words come by their beginning."""
    assert set(words.words_beginning(beginning, 10)) == found


def test_frequent_words_first(tmp_path: Path) -> None:
    """Of the words that begin so, those of the most passages come, each counted once in one."""
    texts = ["tea tee tee tee", "ten tea", "ten tea", "ten", "toe"]
    passages = [Passage(f"a-{i}", "a", i, None, 0, 1, text) for i, text in enumerate(texts)]
    write_store(tmp_path / "store", [], passages)
    with closing(PassageStore(tmp_path / "store")) as store:
        assert set(store.words_beginning("te", 2)) == {"tea", "ten"}
        assert store.words_beginning("te", 9)[2] == "tee"


@pytest.mark.parametrize("name", ["\udcff", "a\ud83d"])
def test_half_a_character_is_the_name_of_nothing(store: PassageStore, name: str) -> None:
    """Half of a surrogate pair, which no file can hold, is not there rather than an error."""
    with pytest.raises(NotFoundError, match="`dossier sources` lists them all"):
        store.document(name)
    with pytest.raises(NotFoundError, match="There is no passage"):
        store.passage_by_id(name)
    assert store.passages_of(name) == []
