"""What happens in Discord when the index is exchanged while the bot runs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.discord.cards.answer import GONE
from index.engines.fake_encoder import WordCountEncoder
from index.library import Library
from index.serving import Follower, Serving
from index.store.snapshot import SnapshotFolder
from index.wiring import library_of
from tests.bot.discord.corpora import HARBOUR, LONG, QUESTION, SHELF
from tests.bot.discord.place import place
from tests.bot.discord.seen import text_of, told_alone
from tests.conftest import corpus, fake_build

ONE = "harbour crane one"
CHANGED = {
    **SHELF,
    "harbour.md": HARBOUR.replace("number one lifts", "number one lifted"),
    "long.md": LONG.replace("of brass", "of steel"),
}


class Follow:
    """An index with a bot over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = SnapshotFolder(folder / "built")
        fake_build(corpus(folder, SHELF), self.index.path)
        self.serving = Serving(self._opened())
        self._follower = Follower(self.serving, self.index, self._opened)

    def build(self, files: Mapping[str, str]) -> None:
        """Build over other documents, and have the bot notice."""
        for path in (self.folder / "seeds").iterdir():
            path.unlink()
        fake_build(corpus(self.folder, files), self.index.path)
        assert self._follower.look()

    def _opened(self) -> Library:
        return library_of(self.index.open(), WordCountEncoder())


@pytest.fixture
def follow(tmp_path: Path) -> Iterator[Follow]:
    """Return an index that is followed."""
    made = Follow(tmp_path)
    yield made
    made.serving.close()


async def test_a_new_question_is_answered_from_the_new_index(follow: Follow) -> None:
    """The next answer cites what the documents say now."""
    async with place(follow.serving) as here:
        first = (await here.alice.slash(here.channel, "ask", question=ONE)).response
        assert "number one lifts boxes" in text_of(first)
        follow.build(CHANGED)
        second = (await here.alice.slash(here.channel, "ask", question=ONE)).response
        assert "number one lifted boxes" in text_of(second)
        assert "number one lifts boxes" not in text_of(second)


@pytest.mark.parametrize("button", [r"context:harbour-.*", r"cite:harbour-.*", r"whole:long-.*"])
async def test_what_is_gone_says_so(follow: Follow, button: str) -> None:
    """Each button of a passage that was changed says in one sentence that it is gone."""
    async with place(follow.serving) as here:
        question = "lighthouse made of brass" if "long" in button else QUESTION
        message = (await here.alice.slash(here.channel, "ask", question=question)).response
        before = text_of(message)
        follow.build(CHANGED)
        assert text_of((await here.press(here.bob, message, button)).response) == GONE
        assert text_of(message) == before


async def test_a_style_of_what_is_gone(follow: Follow) -> None:
    """A citation that was opened before is not made in another style afterwards."""
    async with place(follow.serving) as here:
        message = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        cited = (await here.press(here.bob, message, r"cite:harbour-.*")).response
        follow.build(CHANGED)
        result = await here.choose(here.bob, cited, "bibtex")
        assert told_alone(result) == GONE
        assert "**Chicago**" in text_of(cited)


async def test_a_page_shows_what_is_left(follow: Follow) -> None:
    """Turning back to a page, one sees in a passage's place that it is gone, and the others."""
    async with place(follow.serving) as here:
        message = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        await here.press(here.alice, message, r"page:.*:2")
        follow.build(CHANGED)
        await here.press(here.alice, message, r"page:.*:1")
        assert text_of(message).count(GONE) == 1
        assert "number one lift" not in text_of(message)
        assert "number two lifts" in text_of(message)


async def test_a_document_that_was_removed(follow: Follow) -> None:
    """What is left of its answer is the sentence; it is not listed and not read on."""
    async with place(follow.serving) as here:
        message = (await here.alice.slash(here.channel, "ask", question=QUESTION)).response
        page = (await here.alice.slash(here.channel, "read", source="harbour")).response
        follow.build({"tea.md": SHELF["tea.md"]})
        await here.press(here.alice, message, r"page:.*:2")
        assert text_of(message).count(GONE) == 3
        assert "lifts" not in text_of(message)
        result = await here.press(here.alice, page, r"read:.*")
        assert "no document with the key 'harbour'" in told_alone(result)
        listed = (await here.alice.slash(here.channel, "sources")).response
        assert "Harbour" not in text_of(listed)
        assert "On Tea" in text_of(listed)
