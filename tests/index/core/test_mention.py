"""Where a text mentions a name or a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.mention import (
    Case,
    Form,
    equivalents,
    form_of,
    mentions_in,
    name_form,
    phrases_of,
)


def written(text: str, *forms: Form) -> list[str]:
    """Return what of a text mentions one of the forms."""
    return [text[start:end] for start, end in mentions_in(text, forms)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tom Donilon said", ["Tom Donilon"]),
        ("Tom\nDonilon\u2019s visit", ["Tom\nDonilon"]),
        ("T\u00f3m Doni\u00adlon", ["T\u00f3m Doni\u00adlon"]),
        ("Tom. Donilon", ["Tom. Donilon"]),
        ("Tom, Donilon", []),
        ("tom donilon", []),
        ("Tommy Donilon", []),
        ("Tom H. Donilon", ["Tom H. Donilon"]),
        ("Tom H R Donilon", ["Tom H R Donilon"]),
        ("Tom A. Tom Donilon", ["Tom Donilon"]),
        ("Tom, H. Donilon", []),
        ("Tom H.", []),
    ],
)
def test_a_name_is_found_however_it_is_set(text: str, found: list[str]) -> None:
    """Line breaks, possessives, accents and invisible hyphens do not matter; capitals do."""
    assert written(text, name_form("Tom Donilon")) == found


def test_us_is_no_pronoun() -> None:
    """A name of capitals is found in capitals alone, with its points or without."""
    forms = [
        form_of(one, Case.CAPITALS if one.isupper() else Case.NAME) for one in equivalents("us")
    ]
    text = "Tell us what the US, the U.S. and the United States do; a us b, united states"
    assert written(text, *forms) == ["US", "U.S", "United States"]


@pytest.mark.parametrize("name", ["US", "u.s.", "United States", "european union", "PRC"])
def test_few_names_are_written_in_several_ways(name: str) -> None:
    """Who asks for one asks for all."""
    assert len(equivalents(name)) > 1
    assert equivalents("China") == ()


def test_small_words_of_a_name_need_no_capital() -> None:
    """A particle, and "of the", are written small."""
    assert written("the Bank of the West", name_form("bank of the west")) == ["Bank of the West"]


def test_the_longest_form_counts() -> None:
    """A surname within the whole name is not counted again."""
    forms = (name_form("Donilon"), name_form("Donilon Group"))
    assert written("Donilon Group and Donilon", *forms) == ["Donilon Group", "Donilon"]


def test_a_term_is_found_in_each_of_its_forms() -> None:
    """Of a term case does not matter, and a hyphen joins its words as a space does."""
    form = Form((frozenset({"cyber"}), frozenset({"attack", "attacks"})))
    assert written("Cyber-attacks, a cyber\nattack; cyber. attack", form) == [
        "Cyber-attacks",
        "cyber\nattack",
    ]
    assert phrases_of([form]) == ["cyber attack", "cyber attacks"]


def test_ideographs_are_words_of_their_own() -> None:
    """Chinese has no spaces between words."""
    assert written("\u4e2d\u7f8e\u7f51\u7edc\u5bf9\u8bdd", name_form("\u7f51\u7edc")) == [
        "\u7f51\u7edc"
    ]


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
def test_what_is_found_lies_in_the_text(text: str, asked: str) -> None:
    """Whatever is asked of whatever text."""
    form = form_of(asked, Case.ANY)
    if form.words:
        after = 0
        for start, end in mentions_in(text, [form]):
            assert after <= start < end <= len(text)
            after = end


def test_a_letter_in_the_name_of_a_thing_is_no_initial() -> None:
    """An initial without its point is one of a person's, whose forename is known."""
    assert not mentions_in("a Plan B Attack", [name_form("Plan Attack")])
    assert mentions_in("said Tom H Donilon", [name_form("Tom Donilon")])
