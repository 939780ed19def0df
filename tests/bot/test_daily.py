"""Which channels get a passage, and when: kept in the journal, claimed by one process."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily import CLAIMED_FOR, LATE, Claim, Daily, TimeError, minutes_of
from bot.journal_file import JournalError, path_in
from tests.bot.journals import DAY, Clock

HOUR = 60 * 60


def at(text: str) -> float:
    """Return a moment given in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands at noon of a Wednesday."""
    return Clock(at("2026-11-25T12:00"))


def opened(folder: Path, clock: Clock, zone: str = "UTC") -> Daily:
    """Return what one process has of the channels."""
    return Daily(folder, ZoneInfo(zone), clock)


def claimed(daily: Daily) -> Claim | None:
    """Return what the process claims for the one channel there is."""
    (schedule,) = daily.schedules()
    return daily.claim(schedule)


def test_a_passage_comes_at_its_hour(tmp_path: Path, clock: Clock) -> None:
    """Not at once, not before, once on the day, and on the next day again."""
    daily = opened(tmp_path, clock)
    schedule = daily.switch_on(5, 1, 13 * 60)
    assert claimed(daily) is None
    assert daily.next_after(schedule, clock.now) == clock.now + HOUR
    clock.now += HOUR + 1
    claim = claimed(daily)
    assert claim is not None
    assert (claim.day, claim.again) == ("2026-11-25", False)
    daily.finish(claim, "tea-aaaaaa")
    assert daily.shown(5) == ["tea-aaaaaa"]
    assert claimed(daily) is None
    clock.now += DAY - 2
    assert claimed(daily) is None
    clock.now += 2
    claim = claimed(daily)
    assert claim is not None
    assert claim.day == "2026-11-26"


def test_what_was_before_it_was_switched_on_does_not_come(tmp_path: Path, clock: Clock) -> None:
    """Switched on after the hour, it begins on the next day."""
    daily = opened(tmp_path, clock)
    schedule = daily.switch_on(5, 1, 9 * 60)
    assert claimed(daily) is None
    assert daily.next_after(schedule, clock.now) == at("2026-11-26T09:00")


@pytest.mark.parametrize(("late", "posted"), [(LATE - 1, True), (LATE + 1, False)])
def test_a_bot_that_was_down_catches_up(
    tmp_path: Path, clock: Clock, late: float, *, posted: bool
) -> None:
    """For some hours; then the day is left out, and the next comes at its hour."""
    opened(tmp_path, clock).switch_on(5, 1, 13 * 60)
    clock.now += HOUR + late
    assert bool(claimed(opened(tmp_path, clock))) is posted
    clock.now = at("2026-11-26T13:00:01")
    assert claimed(opened(tmp_path, clock)) is not None


def test_at_midnight(tmp_path: Path, clock: Clock) -> None:
    """A passage of five to midnight may come after it, for the day that it belongs to."""
    daily = opened(tmp_path, clock)
    daily.switch_on(5, 1, 23 * 60 + 55)
    clock.now = at("2026-11-26T00:10")
    claim = claimed(daily)
    assert claim is not None
    assert claim.day == "2026-11-25"
    daily.finish(claim, "tea-aaaaaa")
    assert claimed(daily) is None
    clock.now = at("2026-11-26T23:56")
    assert claimed(daily) is not None


def test_once_a_week(tmp_path: Path, clock: Clock) -> None:
    """On the day of the week that was set, and on no other."""
    daily = opened(tmp_path, clock)
    schedule = daily.switch_on(5, 1, 9 * 60, weekday=0)
    assert daily.next_after(schedule, clock.now) == at("2026-11-30T09:00")
    days = []
    for _ in range(15):
        clock.now += DAY
        if claim := claimed(daily):
            days.append(claim.day)
            daily.finish(claim)
    assert days == ["2026-11-30", "2026-12-07"]


def test_hours_are_those_of_the_zone(tmp_path: Path, clock: Clock) -> None:
    """Nine in Berlin is eight in winter and seven in summer, and each day has one."""
    daily = opened(tmp_path, clock, "Europe/Berlin")
    schedule = daily.switch_on(5, 1, 9 * 60)
    assert daily.next_after(schedule, clock.now) == at("2026-11-26T08:00")
    assert daily.next_after(schedule, at("2027-07-01T00:00")) == at("2027-07-01T07:00")


@pytest.mark.parametrize("start", ["2027-03-26T12:00", "2027-10-29T12:00"])
def test_no_day_is_lost_or_doubled_when_clocks_change(
    tmp_path: Path, clock: Clock, start: str
) -> None:
    """An hour that there is not, or that there is twice, is one passage a day all the same."""
    clock.now = at(start)
    daily = opened(tmp_path, clock, "Europe/Berlin")
    daily.switch_on(5, 1, 2 * 60 + 30)
    days = []
    for _ in range(5 * 24 * 4):
        clock.now += HOUR / 4
        if claim := claimed(daily):
            days.append(claim.day)
            daily.finish(claim)
    assert len(days) == len(set(days)) == 5


def test_one_of_several_processes_posts(tmp_path: Path, clock: Clock) -> None:
    """Who claims the day has it; another has its turn only where the first came to an end."""
    first, second = opened(tmp_path, clock), opened(tmp_path, clock)
    first.switch_on(5, 1, 13 * 60)
    clock.now += HOUR + 1
    (seen,) = second.schedules()
    claim = claimed(first)
    assert claim is not None
    assert second.claim(seen) is None
    clock.now += CLAIMED_FOR - 1
    assert second.claim(seen) is None
    clock.now += 2
    taken = second.claim(seen)
    assert taken is not None
    assert taken.again  # the first may have posted before it ended
    second.finish(taken, "tea-aaaaaa")
    assert first.claim(seen) is None
    assert claimed(first) is None


def test_another_round_begins(tmp_path: Path, clock: Clock) -> None:
    """What was shown in the round before is shown again."""
    daily = opened(tmp_path, clock)
    schedule = daily.switch_on(5, 1, 0)
    for number in range(3):
        daily.finish(Claim(schedule, f"2026-11-2{number}", again=False), f"tea-{number}")
    assert daily.shown(5) == ["tea-0", "tea-1", "tea-2"]
    daily.finish(Claim(schedule, "2026-11-24", again=False), "tea-1", anew=True)
    assert daily.shown(5) == ["tea-1"]


def test_another_time_keeps_what_was_shown(tmp_path: Path, clock: Clock) -> None:
    """Switched on again, a channel goes on where it was; switched off, it is forgotten."""
    daily = opened(tmp_path, clock)
    before = daily.switch_on(5, 1, 0)
    daily.finish(Claim(before, "2026-11-25", again=False), "tea-1")
    after = daily.switch_on(5, 1, 60, weekday=3, source="tea")
    assert (after.seed, after.minutes, after.weekday, after.source) == (before.seed, 60, 3, "tea")
    assert daily.shown(5) == ["tea-1"]
    assert daily.switch_off(5)
    assert not daily.switch_off(5)
    assert (daily.shown(5), daily.schedules()) == ([], [])
    daily.finish(Claim(after, "2026-11-26", again=False), "tea-2")  # it was under way
    assert (daily.shown(5), daily.schedules()) == ([], [])


def test_another_hour_of_a_day_that_had_one_has_its_own(tmp_path: Path, clock: Clock) -> None:
    """What is told as the next comes; the same hour once more brings nothing twice."""
    daily = opened(tmp_path, clock)
    daily.switch_on(5, 1, 13 * 60)
    clock.now += HOUR + 1
    claim = claimed(daily)
    assert claim is not None
    daily.finish(claim, "tea-aaaaaa")
    again = daily.switch_on(5, 1, 13 * 60)
    assert claimed(daily) is None
    assert daily.next_after(again, clock.now) == at("2026-11-26T13:00")
    moved = daily.switch_on(5, 1, 21 * 60)
    assert claimed(daily) is None
    assert daily.next_after(moved, clock.now) == at("2026-11-25T21:00")
    clock.now = at("2026-11-25T21:00:05")
    claim = claimed(daily)
    assert claim is not None
    daily.finish(claim, "tea-bbbbbb")
    assert daily.next_after(daily.schedules()[0], clock.now) == at("2026-11-26T21:00")
    weekly = daily.switch_on(5, 1, 21 * 60, weekday=2)
    assert claimed(daily) is None
    assert daily.next_after(weekly, clock.now) == at("2026-12-02T21:00")


def test_another_hour_while_one_is_posted_is_not_skipped(tmp_path: Path, clock: Clock) -> None:
    """What was under way ends the day of the hour before alone."""
    daily = opened(tmp_path, clock)
    daily.switch_on(5, 1, 13 * 60)
    clock.now += HOUR + 1
    claim = claimed(daily)
    assert claim is not None
    daily.switch_on(5, 1, 21 * 60)
    daily.finish(claim, "tea-aaaaaa")
    assert daily.shown(5) == ["tea-aaaaaa"]
    clock.now = at("2026-11-25T21:00:05")
    assert claimed(daily) is not None


def test_each_server_has_its_own(tmp_path: Path, clock: Clock) -> None:
    """A server is told of its own channels."""
    daily = opened(tmp_path, clock)
    daily.switch_on(5, 1, 0)
    daily.switch_on(6, 2, 0)
    assert [one.channel for one in daily.schedules(2)] == [6]
    assert [one.channel for one in daily.schedules()] == [5, 6]


def test_nothing_is_written_where_nobody_wants_it(tmp_path: Path, clock: Clock) -> None:
    """To look makes no file."""
    assert opened(tmp_path / "state", clock).schedules() == []
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_is_locked_is_told(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, and nothing is half done."""
    daily = opened(tmp_path, clock)
    daily.switch_on(5, 1, 0)
    monkeypatch.setattr("bot.journal_file.PATIENCE", 0.01)
    with closing(sqlite3.connect(path_in(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="passage of the day cannot be kept"):
            daily.switch_off(5)
    assert len(daily.schedules()) == 1


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9", 540),
        ("09:00", 540),
        (" 9.30 ", 570),
        ("21:05", 1265),
        ("0:00", 0),
        ("9 am", 540),
        ("9:30PM", 1290),
        ("12 am", 0),
        ("12 p.m.", 720),
    ],
)
def test_times_of_the_day(typed: str, minutes: int) -> None:
    """As people write them."""
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize(
    "typed", ["", "noon", "24:00", "9:60", "13 pm", "0 am", "9:5", "-1", "９"]
)
def test_what_is_no_time(typed: str) -> None:
    """One sentence says how to write it."""
    with pytest.raises(TimeError, match="write it as 09:00"):
        minutes_of(typed)
