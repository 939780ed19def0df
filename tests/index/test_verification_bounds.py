"""From where on a quote is not meant for a place: the bounds of what is called altered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.core.passages import passages_of
from index.domain import QuoteStatus
from index.engines.sentences import SentencexSegmenter
from index.store.passages import PassageStore, write_store
from index.verification import Verifier
from tests.conftest import document

STORM = "The storm took the roof off the old mill. Nobody saw the miller’s dog again."
GOODS = ("harbour", "crane", "ledger", "copper", "bridge", "timber", "salt", "wagon", "candle")
SALES = "\n\n".join(
    f"In year {year} the {GOODS[year % 9]} of the town and the {GOODS[year * 5 % 9]} were sold."
    for year in range(400)
)

Open = Callable[[str], Verifier]


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Open]:
    """Return what opens a verifier over the passages of one text."""
    stores = []

    def opened(text: str) -> Verifier:
        found = document(text)
        write_store(tmp_path / "store", [found], passages_of(found, SentencexSegmenter()))
        stores.append(PassageStore(tmp_path / "store"))
        return Verifier(stores[-1])

    yield opened
    for store in stores:
        store.close()


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("The storm took the roof off the old barn.", QuoteStatus.ALTERED),
        ("The storm took the walls off the old barn.", QuoteStatus.ALTERED),
        ("The flood took the walls off the old barn.", QuoteStatus.ALTERED),  # three of nine
        ("A flood took the walls off the old barn.", QuoteStatus.NOT_FOUND),  # four
        ("A storm sank the boat off the old pier.", QuoteStatus.NOT_FOUND),
    ],
)
def test_a_third_of_the_words_may_be_changed(over: Open, quote: str, status: QuoteStatus) -> None:
    """And what was asked about comes back, found or not."""
    told = over(STORM).verify(quote)
    assert (told.status, told.quote) == (status, quote)


@pytest.mark.parametrize(
    ("text", "status"), [(STORM, QuoteStatus.ALTERED), (SALES, QuoteStatus.NOT_FOUND)]
)
def test_what_stands_everywhere_says_nothing(over: Open, text: str, status: QuoteStatus) -> None:
    """Three of four words in common are enough where few passages could have them."""
    quote = "the roof off boats" if text == STORM else "of the town nobody"
    assert over(text).verify(quote).status is status


def test_a_quoted_heading_is_cited_by_the_passage_under_it(over: Open) -> None:
    """All of it is the window: no words of it were quoted."""
    told = over(f"# The Old Mill Burns Down Twice\n\n{STORM}").verify(
        "The Old Mill Burns Down Twice"
    )
    assert told.status is QuoteStatus.VERBATIM
    assert told.citation is not None
    assert (told.citation.quote, told.citation.heading) == (STORM, told.quote)
    assert told.citation.window == STORM
