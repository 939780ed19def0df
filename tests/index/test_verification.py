"""Quotes looked up in a real store: of the repository's documents, and of small ones."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.core.passages import passages_of
from index.core.quotes import MIN_QUOTE_WORDS, words_in
from index.domain import Document, QuoteStatus, Verification
from index.engines.sentences import SentencexSegmenter
from index.errors import QuestionError, QuoteMismatchError
from index.library import Library
from index.store.documents import read_corpus
from index.store.passages import PassageStore, write_store
from index.verification import Verifier
from tests.conftest import SEEDS, document

DOCUMENTS = [found for found, _ in read_corpus(SEEDS)]
WORDS = {
    found.key: [match.span() for match in re.finditer(r"\S+", found.text)] for found in DOCUMENTS
}
STORM = "The storm took the roof off the old mill. Nobody saw the miller’s dog again."
THAW = "Three weeks later the ice broke, and the river carried 1,200 logs down to the sea."

Open = Callable[..., Verifier]


def write(path: Path, documents: list[Document]) -> None:
    """Write a store of documents, cut into passages as always."""
    segmenter = SentencexSegmenter()
    write_store(path, documents, [p for d in documents for p in passages_of(d, segmenter)])


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    """Return a verifier over the repository's documents."""
    path = tmp_path_factory.mktemp("verify") / "store"
    write(path, DOCUMENTS)
    with closing(PassageStore(path)) as store:
        yield Verifier(store)


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Open]:
    """Return what opens a verifier over texts, with the keys "a", "b", ..."""
    stores = []

    def opened(*texts: str) -> Verifier:
        write(tmp_path / "store", [document(t, key=chr(97 + i)) for i, t in enumerate(texts)])
        stores.append(PassageStore(tmp_path / "store"))
        return Verifier(stores[-1])

    yield opened
    for store in stores:
        store.close()


def slices() -> st.SearchStrategy[tuple[Document, int, int]]:
    """Return a document, and the span of four words or more of it."""

    def cut(found: Document, first: int, count: int) -> tuple[Document, int, int]:
        spans = WORDS[found.key]
        first = min(first, len(spans) - MIN_QUOTE_WORDS)
        last = min(first + count, len(spans)) - 1
        return found, spans[first][0], spans[last][1]

    return st.builds(
        cut, st.sampled_from(DOCUMENTS), st.integers(0, 500), st.integers(4, 120)
    ).filter(lambda cut: words_in(cut[0].text[cut[1] : cut[2]]) >= MIN_QUOTE_WORDS)


def places(found: Verification) -> list[tuple[str, int]]:
    """Return where the quote was found: documents and offsets."""
    citations = [found.citation, *found.others] if found.citation else []
    return [(citation.key, citation.window_start) for citation in citations]


@given(slices())
@example((DOCUMENTS[0], 0, len(DOCUMENTS[0].text.rstrip())))
def test_whatever_is_cut_out_is_verbatim_at_its_place(
    seeds: Verifier, cut: tuple[Document, int, int]
) -> None:
    """Four words or whole pages, over paragraph breaks: found, and found there."""
    source, start, end = cut
    found = seeds.verify(source.text[start:end])
    assert found.status is QuoteStatus.VERBATIM
    assert found.difference == ()
    assert any(key == source.key and start <= at <= start + 3 for key, at in places(found))


@given(slices(), st.randoms(use_true_random=False), st.sampled_from(["swap", "drop", "add"]))
def test_whatever_is_changed_is_not_verbatim(
    seeds: Verifier, cut: tuple[Document, int, int], rng: random.Random, change: str
) -> None:
    """A word exchanged, dropped or added is never overlooked, and long quotes are still found."""
    source, start, end = cut
    words = source.text[start:end].split()
    at = rng.randrange(1, len(words) - 1)
    other = rng.choice(["zebra", "not", "42", "the"])
    if words_in(words[at]) == 0 or words[at] in {other, words[at - 1], words[at + 1]}:
        return
    # "... I know the answer …" without its last word is a quote, too: dots are no words.
    if not words_in(" ".join(words[:at])) or not words_in(" ".join(words[at + 1 :])):
        return
    words[at : at + 1] = {"swap": [other], "drop": [], "add": [words[at], other]}[change]
    if words_in(" ".join(words)) < MIN_QUOTE_WORDS:
        return
    found = seeds.verify(" ".join(words))
    assert found.status is not QuoteStatus.VERBATIM
    if len(words) > 8:
        assert found.status is QuoteStatus.ALTERED
        assert found.citation is not None
        assert found.citation.key == source.key
        assert found.citation.window_start < end
        assert found.citation.window_end > start


