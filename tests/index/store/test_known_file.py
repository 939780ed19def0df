"""Tests of ``index.store.known_file``."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from index.domain import KnownQuestion
from index.errors import CorpusError
from index.store import known_file
from index.store.documents import read_corpus
from index.store.known_file import MAX_BYTES, QUESTIONS, known_path, read_known, write_known
from tests.conftest import corpus

RAIN = KnownQuestion("Did it rain?", ("rain-aaaaaa", "rain-bbbbbb"), ("sun-aaaaaa",))
SUN = KnownQuestion("Who saw the sun?", (), ("sun-aaaaaa",))
LINES = (
    '{"question": "Did it rain?", "answered_by": ["rain-aaaaaa", "rain-bbbbbb"],'
    ' "not_answered_by": ["sun-aaaaaa"]}\n'
    '{"question": "Who saw the sun?", "not_answered_by": ["sun-aaaaaa"]}\n'
)
FIX = (
    ' write an object with "question" and the ids of passages in "answered_by" or'
    ' "not_answered_by".'
)
TAKE_OUT = "take it out of one of the two lists."
NO_IDS = f" is no list of passage ids;{FIX}"


def read(folder: Path, content: str | bytes) -> list[KnownQuestion]:
    """Return the known questions of a folder with such a file."""
    return read_known(corpus(folder, {QUESTIONS: content}))[0]


def told(folder: Path, content: str | bytes) -> str:
    """Return what is said of a file that cannot be read."""
    with pytest.raises(CorpusError) as caught:
        read(folder, content)
    return str(caught.value)


def test_there_may_be_none(tmp_path: Path) -> None:
    """Without a file nothing is known, and nothing is wrong."""
    assert read_known(tmp_path) == ([], None)
    assert read_known(tmp_path / "nowhere") == ([], None)


def test_questions_in_order(tmp_path: Path) -> None:
    """Every line is a question with the passages that answer it, and those that do not."""
    assert read(tmp_path, LINES) == [RAIN, SUN]


def test_what_the_file_is_like(tmp_path: Path) -> None:
    """Its checksum, size and time of change tell whether it is another by now."""
    seeds = corpus(tmp_path, {QUESTIONS: LINES})
    entry = read_known(seeds)[1]
    assert entry
    assert entry.sha256 == hashlib.sha256(LINES.encode()).hexdigest()
    assert (entry.size, entry.modified_ns) == (len(LINES), known_path(seeds).stat().st_mtime_ns)
    assert (entry.questions, entry.lapsed) == (2, 0)


@pytest.mark.parametrize(
    "content",
    [
        LINES.replace("\n", "\r\n"),
        "\ufeff" + LINES,
        LINES.replace("\n", "\n\n \t\n"),
        LINES.rstrip("\n"),
    ],
    ids=["CRLF", "byte-order mark", "blank lines", "no last line end"],
)
def test_as_editors_write_it(tmp_path: Path, content: str) -> None:
    """Line ends, a mark at the beginning and blank lines change nothing."""
    assert read(tmp_path, content) == [RAIN, SUN]


def test_an_empty_file(tmp_path: Path) -> None:
    """A file without a line has no question, and is a file all the same."""
    questions, entry = read_known(corpus(tmp_path, {QUESTIONS: ""}))
    assert questions == []
    assert entry


@pytest.mark.parametrize("mark", ["\u2028", "\u0085"])
def test_only_a_line_end_ends_a_line(tmp_path: Path, mark: str) -> None:
    """What other programs take for one may stand in a question, and shifts no line's number."""
    line = f'{{"question": "Did it{mark}rain?", "answered_by": ["r"]}}\n'
    assert read(tmp_path, line) == [KnownQuestion("Did it rain?", ("r",))]
    assert told(tmp_path, f"{line}[]").startswith("questions.jsonl, line 2: it is no JSON object")


