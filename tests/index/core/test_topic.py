"""Tests of ``index.core.topic``."""

import pytest

from index.core.topic import checked_topic
from index.errors import QuestionError


def test_a_topic() -> None:
    """Any word that says something makes one; its typography is made plain."""
    assert checked_topic(" “patriotic\u00a0hackers” ") == '"patriotic hackers"'
    assert checked_topic("网络") == "网络"


@pytest.mark.parametrize(
    ("topic", "message"),
    [
        ("", "is empty"),
        (" \u200b ", "is empty"),
        ("the", "'the' would be that of every text"),
        ("who is it", "name a person, a place or a subject"),
        ("?!", "name a person, a place or a subject"),
        ("cyber " * 1000, "has 5,999 characters and the limit is 2,000"),
    ],
)
def test_no_topic(topic: str, message: str) -> None:
    """One sentence says what is wrong and what to do."""
    with pytest.raises(QuestionError, match=message):
        checked_topic(topic)
