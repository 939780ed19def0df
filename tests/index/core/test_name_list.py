"""Names of a corpus, each with its mentions."""

import hashlib
from pathlib import Path

import pytest

from index.core import name_list
from index.core.name_list import NAME_RULES, Name, NameList
from index.core.names import Kind

PERSON, ORGANISATION = Kind.PERSON, Kind.ORGANISATION

RULES = "forenames name_list name_words names organisations people stopwords".split()
"""Modules that decide which names are found."""


def listed(*documents: str) -> list[Name]:
    """Return the names in documents of one passage each."""
    names = NameList()
    for text in documents:
        names.add([text])
    return names.names()


def test_the_most_mentioned_come_first() -> None:
    """Names are counted, and names counted alike go by the alphabet."""
    found = listed("Tom Smith met Ann Brown, and Tom Smith left.", "I saw Ann Adams there.")
    assert [(one.text, one.mentions) for one in found] == [
        ("Tom Smith", 2),
        ("Ann Adams", 1),
        ("Ann Brown", 1),
    ]


def test_a_surname_alone_counts_for_whom_its_document_names() -> None:
    """What "Smith" means is said by the document in which it stands."""
    found = listed(
        "Tom Smith left, because Smith was tired.", "I met Ann Smith.", "the Smith bill"
    )
    assert [(one.text, one.mentions) for one in found] == [("Tom Smith", 2), ("Ann Smith", 1)]


def test_a_title_and_a_surname_count_for_whom_the_document_names() -> None:
    """The full name is listed with the title that tells most; the surname is no second entry."""
    (found,) = listed("I met Barack Obama. Mr. Obama, President Obama, Mr. Obama, and so Obama.")
    assert found == Name("Barack Obama", PERSON, 5, "President")


def test_of_two_with_a_surname_a_title_tells_who_is_meant() -> None:
    """Another document's "President Obama" is the one of the two who has that title elsewhere."""
    both = "President Barack Obama met Michelle Obama."
    assert [(one.text, one.mentions) for one in listed(both, "as President Obama said")] == [
        ("Barack Obama", 2),
        ("Michelle Obama", 1),
    ]
    assert len(listed(both, "as Mr. Obama said")) == len(["Barack", "Michelle", "Mr. Obama"])


def test_a_family_name_before_the_first_name_is_the_surname() -> None:
    """Mr. Xi is Xi Jinping."""
    (found,) = listed("In May Xi Jinping came. Then Mr. Xi left, and Xi\u2019s men too.")
    assert found == Name("Xi Jinping", PERSON, 3, "Mr.")


def test_a_title_tells_of_a_name_elsewhere_in_the_document() -> None:
    """Nothing tells of Nuruddin Farah but that he is called Mr. Farah further on."""
    (found,) = listed("With Nuruddin Farah it began. Now Mr. Farah left.")
    assert found == Name("Nuruddin Farah", PERSON, 2, "Mr.")
    assert listed("With Nuruddin Farah it began.", "Here Mr. Brown left.")[0].text == "Brown"


def test_an_organisation_in_front_of_a_title_counts() -> None:
    """The director's is the FBI's mention, too."""
    assert listed("So FBI Director James Brown said.") == [
        Name("FBI", ORGANISATION, 1),
        Name("James Brown", PERSON, 1, "FBI Director"),
    ]


def test_a_company_that_is_introduced_counts_alone_as_well() -> None:
    """A word alone is a company for its document once it is said, unless somebody is called so."""
    assert listed("the firm Acme paid, and Acme left") == [Name("Acme", ORGANISATION, 2)]
    found = listed("It was Thomas Acme whose firm Acme paid; Acme left.")
    assert [(one.text, one.kind) for one in found] == [("Thomas Acme", PERSON)]


