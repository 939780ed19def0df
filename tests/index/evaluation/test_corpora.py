"""Libraries over the documents of a set."""

from pathlib import Path

from index.engines.models import BUNDLED
from index.evaluation.corpora import Corpus, library_over
from tests.conftest import document


def over(folder: Path, sha256: str, text: str) -> list[str]:
    """Return the texts in a library over one document."""
    corpus = Corpus("set", folder / "corpus.jsonl", sha256, [document(text)])
    library = library_over(corpus, folder / "indexes", BUNDLED)
    try:
        return [one.text for one in library.documents()]
    finally:
        library.close()


def test_an_index_is_kept_as_long_as_the_file_is_the_same(tmp_path: Path) -> None:
    """The checksum decides: of the same file the index is taken as it is, else built anew."""
    assert over(tmp_path, "a", "It rained.") == ["It rained."]
    assert over(tmp_path, "a", "It snowed.") == ["It rained."]
    assert over(tmp_path, "b", "It snowed.") == ["It snowed."]


def test_a_damaged_index_is_built_anew(tmp_path: Path) -> None:
    """Nothing but the set is needed to make it again, so nobody is asked to."""
    over(tmp_path, "a", "It rained.")
    (store,) = (tmp_path / "indexes" / "set").glob("*/library.sqlite")
    store.write_bytes(b"")
    assert over(tmp_path, "a", "It rained.") == ["It rained."]
