"""What stands for people in the journal."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from bot.pseudonyms import BYTES, PseudonymError, Pseudonyms, path_in, unsound

PERSON = 987_654_321_987_654_321


def test_one_person_is_one(tmp_path: Path) -> None:
    """The next process gives a person the same pseudonym, and every person another."""
    pseudonym = Pseudonyms.of(tmp_path)(PERSON)
    assert Pseudonyms.of(tmp_path)(PERSON) == pseudonym
    assert len(pseudonym) == 32
    assert len({Pseudonyms.of(tmp_path)(PERSON + number) for number in range(100)}) == 100


def test_nobody_can_count_up_to_them(tmp_path: Path) -> None:
    """Without the key no hash of the number is what stands for it; another bot's is another."""
    pseudonym = Pseudonyms.of(tmp_path / "one")(PERSON)
    assert str(PERSON) not in pseudonym
    assert pseudonym not in hashlib.sha256(str(PERSON).encode()).hexdigest()
    assert Pseudonyms.of(tmp_path / "two")(PERSON) != pseudonym
    assert Pseudonyms.for_once()(PERSON) != Pseudonyms.for_once()(PERSON)


def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    """The file is made once, whole, for the bot's own user, and nothing is left beside it."""
    Pseudonyms.of(tmp_path / "state")
    (path,) = (tmp_path / "state").iterdir()
    assert path == path_in(tmp_path / "state")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert len(path.read_bytes()) == BYTES


def test_processes_that_start_together_have_one_key(tmp_path: Path) -> None:
    """Whoever comes second takes the key of the first."""
    code = (
        "import sys; from pathlib import Path; from bot.pseudonyms import Pseudonyms;"
        f" sys.stdin.read(1); print(Pseudonyms.of(Path(sys.argv[1]))({PERSON}))"
    )
    started = [
        subprocess.Popen(  # noqa: S603 (our own code)
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
    told = set()
    for process in started:
        with process:
            assert process.stdout is not None
            told.add(process.stdout.read().decode().strip())
    assert told == {Pseudonyms.of(tmp_path)(PERSON)}


def test_a_key_that_was_cut_is_told(tmp_path: Path) -> None:
    """No half of a key stands for the whole: what to do is said, and the file stays."""
    assert unsound(tmp_path) is None
    Pseudonyms.of(tmp_path)
    assert unsound(tmp_path) is None
    path_in(tmp_path).write_bytes(b"half")
    told = "4 bytes in place of 32; put back"
    assert told in (unsound(tmp_path) or "")
    with pytest.raises(PseudonymError, match=told):
        Pseudonyms.of(tmp_path)
    assert path_in(tmp_path).read_bytes() == b"half"


def test_a_key_that_cannot_be_made_or_read_is_told(tmp_path: Path) -> None:
    """A file in the folder's place, or a folder in the file's, is one sentence."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PseudonymError, match="DOSSIER_STATE|cannot be read"):
        Pseudonyms.of(tmp_path / "file" / "state")
    path_in(tmp_path).mkdir()
    with pytest.raises(PseudonymError, match="cannot be read"):
        Pseudonyms.of(tmp_path)
