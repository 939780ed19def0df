"""Mentions of names in a corpus."""

import pytest

from index.digests import shelf
from index.digests.mentions import (
    cited,
    names,
    names_beginning,
    who,
)
from index.errors import QuestionError
from index.library import Library
from tests.index.digests.mentioned import Build, keys


def test_mentions_come_from_the_earliest_document_on(mentioning: Library) -> None:
    """A name's mentions go by the documents' dates; one without a date is last, and counted."""
    found = who(mentioning, "donilon")
    assert keys(mentioning, found) == ["other", "early", "early", "late", "undated"]
    assert (found.times, found.documents, found.undated, found.more) == (6, 4, 1, False)
    assert found.others == ("Tom Donilon",)


def test_a_whole_name_is_the_surname_too_where_it_is_meant(mentioning: Library) -> None:
    """In a document that has the whole name, or where a title stands before it; nowhere else."""
    found = who(mentioning, "Tom Donilon")
    assert keys(mentioning, found) == ["early", "late", "undated"]
    assert found.times == 4
    assert found.forms == ("Donilon",)
    assert found.name is not None
    assert found.name.title == "Advisor"


def test_a_surname_in_another_name_is_not_meant(fake_library: Build) -> None:
    """An award that bears a name, and a university, are not the person."""
    library = fake_library(
        {
            "turing.md": "It was Alan Turing. The Turing Award came later; Turing was dead.",
            "harvard.md": "It was John Harvard who gave to Harvard University; Harvard was rich"
            " and Mr. Harvard gave.",
        }
    )
    assert who(library, "Alan Turing").times == 2
    assert who(library, "John Harvard").times == 2


def test_titles_may_be_typed_and_are_left_aside(mentioning: Library) -> None:
    """Who types "Advisor Tom Donilon" means him."""
    whole = who(mentioning, "Tom Donilon").passages
    assert who(mentioning, "advisor tom donilon").passages == whole
    assert who(mentioning, "rear admiral Tom Donilon").passages == whole
    assert who(mentioning, "national security advisor donilon").asked == "Donilon"
    shouted = who(mentioning, "PRESIDENT TOM DONILON")
    assert (shouted.passages, shouted.corrected) == (whole, None)


def test_behind_a_title_any_word_is_a_name(fake_library: Build) -> None:
    """A month or a park, too, unless the list has both words as one name."""
    library = fake_library({"a.md": "There Park met May.\n", "b.md": "It is of General Motors.\n"})
    asked = ("president park", "Mrs. May", "former prime minister may", "general motors")
    assert [who(library, typed).asked for typed in asked] == [
        "Park",
        "May",
        "May",
        "General Motors",
    ]
    assert [who(library, typed).corrected for typed in asked] == [None] * len(asked)


def test_the_sentence_of_a_mention_is_marked(mentioning: Library) -> None:
    """The window of a citation is the sentence in which the mention stands."""
    (first, *_) = cited(mentioning, who(mentioning, "Tom Donilon").passages)
    assert first.window == "It was Advisor Donilon who told us of one hacker."
    assert first.number == 1


def test_an_acronym_counts_where_it_is_explained(mentioning: Library) -> None:
    """The army is the PLA in a document that says so, and plastic elsewhere."""
    found = who(mentioning, "People\u2019s Liberation Army")
    assert (keys(mentioning, found), found.times) == (["late"], 3)
    assert keys(mentioning, who(mentioning, "PLA")) == ["late", "undated"]


def test_us_is_the_united_states(mentioning: Library) -> None:
    """The pronoun is not."""
    found = who(mentioning, "us")
    assert (found.times, [one.times for one in found.passages]) == (1, [1])
    assert keys(mentioning, found) == ["early"]


def test_a_place_is_found_though_it_is_not_listed(mentioning: Library) -> None:
    """Who asks for China gets its mentions; the list has people and organisations."""
    assert keys(mentioning, who(mentioning, "china")) == ["early"]
    listed, total = names(mentioning, 0, 50)
    assert total == len(listed)
    assert "China" not in [name.text for name in listed]


@pytest.mark.parametrize("typed", ["donilon's", "Donilon\u2019s", "DONILON'S"])
def test_a_possessive_is_left_aside(mentioning: Library, typed: str) -> None:
    """Who types "donilon's" means the one who has it."""
    assert who(mentioning, typed).passages == who(mentioning, "Donilon").passages


def test_a_name_may_end_in_a_possessive(fake_library: Build) -> None:
    """Where the list has it so, or every text; one mention alone may be a possessive."""
    library = fake_library(
        {
            "a.md": "The McDonald\u2019s there is full.\n\nThe Farah\u2019s there is new.",
            "b.md": "A Farah's is no Brown's.\n\nHere Lee\u2019s men met Lee.",
        }
    )
    assert who(library, "mcdonald's").asked == "McDonald\u2019s"
    assert who(library, "Farah's").asked == "Farah's"
    assert who(library, "Brown's").asked == "Brown"
    assert who(library, "Lee's").asked == "Lee"


