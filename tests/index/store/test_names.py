"""Who is named, in the store."""

from pathlib import Path

from index.core.name_list import Name
from index.core.names import Kind
from index.core.passages import passages_of
from index.domain import Document
from index.engines.sentences import SentencexSegmenter
from index.store.passages import PassageStore, write_store
from tests.conftest import document


def stored(folder: Path, *documents: Document) -> PassageStore:
    """Return a store of the documents."""
    cut = [one for each in documents for one in passages_of(each, SentencexSegmenter())]
    write_store(folder / "library.sqlite", documents, cut)
    return PassageStore(folder / "library.sqlite")


def test_names_are_kept_by_how_often_they_are_mentioned(tmp_path: Path) -> None:
    """What a build finds is read back, the most mentioned first."""
    store = stored(
        tmp_path,
        document("I met Captain Renault.\n\nThen Captain Renault left.", key="a"),
        document("I met Ann Brown of NATO.", key="b"),
    )
    assert store.names.ranked(0, 10) == [
        Name("Renault", Kind.PERSON, 2, "Captain"),
        Name("Ann Brown", Kind.PERSON, 1),
        Name("NATO", Kind.ORGANISATION, 1),
    ]
    assert store.names.ranked(1, 1) == [Name("Ann Brown", Kind.PERSON, 1)]
    assert store.names.count() == 3
    assert store.names.with_words(["brown", "ann"]) == [Name("Ann Brown", Kind.PERSON, 1)]
    assert store.names.with_words([]) == []
    assert sorted(store.names.words()) == ["ann", "brown", "nato", "renault"]
    store.close()


def test_only_english_is_read_by_the_rules_of_english(tmp_path: Path) -> None:
    """German gives every noun a capital."""
    german = document("Der Minister Martin Schulz sprach.", key="a", language="de")
    store = stored(tmp_path, german, document("I met Ann Brown.", key="b", language="en-GB"))
    assert [name.text for name in store.names.ranked(0, 10)] == ["Ann Brown"]
    store.close()