def test_questions_are_plain_text(tmp_path: Path) -> None:
    """A question is read as one that is asked: in plain typography, with nothing invisible."""
    (question,) = read(tmp_path, '{"question": " “Did\\ud800  it’s ”", "answered_by": ["r"]}')
    assert question.question == '"Did it\'s "'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("It rained.", f"it is no JSON object;{FIX}"),
        ("[]", f"it is no JSON object;{FIX}"),
        ("null", f"it is no JSON object;{FIX}"),
        ("[" * 100_000, f"it is no JSON object;{FIX}"),
        ('{"question": "Who?", "answered_by": ["a"]', f"it is no JSON object;{FIX}"),
        ("{}", f'it has no "question";{FIX}'),
        ('{"question": 3, "answered_by": ["a"]}', f'it has no "question";{FIX}'),
        ('{"question": "Who?", "answerd_by": ["a"]}', f'there is no field "answerd_by";{FIX}'),
        ('{"question": "Who?"}', f"it names no passage;{FIX}"),
        ('{"question": "Who?", "answered_by": []}', f"it names no passage;{FIX}"),
        (
            '{"question": "W", "answered_by": "a"}',
            f'"answered_by"{NO_IDS}',
        ),
        (
            '{"question": "W", "answered_by": [1]}',
            f'"answered_by"{NO_IDS}',
        ),
        (
            '{"question": "W", "not_answered_by": null}',
            f'"not_answered_by"{NO_IDS}',
        ),
        (
            '{"question": "W", "answered_by": ["a\\ud800"]}',
            f'"answered_by"{NO_IDS}',
        ),
        (
            '{"question": " ", "answered_by": ["a"]}',
            "The question is empty; ask one in words.",
        ),
        (
            '{"question": "?!", "answered_by": ["a"]}',
            "The question has no word in it; ask one in words.",
        ),
        (
            json.dumps({"question": "Who? " * 1000, "answered_by": ["a"]}),
            "The question has 5,000 characters and the limit is 2,000; ask it in fewer words.",
        ),
        (
            '{"question": "Who?", "answered_by": ["a", "b"], "not_answered_by": ["b"]}',
            f"b both answers this question and does not; {TAKE_OUT}",
        ),
        (
            '{"question": "did it rain", "answered_by": ["sun-aaaaaa"]}',
            f"sun-aaaaaa both answers this question and does not in line 1; {TAKE_OUT}",
        ),
    ],
)
def test_a_line_that_is_none(tmp_path: Path, line: str, problem: str) -> None:
    """One sentence names the file and the line, says what is wrong, and what to do."""
    assert told(tmp_path, f"{LINES}\n{line}\n") == f"questions.jsonl, line 4: {problem}"


def test_a_question_may_come_twice(tmp_path: Path) -> None:
    """What is judged in two lines is taken together, where the two do not disagree."""
    again = '{"question": "Did it rain?", "answered_by": ["rain-aaaaaa", "rain-cccccc"]}'
    assert len(read(tmp_path, f"{LINES}{again}\n")) == 3


def test_not_utf8(tmp_path: Path) -> None:
    """The line with the first byte that is none is named."""
    assert told(tmp_path, LINES.encode() + b'{"question": "\xff"}') == (
        "questions.jsonl, line 3: the file is not UTF-8; save it as UTF-8."
    )


def test_too_large(tmp_path: Path) -> None:
    """A file beyond the limit is not read to its end."""
    seeds = corpus(tmp_path, {QUESTIONS: LINES})
    os.truncate(known_path(seeds), MAX_BYTES + 1)
    with pytest.raises(CorpusError, match=r"^questions.jsonl: the file is over 20 MB; shorten"):
        read_known(seeds)


def test_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More questions than are compared in good time are refused, and how many may be is told."""
    monkeypatch.setattr(known_file, "MAX_QUESTIONS", 2)
    assert read(tmp_path, LINES) == [RAIN, SUN]
    assert told(tmp_path, LINES + '{"question": "Who?", "answered_by": ["a"]}') == (
        "questions.jsonl: 3 questions and the limit is 2; shorten the list."
    )


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    """What is there and is no file gets a sentence, too."""
    known_path(tmp_path).mkdir()
    with pytest.raises(CorpusError, match=r"^questions.jsonl: this is no file; move it away"):
        read_known(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions are told as what they are."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, os.strerror(13))

    seeds = corpus(tmp_path, {QUESTIONS: LINES})
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CorpusError, match=r"cannot be read \(Permission denied\); check its perm"):
        read_known(seeds)


def test_it_is_no_document(tmp_path: Path) -> None:
    """Only its own folder's documents are documents."""
    seeds = corpus(tmp_path, {QUESTIONS: LINES, "rain.md": "It rained."})
    assert [document.key for document, _ in read_corpus(seeds)] == ["rain"]


def test_written_and_read(tmp_path: Path) -> None:
    """What is written is read again, and nothing else is left in the folder."""
    chinese = KnownQuestion("中国说了什么?", ("雨-aaaaaa",))
    write_known([SUN], tmp_path)
    write_known([RAIN, SUN, chinese], tmp_path)
    assert read_known(tmp_path)[0] == [RAIN, SUN, chinese]
    assert [path.name for path in tmp_path.iterdir()] == [QUESTIONS]
    assert known_path(tmp_path).read_text(encoding="utf-8").startswith(LINES)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """The file stays as it is, and a sentence says what to check."""
    (tmp_path / "file").touch()
    with pytest.raises(CorpusError, match=r"questions.jsonl cannot be written \(File exists"):
        write_known([RAIN], tmp_path / "file")