def test_an_ampersand_stands_in_a_name(fake_library: Build) -> None:
    """Typed in small letters, and though each part alone is no word that could be looked for."""
    library = fake_library({"a.md": "It was AT&T that paid; so did Johnson & Johnson.\n"})
    assert who(library, "at&t").asked == "AT&T"
    assert who(library, "johnson & johnson").times == 1
    with pytest.raises(QuestionError, match="too common"):
        who(library, "at&so")


def test_a_short_name_may_have_a_possessive(fake_library: Build) -> None:
    """Its letters are common words, and yet it is looked for."""
    library = fake_library({"a.md": "The WHO's plan, AT&T's plan and the U.S. plan differ.\n"})
    for typed in ("WHO's", "AT&T's", "at&t\u2019s", "U.S.'s"):
        assert who(library, typed).times == 1


def test_a_question_does_not_hide_who_it_is_about(fake_library: Build) -> None:
    """The "Will" that asks is no first name; the one that has a surname is."""
    library = fake_library(
        {"a.md": "There Xi Jinping spoke. Will Xi agree? He met Will Xi. Will Xi left.\n"}
    )
    assert who(library, "Xi Jinping").times == 2


def test_who_bears_a_place_s_name_is_not_the_place(fake_library: Build) -> None:
    """George Washington is not mentioned where Washington is."""
    library = fake_library({"a.md": "There George Washington met them in Washington.\n"})
    assert who(library, "George Washington").times == 1


def test_a_heading_in_capitals_does_not_tell_how_a_name_is_written(fake_library: Build) -> None:
    """What is typed in small letters is headed as a sentence has it, unless all have capitals."""
    library = fake_library({"a.md": "CHINA AND THE PLA\n\nIt is said of China and the PLA.\n"})
    assert (who(library, "china").asked, who(library, "pla").asked) == ("China", "PLA")


@pytest.mark.parametrize("typed", ["Barack Obama", "barack h. obama", "President Barack H. Obama"])
def test_an_initial_makes_nobody_else(fake_library: Build, typed: str) -> None:
    """With an initial or without, in the question and in the text, it is one person."""
    library = fake_library(
        {
            "a.md": "There Barack H. Obama spoke.\n\nThen Obama left.\n",
            "b.md": "It was Barack Obama, and Barack X and Obama, and Michelle Obama.\n",
        }
    )
    found = who(library, typed)
    assert (found.asked, keys(library, found)) == ("Barack Obama", ["a", "a", "b"])
    assert found.times == 4


def test_a_family_name_that_stands_first_is_the_surname(fake_library: Build) -> None:
    """Mr. Xi is Xi Jinping; Xi'an is a town, and Xi Zhongxun somebody else."""
    library = fake_library(
        {
            "a.md": "There Xi Jinping met President Xi Zhongxun of Xi'an; Mr. Xi left Xi's men.\n",
            "b.md": "There President Xi spoke of Xi.\n",
        }
    )
    found = who(library, "xi jinping")
    assert [one.times for one in found.passages] == [3]
    assert found.forms == ("Xi",)


def test_a_title_tells_who_is_meant_of_two(fake_library: Build) -> None:
    """President Obama is the president; Mr. Obama may be either where nobody is named in full."""
    library = fake_library(
        {
            "a.md": "There President Barack Obama spoke.\n",
            "b.md": "Nobody but Michelle Obama heard it.\n",
            "c.md": "Then President Obama left.\n",
            "d.md": "Then Mr. Obama left.\n",
        }
    )
    assert keys(library, who(library, "Barack Obama")) == ["a", "c"]
    assert keys(library, who(library, "Michelle Obama")) == ["b"]


def test_names_are_offered_while_one_types(mentioning: Library) -> None:
    """Any word of a name may be typed, the last one unfinished."""
    assert [name.text for name in names_beginning(mentioning, "doni", 5)] == ["Tom Donilon"]
    assert [name.text for name in names_beginning(mentioning, "ann br", 5)] == ["Ann Brown"]
    assert names_beginning(mentioning, "zzz", 5) == []
    assert names_beginning(mentioning, "", 1)[0].text == "People's Liberation Army"


@pytest.mark.parametrize("ordered", [20_000, 3])
def test_of_very_many_passages_the_earliest_are_looked_through(
    fake_library: Build, monkeypatch: pytest.MonkeyPatch, ordered: int
) -> None:
    """Where more passages hold the words than are looked through, that is said."""
    monkeypatch.setattr(shelf, "MOST", 4)
    monkeypatch.setattr(shelf, "_ALL_ROWS", ordered)
    library = fake_library(
        {
            f"d{year}.md": f"---\ndate: {year}\n---\n\nThe Bob Brown bill.\n\nBob Brown two.\n"
            for year in range(2010, 2000, -1)
        }
    )
    found = who(library, "Bob Brown")
    assert found.more
    assert keys(library, found) == ["d2001", "d2001", "d2002", "d2002"]
