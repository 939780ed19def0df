"""Names in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.names import Found, Kind, names_in

PERSON, ORGANISATION = Kind.PERSON, Kind.ORGANISATION


def named(text: str) -> list[tuple[str, Kind]]:
    """Return the names in a text that are told to be one or the other."""
    return [(found.text, found.kind) for found in names_in(text) if found.kind is not None]


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
        ("with Secretary of State Ann Brown there", "Ann Brown", "Secretary of State"),
        (
            "what Director of National Intelligence James R. Clapper Jr. saw",
            "James R. Clapper",
            "Director of National Intelligence",
        ),
        ("House Majority Leader Kelvin McCoy agreed", "Kelvin McCoy", "House Majority Leader"),
        ("Secretary-General Ban Ki-moon spoke", "Ban Ki-moon", "Secretary-General"),
        ("then-Ambassador J.D. Brown left", "J.D. Brown", "Ambassador"),
        ("Acting Vice Premier He Lifeng met", "He Lifeng", "Acting Vice Premier"),
        ("as Rear Admiral Ann Brown said", "Ann Brown", "Rear Admiral"),
        ("as Vice Adm. Brown said", "Brown", "Vice Adm."),
        ("what Acme Future CFO Nuruddin Farah sold", "Nuruddin Farah", "Acme Future CFO"),
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
        ("with Jean-Luc\nMarie O\u2019Neill", "Jean-Luc Marie O\u2019Neill"),
        ("with Nuruddin Farah there", None),
        ("and Nuruddin Farah, who was there, left", "Nuruddin Farah"),
        ("a speech by Wang Wei yesterday", "Wang Wei"),
        ("whom Defendant Sun Kailiang met", "Sun Kailiang"),
        ("what Liu He thought", "Liu He"),
        ("when Kim Jong-un laughed", "Kim Jong-un"),
        ("between Song Yuan and Hong Kong Feng Shui", None),
        ("that Bashar al-Assad fled", "Bashar al-Assad"),
        ("that J. Edgar Hoover knew", "J. Edgar Hoover"),
        ("then Robert S. Mueller III knew", "Robert S. Mueller"),
        ("then Martin Luther King Jr. spoke", "Martin Luther King"),
        ("Q. Who? A. Thomas Farah, perhaps", "Thomas Farah"),
        ("then Nancy Farah left", "Nancy Farah"),
        ("with Theresa May in London", "Theresa May"),
        ("In London, Prime Minister Theresa May met him", "Theresa May"),
        ("the rear admiral Nuruddin Farah left", "Nuruddin Farah"),
        ("then George Washington rode on", "George Washington"),
        ("then Virginia Washington rode on", None),
        ("with Thomas May 3", None),
        ("at Fort William Henry they", None),
        ("then Acme SecureWorks testified", None),
        ("then Nuruddin McFarah testified", "Nuruddin McFarah"),
        ("(C.D. Cal. 2014)", None),
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
        ("Acme Widgets Inc. was sold", "Acme Widgets"),
        ("Simmenthal SpA argued that", "Simmenthal"),
        ("China\u2019s Ministry of Foreign Affairs", "Ministry of Foreign Affairs"),
        ("the Ministry of State Security did", "Ministry of State Security"),
        ("The Ministry of Public Security agreed.", "Ministry of Public Security"),
        ("at the Department of State", "Department of State"),
        ("the State Council", "State Council"),
        ("the National Security Council", "National Security Council"),
        ("the Federal Regional Commission", "Federal Regional Commission"),
        ("State Department officials said", "State Department"),
        ("by the World Bank.", "World Bank"),
        ("It is General Motors that paid.", "General Motors"),
        ("the European Commission and others", "European Commission"),
        ("in the Wall Street Journal", "Wall Street Journal"),
        ("in the People\u2019s Daily yesterday", "People\u2019s Daily"),
        ("a Global Times editorial", "Global Times"),
        ("a Daily Telegraph editorial", "Daily Telegraph"),
        ("by Acme Pictures Entertainment", "Acme Pictures Entertainment"),
        ("Acme Technologies Co., Ltd. was sold", "Acme Technologies"),
        ("the Chinese Communist Party", "Chinese Communist Party"),
        ("of the Liberal Democratic Party", "Liberal Democratic Party"),
        ("at the Food and Drug Administration", "Food and Drug Administration"),
        (
            "the Cybersecurity and Infrastructure Security Agency",
            "Cybersecurity and Infrastructure Security Agency",
        ),
        (
            "the District Court for the Central District of California",
            "District Court for the Central District of California",
        ),
        ("the Centers for Disease Control", "Centers for Disease Control"),
        ("the 54th Research Institute", "54th Research Institute"),
        ("hackers of APT41 did", "APT41"),
        ("hackers of Unit 61398 did", "Unit 61398"),
        ("what Volt Typhoon does", "Volt Typhoon"),
        ("the security firm Acme Future warned", "Acme Future"),
        ("then Acme, a telecom company, paid", "Acme"),
        ("and Acme, the official news agency, paid", "Acme"),
        ("with Acme executives there", "Acme"),
        ("It was Verizon that paid.", "Verizon"),
        ("what AT&T\u2019s network did", "AT&T"),
        ("so Rio Tinto paid", "Rio Tinto"),
        ("a McDonald\u2019s in Beijing", "McDonald\u2019s"),
        ("what Standard & Poor's said", "Standard & Poor's"),
        ("The engines of Boulton & Watt ran.", "Boulton & Watt"),
        ("at Texas A&M University", "Texas A&M University"),
        ("the United States Navy sailed", "United States Navy"),
        ("the Roman Catholic Church", "Roman Catholic Church"),
        ("and Van Gend en Loos, a transport company, sued", "Van Gend en Loos"),
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
        (
            "by the Third Department of the PLA and Unit 61398",
            ["Third Department of the PLA", "Unit 61398"],
        ),
        (
            "by the American Society of Oncology and European Society of Oncology",
            ["American Society of Oncology", "European Society of Oncology"],
        ),
        ("the Bank of China and Huawei", ["Bank of China", "Huawei"]),
        (
            "Companies such as Acme, No Future, Blue & Red and Wide World lost. Others won.",
            ["Acme", "Blue & Red", "Wide World"],
        ),
        ("IBM, Johnson & Johnson, and AT&T paid", ["IBM", "Johnson & Johnson", "AT&T"]),
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
        "so said a senator (D-Calif.) and a member of the House (R-Mich.)",
        "Silicon Valley and New York are places.",
        "A vitamin D. However this was so.",
        "Work on high School and Middle School level",
        "Regional Public Council meetings are rare.",
        "The General Counsel and the General Secretariat agreed.",
        "a Special Department, a Local Court and an Old National Army",
        "General Education is a subject, and a General Practice Survey another.",
        "the Director of National Intelligence and the Secretary of the Navy",
        "However, the group of Operating Systems and Immune Systems grew.",
        "a Polar Bear, a Super Typhoon, group B-cells, Unit 4, China vs. Japan",
        "the Regional Centres and the Several Reports",
        "the Bank of Italy Building, a Data Library and a Major Depressive Disorder",
        "what about (A) And (B) 2000 Patients",
        "Last year Beijing said so.",
        "near the Jin Mao Tower a Pan Asian forum met",
        "with the Lord Advocate and the Advocate Generals",
        "King George\u2019s War and Queen Anne\u2019s War",
        "by Mork & Mindy, Law & Order, Q & A, R&D, Medieval & Renaissance, Light & Manufacturing",
        "(Farah & Jones, 2009); Farah & Jones (2009); as Farah & Jones et al. had it",
        "by the Farah & Jones method, and by Fish & Wildlife",
        "by Skidmore, Owings & Merrill they",
        "songs of Simon & Garfunkel, the film of Bonnie & Clyde",
        "as a Former CEO, Acting CFO and their provider Computing",
        "",
    ],
)
def test_places_months_peoples_and_headings_are_nobody(text: str) -> None:
    """What is neither a person nor an organisation is not taken for one."""
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Then Secretary of State John Kerry and Treasury Secretary Jack Lew met.",
            {"John Kerry", "Jack Lew"},
        ),
        (
            "with Secretary of Commerce Gina Raimondo and Wang Wentao",
            {"Gina Raimondo", "Wang Wentao"},
        ),
    ],
)
def test_who_stands_beside_an_official_is_somebody_else(text: str, names: set[str]) -> None:
    """Though "and" goes on with a ministry's name."""
    assert {found.text for found in names_in(text)} == names


@given(st.text(st.sampled_from("AaBb Tom Said.,'’()\n-&of1U.S"), max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever stands in a passage, what is found stands in it."""
    for found in names_in(text):
        assert all(word in text for word in found.text.split())
