"""Tests of ``index.store.documents``."""

import hashlib
import os
from pathlib import Path

import pytest

from index.domain import Document
from index.errors import CorpusError
from index.store.documents import MAX_BYTES, parse_document, read_corpus, source_files
from tests.conftest import SEEDS, corpus


def parsed(text: str, name: str = "some_rain.md") -> Document:
    """Return the document in a file's text."""
    return parse_document(text, Path(name))


def with_field(line: str) -> str:
    """Return a file's text with one line of front matter."""
    return f"---\n{line}\n---\n\nIt rained."


def complaint(seeds: Path) -> str:
    """Return what is said of a folder that cannot be read."""
    with pytest.raises(CorpusError) as caught:
        read_corpus(seeds)
    return str(caught.value)


def test_all_fields() -> None:
    """Every field of the front matter is the document's, dates and numbers as written."""
    text = (
        "---\nkey: rain\ntitle: 1984\npublisher: No\nauthor: 'A: B'\ndate: 2009-12-14\n"
        "url: https://example.org/\nlanguage: en\n---\n\nIt rained.\n"
    )
    assert parsed(text) == Document(
        "rain", "1984", "It rained.\n", "No", "A: B", "2009-12-14", "https://example.org/", "en"
    )


@pytest.mark.parametrize("value", ["", "null", "~", "''", "' '"])
def test_unknown_field(value: str) -> None:
    """A field that is left empty is not known."""
    assert parsed(with_field(f"author: {value}")).author is None


def test_other_fields() -> None:
    """A field that nobody knows is no error."""
    assert parsed(with_field("mood: [wet]")).text == "It rained."


def test_seeds() -> None:
    """The repository's documents are read with their metadata, its README is none of them."""
    found = {document.key: document for document, _ in read_corpus(SEEDS)}
    assert set(found) == {"embassy", "renault"}
    assert found["embassy"].publisher == "Lawfare"
    assert (found["embassy"].author, found["embassy"].date) == (None, None)
    assert found["renault"].title == "Getting Past Captain Renault"
    assert found["renault"].date == "2009-12-14"


def test_text_is_untouched() -> None:
    """The text is what follows the front matter and the blank lines after it."""
    body = "“It rained.”\u00a0 All  day.\r\n\r\nThen not. \n"
    assert parsed(f"---\ntitle: T\n---\n\n\n{body}").text == body


def test_no_front_matter() -> None:
    """A file without front matter is text from its first character on."""
    assert parsed("  It rained.").text == "  It rained."


def test_title_from_the_heading() -> None:
    """Without a title the first heading is the title."""
    assert parsed("It rained.\n\n# The rain\n\nThen not.").title == "The rain"


def test_title_from_the_file() -> None:
    """Without a title and a heading the file's name is the title."""
    assert parsed("It rained.", "notes/some_rain-2.txt").title == "Some rain 2"


def test_given_title() -> None:
    """A title that is given goes before the heading."""
    assert parsed("---\ntitle: Given\n---\n# The rain\n\nIt rained.").title == "Given"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Some_Rain (2).md", "some-rain-2"),
        ("a/b/rain.txt", "rain"),
        ("regen-für-alle.md", "regen-für-alle"),
        ("雨.md", "雨"),
        ("!!.md", "document"),
        (f"{'x' * 100}.md", "x" * 60),
    ],
)
def test_key_from_the_file(name: str, key: str) -> None:
    """Without a key the file's name is the key, as it can be typed in a command."""
    assert parsed("It rained.", name).key == key


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Front matter may have the line ends of any system."""
    document = parsed(end.join(["---", "title: T", "---", "", "It rained."]))
    assert (document.title, document.text) == ("T", "It rained.")


def test_empty_front_matter() -> None:
    """Front matter may be empty."""
    assert parsed("---\n---\nIt rained.").text == "It rained."


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte-order mark is no part of the text."""
    seeds = corpus(tmp_path, {"rain.md": b"\xef\xbb\xbf" + with_field("key: k").encode()})
    ((document, _),) = read_corpus(seeds)
    assert (document.key, document.text) == ("k", "It rained.")


