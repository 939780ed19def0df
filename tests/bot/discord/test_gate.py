"""Who may ask, where, and how often."""

from dataclasses import dataclass, replace

import pytest

from bot.discord import gate as gate_module
from bot.discord.gate import Gate, RefusedError, TooOftenError, Visitor
from bot.settings import Access, Rate

GUEST = Visitor(1, guild=10, channels=frozenset({20}), roles=frozenset(), manages=False)
"""Somebody in a channel of a server."""

MANAGER = replace(GUEST, manages=True)

ALONE = replace(GUEST, guild=None)
"""Somebody in a direct message."""


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def admits(access: Access, visitor: Visitor) -> bool:
    """Tell whether a visitor is let in."""
    try:
        Gate(access).admit(visitor)
    except RefusedError:
        return False
    return True


def spends(gate: Gate, visitor: Visitor, times: int = 1) -> bool:
    """Tell whether a visitor may ask so many questions now."""
    try:
        for _ in range(times):
            gate.spend(visitor)
    except RefusedError:
        return False
    return True


def test_without_lists_everybody_is_let_in() -> None:
    """Nothing is configured, so nothing is refused."""
    assert admits(Access(), GUEST)
    assert admits(Access(), ALONE)


@pytest.mark.parametrize(
    ("access", "admitted"),
    [
        (Access(guilds=frozenset({10})), True),
        (Access(guilds=frozenset({11})), False),
        (Access(channels=frozenset({20})), True),
        (Access(channels=frozenset({21})), False),
        (Access(guilds=frozenset({10}), channels=frozenset({21})), False),
        (Access(guilds=frozenset({11}), channels=frozenset({20})), False),
    ],
)
def test_lists_name_who_is_let_in(access: Access, admitted: bool) -> None:  # noqa: FBT001
    """A server, and a channel, must be on its list; direct messages are not affected."""
    assert admits(access, GUEST) is admitted
    assert admits(access, ALONE)


def test_outside_of_servers_the_bot_may_be_closed() -> None:
    """Where it is for one team, nobody else may ask it in direct messages."""
    assert not admits(Access(direct=False), ALONE)
    assert admits(Access(direct=False), GUEST)
    with pytest.raises(RefusedError, match="ask me in one"):
        Gate(Access(direct=False)).admit(ALONE)


def test_a_thread_belongs_to_its_channel() -> None:
    """Where a channel is on the list, so are its threads."""
    thread = replace(GUEST, channels=frozenset({99, 20}))
    assert admits(Access(channels=frozenset({20})), thread)


def test_a_rate_holds_back_one_person_and_lets_go() -> None:
    """So many questions in so many seconds; then one more, once they have passed."""
    clock = Clock()
    gate = Gate(Access(per_user=Rate(2, 60)), clock)
    other = replace(GUEST, user=2)
    assert spends(gate, GUEST, 2)
    clock.now += 50.5
    with pytest.raises(RefusedError, match=r"You have asked a lot.* in 10 seconds"):
        gate.spend(GUEST)
    assert spends(gate, other, 2)
    clock.now += 10.5
    assert spends(gate, GUEST)


def test_a_rate_holds_back_a_server() -> None:
    """All in a server share its rate; direct messages have none but the person's."""
    gate = Gate(Access(per_guild=Rate(2, 60)), Clock())
    assert spends(gate, GUEST)
    assert spends(gate, replace(GUEST, user=2))
    with pytest.raises(RefusedError, match="This server has asked a lot"):
        gate.spend(replace(GUEST, user=3))
    assert spends(gate, replace(GUEST, guild=11))
    assert spends(gate, ALONE, 5)


@pytest.mark.parametrize(
    "administrator",
    [replace(GUEST, manages=True), replace(GUEST, roles=frozenset({30, 31}))],
)
def test_administrators_are_not_held_back(administrator: Visitor) -> None:
    """Those who may manage a server that is listed, or have one of the roles, administer it."""
    rate = Rate(1, 60)
    access = Access(frozenset({10}), admin_roles=frozenset({31}), per_user=rate, per_guild=rate)
    gate = Gate(access, Clock())
    assert gate.administers(administrator)
    assert spends(gate, administrator, 5)
    assert not gate.administers(GUEST)
    assert not spends(gate, GUEST, 2)


def test_a_server_of_ones_own_spares_nobody_the_rates() -> None:
    """Where no server is listed, anybody may make one and manage it; a role was named by id."""
    gate = Gate(Access(admin_roles=frozenset({31}), per_user=Rate(1, 60)), Clock())
    assert gate.administers(MANAGER)
    assert not spends(gate, MANAGER, 2)
    assert spends(gate, replace(GUEST, user=2, roles=frozenset({31})), 5)


