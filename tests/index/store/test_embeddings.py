"""Tests of ``index.store.embeddings``."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from index.engines.fake_encoder import WordCountEncoder
from index.errors import SnapshotError
from index.ports import Floats, Halves, Progress, silent
from index.store.embeddings import EmbeddingCache

TEXTS = ["It rained all day.", "Then it stopped.", "The sun came out."]


@contextmanager
def cache(folder: Path, encoder: WordCountEncoder) -> Iterator[EmbeddingCache]:
    """Open the cache of an encoder, and close it."""
    with closing(EmbeddingCache(folder, encoder)) as opened:
        yield opened


def vectors(folder: Path, texts: list[str], encoder: WordCountEncoder | None = None) -> Halves:
    """Return the vectors of ``texts`` from the cache in ``folder``."""
    with cache(folder, encoder or WordCountEncoder()) as opened:
        return opened.vectors(texts)[0]


def computed(folder: Path, texts: list[str], encoder: WordCountEncoder | None = None) -> int:
    """Return how many of ``texts`` the cache in ``folder`` has to compute."""
    counting = encoder or WordCountEncoder()
    before = counting.encoded
    with cache(folder, counting) as opened:
        told = opened.vectors(texts)[1]
    assert counting.encoded - before == told
    return told


def file_in(folder: Path) -> Path:
    """Return the only cache file in ``folder``."""
    (path,) = folder.glob("*.sqlite")
    return path


def test_first_time(tmp_path: Path) -> None:
    """A text that is not in the cache is computed."""
    assert computed(tmp_path, TEXTS) == 3


def test_second_time(tmp_path: Path) -> None:
    """A text that is in the cache is not computed again, even by another process."""
    assert computed(tmp_path, TEXTS) == 3
    assert computed(tmp_path, TEXTS) == 0


class Prompted(WordCountEncoder):
    """An encoder that reads what is searched with behind a prompt."""

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts that are searched with."""
        return super().encode_queries([f"query {text}" for text in texts])


def test_a_text_that_is_searched_with(tmp_path: Path) -> None:
    """It is read as a query, and kept beside the same text that is searched."""
    told: list[tuple[str, int, int]] = []
    with cache(tmp_path, Prompted()) as opened:
        passages, _ = opened.vectors(TEXTS)
        for new in (3, 0):
            queries, count = opened.vectors(
                TEXTS, progress=lambda *s: told.append(s), queries=True
            )
            assert count == new
            expected = Prompted().encode_queries(TEXTS)
            np.testing.assert_allclose(queries, expected, atol=1e-3)
        again, none = opened.vectors(TEXTS)
    assert none == 0
    assert again.tolist() == passages.tolist()
    assert told == [("Embedding questions and words", 3, 3)]


def test_no_texts(tmp_path: Path) -> None:
    """No texts have no vectors, and the model is not asked how long these would be."""
    asleep = WordCountEncoder()
    del asleep.dimension
    with cache(tmp_path, asleep) as opened:
        found, count = opened.vectors([])
    assert (found.size, count) == (0, 0)


def test_one_more(tmp_path: Path) -> None:
    """Only what is new is computed."""
    computed(tmp_path, TEXTS[:2])
    assert computed(tmp_path, TEXTS) == 1


def test_the_model_is_left_alone_where_nothing_is_new(tmp_path: Path) -> None:
    """Not even the length of its vectors is asked for: to tell it, it would have to be loaded."""
    known = vectors(tmp_path, TEXTS)
    asleep = WordCountEncoder()
    del asleep.dimension
    assert vectors(tmp_path, TEXTS[1:], asleep).tolist() == known[1:].tolist()


def test_equal_texts(tmp_path: Path) -> None:
    """Equal texts are computed once, and have equal vectors."""
    with cache(tmp_path, WordCountEncoder()) as opened:
        found, count = opened.vectors([TEXTS[0], TEXTS[1], TEXTS[0]])
    assert count == 2
    assert found[0].tolist() == found[2].tolist() != found[1].tolist()


def test_vectors_in_a_file(tmp_path: Path) -> None:
    """Where room for them is given, the vectors lie there, and are the same."""
    texts = [*TEXTS, TEXTS[0]]
    whole = vectors(tmp_path, texts)
    with cache(tmp_path, WordCountEncoder()) as opened, (tmp_path / "room").open("w+b") as room:
        found, _ = opened.vectors(texts, room)
        assert found.tolist() == whole.tolist()
        assert (tmp_path / "room").stat().st_size == found.nbytes


