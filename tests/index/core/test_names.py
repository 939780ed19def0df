"""Names in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.name_list import Name, NameList
from index.core.names import Found, Kind, names_in

PERSON, ORGANISATION = Kind.PERSON, Kind.ORGANISATION


def named(text: str) -> list[tuple[str, Kind]]:
    """Return the names in a text that are told to be one or the other."""
    return [(found.text, found.kind) for found in names_in(text) if found.kind is not None]


def listed(*documents: str) -> list[Name]:
    """Return the names in documents of one passage each."""
    names = NameList()
    for text in documents:
        names.add([text])
    return names.names()


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Beijing tends to act like Captain Renault in Casablanca.", "Renault", "Captain"),
        (
            "up to and including then-National Security Advisor Donilon) said",
            "Donilon",
            "National Security Advisor",
        ),
        ("as Mr. Segal told us", "Segal", "Mr."),
        ("It was Gen. Keith Alexander who spoke.", "Keith Alexander", "Gen."),
        ("what Prime Minister Winston Churchill said", "Winston Churchill", "Prime Minister"),
        ("On Tuesday Mr. Segal told us", "Segal", "Mr."),
        ("In June President Obama spoke", "Obama", "President"),
        ("Yesterday Ms. Monaco spoke", "Monaco", "Ms."),
        ("Recently Foreign Minister Wang Yi spoke", "Wang Yi", "Foreign Minister"),
        ("as General Counsel Keith Alexander said", "Keith Alexander", "General Counsel"),
    ],
)
def test_a_title_is_kept_apart_from_the_name(text: str, name: str, title: str) -> None:
    """What stands before a name says that it is a person's, and is no part of it."""
    assert Found(name, PERSON, title) in list(names_in(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When Tom Donilon left, nobody spoke.", "Tom Donilon"),
        ("a talk with Barack H. Obama in May", "Barack H. Obama"),
        ("the painter Vincent van Gogh", "Vincent van Gogh"),
        ("a speech by Xi Jinping yesterday", "Xi Jinping"),
        ("as J. R. R. Tolkien had it", "J. R. R. Tolkien"),
        ("the diplomat Nuruddin Farah was there", "Nuruddin Farah"),
        ("then Nuruddin Farah said so", "Nuruddin Farah"),
        ("Osama bin Laden's house", "Osama bin Laden"),
        ("President Woodrow Wilson\u2019s war", "Woodrow Wilson"),
        ("with Jean-Luc\nMarie O\u2019Neill", None),
        ("so Thomas\nO\u2019Neill\u2019s friends went", "Thomas O\u2019Neill"),
    ],
)
def test_people_are_told_by_what_stands_in_and_around_their_names(
    text: str, name: str | None
) -> None:
    """First names, family names before first ones, initials, particles, roles and verbs tell."""
    assert named(text) == ([(name, PERSON)] if name else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the People\u2019s Liberation Army is large", "People\u2019s Liberation Army"),
        ("the Council on Foreign Relations wrote", "Council on Foreign Relations"),
        ("at the Massachusetts Institute of Technology", "Massachusetts Institute of Technology"),
        ("the Ministry of Science and Technology", "Ministry of Science and Technology"),
        ("Sunday\u2019s New York Times reports", "New York Times"),
        ("by King\u2019s College London", "King\u2019s College London"),
        (
            "the U.S.-China Security Review Commission report",
            "U.S.-China Security Review Commission",
        ),
        ("a member of NATO and others", "NATO"),
        ("by the Bill & Melinda Gates Foundation", "Bill & Melinda Gates Foundation"),
        ("at St. Mary\u2019s Church there", "St. Mary\u2019s Church"),
        ("the New York Times on Monday", "New York Times"),
        ("Acme Widgets Inc. was sold", "Acme Widgets Inc"),
        ("Simmenthal SpA argued that", "Simmenthal SpA"),
        ("China\u2019s Ministry of Foreign Affairs", "Ministry of Foreign Affairs"),
        ("the Ministry of State Security did", "Ministry of State Security"),
        ("The Ministry of Public Security agreed.", "Ministry of Public Security"),
        ("at the Department of State", "Department of State"),
        ("the State Council", "State Council"),
        ("the National Security Council", "National Security Council"),
        ("the Federal Regional Commission", "Federal Regional Commission"),
        ("State Department officials said", "State Department"),
        ("by the World Bank.", "World Bank"),
        ("the White House", "White House"),
        (
            "the Carnegie Endowment for International Peace",
            "Carnegie Endowment for International Peace",
        ),
        (
            "the China Institutes of Contemporary International Relations",
            "China Institutes of Contemporary International Relations",
        ),
    ],
)
def test_organisations_are_told_by_a_word_of_their_names(text: str, name: str) -> None:
    """An army, a council, an institute: where it ends the name, or "of" follows."""
    assert named(text) == [(name, ORGANISATION)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The People\u2019s Liberation Army\u2019s General Staff met.",
            ["People\u2019s Liberation Army", "General Staff"],
        ),
        ("by the Third Department of the PLA and Unit 61398", ["Third Department of the PLA"]),
        ("the Bank of China and Huawei", ["Bank of China", "Huawei"]),
    ],
)
def test_organisations_that_stand_together_are_several(text: str, names: list[str]) -> None:
    """A possessive ends a name, and so does "and" behind an acronym or a place."""
    assert named(text) == [(name, ORGANISATION) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "The United States and China agreed in December.",
        "On Monday the Chinese, like the Russians, spoke of the Cold War.",
        "GETTING PAST CAPTAIN RENAULT",
        "Silicon Valley and New York are places.",
        "A vitamin D. However this was so.",
        "Work on high School and Middle School level",
        "Regional Public Council meetings are rare.",
        "The General Counsel and the General Secretariat agreed.",
        "a Special Department, a Local Court and an Old National Army",
        "General Education is a subject, and General Motors a maker.",
        "what about (A) And (B) 2000 Patients",
        "Last year Beijing said so.",
        "",
    ],
)
def test_places_months_peoples_and_headings_are_nobody(text: str) -> None:
    """What is neither a person nor an organisation is not taken for one."""
    assert named(text) == []


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


def test_an_acronym_is_joined_with_what_it_stands_for() -> None:
    """In the document that says what it stands for, it counts; elsewhere it may be another."""
    found = listed(
        "the People's Liberation Army (PLA) grew, and the PLA trained", "a PLA of plastic"
    )
    assert found[0] == Name("People's Liberation Army", ORGANISATION, 3, None, "PLA")


@given(st.text(st.sampled_from("AaBb Tom Said.,'’()\n-&of1U.S"), max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever stands in a passage, what is found stands in it."""
    for found in names_in(text):
        assert all(word in text for word in found.text.split())
