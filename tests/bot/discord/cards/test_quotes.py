"""What became of a message's quotations -> a card."""

import pytest

from bot.discord.cards.quotes import LEGEND, quotes_card
from index.domain import QuoteStatus, Run, Side, Verification
from tests.bot.discord.builders import citation
from tests.bot.discord.seen import meanings, text_of

VERBATIM = Verification("He was shocked.", QuoteStatus.VERBATIM, citation())
MISSING = Verification("He was not at all.", QuoteStatus.NOT_FOUND)


def altered(*runs: Run) -> Verification:
    """Return a quotation that differs from its source."""
    return Verification("q", QuoteStatus.ALTERED, citation(passage_id="renault-other0"), runs)


def test_each_quotation_is_told_with_its_place() -> None:
    """What became of each stands first, then its words, then where they stand."""
    shown = text_of(quotes_card([VERBATIM, MISSING]))
    assert shown.startswith("**2 quotations** checked, 1 verbatim")
    assert "**Verbatim**" in shown
    assert "He was shocked.\n-# *Getting Past Captain Renault*" in shown
    assert "**Not found in the corpus**" in shown
    assert shown.endswith("He was not at all.")
    assert LEGEND not in shown


def test_a_difference_is_marked_and_explained() -> None:
    """What the quote has too much is struck out, what it lacks is bold."""
    one = altered(
        Run(Side.BOTH, "He was "),
        Run(Side.QUOTE, "not "),
        Run(Side.SOURCE, "quite "),
        Run(Side.BOTH, "*shocked*."),
    )
    shown = text_of(quotes_card([one]))
    assert r"He was ~~not~~ **quite** \*shocked\*." in shown
    assert LEGEND in shown


def test_marks_that_touch_are_kept_apart() -> None:
    """A word put for another, without a space between, is still read as two."""
    one = altered(Run(Side.QUOTE, "colour"), Run(Side.SOURCE, "color"), Run(Side.BOTH, "."))
    assert "~~colour~~ **color**" in text_of(quotes_card([one]))


def test_the_middle_of_what_is_shared_is_left_out() -> None:
    """A long stretch that both have is shown by its ends next to the differences."""
    words = " ".join(f"word{number}" for number in range(100))
    one = altered(Run(Side.QUOTE, "Not "), Run(Side.BOTH, f"{words} "), Run(Side.SOURCE, "so."))
    shown = text_of(quotes_card([one]))
    assert "~~Not~~ word0 word1" in shown
    assert "word99 **so.**" in shown
    assert "word50" not in shown
    assert " … " in shown


def test_the_far_ends_of_what_is_shared_are_left_out() -> None:
    """Before the first difference and after the last, what is next to it is shown."""
    words = " ".join(f"word{number}" for number in range(100))
    one = altered(Run(Side.BOTH, f"{words} "), Run(Side.QUOTE, "not "), Run(Side.BOTH, words))
    shown = text_of(quotes_card([one]))
    assert "word99 ~~not~~ word0" in shown
    assert shown.count("word50") == 0


def test_a_difference_that_is_too_long_is_cut() -> None:
    """What does not fit ends with an ellipsis."""
    one = altered(*(Run(Side.QUOTE, f"{number} {'long ' * 100}") for number in range(20)))
    shown = text_of(quotes_card([one]))
    assert "0 long" in shown
    assert " …\n-# *Getting" in shown


def test_further_places_are_counted() -> None:
    """A quote that stands in several places is told with how many."""
    several = Verification("q", QuoteStatus.VERBATIM, citation(), others=(citation(2),) * 2)
    once_more = Verification("q", QuoteStatus.VERBATIM, citation(), others=(citation(2),))
    assert "also in 2 other places" in text_of(quotes_card([several]))
    assert "also in 1 other place" in text_of(quotes_card([once_more]))


@pytest.mark.parametrize(
    ("left_out", "words"),
    [(0, None), (1, "1 further quotation left out"), (3, "3 further quotations left out")],
)
def test_what_was_left_out_is_told(left_out: int, words: str | None) -> None:
    """Quotations that were not checked are counted."""
    shown = text_of(quotes_card([VERBATIM], left_out))
    assert words is None or words in shown
    assert ("left out" in shown) is bool(left_out)


def test_why_a_quotation_cannot_be_checked_is_told() -> None:
    """A sentence stands in the place of the quotation."""
    assert text_of(quotes_card(["It is *too* short."])).endswith(r"It is \*too\* short.")


def test_a_passage_has_one_set_of_buttons() -> None:
    """Each passage's context and citation are there once, though it is quoted twice."""
    card = quotes_card([VERBATIM, MISSING, VERBATIM, altered(Run(Side.BOTH, "a"))])
    assert meanings(card) == [
        *("context:renault-xbyzgn", "cite:renault-xbyzgn"),
        *("context:renault-other0", "cite:renault-other0"),
    ]
