"""Names that are written in another way than the corpus writes them."""

import pytest

from index.digests.mentions import UnknownNameError, who
from index.library import Library
from tests.index.digests.mentioned import Build


@pytest.mark.parametrize("typed", ["donnilon", "Tom Donnilon", "tom donilan"])
def test_a_misspelt_name_is_read_as_the_one_that_is_near(mentioning: Library, typed: str) -> None:
    """Where just one name comes near, its mentions are shown, and it is said how it was read."""
    found = who(mentioning, typed)
    assert (found.asked, found.corrected) == ("Tom Donilon", typed)


def test_a_misspelt_place_is_read_as_the_word_of_the_corpus(mentioning: Library) -> None:
    """What is no listed name may still be a word with a capital."""
    assert who(mentioning, "Chinna").asked == "China"


def test_of_several_near_names_all_are_offered(mentioning: Library) -> None:
    """Two Browns: which one was meant is for the reader to say."""
    with pytest.raises(UnknownNameError, match="Did you mean Ann Brown or Bob Brown?"):
        who(mentioning, "Ben Browm")


def test_a_name_with_another_first_name_is_not_taken_for_it(mentioning: Library) -> None:
    """Nobody is called Michael Donilon here; Tom is offered."""
    with pytest.raises(UnknownNameError, match=r"called 'Michael Donilon'. Did you mean Tom Don"):
        who(mentioning, "Michael Donilon")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Barack Obama", "Obama"), ("barack obama", "Obama"), ("Renaud", "Renault")],
)
def test_what_a_text_has_of_a_name_is_offered(fake_library: Build, typed: str, meant: str) -> None:
    """A surname alone, or another spelling of it: offered, and not taken for the name."""
    library = fake_library({"a.md": "Then Obama spoke of Captain Renault, and an oban sang.\n"})
    with pytest.raises(UnknownNameError, match=f"called '{typed}'. Did you mean {meant}\\?"):
        who(library, typed)


def test_a_name_in_small_letters_is_shown_as_it_is_written(mentioning: Library) -> None:
    """Who types "china" reads "China", as the texts have it."""
    assert [who(mentioning, typed).asked for typed in ("china", "us", "tom donilon")] == [
        "China",
        "US",
        "Tom Donilon",
    ]


def test_a_letter_brings_nobody_to_mind(fake_library: Build) -> None:
    """What is left of "AT&T" is not what an abbreviation has, or an apostrophe."""
    library = fake_library(
        {"a.md": "The U.S.-China Security Review Commission can\u2019t meet.\n"}
    )
    with pytest.raises(UnknownNameError, match="Nobody and nothing in the corpus"):
        who(library, "at&t")


def test_an_unknown_name_gets_a_sentence(mentioning: Library) -> None:
    """What nothing comes near is told, with what to do."""
    with pytest.raises(UnknownNameError, match="`dossier who` lists who is named"):
        who(mentioning, "Salt Typhoon")