@pytest.mark.parametrize(
    "quote",
    [
        "how long does bread rise in a warm kitchen",
        "We hold these truths to be self-evident, that all men are created equal",
        "in the end it was one of the",
        "qwx zzyv plorf gnash vrrk",
        '" OR 1 NEAR(a b) * ^ AND NOT words:the {x} -- \x00 \ud800',
        "'; DROP TABLE passages; -- and four words more",
        "雨 雪 风 云 雷 电",
    ],
)
def test_what_stands_elsewhere_is_not_found(seeds: Verifier, quote: str) -> None:
    """Other texts, nonsense, and what would be a query have no citation."""
    found = seeds.verify(quote)
    assert (found.status, found.citation, found.difference) == (QuoteStatus.NOT_FOUND, None, ())


@given(st.text(max_size=200))
def test_any_text_gets_an_answer(seeds: Verifier, text: str) -> None:
    """Nothing that a person can type is more than refused."""
    try:
        found = seeds.verify(f"{text} of the United States {text}")
    except QuestionError:
        return
    assert found.status in QuoteStatus


def test_typography_and_markdown_do_not_matter(over: Open) -> None:
    """Straight quotes for curly ones, other dashes, breaks and emphasis: word for word."""
    verifier = over("He said “the *storm* — and only it —\ntook the [roof](http://x.example/a)”.")
    found = verifier.verify('He said "the storm - and only it -- took the roof"')
    assert found.status is QuoteStatus.VERBATIM


def test_a_quote_over_a_paragraph_break(over: Open) -> None:
    """It is cited where it begins, the window ends with that passage, and both are named."""
    found = over(f"{STORM}\n\n{THAW}").verify("the miller's dog again. Three weeks later the ice")
    assert found.status is QuoteStatus.VERBATIM
    assert found.citation is not None
    assert found.citation.window == "the miller’s dog again."
    assert len(found.passages) == 2
    assert found.passages[0] == found.citation.passage_id


def test_a_quote_that_stands_in_several_places(over: Open) -> None:
    """The others are cited too, numbered on."""
    found = over(STORM, f"{THAW}\n\n{STORM}", STORM).verify("The storm took the roof")
    assert found.citation is not None
    assert [found.citation.key, *(other.key for other in found.others)] == ["a", "b", "c"]
    assert [other.number for other in found.others] == [2, 3]


def test_a_quote_twice_in_one_passage(over: Open) -> None:
    """Both places are told, in order."""
    found = over("The rain fell on us. Then the rain fell on us again.").verify("rain fell on us")
    assert [at for _, at in places(found)] == [4, 30]


def test_gaps_are_told(over: Open) -> None:
    """A quote with gaps is verbatim, their number told, and what they leave out."""
    found = over(f"{STORM}\n\n{THAW}").verify(
        "The storm took the roof [...] weeks later ... the river"
    )
    assert (found.status, found.gaps) == (QuoteStatus.VERBATIM, 2)
    left_out = [run.text for run in found.difference if run.side == "gap"]
    assert left_out[0].startswith("off the old mill")
    assert left_out[1] == "the ice broke, and "


def test_a_piece_of_one_word(over: Open) -> None:
    """What a gap leaves standing alone is looked for all the same."""
    verifier = over(STORM)
    found = verifier.verify("Nobody ... the storm took a roof off the mill again")
    assert found.status is not QuoteStatus.VERBATIM
    found = verifier.verify("storm ... the roof off the old mill. Nobody saw")
    assert (found.status, found.gaps) == (QuoteStatus.VERBATIM, 1)


def test_pieces_in_another_order_are_no_quote_with_gaps(over: Open) -> None:
    """A gap leaves out what follows, and does not go back."""
    found = over(f"{STORM}\n\n{THAW}").verify("the river carried logs ... The storm took the roof")
    assert found.status is not QuoteStatus.VERBATIM


