"""Text -> text that Discord shows as it is."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord.escape import escape

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("*_~|`[]()<>\\#-+:@!&.1 \n\r\t/")),
        st.characters(exclude_categories=["Cs"]),
    )
)


def shown(text: str) -> str:
    """Return what Discord shows of escaped text: a backslash is taken off, as is the blank."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("@\u200b", "@")


@given(HOSTILE.filter(lambda text: "@\u200b" not in text))
@example("-# small\n> quote\n1. one\n  - two\n<t:0:R>")
def test_nothing_is_lost(text: str) -> None:
    """Discord shows an escaped text as it was, to the character."""
    assert shown(escape(text)) == text


@given(HOSTILE)
def test_no_marker_is_left_bare(text: str) -> None:
    """Every character that marks something up has its own backslash."""
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "", escape(text))
    assert not set(bare) & set("\\*_~|`[]<>")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**bold** __under__ ~~gone~~", r"\*\*bold\*\* \_\_under\_\_ \~\~gone\~\~"),
        ("`code` ||spoiler||", r"\`code\` \|\|spoiler\|\|"),
        ("[click](https://evil.example)", r"\[click\](https\://evil.example)"),
        ("[*a*](b)", r"\[\*a\*\](b)"),
        ("# heading", r"\# heading"),
        ("-# small", r"\-# small"),
        ("- one\n  - two\n+ three", "\\- one\n  \\- two\n\\+ three"),
        ("1. one\n12. two", "1\\. one\n12\\. two"),
        ("> quote\n>>> all", "\\> quote\n\\>\\>\\> all"),
        ("a\r# heading", "a\r\\# heading"),
        ("<t:1260748800:R>", r"\<t\:1260748800:R\>"),
        (":smile: <:name:12345678901234567>", r"\:smile: \<\:name:12345678901234567\>"),
        ("</ask:12345678901234567>", r"\</ask:12345678901234567\>"),
        (r"¯\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
    ],
)
def test_markup_is_escaped(text: str, escaped: str) -> None:
    """Each kind of markup that Discord knows gets a backslash where it needs one."""
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "text",
    [
        "@everyone",
        "@here",
        "<@12345678901234567>",
        "<@!12345678901234567>",
        "<#12345678901234567>",
        "<@&12345678901234567>",
    ],
)
def test_nothing_pings(text: str) -> None:
    """No escaped text has the form by which Discord finds a mention in raw content."""
    assert not re.search(r"@(everyone|here)|<(@[!&]?|#)[0-9]+>", escape(f"a {text} b"))


@pytest.mark.parametrize(
    "text",
    [
        "It was, on the whole, pleasant (no surprise).",
        "12:30, 3.5 - 2 = 1.5; C#, a+b",
        "第一、第二。",
    ],
)
def test_prose_stays_as_it_is(text: str) -> None:
    """Punctuation that marks nothing up is left alone."""
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eenarc", "\u202eenarc\u202c"),
        ("\u202eenarc\u202c ruo", "\u202eenarc\u202c ruo"),
        ("\u2067a \u202bb", "\u2067a \u202bb\u202c\u2069"),
        ("\u2066a\u2069 \u202c", "\u2066a\u2069 \u202c"),
        ("\u202ba\u2069", "\u202ba\u2069\u202c"),
    ],
)
def test_what_turns_the_direction_of_writing_ends_with_its_text(text: str, shown: str) -> None:
    """A title that is written backwards does not turn the citation behind it."""
    assert escape(text) == shown
