"""Texts that a document or a person may hold, and no card may trip over."""

import re

from hypothesis import strategies as st

from index.domain import Citation, Source
from tests.bot.discord.builders import citation

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("*_`[]()<>\\#-:@ \n。、𝕏\u200b\u202e")),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=300,
)
LONG = st.builds(lambda text, times: (text * times)[:3000], HOSTILE, st.integers(1, 50))

KEYS = st.from_regex(r"[a-z一-龥0-9]{1,20}(?:[-_.][a-z0-9]{1,20}){0,3}", fullmatch=True).map(
    lambda key: key[:60].rstrip("-_.")
)
"""Keys as a document may have them, up to the longest."""

IDS = st.builds(lambda key, end: f"{key}-{end}", KEYS, st.sampled_from(["k3f9ab", "k3f9ab-12"]))

NUMBERS = st.integers(1, 10**6)
USERS = st.integers(1, 2**63)
URLS = st.one_of(
    st.none(), LONG, st.builds(lambda a, b: f"https://example.org/{a}#:~:text={b}", LONG, LONG)
)
MAYBE = st.one_of(st.none(), LONG)


def without_markup(text: str) -> str:
    """Return what Discord shows of a passage: without bold, backslashes and blanks."""
    plain = re.sub(r"\\([^0-9A-Za-z\s])|\*\*", lambda found: found[1] or "", text)
    return plain.replace("@\u200b", "@")


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Draw a citation that is hostile throughout."""
    quote = draw(LONG)
    start = draw(st.integers(0, len(quote) - 1))
    end = draw(st.integers(start + 1, len(quote)))
    return citation(
        draw(st.integers(1, 99)),
        quote,
        window=(start, end),
        passage_id=draw(IDS),
        key=draw(KEYS),
        title=draw(LONG),
        publisher=draw(MAYBE),
        author=draw(MAYBE),
        date=draw(st.sampled_from([None, "2009", "2009-12", "2009-12-14"])),
        paragraph=draw(NUMBERS),
        url=draw(URLS),
        language=draw(st.sampled_from([None, "en", "zh"])),
    )


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Draw a document that is hostile throughout."""
    return Source(
        key=draw(KEYS),
        title=draw(LONG),
        publisher=draw(MAYBE),
        author=draw(MAYBE),
        date=draw(st.sampled_from([None, "2009", "2009-12-14"])),
        url=draw(URLS),
        language=None,
        passages=draw(NUMBERS),
    )


def worst(quote: str = "word " * 1000, letters: str = "W" * 500, url: int = 150) -> Citation:
    """Return a citation of which everything is as long as it can be shown."""
    return citation(
        99,
        quote,
        window=(0, len(quote) // 2),
        passage_id=f"{'k' * 60}-k3f9ab-12",
        key="k" * 60,
        title=letters,
        publisher=letters,
        author=letters,
        date="2009-09-30",
        paragraph=10**6,
        url=f"https://example.org/{'a' * url}",
    )


WORST = [
    worst(),
    worst(url=230),
    worst(url=330),
    worst(url=1000),
    worst("W" * 5000, "*" * 500, 330),
    worst("**** a " * 700, "𝕏" * 500, 330),
]
"""The longest lines of letters, of markup and of what counts twice, with links of all lengths."""
