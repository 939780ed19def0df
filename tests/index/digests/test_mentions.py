"""Mentions of names and terms in a corpus."""

from collections.abc import Callable, Mapping

import pytest

from index.digests import shelf
from index.digests.mentions import (
    MAX_ASKED,
    Mentions,
    UnknownNameError,
    cited,
    names,
    names_beginning,
    term,
    who,
)
from index.engines.words import stems
from index.errors import QuestionError
from index.library import Library

Build = Callable[[Mapping[str, str]], Library]

FILES = {
    "late.md": "---\ndate: 2014-05\n---\n\nAs Tom Donilon said, hackers met. Donilon left.\n\n"
    "The People's Liberation Army (PLA) denied it; the PLA hacked nobody.\n",
    "early.md": "---\ndate: 2009\n---\n\nIt was Advisor Donilon who told us of one hacker.\n\n"
    "In the US nobody saw Donilon\u2019s cat, nor China.\n",
    "undated.md": "Nothing here but Tom Donilon, and a PLA of plastic made by Ann Brown.\n",
    "other.md": "---\ndate: 2001\n---\n\nA Donilon street is a street. Bob Brown lives there.\n",
}


@pytest.fixture
def library(fake_library: Build) -> Library:
    """Return a library over documents of several dates."""
    return fake_library(FILES)


def keys(library: Library, found: Mentions) -> list[str]:
    """Return whose passages are found, in order."""
    return [citation.key for citation in cited(library, found.passages)]


def test_mentions_come_from_the_earliest_document_on(library: Library) -> None:
    """A name's mentions go by the documents' dates; one without a date is last, and counted."""
    found = who(library, "donilon")
    assert keys(library, found) == ["other", "early", "early", "late", "undated"]
    assert (found.times, found.documents, found.undated, found.more) == (6, 4, 1, False)
    assert found.others == ("Tom Donilon",)


def test_a_whole_name_is_the_surname_too_where_it_is_meant(library: Library) -> None:
    """In a document that has the whole name, or where a title stands before it; nowhere else."""
    found = who(library, "Tom Donilon")
    assert keys(library, found) == ["early", "late", "undated"]
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


def test_titles_may_be_typed_and_are_left_aside(library: Library) -> None:
    """Who types "Advisor Tom Donilon" means him."""
    whole = who(library, "Tom Donilon").passages
    assert who(library, "advisor tom donilon").passages == whole
    assert who(library, "rear admiral Tom Donilon").passages == whole
    assert who(library, "national security advisor donilon").asked == "Donilon"
    shouted = who(library, "PRESIDENT TOM DONILON")
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


def test_the_sentence_of_a_mention_is_marked(library: Library) -> None:
    """The window of a citation is the sentence in which the mention stands."""
    (first, *_) = cited(library, who(library, "Tom Donilon").passages)
    assert first.window == "It was Advisor Donilon who told us of one hacker."
    assert first.number == 1


def test_an_acronym_counts_where_it_is_explained(library: Library) -> None:
    """The army is the PLA in a document that says so, and plastic elsewhere."""
    found = who(library, "People\u2019s Liberation Army")
    assert (keys(library, found), found.times) == (["late"], 3)
    assert keys(library, who(library, "PLA")) == ["late", "undated"]


def test_us_is_the_united_states(library: Library) -> None:
    """The pronoun is not."""
    found = who(library, "us")
    assert (found.times, [one.times for one in found.passages]) == (1, [1])
    assert keys(library, found) == ["early"]


def test_a_place_is_found_though_it_is_not_listed(library: Library) -> None:
    """Who asks for China gets its mentions; the list has people and organisations."""
    assert keys(library, who(library, "china")) == ["early"]
    listed, total = names(library, 0, 50)
    assert total == len(listed)
    assert "China" not in [name.text for name in listed]


@pytest.mark.parametrize("typed", ["donilon's", "Donilon\u2019s", "DONILON'S"])
def test_a_possessive_is_left_aside(library: Library, typed: str) -> None:
    """Who types "donilon's" means the one who has it."""
    assert who(library, typed).passages == who(library, "Donilon").passages


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


@pytest.mark.parametrize("typed", ["donnilon", "Tom Donnilon", "tom donilan"])
def test_a_misspelt_name_is_read_as_the_one_that_is_near(library: Library, typed: str) -> None:
    """Where just one name comes near, its mentions are shown, and it is said how it was read."""
    found = who(library, typed)
    assert (found.asked, found.corrected) == ("Tom Donilon", typed)


def test_a_misspelt_place_is_read_as_the_word_of_the_corpus(library: Library) -> None:
    """What is no listed name may still be a word with a capital."""
    assert who(library, "Chinna").asked == "China"


def test_of_several_near_names_all_are_offered(library: Library) -> None:
    """Two Browns: which one was meant is for the reader to say."""
    with pytest.raises(UnknownNameError, match="Did you mean Ann Brown or Bob Brown?"):
        who(library, "Ben Browm")


