"""What somebody typed in Discord -> the question in it."""

import pytest

from bot.discord.typed import is_greeting, question_in


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("<@12345678901234567> who was shocked?", "who was shocked?"),
        ("who <@!12345678901234567> was <@&123> shocked <#456>?", "who   was   shocked  ?"),
        ("<:smile:12345678901234567> shocked <a:wave:12345678901234567>", "shocked"),
        ("since <t:1260748800:R> and <t:-1>", "since   and"),
        ("</ask:12345678901234567> who?", "who?"),
        ("</ask more:12345678901234567> who?", "who?"),
        ("see [the blog](https://example.org/a_b) on it", "see the blog on it"),
        ("see [the blog](<https://example.org/>) on it", "see the blog on it"),
        ("`code` and\nmore", "`code` and\nmore"),
        ("@everyone who was shocked?", "@everyone who was shocked?"),
        ("a < b and <b> [c] (d)", "a < b and <b> [c] (d)"),
        (" \n ", ""),
        ("<@1><@2>", ""),
    ],
)
def test_only_the_question_is_left(typed: str, question: str) -> None:
    """Discord's markup for things that are no words goes; the words stay as they are."""
    assert question_in(typed) == question


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "hi",
            "Hello!",
            "hey there 👋",
            "good morning",
            "help",
            "Help me, please",
            "ping",
            "test?",
        ),
        *("Hi, what can you do?", "who are you?", "hello, help!"),
        *(
            "Hi Dossier!",
            "Can you help me?",
            "hey, how are you?",
            "are you a bot?",
            "how do I use you",
        ),
    ],
)
def test_what_only_greets_is_no_question(typed: str) -> None:
    """It asks nothing that documents could answer."""
    assert is_greeting(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "?!", "hi, who is Captain Renault?", "greetings", "what is this?", "who are they?"),
        *("help China", "good", "the test", "history", "did allies help?", "can you help China?"),
    ],
)
def test_what_asks_something_is_no_greeting(typed: str) -> None:
    """Whatever stands before it; and words of documents stay questions."""
    assert not is_greeting(typed)