@pytest.mark.parametrize("date", ["2009", "2009-12", "2009-12-14"])
def test_dates(date: str) -> None:
    """A date may be a year, a month or a day."""
    assert parsed(with_field(f"date: {date}")).date == date


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("key: two words", "the key 'two words' cannot be typed in a command"),
        ("key: a/b", "the key 'a/b' cannot be typed in a command"),
        (f"key: {'k' * 61}", "cannot be typed in a command; use up to 60 letters"),
        ("date: 14 December 2009", "the date '14 December 2009' is none; write 2009-12-14"),
        ("date: 2009-13-01", "the date '2009-13-01' is none"),
        ("date: 2009-12-32", "the date '2009-12-32' is none"),
        ("url: example.org", "the url 'example.org' is no web address; write https://"),
        ("url: javascript:alert(1)", "is no web address"),
        ("url: https://exa mple.org/", "is no web address"),
        ("url: https://[::1", "is no web address"),
        ("url: https:///page", "is no web address"),
        (f"author: {'t' * 501}", "the front matter's author is longer than 500 characters"),
        ("title: [a, b]", "the front matter's title must be one line of text"),
        ("title: {a: b}", "the front matter's title must be one line of text"),
        ("title: one: two", "the front matter is not YAML at line 2; write one `field: value`"),
        ("title: 'open", "the front matter is not YAML"),
        ("title: a\x00b", "the front matter is not YAML"),
        ("- a\n- b", "the front matter is no list of fields"),
        ("just words", "the front matter is no list of fields"),
        ("[" * 20_000, "the front matter is not YAML"),
    ],
)
def test_bad_front_matter(line: str, said: str) -> None:
    """What is wrong with the front matter is said in one sentence that names the file."""
    with pytest.raises(CorpusError) as caught:
        parsed(with_field(line))
    sentence = str(caught.value)
    assert sentence.startswith("some_rain.md: ")
    assert said in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize("end", ["", "\n\nIt rained.", "\n--\n\nIt rained."])
def test_unclosed_front_matter(end: str) -> None:
    """Front matter without an end is told how to be closed."""
    with pytest.raises(CorpusError, match=r"some_rain.md: .* has no end; close it with .*---"):
        parsed(f"---\ntitle: T{end}")


def test_long_title_is_cut() -> None:
    """A title of any length is no error: a heading may be long."""
    assert parsed(with_field(f"title: {'t' * 600}")).title == "t" * 500


@pytest.mark.parametrize(
    "content",
    ["", " \n\n", "---\ntitle: T\n---\n\n", "!?", "\ufeff", "---", "___", "<!-- rain -->"],
)
def test_no_text(tmp_path: Path, content: str) -> None:
    """A file without a word is told to be empty."""
    said = complaint(corpus(tmp_path, {"rain.md": content}))
    assert said == "rain.md: the file holds no text; write some, or remove it."


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is told at which byte, and what to do."""
    said = complaint(corpus(tmp_path, {"rain.md": "It rained, für alle.".encode("latin-1")}))
    assert said == "rain.md: the file is not UTF-8 (byte 12); save it as UTF-8."


def test_nul(tmp_path: Path) -> None:
    """A file with NUL characters is no text."""
    said = complaint(corpus(tmp_path, {"rain.md": b"It rained.\x00\x01"}))
    assert said.startswith("rain.md: the file holds NUL characters")


def test_too_large(tmp_path: Path) -> None:
    """A file over the limit is not read."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    os.truncate(seeds / "rain.md", MAX_BYTES + 1)
    assert complaint(seeds) == (
        "rain.md: the file has 20 MB and the limit is 20 MB; split it into several documents."
    )


