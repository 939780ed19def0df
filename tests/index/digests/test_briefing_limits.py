"""A briefing within limits: what it refuses, where it looks, and who has nothing on its topic."""

from collections.abc import Callable, Mapping

import pytest

from index.digests.briefing import brief
from index.domain import Length, Scope
from index.errors import NotFoundError, QuestionError
from index.library import Library


@pytest.mark.parametrize("topic", ["the", "  ", "what is it", "?!"])
def test_a_topic_that_says_nothing(real_library: Library, topic: str) -> None:
    """One sentence says what to name in its place."""
    with pytest.raises(QuestionError, match="name a person, a place or a subject"):
        brief(real_library, topic, Length.SHORT)


def test_a_topic_as_long_as_a_document(real_library: Library) -> None:
    """It is refused."""
    with pytest.raises(QuestionError, match="name it in fewer words"):
        brief(real_library, "cyber " * 1000, Length.SHORT)


def test_within_limits(real_library: Library) -> None:
    """Nothing outside the scope is cited, nor called silent."""
    briefing = brief(real_library, "China", Length.LONG, Scope(since="2009"))
    assert {one.key for one in briefing.citations} == {"renault"}
    assert briefing.silent == ()
    assert briefing.scope == Scope(since="2009")


def test_among_sources(real_library: Library) -> None:
    """The sources that are named are asked: one is a scope, of several the keys are told."""
    one = brief(real_library, "Russia", Length.SHORT, sources=["EMBASSY"])
    assert (one.scope, one.among) == (Scope("embassy"), ())
    assert {citation.key for citation in one.citations} == {"embassy"}
    several = brief(real_library, "China", Length.SHORT, sources=["renault", "embassy"])
    assert (several.scope, several.among) == (Scope(), ("embassy", "renault"))


@pytest.mark.parametrize(
    ("scope", "sources", "error", "message"),
    [
        (Scope(since="2010", until="2009"), [], QuestionError, "exchange the two"),
        (Scope(since="2010"), [], NotFoundError, "lies within these limits"),
        (Scope(since="2009"), ["embassy"], NotFoundError, "lies within these limits"),
        (Scope("renault"), ["embassy", "renault"], None, ""),
        (Scope(), ["renalt"], NotFoundError, "but there is 'renault'"),
        (Scope(), ["zzz"], NotFoundError, "no document with the key 'zzz'; `dossier sources`"),
    ],
)
def test_limits_that_leave_nothing(
    real_library: Library,
    scope: Scope,
    sources: list[str],
    error: type[Exception] | None,
    message: str,
) -> None:
    """Reversed dates, an unknown source, nothing in the scope: one sentence each."""
    if error is None:
        assert brief(real_library, "China", Length.SHORT, scope, sources=sources).sections
        return
    with pytest.raises(error, match=message):
        brief(real_library, "China", Length.SHORT, scope, sources=sources)


def test_who_says_nothing(harbour: Library) -> None:
    """A source without anything on the topic is silent, and no other."""
    briefing = brief(harbour, "harbour strike", Length.LONG)
    assert [source.key for source in briefing.silent] == ["kitchen"]


@pytest.mark.parametrize("topic", ["U.S.", "United States", "USA", "the U.S."])
def test_who_only_mentions_it(real_library: Library, topic: str) -> None:
    """A document that has the topic's words, however they are written, is not called silent."""
    briefing = brief(real_library, topic, Length.SHORT)
    assert briefing.silent == ()
    assert briefing.missing == ()


def test_a_mention_is_a_word(fake_library: Callable[[Mapping[str, str]], Library]) -> None:
    """Inflected forms are mentions; another word of the same letters is none."""
    said = "The keepers of the lighthouse told us of storms and of ships that went down."
    files = {
        "keepers.md": f"{said} A {'long ' * 40}treaty was signed by the two countries.",
        "treaties.md": "Treaties bind those who sign them, and a treaty binds their heirs.",
        "us.md": "They told us nothing at all, and we went home in the evening.",
        "usa.md": "The USA told them nothing at all, and they went home in the evening.",
    }
    library = fake_library(files)
    treaty = brief(library, "treaty", Length.SHORT).silent
    assert [source.key for source in treaty] == ["us", "usa"]
    country = brief(library, "United States", Length.SHORT).silent
    assert [source.key for source in country] == ["keepers", "treaties", "us"]


def test_who_has_something_and_is_not_shown(harbour: Library) -> None:
    """What is left out is told, the most relevant first, and is neither cited nor silent."""
    briefing = brief(harbour, "harbour strike", Length.SHORT, sources=["wire", "union", "kitchen"])
    assert briefing.further == ()
    short = brief(harbour, "quay", Length.SHORT)
    cited = {one.key for one in short.citations}
    others = {one.key for one in short.further} | {one.key for one in short.silent}
    assert cited | others == {one.key for one in harbour.sources()}
    assert not cited & others