@pytest.mark.parametrize(
    ("quote", "side", "text"),
    [
        ("Everybody saw the miller’s dog again", "quote", "Everybody "),
        ("the river carried 1,300 logs down to the sea", "quote", "1,300 "),
        ("the river carried 1,200 logs to the sea", "source", "down "),
        ("the river carried about 1,200 logs down to the sea", "quote", "about "),
        ("Nobody saw the miller's Dog again", "quote", "Dog "),
        ("Three weeks later, the ice broke", "quote", ", "),
    ],
)
def test_what_was_altered_is_told(over: Open, quote: str, side: str, text: str) -> None:
    """A word, a number, a capital, a comma: the difference names it."""
    found = over(STORM, THAW).verify(quote)
    assert found.status is QuoteStatus.ALTERED
    assert (side, text) in [(run.side.value, run.text) for run in found.difference]


def test_an_attribution_is_not_believed(over: Open) -> None:
    """The source told is the one that the quote stands in, whoever is named beside it."""
    quote = 'As the Times wrote in 2010: "Nobody saw the miller\'s dog again" (New York Times)'
    found = over(STORM).verify(quote)
    assert found.status is QuoteStatus.VERBATIM
    assert found.quote == "Nobody saw the miller's dog again"
    assert found.citation is not None
    assert found.citation.title == "A title"


def test_chinese(over: Open) -> None:
    """A language without spaces is verified by its characters."""
    verifier = over("中国政府坚决反对一切形式的网络攻击。", "雨一直下,气氛不算融洽。")
    found = verifier.verify("坚决反对一切形式的网络攻击")
    assert (found.status, places(found)) == (QuoteStatus.VERBATIM, [("a", 4)])
    assert verifier.verify("坚决支持一切形式的网络攻击").status is QuoteStatus.ALTERED


def test_a_heading_quoted_with_its_paragraph(over: Open) -> None:
    """A quote may begin in a heading; what is cited is the passage below."""
    found = over(f"# Of the mill\n\n{STORM}\n\n{THAW}").verify("Of the mill The storm took")
    assert found.status is QuoteStatus.VERBATIM
    assert found.citation is not None
    assert found.citation.window == "The storm took"


def test_long_quotes_with_a_change_are_quick_to_find(over: Open) -> None:
    """A page of text with one word changed in the middle is found as that."""
    pages = [f"Paragraph {i} tells of the {i * 7}th storm over mill {i * 13}." for i in range(200)]
    text = "\n\n".join(pages)
    found = over(text).verify(text.replace("1300", "1301"))
    assert found.status is QuoteStatus.ALTERED
    assert len(found.passages) == 200
    told = [run for run in found.difference if run.side != "both"]
    assert [run.text for run in told] == ["1300", "1301"]


def test_an_empty_corpus(over: Open) -> None:
    """Where there is nothing, nothing is found."""
    assert over().verify("four words are enough").status is QuoteStatus.NOT_FOUND


def test_a_passage_that_is_not_its_document_s_is_not_cited(tmp_path: Path) -> None:
    """What differs from its source is told, not sent."""
    source = document(STORM)
    (cut,) = passages_of(source, SentencexSegmenter())
    write_store(tmp_path / "store", [document(STORM.replace("dog", "cat"))], [cut])
    with closing(PassageStore(tmp_path / "store")) as store, pytest.raises(QuoteMismatchError):
        Verifier(store).verify("The storm took the roof")


def test_the_library_verifies(fake_library: Callable[[dict[str, str]], Library]) -> None:
    """A reader of an index does it without a model."""
    found = fake_library({"storm.md": STORM}).verify("took the roof off the old mill")
    assert found.status is QuoteStatus.VERBATIM


@pytest.mark.parametrize("quote", ["own role.\n\nFinally, we", "suggests. After a suitable"])
def test_four_words_over_a_paragraph_break(seeds: Verifier, quote: str) -> None:
    """No passage holds a phrase of it, and it is found all the same, in both passages."""
    found = seeds.verify(quote)
    assert found.status is QuoteStatus.VERBATIM
    assert len(found.passages) == 2


def test_a_quote_over_a_page_break(over: Open) -> None:
    """The comment that begins a page is none of the source's words."""
    found = over(f"<!-- page 3 -->\n\n{STORM}\n\n<!-- page 4 -->\n\n{THAW}").verify(
        f"{STORM} {THAW}"
    )
    assert found.status is QuoteStatus.VERBATIM
    assert found.citation
    assert found.citation.page == 3
    assert len(found.passages) == 2