def test_as_large_as_may_be(tmp_path: Path) -> None:
    """A file of exactly the limit is read: what is wrong with this one is another thing."""
    seeds = corpus(tmp_path, {"rain.md": "It rained."})
    os.truncate(seeds / "rain.md", MAX_BYTES)
    assert "NUL" in complaint(seeds)


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is told to be missing."""
    said = complaint(tmp_path / "seeds")
    assert said.startswith(f"There is no folder of documents at {tmp_path / 'seeds'}")


def test_file_for_a_folder(tmp_path: Path) -> None:
    """A file is no folder of documents."""
    path = tmp_path / "seeds"
    path.touch()
    assert complaint(path).startswith("There is no folder of documents")


@pytest.mark.parametrize("name", ["README.md", "readme.txt", ".hidden.md", ".git/a.md", "a.pdf"])
def test_no_document(tmp_path: Path, name: str) -> None:
    """READMEs, what is hidden and other files are no documents; a folder of them holds none."""
    said = complaint(corpus(tmp_path, {name: "It rained."}))
    assert said.startswith(f"The folder {tmp_path / 'seeds'} holds no document")


def test_empty_folder(tmp_path: Path) -> None:
    """An empty folder holds no document."""
    (tmp_path / "seeds").mkdir()
    assert "holds no document: put at least one" in complaint(tmp_path / "seeds")


def test_two_documents_with_one_key(tmp_path: Path) -> None:
    """A key that two files have is told with both their names."""
    files = {"a.md": with_field("key: Rain"), "b.md": with_field("key: rain")}
    assert complaint(corpus(tmp_path, files)) == (
        "b.md: the key 'rain' is that of a.md too; give one of them another `key:` in its front"
        " matter."
    )


def test_one_name_in_two_folders(tmp_path: Path) -> None:
    """Files of one name in two folders have one key, unless one is given."""
    files = {"a/rain.md": "It rained.", "b/rain.md": "It rained again."}
    assert "b/rain.md: the key 'rain' is that of a/rain.md too" in complaint(
        corpus(tmp_path, files)
    )


def test_every_problem_at_once(tmp_path: Path) -> None:
    """All files that cannot be read are told, a line each."""
    files: dict[str, str | bytes] = {"a.md": "", "b.md": "It rained.", "c.md": b"\xff"}
    lines = complaint(corpus(tmp_path, files)).splitlines()
    assert [line.split(":")[0] for line in lines] == ["a.md", "c.md"]


def test_order(tmp_path: Path) -> None:
    """Documents come ordered by key, wherever their files are."""
    files = {"a.md": with_field("key: z"), "sub/y.TXT": "It rained.", "x.markdown": "It rained."}
    keys = [document.key for document, _ in read_corpus(corpus(tmp_path, files))]
    assert keys == ["x", "y", "z"]


def test_source(tmp_path: Path) -> None:
    """A document comes with its file's name below the folder, checksum and size."""
    seeds = corpus(tmp_path, {"sub/rain.md": "It rained."})
    ((_, source),) = read_corpus(seeds)
    assert source.path == Path("sub/rain.md")
    assert source.sha256 == hashlib.sha256(b"It rained.").hexdigest()
    assert source.size == 10
    assert source.modified_ns == (seeds / "sub/rain.md").stat().st_mtime_ns


def test_source_files_are_sorted(tmp_path: Path) -> None:
    """The files come in a fixed order."""
    seeds = corpus(tmp_path, {"b.md": "b", "a.md": "a", "a/c.md": "c"})
    names = [path.relative_to(seeds).as_posix() for path in source_files(seeds)]
    assert names == sorted(names, key=Path)
    assert set(names) == {"a.md", "b.md", "a/c.md"}


@pytest.mark.parametrize("day", ["2009-02-31", "2023-02-29", "0000"])
def test_no_day_of_the_calendar(tmp_path: Path, day: str) -> None:
    """A date that no calendar has is told, rather than cited."""
    seeds = corpus(tmp_path, {"tea.md": f"---\ndate: {day}\n---\n\nTea was served."})
    with pytest.raises(CorpusError, match=f"tea.md: the date '{day}' is none"):
        read_corpus(seeds)
