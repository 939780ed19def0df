"""Hostile questions, messages and documents: nothing is pinged, lost or unhandled."""

import re
from typing import Any

import pytest

from index.library import Library
from tests.bot.discord.place import Place, place
from tests.bot.discord.seen import text_of
from tests.bot.journals import votes_of

PING = re.compile(r"(?<!\\)<(?:@[!&]?|#)\d+>|@(?:everyone|here)")
"""What Discord takes for a mention."""

HOSTILE = {
    "everyone": "@everyone harbour @here crane",
    "people": "<@{user}> <@!{user}> <@&{user}> <#{user}> harbour crane",
    "zero width": "har\u200bbour \u200d\u2060crane\ufeff\u200b",
    "right to left": "\u202eenarc ruobrah\u202c \u2066harbour\u2069 מנוף הנמל",
    "code": "```py\nharbour = '`crane`'\n``` `` ` ``",
    "unclosed code": "``` harbour ` crane",
    "masked link": "[harbour crane](https://evil.example/@everyone) <https://evil.example>",
    "spoiler": "||harbour|| ~~crane~~ __number__ **five** _one_ ***",
    "headings": "# harbour\n-# crane\n> number\n>>> five\n- one\n1. two",
    "emoji": "🏗️" * 300 + " harbour <a:wave:123456789012345678>" + "👩‍👩‍👧‍👧" * 50,
    "stamps": "<t:0:R> harbour </ask:123456789012345678> crane",
    "combining": "harbour" + "\u0301" * 500 + " crane",
    "controls": "harbour\x00\x07\x1b[31m crane\r\n\t\x85\u2028five",
    "one word": "harbour" * 250,
    "lines": "\n" * 1000 + "harbour" + "\n" * 900,
    "quotes": '"harbour \'crane" “number” «five» """',
    "injection": "harbour'; DROP TABLE answers; -- {0} %s ${{x}} \\",
}


def typed(name: str, here: Place) -> str:
    """Return a hostile text, with Bob's id where it mentions somebody."""
    return HOSTILE[name].replace("{user}", str(here.bob.id))


def assert_pings_nobody(here: Place, shown: str) -> None:
    """Check what is shown, and what goes along with all that was sent."""
    assert not PING.search(shown)
    for request in here.env.http_requests:
        body: Any = request.json
        message = body.get("data", body) if isinstance(body, dict) else {}
        if message and "components" in message and "title" not in message:
            assert message["allowed_mentions"] == {"parse": []}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_question_is_a_question(shelf: Library, name: str) -> None:
    """Whatever is typed into ``/ask`` is answered, or refused in words, and pings nobody."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question=typed(name, here))
        shown = text_of(result.response)
        assert shown.startswith("-# Asked: ") or result.response.ephemeral
        assert "went wrong" not in shown
        assert_pings_nobody(here, shown)


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_mention_is_a_question(shelf: Library, name: str) -> None:
    """Whatever stands beside a mention is answered in one reply, which pings nobody."""
    async with place(shelf) as here:
        await here.alice.send(here.channel, f"{here.mention} {typed(name, here)}"[:2000])
        (reply,) = here.replies
        assert "went wrong" not in text_of(reply)
        assert not reply.mention_everyone
        assert_pings_nobody(here, text_of(reply))


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_message_may_be_looked_at(shelf: Library, name: str) -> None:
    """Both menus take whatever a message holds, also as a quotation."""
    async with place(shelf) as here:
        text = typed(name, here)[:1900]
        for said in (text, f'"{text} and a few words more"'):
            message = await here.bob.send(here.channel, said)
            for menu in ("Find sources", "Check quotes"):
                result = await here.alice.context_menu(here.channel, menu, message)
                assert result.response.ephemeral
                assert "went wrong" not in text_of(result.response)
                assert_pings_nobody(here, text_of(result.response))


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_options_do_no_harm(shelf: Library, name: str) -> None:
    """Whatever stands for a source, a passage or a date is answered in words."""
    async with place(shelf) as here:
        text = typed(name, here)
        for command, given in (
            ("ask", {"question": "who?", "source": text}),
            ("ask", {"question": "who?", "since": text}),
            ("cite", {"passage": text}),
            ("read", {"source": text}),
        ):
            result = await here.alice.slash(here.channel, command, **given)
            assert "went wrong" not in text_of(result.response)
            assert_pings_nobody(here, text_of(result.response))
        for command, option in (("cite", "passage"), ("read", "source")):
            choices = await here.alice.autocomplete(here.channel, command, option, text)
            assert len(choices) <= 25


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_wish_is_kept_as_it_was_written(shelf: Library, name: str) -> None:
    """What somebody writes into the form is for the log of votes, and is not shown."""
    async with place(shelf) as here:
        answer = (await here.alice.slash(here.channel, "ask", question="harbour")).response
        form = await here.press(here.bob, answer, "down:.*")
        text = typed(name, here)[:1000]
        await here.bob.submit_modal(form, {"wanted": text})
        id_ = form.modal["custom_id"].rsplit(":", 1)[-1]
        assert votes_of(here.service.journal, id_, here.bob.id) == {
            here.bob.id: (False, text.strip() or None)
        }


async def test_a_hostile_document_is_shown_as_it_is(shelf: Library) -> None:
    """Mentions, spoilers and links of a document are read, and do nothing."""
    async with place(shelf) as here:
        result = await here.alice.slash(here.channel, "ask", question="asterism secret")
        shown = text_of(result.response)
        assert "Hear, @\u200beveryone and \\<@123456789012345678\\>" in shown
        assert r"\|\|secret\|\| \[asterism\](https\://evil.example)." in shown
        assert r"*Of \*Stars\* and @" in shown
        assert_pings_nobody(here, shown)
        await here.press(here.alice, result.response, "context:markup-.*")
        await here.press(here.alice, result.response, "cite:markup-.*")
        for command, given in (("sources", {}), ("read", {"source": "markup"})):
            listed = await here.alice.slash(here.channel, command, **given)
            assert_pings_nobody(here, text_of(listed.response))