def test_order(tmp_path: Path) -> None:
    """Vectors come in the order of the texts, wherever they come from."""
    vectors(tmp_path, TEXTS[1:2])
    expected = WordCountEncoder().encode_queries(TEXTS)
    np.testing.assert_allclose(vectors(tmp_path, TEXTS), expected, atol=1e-3)


def test_cached_equals_computed(tmp_path: Path) -> None:
    """A vector from the cache is the one that was first returned, to the bit."""
    assert vectors(tmp_path, TEXTS).tolist() == vectors(tmp_path, TEXTS).tolist()


def test_many(tmp_path: Path) -> None:
    """More texts than are looked up or encoded at once all get their own vectors."""
    texts = [f"number {i}" for i in range(5000)]
    expected = WordCountEncoder().encode_queries(texts)
    assert computed(tmp_path, texts) == 5000
    np.testing.assert_allclose(vectors(tmp_path, texts), expected, atol=1e-3)


def test_another_model(tmp_path: Path) -> None:
    """Another model's vectors are never used."""
    computed(tmp_path, TEXTS)
    assert computed(tmp_path, TEXTS, WordCountEncoder("1" * 64)) == 3


def test_damaged_entry(tmp_path: Path) -> None:
    """An entry that does not match its checksum is computed again, not used, and mended."""
    whole = vectors(tmp_path, TEXTS)
    with closing(sqlite3.connect(file_in(tmp_path))) as connection, connection:
        connection.execute("UPDATE vectors SET vector = zeroblob(length(vector))")
    assert vectors(tmp_path, TEXTS[:1]).tolist() == whole[:1].tolist()
    assert computed(tmp_path, TEXTS) == 2
    assert computed(tmp_path, TEXTS) == 0


def test_swapped_entries(tmp_path: Path) -> None:
    """A vector that stands under another text's key is not used."""
    whole = vectors(tmp_path, TEXTS)
    with closing(sqlite3.connect(file_in(tmp_path))) as connection, connection:
        ((vector, checksum),) = connection.execute("SELECT vector, checksum FROM vectors LIMIT 1")
        connection.execute("UPDATE vectors SET vector = ?, checksum = ?", (vector, checksum))
    assert vectors(tmp_path, TEXTS).tolist() == whole.tolist()


def test_unreadable_file(tmp_path: Path) -> None:
    """A cache file that is no database is replaced."""
    computed(tmp_path, TEXTS)
    file_in(tmp_path).write_bytes(b"no database" * 1000)
    assert computed(tmp_path, TEXTS) == 3
    assert computed(tmp_path, TEXTS) == 0


def test_damaged_page(tmp_path: Path) -> None:
    """A cache file with damaged pages is replaced, or its vectors computed again."""
    texts = [f"number {i}" for i in range(500)]
    whole = vectors(tmp_path, texts)
    content = bytearray(file_in(tmp_path).read_bytes())
    assert len(content) > 10 * 4096
    content[4096 : 8 * 4096] = b"\xff" * (7 * 4096)
    file_in(tmp_path).write_bytes(content)
    assert vectors(tmp_path, texts).tolist() == whole.tolist()
    assert computed(tmp_path, texts) == 0


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A folder that cannot be made is told, with what to check."""
    (tmp_path / "file").touch()
    with pytest.raises(SnapshotError, match=r"cannot be written to .* check its permissions"):
        EmbeddingCache(tmp_path / "file" / "cache", WordCountEncoder())


def test_nothing_interrupted_is_lost(tmp_path: Path) -> None:
    """What was computed before an interruption is kept."""

    class Interrupted(WordCountEncoder):
        def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
            if self.encoded:
                raise KeyboardInterrupt
            return super().encode_passages(texts, progress)

    texts = [f"number {i}" for i in range(5000)]
    with pytest.raises(KeyboardInterrupt):
        vectors(tmp_path, texts, Interrupted())
    assert computed(tmp_path, texts) == 5000 - 4096


def test_progress(tmp_path: Path) -> None:
    """Progress counts the texts that are computed, over all batches."""
    told: list[tuple[str, int, int]] = []
    with cache(tmp_path, WordCountEncoder()) as opened:
        opened.vectors(
            [f"number {i}" for i in range(5000)], progress=lambda *step: told.append(step)
        )
    assert told == [("Embedding", 4096, 5000), ("Embedding", 5000, 5000)]