def test_the_state_in_front_of_an_organisation_makes_no_other() -> None:
    """What is named with the state and without is one."""
    (found,) = listed("the U.S. Justice Department", "the Justice Department")
    assert (found.text, found.mentions) == ("Justice Department", 2)
    assert listed("the U.S. Justice Department")[0].text == "U.S. Justice Department"


def test_a_surname_of_two_in_a_document_counts_for_nobody() -> None:
    """Where two are called so, it cannot be told who is meant."""
    found = listed("Tom Smith met Ann Smith, and Smith left.")
    assert [(one.text, one.mentions) for one in found] == [("Ann Smith", 1), ("Tom Smith", 1)]


def test_a_titled_surname_is_the_only_one_who_is_called_so() -> None:
    """An advisor without a first name is whom another document names in full."""
    (found,) = listed("as Advisor Donilon said", "I met Tom Donilon there.")
    assert found == Name("Tom Donilon", PERSON, 2, "Advisor")


def test_initials_make_nobody_else() -> None:
    """With an initial or without, it is one person."""
    (found,) = listed("I met Barack H. Obama.", "They saw Barack Obama there.")
    assert (found.text, found.mentions) == ("Barack Obama", 2)


def test_a_university_is_not_its_founder() -> None:
    """A surname in an organisation's name counts for nobody."""
    found = listed("It was John Harvard who gave Harvard University its name; Harvard is old.")
    assert [(one.text, one.mentions) for one in found] == [
        ("Harvard University", 1),
        ("John Harvard", 1),
    ]


@pytest.mark.parametrize(
    "defined",
    [
        "the Army of Mars (AOM) grew, and the AOM trained",
        "the Army of Mars (the \u201cAOM\u201d) grew, and the AOM trained",
        "the AOM (Army of Mars) grew, and the AOM trained",
    ],
)
def test_an_acronym_is_joined_with_what_it_stands_for(defined: str) -> None:
    """In the document that says what it stands for, it counts; elsewhere it may be another."""
    found = listed(defined, "an AOM of plastic")
    assert found == [Name("Army of Mars", ORGANISATION, 3, None, "AOM")]


def test_partners_are_people_too() -> None:
    """In a firm's name that is two surnames, each stays somebody's; a university's is its own."""
    found = listed("It was James Watt who built it with Boulton & Watt, so Watt was rich.")
    assert [(one.text, one.mentions) for one in found] == [
        ("James Watt", 2),
        ("Boulton & Watt", 1),
    ]


def test_a_company_that_is_introduced_is_no_person() -> None:
    """Though a verb behind its name speaks for one elsewhere."""
    (found,) = listed("and Red Acme, a company, sued. Then Red Acme argued that")
    assert (found.kind, found.mentions) == (ORGANISATION, 2)


def test_an_acronym_that_everybody_knows_is_joined_everywhere() -> None:
    """Once a document says what it stands for, the FBI is no second entry."""
    found = listed("the Federal Bureau of Investigation (FBI)", "an FBI report", "the FBI")
    assert found == [Name("Federal Bureau of Investigation", ORGANISATION, 4, None, "FBI")]
    assert listed("the EU", "the European Union")[0].mentions == 2


def test_who_has_a_title_is_no_company() -> None:
    """Though the surname alone stands where companies do."""
    (found,) = listed("Nuruddin Farah left. Mr. Farah argued that contractors like Farah fled.")
    assert (found.text, found.kind, found.mentions) == ("Nuruddin Farah", PERSON, 2)


def test_the_number_of_the_rules_goes_up_with_them() -> None:
    """No rule changes unnoticed: an index of older rules would keep its names for ever.

    Where other names are found in the same texts now, raise ``NAME_RULES``; then write what the
    modules are now down here.
    """
    folder = Path(name_list.__file__).parent
    sources = b"".join((folder / f"{name}.py").read_bytes() for name in RULES)
    rules = NAME_RULES, hashlib.sha256(sources.replace(b"\r\n", b"\n")).hexdigest()[:12]
    assert rules == (5, "6087fb5af722")
