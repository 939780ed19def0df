"""What somebody typed without choosing from the list -> the document that it names."""

import time

import pytest

from bot.discord.naming import MOST_TYPED, source_named
from index.errors import NotFoundError
from index.library import Library, Reader
from tests.bot.discord.builders import source


def reader_of(*titles: str) -> Reader:
    """Return a reader of documents that have nothing but titles."""
    reader = Reader(None)  # type: ignore[arg-type]
    reader._sources = [source(f"k{n}", title=title) for n, title in enumerate(titles)]
    return reader


def test_words_of_a_title_name_a_document(shelf: Library) -> None:
    """Whatever their case and order, if no other title has them."""
    reader = reader_of("Of Boats and Bread", "Of Boats and Tea")
    assert source_named(reader, "bread  OF boats bread").key == "k0"
    assert source_named(reader, "K1").key == "k1"
    with pytest.raises(NotFoundError, match="More than one document is named 'boats'"):
        source_named(reader, "boats")
    with pytest.raises(NotFoundError, match="No document is named"):
        source_named(shelf, " ")


def test_a_misspelt_key_is_told_which_was_meant() -> None:
    """Whatever the case of either; what comes near to none is not."""
    reader = reader_of()
    reader._sources = [source("Harbour", title="Of Boats"), source("storm", title="Of Rain")]
    with pytest.raises(NotFoundError, match=r"'harbuor'; .* Did you mean Harbour\?"):
        source_named(reader, "harbuor")
    with pytest.raises(NotFoundError, match=r"'HARBUOR', but there is 'Harbour';"):
        reader.source("HARBUOR")
    with pytest.raises(NotFoundError, match=r"while you type\.$"):
        source_named(reader, "quite another")


def test_a_title_longer_than_what_is_read_names_its_document() -> None:
    """Its beginning is looked for."""
    long = "Committee on the Foreign Relations of Harbours " * 4
    assert source_named(reader_of(f"{long} I", "Of Boats"), f"{long} I").key == "k0"


def test_what_is_typed_without_end_takes_no_time() -> None:
    """As much as Discord lets through, in a corpus of many documents."""
    reader = reader_of(*(f"Report {n} on the harbour and its boats" for n in range(10_000)))
    began = time.process_time()
    with pytest.raises(NotFoundError) as told:
        source_named(reader, "o r " * 1500)
    assert time.process_time() - began < 1
    assert len(str(told.value)) < MOST_TYPED + 100
