"""Tests of ``index.core.comparison`` and, through it, of ``index.core.alignment``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.comparison import Comparison, compared, difference
from index.core.quotes import quote_of, tokens_of

SOURCE = (
    "The counselor was particularly troubled that the indictment was of military officers who,"
    " he suggested, ought to be immune from prosecution. He carried a non-lethal weapon, and"
    " the talks were never useful."
)


def beside(quote: str, source: str = SOURCE) -> Comparison:
    """Return how a quote compares with a source."""
    return compared(quote_of(quote), source, tokens_of(source))


def runs(quote: str, source: str = SOURCE) -> list[tuple[str, str]]:
    """Return the difference as pairs."""
    return [(run.side.value, run.text) for run in difference(beside(quote, source), quote, source)]


def spanned(quote: str, source: str = SOURCE) -> str:
    """Return the part of the source that the quote was found to be."""
    span = beside(quote, source).span
    assert span is not None
    return source[slice(*span)]


def test_words_exchanged_dropped_and_added() -> None:
    """Each side's words stand by themselves, with the space after them."""
    assert runs("Counselor was deeply troubled that indictment was of the military officers") == [
        ("both", "counselor was "),
        ("source", "particularly "),
        ("quote", "deeply "),
        ("both", "troubled that "),
        ("source", "the "),
        ("both", "indictment was of "),
        ("quote", "the "),
        ("both", "military officers"),
    ]


def test_a_gap_tells_what_it_leaves_out() -> None:
    """A quote with a gap is verbatim, and shows the words left out, a negation among them."""
    quote = "the talks were ... useful"
    assert beside(quote).verbatim
    assert beside(quote).gaps == 1
    assert runs(quote) == [
        ("both", "the talks were "),
        ("gap", "never "),
        ("both", "useful"),
    ]


def test_the_source_s_own_ellipsis_is_no_gap() -> None:
    """Where the source has one itself, nothing is left out."""
    comparison = beside("pretty sure … but …. it is hard", "I am pretty sure ... but … it is hard")
    assert (comparison.verbatim, comparison.gaps) == (True, 0)


def test_capitals_inside_count() -> None:
    """Only the first letter may change its case."""
    assert beside("the Talks were never useful").verbatim is False
    assert beside("The talks were never useful").verbatim


@pytest.mark.parametrize(
    "quote",
    [
        'As the Times wrote in 2009: "the indictment was of military officers"',
        '"the indictment was of military officers" (New York Times, 2009)',
        "the indictment was of military officers — New York Times",
        "Smith has said: “the indictment was of military officers” - a great line",
    ],
)
def test_an_attribution_beside_a_quote_is_none_of_it(quote: str) -> None:
    """Whose it is said to be does not make a verbatim quote an altered one."""
    comparison = beside(quote)
    assert comparison.verbatim
    start, end = comparison.quoted
    assert quote[start:end] == "the indictment was of military officers"


@pytest.mark.parametrize(
    "quote",
    [
        "however the indictment was of military officers",
        "he said the indictment was of military officers",
        "the indictment was of military officers only",
        "never: the indictment was of military officers",
    ],
)
def test_a_word_put_in_front_or_behind_is_no_attribution(quote: str) -> None:
    """Words that are not set apart alter the quote."""
    assert beside(quote).verbatim is False


def test_words_beside_the_quote_do_not_stretch_it() -> None:
    """What the source does not have takes no words of the source into the window."""
    assert (
        spanned("quite another thing, immune from prosecution. He carried a")
        == "immune from prosecution. He carried a"
    )


def test_a_word_cut_so_that_it_says_the_opposite_is_seen() -> None:
    """What was "non-lethal", quoted as "lethal" is no verbatim quote."""
    assert beside("lethal weapon, and the talks").verbatim is False
    assert runs("lethal weapon, and the talks")[0] == ("source", "non-")
    source = "Nobody said that the place was smoke-free at all."
    assert beside("that the place was smoke", source).verbatim is False
    assert beside("that the place was smoke-free", source).verbatim


def test_nothing_in_common() -> None:
    """Texts without a word in common have no span."""
    assert beside("bread rises slowly overnight").span is None


def test_a_long_quote_is_aligned_in_parts() -> None:
    """Changes are found wherever they stand in a quote of many pages."""
    words = [f"w{i} and the" for i in range(900)]
    source = " ".join(words)
    changed = " ".join("X" if i in {3, 400, 401, 896} else w for i, w in enumerate(words))
    found = [text for side, text in runs(changed, f"before {source} after") if side == "quote"]
    assert found == ["X ", "X X ", "X "]
    assert spanned(changed, f"before {source} after") == source


_WORDS = st.lists(st.sampled_from(["rain", "snow", "a", "the", ",", "...", "“"]), max_size=12)


@given(_WORDS, _WORDS)
def test_the_difference_tells_the_source_whole(ours: list[str], theirs: list[str]) -> None:
    """All runs but those of the quote are the source's text, with nothing left out or twice."""
    source = " ".join(theirs)
    quote = " ".join(["it", *ours, "will", "not", "be"])
    comparison = compared(quote_of(quote), source, tokens_of(source))
    told = difference(comparison, quote, source)
    start, end = comparison.span or (0, 0)
    if comparison.span:
        text = "".join(run.text for run in told if run.side != "quote")
        assert text == source[start:end]


def test_how_far_a_quote_agrees() -> None:
    """The weight of the words that agree, and its share; what stands on both sides counts half."""

    def agreement(quote: str) -> tuple[float, float]:
        found = beside(quote, "The crane lifts nine boxes, and the men carry them.")
        return found.agreement(lambda token: 2.0 if token.key == "crane" else 1.0)

    assert agreement("The crane lifts nine boxes") == (6.0, 1.0)
    # "ten" stands for "nine": one word of weight, half on either side.
    assert agreement("The crane lifts ten boxes") == pytest.approx((5.0, 5 / 6))
    two = agreement("The crane hoists ten boxes, and the men carry")
    assert two == pytest.approx((8.0, 8 / 10))
    own = agreement("The crane lifts nine old boxes, and the men carry")
    assert own == pytest.approx((10.0, 10 / 10.5))
    # What a gap leaves out does not differ.
    assert agreement("The crane lifts nine [...] men carry them and so on it goes by")[0] == 8.0
    assert agreement("Nobody baked any bread here") == (0.0, 0.0)
