"""A page of an answer -> its card."""

from dataclasses import replace

import pytest

from bot.discord.cards.answer import GONE, NO_LONGER_KEPT, answer_card
from index.domain import Scope, Verdict
from tests.bot.discord.builders import citation, entry, page
from tests.bot.discord.seen import labels, meanings, text_of

ID = "abcdefghijkl"
ASKER = 123456789012345678


def test_a_card_tells_what_was_asked_and_found() -> None:
    """The question, the verdict in words, and how much there is stand above the passages."""
    shown = text_of(answer_card(page(citation(1), citation(2)), private=False))
    asked, found, *_ = shown.splitlines()
    assert asked == "-# Asked: Who was shocked?"
    assert found == "**Found in the corpus**: 2 passages from 1 source, best first"


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_a_colour_of_its_own(verdict: Verdict) -> None:
    """Whether something was found can be told at a glance."""
    cards = {
        one: answer_card(page(citation(), of=entry(citation(), verdict=one)), private=False)
        for one in Verdict
    }
    colours = [cards[one].to_components()[0]["accent_color"] for one in Verdict]
    assert colours.count(colours[list(Verdict).index(verdict)]) == 1


def test_a_passage_is_its_words_and_its_source() -> None:
    """A passage stands with the match in bold, and below it where it comes from."""
    shown = text_of(answer_card(page(citation(window=(16, 24))), private=False))
    assert "He was shocked. **Shocked!**\n-# " in shown
    assert shown.endswith(
        "*Getting Past Captain Renault*, Asia Unbound, The Author, 14 December 2009,"
        " paragraph 3, `renault-xbyzgn`,"
        " [open at these words](https://www.cfr.org/blog#:~:text=shocked)"
    )


def test_what_is_not_known_is_left_out() -> None:
    """A source line has only the parts that are known."""
    bare = citation(publisher=None, author=" ", date=None, url=None)
    shown = text_of(answer_card(page(bare), private=False))
    assert shown.endswith("-# *Getting Past Captain Renault*, paragraph 3, `renault-xbyzgn`")


@pytest.mark.parametrize(
    ("date", "written"),
    [("2009", "2009"), ("2009-12", "December 2009"), ("2009-12-14", "14 December 2009")],
)
def test_dates_are_written_out(date: str, written: str) -> None:
    """A date stands as a reader would write it, as exactly as it is known."""
    shown = text_of(answer_card(page(citation(date=date)), private=False))
    assert f", {written}, paragraph" in shown


@pytest.mark.parametrize(
    "url",
    ["http://example.org/a", "javascript:alert(1)", "https://", "HTTPS:///path", "ftp://a.org"],
)
def test_only_https_is_linked(url: str) -> None:
    """An address that is not a full https one is not made into a link."""
    assert "](" not in text_of(answer_card(page(citation(url=url)), private=False))


def test_an_address_cannot_end_its_link() -> None:
    """Brackets, spaces and other letters in an address are percent-encoded."""
    address = "https://example.org/a_(b) <c>/中#:~:text=x%20y"
    shown = text_of(answer_card(page(citation(url=address)), private=False))
    assert shown.endswith("](https://example.org/a_%28b%29%20%3Cc%3E/%E4%B8%AD#:~:text=x%20y)")


def test_a_long_address_opens_the_page() -> None:
    """Where an address with its words is too long, the link opens the page without them."""
    long = citation(url=f"https://example.org/a#:~:text={'x' * 3000}")
    shown = text_of(answer_card(page(long), private=False))
    assert shown.endswith(", [open the source](https://example.org/a)")


def test_no_address_fits_that_is_longer_than_a_card() -> None:
    """An address that does not fit at all is left out, and the passage is still there."""
    shown = text_of(answer_card(page(citation(url=f"https://a.org/{'x' * 5000}")), private=False))
    assert "He was shocked" in shown
    assert "](" not in shown


def test_a_strange_id_is_escaped() -> None:
    """An id that would end its own code marks is shown as text."""
    strange = citation(passage_id="a`b**c")
    assert r", a\`b\*\*c" in text_of(answer_card(page(strange), private=False))


def test_how_a_question_was_read_is_told() -> None:
    """Misspelt words, the question before and the limits are told; without them nothing is."""
    of = entry(
        citation(),
        corrections=(("captian", "captain"), ("renalt", "renault")),
        before="Who was *it*?",
        scope=Scope("renault", "2009", None),
    )
    shown = text_of(answer_card(page(citation(), of=of), private=False))
    assert "Read captian as captain, renalt as renault." in shown
    assert r"Who was \*it\*?" in shown
    assert "Only renault, since 2009, documents without a date left out." in shown
    plain = text_of(answer_card(page(citation()), private=False))
    assert not any(line.startswith(("-# Read", "-# Only")) for line in plain.splitlines())


