"""Tests of ``index.core.reference``."""

import pytest

from index.core.reference import Name, date_parts, names_in, reference_of
from tests.index.builders import cited


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Writer, Any", Name("Writer", "Any")),
        ("van der Writer, Any B.", Name("van der Writer", "Any B.")),
        ("A. Writer", Name("Writer", "A.")),
        ("A. B. Writer", Name("Writer", "A. B.")),
        ("Any B. Writer", Name("Writer", "Any B.")),
    ],
)
def test_a_name_that_says_which_part_is_which_is_split(author: str, name: Name) -> None:
    """A comma or an initial tells the family name from the given name."""
    assert names_in(author) == (name,)


@pytest.mark.parametrize(
    "author",
    [
        "Any Writer",
        "A House of Writers",
        "Writers & Co., Inc.",
        "Council on Writing, Inc.",
        "Institute of Writing, Any Town",
        "Any B. Writer, Jr.",
        "Writer, Jr.",
        "One Two Three Four, Any",
        "Writer, Any, Some",
        "U.S. Writers",
        "U. S. Writers",
        "写者, 甲",
        "写者",
    ],
)
def test_any_other_name_stays_whole(author: str) -> None:
    """What may be an institution, or begin with the family name, is never turned round."""
    assert names_in(author) == (Name(author),)


def test_authors_are_parted_by_semicolons() -> None:
    """Several authors keep their order; empty places between semicolons are none."""
    assert names_in("Writer, Any;  Some Author ;;") == (Name("Writer", "Any"), Name("Some Author"))
    assert names_in(None) == ()


@pytest.mark.parametrize(
    ("iso", "parts"),
    [
        ("2009-12-14", (2009, 12, 14)),
        ("2009-12", (2009, 12)),
        ("2009", (2009,)),
        ("2009-02-31", ()),
        ("2009-12-14-15", ()),
        ("of late", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(iso: str | None, parts: tuple[int, ...]) -> None:
    """Neither month nor day is made up; what is no date is none."""
    assert date_parts(iso) == parts


def test_the_address_is_the_documents() -> None:
    """A bibliography's address opens the document, without the fragment for the quoted words."""
    assert reference_of(cited(url="https://example.org/a")).url == "https://example.org/a"
    assert reference_of(cited()).url is None


def test_white_space_is_one_space() -> None:
    """No line break of a title breaks a line of a record."""
    reference = reference_of(cited(title="A\n title", publisher=" \t"))
    assert (reference.title, reference.publisher) == ("A title", None)
