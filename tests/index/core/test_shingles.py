"""Tests of ``index.core.shingles``: what a store is asked for a quote's sake."""

from collections.abc import Sequence

from index.core.shingles import _BUDGET, _FEW, _FIRST, _LONG, Ask, broken, parts, whole

LETTERS = [f"w{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
EQUAL = dict.fromkeys(LETTERS, 1)


def phrases(asks: Sequence[Ask]) -> list[str]:
    """Return what is asked for where each ask is of one phrase."""
    assert all(len(ask.phrases) == 1 for ask in asks)
    return [ask.phrases[0] for ask in asks]


def test_long_phrases_with_the_rarest_words_first() -> None:
    """Eight words each, none twice; a word that the corpus lacks parts them."""
    counts = {**dict.fromkeys(LETTERS, 9), "wr": 1}
    found = phrases(whole([LETTERS], counts, 3))
    assert found[0] == " ".join(LETTERS[10:18])
    assert len(set(" ".join(found).split())) == 3 * _LONG
    del counts["we"]
    assert phrases(whole([LETTERS[:8]], counts, 9)) == ["wa wb wc wd", "wf wg wh"]


def test_a_short_quote_may_run_over_two_paragraphs() -> None:
    """The longer side of each place between two words; a word alone is none, nor a long quote."""
    assert set(phrases(broken([LETTERS[:4]], EQUAL))) == {"wb wc wd", "wa wb", "wa wb wc"}
    assert broken([LETTERS[:2]], EQUAL) == []
    assert len(broken([LETTERS[:_LONG]], EQUAL)) == _LONG - 1
    assert broken([LETTERS[: _LONG + 1]], EQUAL) == []


def test_what_costs_least_is_asked_first() -> None:
    """It grows with the words, and with the root of the passages that have the rarest."""
    counts = {"wa": 100, "wb": 100, "wc": 100, "wd": 1}
    asked = phrases(broken([LETTERS[:4]], counts))
    assert asked == ["wb wc wd", "wa wb", "wa wb wc"]  # 3, 20, 30


def test_words_around_every_change() -> None:
    """Each word is left out in turn, and each place between two is let grow."""
    *_, last = parts([LETTERS[:4]], EQUAL, 9)
    assert set(last) == {
        Ask(("wa", "wb wc wd"), 2),
        Ask(("wa wb", "wc wd"), 2),
        Ask(("wa wb wc", "wd"), 2),
        Ask(("wb wc wd",)),
        Ask(("wa", "wc wd"), 2),
        Ask(("wa wb", "wd"), 2),
        Ask(("wa wb wc",)),
    }
    *_, last = parts([LETTERS[:9]], EQUAL, 9)
    assert Ask(("wb wc wd", "wf wg wh"), 2) in last
    assert Ask(("wc wd we", "wf wg wh"), 2) in last


def test_a_piece_that_is_not_short_is_not_asked_word_by_word() -> None:
    """Only its rarest phrases are; at the limit it still is."""
    *_, last = parts([LETTERS[:_FEW]], EQUAL, 9)
    assert last
    *_, last = parts([LETTERS[: _FEW + 1]], EQUAL, 9)
    assert last == []


def test_rounds_ask_for_ever_more() -> None:
    """The rarest phrases, then all runs of three words, overlapping."""
    first, second, _ = parts([LETTERS[:9]], EQUAL, 9)
    assert len(first) == 3 <= _FIRST
    assert set(phrases(second)) == {" ".join(LETTERS[i : i + 3]) for i in range(7)}


def test_what_costs_too_much_is_not_asked() -> None:
    """The budget is for all rounds together, to its end and not beyond."""
    dear = dict.fromkeys(LETTERS, int((_BUDGET / 9) ** 2))  # three words: a third of the budget
    first, second, third = parts([LETTERS[:12]], dear, 9)
    assert len(first) == 3
    assert second == third == []
    exact = dict.fromkeys(LETTERS, int((_BUDGET / 6) ** 2))
    first, *_ = parts([LETTERS[:12]], {**exact, "wa": 1}, 9)
    assert len(first) == 2
