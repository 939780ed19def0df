"""Who was told something lately is not told it again."""

from bot.discord.told import Told


def test_each_person_is_told_again_when_time_has_passed() -> None:
    """Others are told meanwhile; of more people than are remembered, all may be told anew."""
    now = [0.0]
    told = Told(60.0, most=2, clock=lambda: now[0])
    assert [told.is_due(person) for person in (1, 1, 2, 2)] == [True, False, True, False]
    now[0] = 60.0
    assert told.is_due(1)
    assert not told.is_due(1)
    assert told.is_due(3)
    assert told.is_due(4)
    assert told.is_due(1)


def test_one_thing_does_not_silence_another() -> None:
    """Each kind is told by itself."""
    told = Told(60.0, most=9)
    kinds = ["where", "where", "how often", None, "how often"]
    assert [told.is_due(1, kind) for kind in kinds] == [True, False, True, True, False]


def test_to_ask_whether_somebody_was_told_tells_nobody() -> None:
    """They are to be told as before."""
    told = Told(60.0, most=9)
    assert not told.lately(1)
    assert told.is_due(1)
    assert told.lately(1)
    assert not told.lately(2)
