"""Tests of ``index.engines.words``."""

import math
from contextlib import suppress
from pathlib import Path

import pytest

from index.engines.words import Bm25Index
from index.errors import DamagedSnapshotError

TEXTS = ["The captain was shocked, shocked.", "Hackers in China.", "China and a captain of China"]


def index(texts: list[str] = TEXTS) -> Bm25Index:
    """Return an index over ``texts``."""
    return Bm25Index.build(texts, 0.9, 0.4)


def scores(of: Bm25Index, question: str) -> list[float]:
    """Return the scores of all texts for a question."""
    found: list[float] = of.scores(of.terms(question)).tolist()
    return found


def test_best_text() -> None:
    """The text that shares most with the question has the highest score."""
    found = scores(index(), "hackers of china")
    assert max(found) == found[1]
    assert found[0] == 0


def test_formula() -> None:
    """A score is Lucene's BM25: idf times saturated frequency, by the texts' lengths in terms."""
    n, lengths = 2, [3, 2, 3]
    idf = math.log(1 + (3 - n + 0.5) / (n + 0.5))
    average = sum(lengths) / 3

    def expected(frequency: int, length: int) -> float:
        return idf * frequency / (frequency + 0.9 * (1 - 0.4 + 0.4 * length / average))

    assert scores(index(), "china") == pytest.approx([0, expected(1, 2), expected(2, 3)], abs=1e-5)


def test_stems() -> None:
    """Forms of a word count as one."""
    assert scores(index(), "hacker") == scores(index(), "hackers")
    assert scores(index(), "shocking")[0] > 0


def test_spelled() -> None:
    """Each term has the word that most passages have; neither numbers nor stop words are any."""
    texts = ["Hackers hack 10 hosts.", "The hackers of 10 hosts", "A hacker; naïve, F16", "Naive?"]
    of = index(texts)
    assert of.spelled(2) == {"hacker": "hackers", "host": "hosts", "naiv": "naive"}
    assert list(of.spelled(1)) == ["hack", "hacker", "host", "naiv"]
    assert all(map(of.has, of.spelled(1)))
    assert index(["1994 and the"]).spelled(1) == {}


def test_unknown_words() -> None:
    """Words that no text has give every text nothing."""
    assert scores(index(), "zebra") == [0, 0, 0]
    assert scores(index(), "") == [0, 0, 0]


def test_unknown_beside_known() -> None:
    """A word that no text has takes nothing from the others."""
    assert scores(index(), "zebra china") == scores(index(), "china")


def test_terms() -> None:
    """Terms are stems of what carries meaning, in order, repeats included."""
    assert index().terms("Who was the Captain of China's hackers, the captain?") == [
        "captain",
        "china",
        "hacker",
        "captain",
    ]


@pytest.mark.parametrize(("term", "texts"), [("shock", 1), ("china", 2), ("zebra", 0)])
def test_idf(term: str, texts: int) -> None:
    """The idf of a term is Lucene's, by the number of texts that have it."""
    assert index().idf(term) == pytest.approx(math.log(1 + (3 - texts + 0.5) / (texts + 0.5)))


def test_words() -> None:
    """The words are unstemmed, without numbers, with the number of texts that have them."""
    words = index([*TEXTS, "In 2009"]).words
    assert (words["china"], words["captain"], words["hackers"], words["the"]) == (2, 2, 1, 1)
    assert "2009" not in words


def test_read_back(tmp_path: Path) -> None:
    """An index is read as it was written."""
    built = index()
    built.save(tmp_path / "words")
    loaded = Bm25Index.load(tmp_path / "words")
    assert scores(loaded, "shocked captain") == scores(built, "shocked captain")
    assert loaded.words == built.words
    assert loaded.idf("china") == built.idf("china")


@pytest.mark.parametrize("texts", [["of the"], ["", "and"], ["!?"]])
def test_no_terms(tmp_path: Path, texts: list[str]) -> None:
    """Texts of stop words alone can be indexed, and nothing scores."""
    index(texts).save(tmp_path / "words")
    assert scores(Bm25Index.load(tmp_path / "words"), "the captain") == [0] * len(texts)


def test_one_text() -> None:
    """A single text can be searched."""
    assert scores(index(["China"]), "china")[0] > 0


def test_damaged(tmp_path: Path) -> None:
    """An index with a file missing or emptied is damaged, whichever it is."""
    index().save(tmp_path / "words")
    for path in sorted((tmp_path / "words").iterdir()):
        content = path.read_bytes()
        for replacement in (None, b"", b"\xff" * len(content), content[: len(content) // 2]):
            if replacement is None:
                path.unlink()
            else:
                path.write_bytes(replacement)
            with pytest.raises(DamagedSnapshotError, match="words is damaged; run"):
                Bm25Index.load(tmp_path / "words")
            path.write_bytes(content)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # a damaged type may be an old alias
def test_flipped_bit(tmp_path: Path) -> None:
    """Whichever bit of a file's beginning changed, loading fails as damaged or not at all."""
    index().save(tmp_path / "words")
    for path in sorted((tmp_path / "words").iterdir()):
        content = path.read_bytes()
        for at in range(min(len(content), 256)):
            path.write_bytes(content[:at] + bytes([content[at] ^ 8]) + content[at + 1 :])
            with suppress(DamagedSnapshotError):
                Bm25Index.load(tmp_path / "words")
        path.write_bytes(content)