def test_a_name_with_another_first_name_is_not_taken_for_it(library: Library) -> None:
    """Nobody is called Michael Donilon here; Tom is offered."""
    with pytest.raises(UnknownNameError, match=r"called 'Michael Donilon'. Did you mean Tom Don"):
        who(library, "Michael Donilon")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Barack Obama", "Obama"), ("barack obama", "Obama"), ("Renaud", "Renault")],
)
def test_what_a_text_has_of_a_name_is_offered(fake_library: Build, typed: str, meant: str) -> None:
    """A surname alone, or another spelling of it: offered, and not taken for the name."""
    library = fake_library({"a.md": "Then Obama spoke of Captain Renault, and an oban sang.\n"})
    with pytest.raises(UnknownNameError, match=f"called '{typed}'. Did you mean {meant}\\?"):
        who(library, typed)


def test_a_name_in_small_letters_is_shown_as_it_is_written(library: Library) -> None:
    """Who types "china" reads "China", as the texts have it."""
    assert [who(library, typed).asked for typed in ("china", "us", "tom donilon")] == [
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


def test_an_unknown_name_gets_a_sentence(library: Library) -> None:
    """What nothing comes near is told, with what to do."""
    with pytest.raises(UnknownNameError, match="`dossier who` lists who is named"):
        who(library, "Salt Typhoon")


@pytest.mark.parametrize("typed", ["", "...", "the", "a", "of the", "who", "x" * (MAX_ASKED + 1)])
def test_what_is_no_name_and_no_term_is_refused(library: Library, typed: str) -> None:
    """Punctuation, too common a word, too long a one: one sentence each."""
    with pytest.raises(QuestionError):
        who(library, typed)
    with pytest.raises(QuestionError):
        term(library, typed, stems)


def test_a_term_is_found_in_its_inflected_forms(library: Library) -> None:
    """The term "hacker" finds "hackers"; what else it was looked for as is told."""
    found = term(library, "hacker", stems)
    assert keys(library, found) == ["early", "late"]
    assert found.forms == ("hackers",)


@pytest.mark.parametrize("typed", ["cyber-attack", "cyberattack", "cyber attacks", "Cyberattacks"])
def test_a_term_is_found_with_a_hyphen_without_and_in_one_word(
    fake_library: Build, typed: str
) -> None:
    """However it is written, in the question and in the texts; what else was found is told."""
    library = fake_library(
        {
            "a.md": "A cyber-attack came.\n",
            "b.md": "Cyberattacks came, and one cyber attack.\n",
            "c.md": "Attacks on cyber; an attack.\n",
        }
    )
    found = term(library, typed, stems)
    assert (keys(library, found), found.times) == (["a", "b"], 3)
    assert {"cyberattacks", "attacks", "cyber attack"} & set(found.forms)


def test_a_word_is_parted_only_as_the_corpus_has_it(fake_library: Build) -> None:
    """Two words that never follow one another are no form of the one that they would make."""
    library = fake_library({"a.md": "The firewall of a fire is a wall; we fire at the wall.\n"})
    found = term(library, "firewall", stems)
    assert (found.times, found.forms) == (1, ())


def test_an_ending_is_no_word_of_a_term(fake_library: Build) -> None:
    """What is useless is not of less use, and "the rapist" is no therapist."""
    library = fake_library({"a.md": "A useless mill may use less water; the therapist swims.\n"})
    assert term(library, "useless", stems).times == 1
    with pytest.raises(UnknownNameError):
        term(library, "the rapist", stems)


def test_a_term_of_capitals_is_no_other_word(library: Library) -> None:
    """The term "US" is not "us", and "WHO" not "who"."""
    assert keys(library, term(library, "US", stems)) == ["early"]
    with pytest.raises(UnknownNameError):
        term(library, "WHO", stems)


def test_a_misspelt_term_is_read_as_a_word_of_the_corpus(library: Library) -> None:
    """Told is how it was read."""
    found = term(library, "hackrs", stems)
    assert (found.asked, found.corrected) == ("hackers", "hackrs")


def test_an_unknown_term_is_told_what_of_it_is_known(library: Library) -> None:
    """Of a phrase that nothing has, the words that something has are named."""
    with pytest.raises(UnknownNameError, match="It has hackers"):
        term(library, "hackers xylophone", stems)


def test_names_are_offered_while_one_types(library: Library) -> None:
    """Any word of a name may be typed, the last one unfinished."""
    assert [name.text for name in names_beginning(library, "doni", 5)] == ["Tom Donilon"]
    assert [name.text for name in names_beginning(library, "ann br", 5)] == ["Ann Brown"]
    assert names_beginning(library, "zzz", 5) == []
    assert names_beginning(library, "", 1)[0].text == "People's Liberation Army"


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
