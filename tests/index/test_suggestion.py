"""Tests of ``index.suggestion``."""

from collections.abc import Callable, Mapping

import pytest

from index.library import Library, Reader
from index.store.snapshot import SnapshotFolder
from tests.conftest import corpus, fake_build

Builder = Callable[[Mapping[str, str]], Library]

FILES = {
    "café.md": "---\ntitle: Tea houses\n---\n\nIn a café it rained.",
    "rain.md": (
        "---\ntitle: The weather of Wales\n---\n\n"
        "It rained all day.\n\nThe river rose by a metre.\n\nRainbows followed."
    ),
    "sun.md": "---\ntitle: A day off\n---\n\nThe sun came out again.\n\n雨下得很大。",
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader of three documents."""
    folder = tmp_path_factory.mktemp("suggestion")
    fake_build(corpus(folder, FILES), folder / "built")
    return Reader(SnapshotFolder(folder / "built").open())


def texts(reader: Reader, typed: str, limit: int = 25) -> list[str]:
    """Return the texts of the passages suggested."""
    return [passage.text for passage in reader.suggest(typed, limit)]


@pytest.mark.parametrize("typed", ["", "   ", "…", "-", '"', "*", "😀"])
def test_nothing_typed(reader: Reader, typed: str) -> None:
    """Where no word is typed, each document's first passage is somewhere to begin."""
    assert texts(reader, typed) == [
        "In a café it rained.",
        "It rained all day.",
        "The sun came out again.",
    ]


def test_id(reader: Reader) -> None:
    """A passage is suggested by its whole id, and by its beginning in any case."""
    passage = reader.passages("sun")[1]
    assert reader.suggest(passage.id, 25)[0] == passage
    assert passage in reader.suggest(passage.id[:-2], 25)
    assert reader.suggest(f" {passage.id.upper()} ", 25)[0] == passage


def test_beginning_of_ids(reader: Reader) -> None:
    """A document's key brings its passages: their ids begin so."""
    ids = [passage.id for passage in reader.suggest("rain-", 3)]
    assert ids == sorted(passage.id for passage in reader.passages("rain"))


def test_id_before_words(reader: Reader) -> None:
    """Passages whose id begins so come before those that hold the word."""
    keys = [passage.key for passage in reader.suggest("rain", 25)]
    assert keys == ["rain", "rain", "rain", "café"]


@pytest.mark.parametrize("typed", ["river rose", "ROSE river", "river, metre!", "the river rose"])
def test_words(reader: Reader, typed: str) -> None:
    """A passage is suggested that holds all the words, in whatever order and case."""
    assert texts(reader, typed) == ["The river rose by a metre."]


@pytest.mark.parametrize("typed", ["caf", "cafe", "CAFÉ it", "cafe rai"])
def test_accents(reader: Reader, typed: str) -> None:
    """Accents need not be typed."""
    assert "In a café it rained." in texts(reader, typed)


@pytest.mark.parametrize("typed", ["riv", "the ri", "river ro", "rose met"])
def test_unfinished_word(reader: Reader, typed: str) -> None:
    """The last word may be unfinished."""
    assert texts(reader, typed)[0] == "The river rose by a metre."


def test_unfinished_word_is_the_last_alone(reader: Reader) -> None:
    """A word that others follow is finished."""
    assert texts(reader, "riv rose") == []


def test_whole_word_before_its_continuations(fake_library: Builder) -> None:
    """What holds the last word as it is typed comes before what holds a longer one."""
    text = "Rainy days.\n\nRainy nights.\n\nSome rain."
    found = texts(fake_library({"weather.md": text}), "rain")
    assert found == ["Some rain.", "Rainy days.", "Rainy nights."]


def test_title(reader: Reader) -> None:
    """A document is suggested by its title, passage by passage, though no passage has the word."""
    expected = [passage.text for passage in reader.passages("rain")]
    assert texts(reader, "weather") == texts(reader, "wales weath") == expected
    assert texts(reader, "weath wales") == []


def test_words_before_titles(reader: Reader) -> None:
    """Passages that hold the word come before those of a document whose title does."""
    assert texts(reader, "day") == [
        "It rained all day.",
        "The sun came out again.",
        "雨下得很大。",
    ]


@pytest.mark.parametrize("typed", ["雨", "雨下", "很大", "下得很大。"])
def test_ideographs(reader: Reader, typed: str) -> None:
    """Ideographs are found one by one, without spaces between them."""
    assert texts(reader, typed) == ["雨下得很大。"]


@pytest.mark.parametrize(
    "typed",
    [
        'river" OR "sun',
        "river OR sun",
        "NEAR(river sun)",
        "NEAR(river sun, 5)",
        "river NOT rose",
        "river AND sun",
        "words : river sun",
        "'; DROP TABLE passages; --",
        "%",
        "r_ver",
        "ri%er",
        "zebra*",
        "(((",
        "zebra 😀",
        "x" * 100_000,
        "\U0010ffff",
    ],
)
def test_hostile_text(reader: Reader, typed: str) -> None:
    """What is typed is words alone: no mark of a query's language means anything."""
    found = texts(reader, typed)
    openings = texts(reader, "")
    assert found in ([], openings)


@pytest.mark.parametrize(
    "typed",
    ['"river"', "river*", "^river", "-river", "river\x00", "\x00river", "+riv*", "river 😀"],
)
def test_marks_around_a_word(reader: Reader, typed: str) -> None:
    """Marks around a word are passed over."""
    assert texts(reader, typed) == ["The river rose by a metre."]


@pytest.mark.parametrize("typed", ["\ud83d", "river \ud83d", "\udcffriver", "rain-\ud800"])
def test_half_a_character(reader: Reader, typed: str) -> None:
    """Half of a surrogate pair, which a cut emoji leaves behind, is no error."""
    assert texts(reader, typed)


@pytest.mark.parametrize("typed", ["", "rain", "the", "wales", "r", "d", "cafe"])
def test_no_duplicates(reader: Reader, typed: str) -> None:
    """A passage that is found in several ways is suggested once."""
    ids = [passage.id for passage in reader.suggest(typed, 25)]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("typed", ["", "rain", "rain-", "weather", "r"])
@pytest.mark.parametrize("limit", [1, 2])
def test_limit(reader: Reader, typed: str, limit: int) -> None:
    """No more are suggested than asked for, and these are the first of all."""
    assert texts(reader, typed, limit) == texts(reader, typed)[:limit]


def test_limit_in_a_large_corpus(fake_library: Builder) -> None:
    """Of hundreds that match, as many come as asked for."""
    text = "\n\n".join(f"Number {i} was here." for i in range(300))
    library = fake_library({"many.md": f"---\ntitle: Numbers\n---\n\n{text}"})
    for typed in ("many", "number", "numb", "numbers"):
        assert len(library.suggest(typed, 25)) == 25
