"""Text in Discord's markup -> HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escape import escape
from docs.discord_preview.markdown import html_of

MARKUP = st.text(st.sampled_from(list("*_~|`[]()<>\\#-&\"'!. \nahtps:/1")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "**bold** *slanted* _too_ __under__",
            "<strong>bold</strong> <em>slanted</em> <em>too</em>",
        ),
        ("***both***", "<em>"),
        (r"\*not\* \[this\](x)", "<div>*not* [this](x)</div>"),
        ("a **b\nc** d", "a <strong>b\nc</strong> d"),
        ("snake_case_name", "<div>snake_case_name</div>"),
        ("-# *Title*, `id`", "<small><em>Title</em>, <code>id</code></small>"),
        ("> one\n> two\nthree", "<blockquote><div>one\ntwo</div></blockquote><div>three</div>"),
        (">>> one\ntwo", "<blockquote><div>one\ntwo</div></blockquote>"),
        (r"\> no quote", "<div>&gt; no quote</div>"),
        ("## Head", "<h2>Head</h2>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("3. one", '<ol start="3"><li>one</li></ol>'),
        ("```py\na <b>\n```", "<pre>a &lt;b&gt;</pre>"),
        ("`**a**`", "<code>**a**</code>"),
        (
            r"[open \[it\]](https://a.org/b_(c)#:~:text=d_e)",
            '<div><span class="link">open [it]</span></div>',
        ),
        ("see https://a.org/b_c_d.", '<span class="link">https://a.org/b_c_d</span>.'),
        ("||secret|| ~~gone~~", '<span class="spoiler">secret</span> <s>gone</s>'),
        ("<@123> </ask:456>", '<span class="mention">@somebody</span> <span class="mention">/ask'),
        ("<script>alert('a')</script>", "&lt;script&gt;alert(&#x27;a&#x27;)&lt;/script&gt;"),
    ],
)
def test_markup_becomes_html(text: str, shown: str) -> None:
    """Each kind of markup is shown as Discord shows it; what is no markup is shown as it is."""
    assert shown in html_of(text)


@given(MARKUP)
def test_no_text_becomes_a_tag(text: str) -> None:
    """Whatever a text holds, the only tags are our own."""
    ours = r"/?(?:div|span|small|code|pre|strong|em|u|s|h[123]|ul|ol|li|blockquote)"
    attribute = r'(?: class="\w+"| start="\d+")?'
    bare = re.sub(f"<{ours}{attribute}>", "", html_of(text))
    assert not set(bare) & set("<>\"'")


@given(st.text(st.sampled_from(list("*_~|`[]()<>\\#-+!.& \nabc:/1")), min_size=1))
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    """What the bot escapes has no markup left."""
    assert not re.search(r"<(?!/?div>)", html_of(escape(text)))
