"""What commands, buttons and messages have in common."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.discord.desk import QueueFullError
from bot.discord.gate import RefusedError, TooOftenError, Visitor
from bot.discord.service import Conversation, Service, StoppingError
from bot.journal import Journal
from bot.settings import Access
from index.errors import NotFoundError, QuestionError, QuoteMismatchError
from index.library import Library
from index.serving import Serving
from tests.bot.discord.corpora import QUESTION
from tests.bot.discord.fakes import FailingLibrary
from tests.bot.discord.place import NOWHERE, corpus_of

VISITOR = Visitor(1, guild=10, channels=frozenset({20}), roles=frozenset(), manages=False)


@pytest_asyncio.fixture
async def service(shelf: Library) -> AsyncIterator[Service]:
    """Return a service that forgets at the end."""
    serving = Serving(shelf)
    journal = Journal(shelf.snapshot.folder, 0)
    made = Service(serving, journal, Access(), 10, corpus_of(serving, NOWHERE))
    yield made
    made.desk.close()
    made.corpus.close()
    made.journal.close()


async def test_what_is_under_way_is_counted(service: Service) -> None:
    """The bot is idle until something begins, and again when the last has ended."""
    assert service.idle.is_set()
    with service.counted():
        with service.counted():
            assert service.under_way == 2
        assert not service.idle.is_set()
    assert service.under_way == 0
    assert service.idle.is_set()


async def test_what_fails_is_not_under_way_any_more(service: Service) -> None:
    """An error, and somebody who gives up, leave nothing to wait for."""
    with pytest.raises(ZeroDivisionError), service.counted():
        raise ZeroDivisionError
    with pytest.raises(asyncio.CancelledError), service.counted():
        raise asyncio.CancelledError
    assert service.idle.is_set()


async def test_a_service_that_stops_takes_nothing_new(service: Service) -> None:
    """What began goes on; what comes is refused, and not counted."""
    with service.counted():
        service.stopping = True
        with pytest.raises(StoppingError, match="restarted"), service.counted():
            pytest.fail("nothing may begin")
        assert service.under_way == 1
        with service.telling():  # whoever is refused
            assert service.under_way == 2
    assert service.idle.is_set()


async def test_an_answer_is_remembered(service: Service) -> None:
    """The answer's first page is returned, and the journal knows who asked what."""
    page = await service.answer(QUESTION, VISITOR, Conversation(20))
    assert service.journal.entry(page.entry.id) == page.entry
    assert (page.owner, page.entry.question) == (VISITOR.user, QUESTION)
    assert service.journal.forget_person(VISITOR.user) == 1
    assert (page.number, page.pages) == (1, 3)


async def test_a_question_that_cannot_be_answered_is_not_remembered(service: Service) -> None:
    """What went wrong goes to the asker, and there is nothing to follow up."""
    with pytest.raises(QuestionError):
        await service.answer("?!", VISITOR, Conversation(20))
    assert service.journal.before(None, 20, 60) is None


@pytest.mark.parametrize(
    ("conversation", "leans"),
    [
        (Conversation(20, leans=True), True),
        (Conversation(20), False),
        (Conversation(21, leans=True), False),
        (Conversation(None), False),
        (Conversation(None, replied_to=100), True),
        (Conversation(20, replied_to=100), True),
        (Conversation(20, replied_to=101), False),
        (Conversation(20, replied_to=101, leans=True), True),
    ],
)
async def test_a_follow_up_leans_on_what_its_conversation_has(
    service: Service, conversation: Conversation, *, leans: bool
) -> None:
    """On the message that is replied to, or on the last answer of a place of its own."""
    first = await service.answer(QUESTION, VISITOR, Conversation(20))
    service.journal.sent(first.entry.id, 100)
    page = await service.answer("and why?", VISITOR, conversation)
    assert page.entry.before == (QUESTION if leans else None)


def counted(service: Service, name: str, **labels: str) -> float:
    """Return what was counted so far."""
    return service.metrics.registry.get_sample_value(name, labels) or 0


@pytest.mark.parametrize(
    ("error", "failed"),
    [
        (ZeroDivisionError(), 1),
        (QuoteMismatchError(), 1),
        (QuestionError(), 0),
        (NotFoundError(), 0),
    ],
)
async def test_what_fails_through_no_fault_of_the_asker_is_counted(
    shelf: Library, error: Exception, failed: int
) -> None:
    """An error of ours counts as one; a question that is none does not."""
    serving = Serving(FailingLibrary(shelf, error))
    journal = Journal(shelf.snapshot.folder, 0)
    made = Service(serving, journal, Access(), 10, corpus_of(serving, NOWHERE))
    with pytest.raises(type(error)):
        await made.answer(QUESTION, VISITOR, Conversation(20))
    assert counted(made, "dossier_questions_total", verdict="failed") == failed
    made.desk.close()
    made.journal.close()


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TooOftenError(), "too_often"),
        (RefusedError(), "not_allowed"),
        (QueueFullError(), "queue_full"),
    ],
)
async def test_who_is_turned_away_is_counted(
    service: Service, error: Exception, reason: str
) -> None:
    """Each reason to turn somebody away has its count, and one that stops has its own."""
    service.note_refused(error)
    assert counted(service, "dossier_refused_total", reason=reason) == 1
    service.stopping = True
    with pytest.raises(StoppingError), service.counted():
        pytest.fail("nothing may begin")
    assert counted(service, "dossier_refused_total", reason="stopping") == 1
