"""What a button asks for -> what its card shows, read from the corpus each time."""

import pytest

from bot.discord.cards.reading import MOST as MOST_PARAGRAPHS
from bot.discord.pages import MOST, context_of, kept, page_of, reading_from, whole_of
from bot.journal import Entry, Journal
from bot.wording import NEAR_MISSES
from index.domain import EVERYTHING, Answer, Verdict
from index.errors import NotFoundError
from index.library import Library
from tests.bot.discord.builders import citation
from tests.bot.discord.corpora import QUESTION


def entry_of(library: Library, question: str = QUESTION) -> Entry:
    """Return a question's answer as the journal keeps it."""
    answer = library.ask(question, MOST)
    journal = Journal(library.snapshot.folder, 0)
    entry = journal.record(answer, kept(answer), 1, None)
    journal.close()
    return entry


@pytest.mark.parametrize(
    ("verdict", "relevant", "pages"),
    [
        (Verdict.ANSWERED, 1, 3),
        (Verdict.ANSWERED, 5, 5),
        (Verdict.ANSWERED, 9, 9),
        (Verdict.POSSIBLE, 2, 3),
        (Verdict.NOT_IN_CORPUS, 9, NEAR_MISSES),
    ],
)
def test_what_is_worth_turning_pages_for_is_kept(
    verdict: Verdict, relevant: int, pages: int
) -> None:
    """A page, and beyond it what supports the verdict; of what is no answer but the nearest."""
    cited = tuple(citation(number) for number in range(1, 10))
    answer = Answer("q", verdict, 0.5, cited, (), None, EVERYTHING, relevant)
    assert kept(answer) == pages


@pytest.mark.parametrize(
    ("asked", "number", "first"),
    [
        (1, 1, "one"),
        (2, 2, "four"),
        (3, 3, "seven"),
        (4, 3, "seven"),
        (0, 1, "one"),
        (-5, 1, "one"),
    ],
)
def test_a_page_is_some_of_the_passages(
    shelf: Library, asked: int, number: int, first: str
) -> None:
    """Three passages a page; beyond the ends there is the nearest page."""
    page = page_of(shelf, entry_of(shelf), asked, 7)
    assert (page.number, page.pages) == (number, 3)
    assert len(page.citations) == 3
    assert page.citations[0] is not None
    assert f"number {first} lifts" in page.citations[0].quote


def test_a_page_marks_what_matched(shelf: Library) -> None:
    """The part of a passage that matched is marked as when the question was asked."""
    answer = shelf.ask("nobody mended it until spring", MOST)
    page = page_of(shelf, entry_of(shelf, "nobody mended it until spring"), 1, 7)
    assert page.citations[0] is not None
    assert page.citations[0].window == answer.citations[0].window


def test_what_is_gone_leaves_its_place(shelf: Library) -> None:
    """A passage that the corpus does not have any more is told by its absence."""
    entry = entry_of(shelf)
    gone = Entry(
        entry.id,
        entry.question,
        None,
        entry.verdict,
        (),
        EVERYTHING,
        (entry.shown[0], type(entry.shown[0])("harbour-gone00", "harbour", 0, 5)),
    )
    found = page_of(shelf, gone, 1, 7).citations
    assert found[0] is not None
    assert found[1] is None


def test_an_answer_without_passages_has_one_page(shelf: Library) -> None:
    """Nothing to show is one empty page."""
    empty = Entry("id", "q", None, Verdict.NOT_IN_CORPUS, (), EVERYTHING, ())
    page = page_of(shelf, empty, 1, 7)
    assert (page.number, page.pages, page.citations) == (1, 1, ())


def test_a_whole_passage_is_all_of_it(shelf: Library) -> None:
    """A long passage comes in parts, a short one in one."""
    passage = shelf.passages("long")[0]
    cited, parts = whole_of(shelf, passage.id)
    assert cited.quote == passage.text
    assert len(parts) == 3
    assert len(whole_of(shelf, shelf.passages("tea")[0].id)[1]) == 1
    with pytest.raises(NotFoundError):
        whole_of(shelf, "long-nothing")


def test_reading_goes_forth_and_back_over_the_same_pages(shelf: Library) -> None:
    """Whoever turns forward and back again sees every paragraph, and none twice."""
    forth = [reading_from(shelf, "harbour", 1)]
    while forth[-1].following:
        forth.append(reading_from(shelf, "harbour", forth[-1].following))
    numbers = [one.paragraph for page in forth for one in page.citations]
    assert numbers == list(range(1, 13))
    assert all(len(page.citations) <= MOST_PARAGRAPHS for page in forth)
    assert forth[0].previous is None
    back = [forth[-1]]
    while back[-1].previous:
        back.append(reading_from(shelf, "harbour", back[-1].previous))
    assert back == forth[::-1]


def test_reading_may_begin_anywhere_inside(shelf: Library) -> None:
    """From any paragraph one reads on to the last; outside there is none."""
    assert reading_from(shelf, "HARBOUR", 12).following is None
    assert reading_from(shelf, "harbour", 12).citations[0].paragraph == 12
    for outside in (0, 13, -1):
        with pytest.raises(NotFoundError, match="paragraphs 1 to 12"):
            reading_from(shelf, "harbour", outside)
    with pytest.raises(NotFoundError, match="no document with the key 'nothing'"):
        reading_from(shelf, "nothing", 1)


def test_a_long_document_may_be_jumped_in(shelf: Library) -> None:
    """Paragraphs to jump to are spread over a document that does not fit one page."""
    jumps = reading_from(shelf, "harbour", 1).jumps
    assert [number for number, _ in jumps] == list(range(1, 13))
    assert jumps[1][1] == "The harbour crane number two lifts boxes."
    assert reading_from(shelf, "tea", 1).jumps == ()


@pytest.mark.parametrize(
    ("number", "around", "previous", "following"),
    [(1, [1, 2], None, 3), (5, [4, 5, 6], 1, 7), (12, [11, 12], 6, None)],
)
def test_the_context_is_a_passage_and_its_neighbours(
    shelf: Library, number: int, around: list[int], previous: int | None, following: int | None
) -> None:
    """The paragraphs before and after, as far as there are any; from there one reads on."""
    reading = context_of(shelf, shelf.passages("harbour")[number - 1].id)
    assert [one.paragraph for one in reading.citations] == around
    assert reading.around == number
    assert (reading.previous, reading.following) == (previous, following)


def test_a_long_paragraph_is_read_by_itself(shelf: Library) -> None:
    """A paragraph that fits no page is a page, and its neighbours are reached from it."""
    reading = reading_from(shelf, "markup", 1)
    assert [one.paragraph for one in reading.citations] == [1]
    assert reading.following == 2
    assert reading_from(shelf, "markup", 2).previous == 1