def test_each_passage_has_its_buttons() -> None:
    """Context and citation are a press away; the whole passage only where it was cut."""
    long = citation(2, "It went on. " * 500, window=(0, 11), passage_id="long-aaaaaa")
    pressed = meanings(answer_card(page(citation(), long), private=False))
    assert pressed[:5] == [
        "context:renault-xbyzgn",
        "cite:renault-xbyzgn",
        "context:long-aaaaaa",
        "cite:long-aaaaaa",
        "whole:long-aaaaaa",
    ]


def test_everybody_may_vote_and_only_a_private_answer_be_shared() -> None:
    """Thumbs stand on every card; "Share" where others cannot see it anyway."""
    public = answer_card(page(citation()), private=False)
    private = answer_card(page(citation()), private=True)
    assert meanings(public)[-2:] == [f"up:{ID}", f"down:{ID}"]
    assert labels(public)[-2:] == ["👍", "👎"]
    assert f"share:{ID}:1" in meanings(private)
    assert f"share:{ID}:1" not in meanings(public)


@pytest.mark.parametrize(
    ("number", "turns"),
    [
        (1, [f"page:{ASKER}:{ID}:2"]),
        (2, [f"page:{ASKER}:{ID}:1", f"page:{ASKER}:{ID}:3"]),
        (3, [f"page:{ASKER}:{ID}:2"]),
    ],
)
def test_pages_are_turned_both_ways_but_not_beyond(number: int, turns: list[str]) -> None:
    """At the first and the last page there is no way on."""
    shown = answer_card(page(citation(), number=number, pages=3), private=False)
    assert [one for one in meanings(shown) if one.startswith("page:")] == turns


def test_one_page_is_not_turned() -> None:
    """An answer of one page has no buttons to turn it."""
    shown = meanings(answer_card(page(citation()), private=False))
    assert not [one for one in shown if one.startswith(("page:", "end:"))]


def test_passages_are_counted_on_over_the_pages() -> None:
    """The first passage of the second page is the fourth."""
    shown = text_of(answer_card(page(citation(), number=2, pages=2), private=False))
    assert "**4**" in shown
    assert "**1**" not in shown


def test_a_passage_that_is_gone_is_told() -> None:
    """A passage that the corpus no longer has leaves a sentence, and the others stay."""
    shown = answer_card(page(None, citation()), private=False)
    assert GONE in text_of(shown)
    assert "He was shocked" in text_of(shown)
    assert [one for one in meanings(shown) if one.startswith("context:")] == [
        "context:renault-xbyzgn"
    ]


def test_who_shares_is_named() -> None:
    """What somebody shows to all bears their name, as a mention that pings nobody."""
    shown = text_of(answer_card(page(citation()), private=False, shared_by=7))
    assert shown.splitlines()[0] == "-# Asked: Who was shocked?, shared by <@7>"


def test_what_is_missing_is_told() -> None:
    """What the corpus does not mention is named under the verdict, escaped."""
    of = replace(entry(citation(), verdict=Verdict.NOT_IN_CORPUS), missing=("*Salt* Typhoon",))
    shown = text_of(answer_card(page(citation(), of=of), private=False))
    assert "\nNothing in the corpus mentions \\*Salt\\* Typhoon.\n" in shown
    assert "Nothing in the corpus mentions" not in text_of(
        answer_card(page(citation()), private=False)
    )


def test_the_page_stands_before_the_paragraph() -> None:
    """A passage of a document with pages names its page, too."""
    shown = text_of(answer_card(page(citation(page=12)), private=False))
    assert "14 December 2009, page 12, paragraph 3, `renault-xbyzgn`" in shown


def test_a_question_whose_words_are_gone() -> None:
    """What stood on the card is shown again; where nothing did, a line says why."""
    of = entry(citation(), question=None)
    gone = page(citation(), of=of)
    assert text_of(answer_card(gone, private=False)).startswith(NO_LONGER_KEPT)
    asked = replace(gone, asked="-# Asked: Who was it?")
    assert text_of(answer_card(asked, private=False)).startswith("-# Asked: Who was it?\n")
    known = replace(page(citation()), asked="-# Asked: Something else")
    assert text_of(answer_card(known, private=False)).startswith("-# Asked: Who was shocked?")
