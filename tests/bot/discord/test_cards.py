"""Answer -> the reply that Discord is sent."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.cards import Reply, reply_of, sentence_of
from bot.discord.excerpt import excerpt, size
from index.domain import Citation, Verdict
from tests.bot.discord.builders import answer, citation

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("*_`[]()<>\\#-:@ \n。、𝕏")), st.characters(exclude_categories=["Cs"])
    ),
    min_size=1,
    max_size=300,
)
LONG = st.builds(lambda text, times: (text * times)[:6000], HOSTILE, st.integers(1, 200))


def card(shown: Citation) -> str:
    """Return the text of the embed that shows one citation."""
    (embed,) = reply_of(answer(shown)).embeds
    return embed.description or ""


def without_markup(text: str) -> str:
    """Return what Discord shows of a passage: without bold, backslashes and blanks."""
    plain = re.sub(r"\\([^0-9A-Za-z\s])|\*\*", lambda found: found[1] or "", text)
    return plain.replace("@\u200b", "@")


def assert_within_limits(reply: Reply) -> None:
    """Check a reply against what Discord accepts, however it counts."""
    assert 0 < size(reply.content) <= 2000
    assert len(reply.embeds) <= 10
    assert all(0 < size(embed.description or "") <= 4096 for embed in reply.embeds)
    assert all(size(embed.title or "") <= 256 for embed in reply.embeds)
    assert sum(size(embed.description or "") for embed in reply.embeds) <= 6000


def test_a_card_is_a_passage_and_its_source() -> None:
    """A card has the number, the passage with the match in bold, and where it stands."""
    assert card(citation(window=(16, 24))) == (
        "**1.** He was shocked. **Shocked!**\n"
        "-# *Getting Past Captain Renault*, Asia Unbound, The Author, 14 December 2009,"
        " paragraph 3, `renault-xbyzgn`,"
        " [open at these words](https://www.cfr.org/blog#:~:text=shocked)"
    )


def test_what_is_not_known_is_left_out() -> None:
    """A source line has only the parts that are known."""
    shown = card(citation(publisher=None, author="", date=None, url=None))
    assert shown.endswith("-# *Getting Past Captain Renault*, paragraph 3, `renault-xbyzgn`")


@pytest.mark.parametrize(
    ("date", "written"),
    [("2009", "2009"), ("2009-12", "December 2009"), ("2009-12-14", "14 December 2009")],
)
def test_dates_are_written_out(date: str, written: str) -> None:
    """A date stands as a reader would write it, as exactly as it is known."""
    assert f", {written}, paragraph" in card(citation(date=date))


@pytest.mark.parametrize(
    ("verdict", "count", "headline"),
    [
        (Verdict.ANSWERED, 1, "**Found in the corpus**: 1 passage from 1 source, best first"),
        (Verdict.ANSWERED, 2, "**Found in the corpus**: 2 passages from 1 source, best first"),
        (
            Verdict.POSSIBLE,
            2,
            "**Nothing answers this for certain**: the nearest 2 passages",
        ),
        (
            Verdict.NOT_IN_CORPUS,
            2,
            "**Nothing in the corpus answers this**: the nearest 2 passages, no answer",
        ),
    ],
)
def test_the_verdict_is_said_in_words(verdict: Verdict, count: int, headline: str) -> None:
    """The reply begins with what the answer claims."""
    citations = [citation(number) for number in range(1, count + 1)]
    assert reply_of(answer(*citations, verdict=verdict)).content == headline


def test_sources_are_counted_once() -> None:
    """Two passages of one document are from one source."""
    shown = answer(citation(1), citation(2), citation(3, key="embassy"))
    assert (
        reply_of(shown).content == "**Found in the corpus**: 3 passages from 2 sources, best first"
    )


def test_near_misses_are_few() -> None:
    """Where nothing answers, at most two passages are shown."""
    citations = [citation(number) for number in range(1, 6)]
    assert len(reply_of(answer(*citations, verdict=Verdict.NOT_IN_CORPUS)).embeds) == 2


def test_corrections_are_shown_small() -> None:
    """A reply says what was searched for where a word was misspelt."""
    shown = answer(citation(), corrections=(("captian", "captain"), ("renalt", "renault")))
    assert reply_of(shown).content.endswith("\n-# Read captian as captain, renalt as renault.")


def test_more_than_is_shown_is_said() -> None:
    """A reply with more passages than fit says how many it shows."""
    shown = reply_of(answer(*(citation(number) for number in range(1, 31))))
    assert shown.content == (
        "**Found in the corpus**: 30 passages from 1 source, best first\n-# The best 5 are shown."
    )
    assert len(shown.embeds) == 5


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a",
        "javascript:alert(1)",
        "https://",
        "HTTPS:///path",
        "ftp://example.org",
    ],
)
def test_only_https_is_linked(url: str) -> None:
    """An address that is not a full https one is not made into a link."""
    assert "](" not in card(citation(url=url))


def test_an_address_cannot_end_its_link() -> None:
    """Brackets, spaces and other letters in an address are percent-encoded."""
    shown = card(citation(url="https://example.org/a_(b) <c>/中#:~:text=x%20y"))
    assert shown.endswith("](https://example.org/a_%28b%29%20%3Cc%3E/%E4%B8%AD#:~:text=x%20y)")


def test_a_long_address_opens_the_page() -> None:
    """Where an address with its words is too long, the link opens the page without them."""
    shown = card(citation(url=f"https://example.org/a#:~:text={'x' * 3000}"))
    assert shown.endswith(", [open the source](https://example.org/a)")


def test_a_strange_id_is_escaped() -> None:
    """An id that would end its own code marks is shown as text."""
    assert r", a\`b\*\*c" in card(citation(passage_id="a`b**c"))


def test_a_long_passage_is_cut_around_its_match() -> None:
    """What is left out of a long passage is at sentences' ends, and the match is kept."""
    before = "".join(f"Sentence number {n} stands in front. " for n in range(50))
    after = "".join(f" Sentence number {n} follows." for n in range(50))
    match = "Here is the match."
    quote = before + match + after
    shown = excerpt(quote, len(before), len(before) + len(match), 300)
    assert re.fullmatch(
        r"… (Sentence number \d+ stands in front\. )+"
        r"\*\*Here is the match\.\*\*"
        r"( Sentence number \d+ follows\.)+ …",
        shown,
    )
    assert 200 < size(shown) <= 300