def test_what_is_refused_is_not_counted() -> None:
    """A question that the server's rate refuses does not cost the person one of theirs."""
    clock = Clock()
    gate = Gate(Access(per_user=Rate(1, 600), per_guild=Rate(1, 60)), clock)
    assert spends(gate, replace(GUEST, user=2))
    assert not spends(gate, GUEST)
    clock.now += 61
    assert spends(gate, GUEST)


def test_without_a_rate_nobody_is_held_back() -> None:
    """A rate that is off lets through whatever comes."""
    assert spends(Gate(Access(), Clock()), GUEST, 1000)


def test_who_rests_is_forgotten_and_who_does_not_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many people ask over time, only those that a rate holds back are remembered."""
    monkeypatch.setattr(gate_module, "_TRACKED", 2)
    clock = Clock()
    gate = Gate(Access(per_user=Rate(1, 60)), clock)
    assert spends(gate, replace(GUEST, user=1))
    clock.now += 59
    assert spends(gate, replace(GUEST, user=2))
    clock.now += 2
    assert spends(gate, replace(GUEST, user=3))
    assert not spends(gate, replace(GUEST, user=2))
    assert len(gate._spent) == 2


def may_change(access: Access, visitor: Visitor, servers: set[int]) -> bool:
    """Tell whether a visitor may change the corpus of a bot that is in some servers."""
    try:
        Gate(access).check_changes(visitor, servers)
    except RefusedError:
        return False
    return True


@pytest.mark.parametrize(
    ("access", "visitor", "servers", "may"),
    [
        (Access(), MANAGER, {10}, True),
        (Access(), GUEST, {10}, False),
        (Access(admin_roles=frozenset({5})), replace(GUEST, roles=frozenset({5})), {10}, True),
        (Access(), MANAGER, {10, 11}, False),
        (Access(guilds=frozenset({10})), MANAGER, {10, 11}, True),
        (Access(), MANAGER, set(), False),
        (Access(), ALONE, {10}, False),
        (Access(guilds=frozenset({10})), ALONE, {10}, False),
    ],
)
def test_who_may_change_the_corpus(
    access: Access, visitor: Visitor, servers: set[int], *, may: bool
) -> None:
    """Administrators of the bot's one server, or of one that is listed; nobody elsewhere."""
    assert may_change(access, visitor, servers) is may


def test_what_costs_more_uses_up_more() -> None:
    """It is let in where so many questions would be; what is refused is not counted."""
    clock = Clock()
    gate = Gate(Access(per_user=Rate(4, 60)), clock)
    gate.spend(GUEST, 3)
    with pytest.raises(TooOftenError, match="60 seconds"):
        gate.spend(GUEST, 3)
    gate.spend(GUEST)
    with pytest.raises(TooOftenError, match="60 seconds"):
        gate.spend(GUEST)
    clock.now += 60
    gate.spend(GUEST)


def test_what_costs_more_than_a_rate_has_takes_all_of_it() -> None:
    """With a rate of two, what counts as three may be had, where both are left."""
    clock = Clock()
    gate = Gate(Access(per_user=Rate(2, 60)), clock)
    gate.spend(GUEST, 3)
    with pytest.raises(TooOftenError):
        gate.spend(GUEST)
    clock.now += 61
    gate.spend(GUEST)
    with pytest.raises(TooOftenError):
        gate.spend(GUEST, 3)


def test_whether_somebody_may_ask_is_told_without_counting_it() -> None:
    """It is as ``spend`` would say, as often as one asks."""
    gate = Gate(Access(per_user=Rate(3, 60)), Clock())
    for _ in range(5):
        gate.check_rate(GUEST, 3)
    gate.spend(GUEST)
    with pytest.raises(TooOftenError, match="60 seconds"):
        gate.check_rate(GUEST, 3)
    gate.check_rate(GUEST, 2)
    Gate(Access(frozenset({10}), per_user=Rate(1, 60)), Clock()).check_rate(MANAGER, 3)


def test_what_somebody_does_is_held_back_whatever_it_costs() -> None:
    """So many presses in so many seconds; they cost no question, and questions no press."""
    clock = Clock()
    gate = Gate(Access(per_user=Rate(1, 60), presses=Rate(3, 60)), clock)
    gate.spend(GUEST)
    for _ in range(3):
        gate.act(GUEST)
    clock.now += 50.5
    with pytest.raises(TooOftenError, match=r"You press a lot just now; go on in 10 seconds\."):
        gate.act(GUEST)
    with pytest.raises(TooOftenError):  # who manages a server may have made it for that
        gate.act(replace(MANAGER, user=GUEST.user))
    gate.act(replace(GUEST, user=GUEST.user + 100))
    clock.now += 10
    gate.act(GUEST)