def test_a_long_match_is_cut_at_a_word() -> None:
    """A match that does not fit by itself ends after a whole word."""
    quote = "word " * 200
    shown = excerpt(quote, 0, len(quote), 100)
    assert re.fullmatch(r"\*\*word( word)+\*\* …", shown)


def test_a_text_without_spaces_is_cut_too() -> None:
    """A long Chinese passage is cut at its own punctuation."""
    quote = "她说，这是真的。" * 100
    shown = excerpt(quote, 400, 408, 60)
    assert "**她说，这是真的。**" in shown
    assert re.fullmatch(r"… (她说，这是真的。|\*\*她说，这是真的。\*\*)+ …", shown)


@given(LONG, st.data())
def test_an_excerpt_is_a_part_of_its_quote(quote: str, data: st.DataObject) -> None:
    """What is shown of a quote stands in it, character for character, the match included."""
    start = data.draw(st.integers(0, len(quote) - 1))
    end = data.draw(st.integers(start + 1, len(quote)))
    room = data.draw(st.integers(60, 2000))
    shown = excerpt(quote, start, end, room)
    assert size(shown) <= room
    kept = without_markup(shown).replace("@\u200b", "@")
    source = quote.replace("@\u200b", "@")
    assert kept.removeprefix("… ").removesuffix(" …") in source or kept in source


@given(HOSTILE, st.data())
def test_a_quote_that_fits_is_shown_whole(quote: str, data: st.DataObject) -> None:
    """A passage that fits is recoverable to the character from what Discord shows."""
    start = data.draw(st.integers(0, len(quote) - 1))
    end = data.draw(st.integers(start + 1, len(quote)))
    shown = excerpt(quote, start, end, 2000)
    assert without_markup(shown) == quote.replace("@\u200b", "@")


@given(st.data())
def test_no_reply_exceeds_the_limits(data: st.DataObject) -> None:
    """Whatever an answer holds, its reply is one that Discord accepts."""
    count = data.draw(st.integers(0, 8))
    citations = []
    for number in range(1, count + 1):
        quote = data.draw(LONG)
        start = data.draw(st.integers(0, len(quote) - 1))
        end = data.draw(st.integers(start + 1, len(quote)))
        fields = {name: data.draw(LONG) for name in ("title", "publisher", "author", "date")}
        url = f"https://example.org/{data.draw(LONG)}#:~:text={data.draw(LONG)}"
        passage_id = data.draw(LONG)
        citations.append(
            citation(number, quote, window=(start, end), url=url, passage_id=passage_id, **fields)
        )
    corrections = tuple(data.draw(st.lists(st.tuples(LONG, LONG), max_size=3)))
    verdict = data.draw(st.sampled_from(Verdict))
    assert_within_limits(reply_of(answer(*citations, verdict=verdict, corrections=corrections)))


@given(LONG.filter(str.strip))
def test_a_sentence_fits_a_message(text: str) -> None:
    """A sentence to whoever asked never exceeds one message."""
    assert_within_limits(sentence_of(text))
