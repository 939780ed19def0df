"""``dossier doctor`` finds what is wrong, and says what to do about it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.doctor import checks, machine
from bot.doctor.finding import Finding, State
from bot.journal import Journal
from bot.settings import Given, application_in, given_settings
from index.engines.models import BUNDLED
from index.wiring import build_index
from tests.bot.conftest import Run
from tests.bot.faults import FAULTS, bad_number, journal_that_is_none
from tests.bot.house import TOKEN, House
from tests.conftest import REPOSITORY, corpus


@pytest.fixture(scope="module")
def sound_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which nothing is wrong."""
    folder = tmp_path_factory.mktemp("house")
    seeds = corpus(
        folder, {"tea.md": "---\ndate: 2020-01-02\n---\n\nTea is poured over leaves.\n"}
    )
    build_index(seeds, folder / "built", BUNDLED)
    Journal(folder / "state", 90).close()
    return folder


@pytest.fixture
def house(
    sound_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Run
) -> Iterator[House]:
    """Return a copy of it, with settings of its own."""
    del dossier  # it takes the token out of the environment
    for name in os.environ:
        if name.startswith(("DOSSIER_", "DISCORD_", "RERANKER_")):
            monkeypatch.delenv(name)
    folder = shutil.copytree(sound_house, tmp_path / "house")
    monkeypatch.setattr(settings_module, "ROOT", folder)
    house = House(folder, monkeypatch)
    house.setting("DOSSIER_SEEDS", house.seeds)
    house.setting("DOSSIER_STATE", house.folder / "state")
    house.setting("DISCORD_TOKEN", TOKEN)
    yield house
    for lock in house.held:
        lock.release()
    for program in house.listening:
        program.close()


def found_in(house: House, dossier: Run) -> tuple[int, list[dict[str, str]]]:
    """Have the doctor look at the house; return the exit status and what it finds."""
    done = dossier("doctor", "--json", index=house.index)
    assert TOKEN not in done.out + done.err
    told = json.loads(done.out)
    assert told["well"] == (done.status == 0)
    documented = (REPOSITORY / "docs" / "json.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented for name in (*told, *told["findings"][0]))
    return done.status, told["findings"]


def test_where_all_is_well_nothing_else_is_said(house: House, dossier: Run) -> None:
    """Without a fault every line is ok, and the exit status is 0."""
    status, findings = found_in(house, dossier)
    assert [one for one in findings if one["state"] != "ok"] == []
    assert status == 0
    looked_at = [one["check"] for one in findings]
    assert (
        looked_at
        == (
            "python settings token model documents index questions tour journal folders locks"
            " disk memory clock"
        ).split()
    )


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0].__name__}-{fault[1]}")
def test_a_planted_fault_is_found_with_its_cure(
    fault: tuple[Callable[[House], None], str, str, str, str], house: House, dossier: Run
) -> None:
    """The fault is told where it belongs, with what to do; a failure fails the doctor."""
    plant, check, state, told, cure = fault
    plant(house)
    status, findings = found_in(house, dossier)
    found = [one for one in findings if one["check"] == check and told in one["told"]]
    assert len(found) == 1, findings
    assert found[0]["state"] == state
    assert cure in found[0]["cure"]
    assert status == int(any(one["state"] == "failed" for one in findings))
    assert all(one["cure"] for one in findings if one["state"] != "ok")
    others = {one["check"] for one in findings if one["state"] != "ok"} - {check}
    # What is wrong with a document is in no index yet, and a folder that is none holds none.
    assert others <= {"index", "documents", "folders"}, findings


def test_the_doctor_changes_nothing(house: House, dossier: Run) -> None:
    """Whatever is looked at is as it was."""

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in house.folder.rglob("*") if path.is_file()}

    before = files()
    found_in(house, dossier)
    after = files()
    assert {path: after[path] for path in before} == before
    beside = {path.name for path in after.keys() - before.keys()}
    assert beside <= {"journal.sqlite-wal", "journal.sqlite-shm"}  # SQLite's own


def test_a_journal_of_an_earlier_version_is_well(house: House, dossier: Run) -> None:
    """The next start brings it up to date."""
    with sqlite3.connect(house.journal) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert found_in(house, dossier)[0] == 0


def test_no_journal_is_looked_for_where_none_is_kept(house: House, dossier: Run) -> None:
    """With DOSSIER_KEEP_DAYS at 0 nothing is on disk; of a file that is, a start drops people."""
    journal_that_is_none(house)
    house.setting("DOSSIER_KEEP_DAYS", "0")
    assert found_in(house, dossier)[0] == 1
    house.journal.unlink()
    assert found_in(house, dossier)[0] == 0
    house.setting("DOSSIER_KEEP_DAYS", "9")
    assert found_in(house, dossier)[0] == 0


def test_a_bot_that_runs_is_told_and_has_its_port(house: House, dossier: Run) -> None:
    """What it holds is no fault; without it a port that is free is none either."""
    port = house.taken_port()
    house.setting("DOSSIER_METRICS_PORT", str(port))
    house.held_lock(house.folder / "state" / "bot.lock")
    status, findings = found_in(house, dossier)
    told = [one["told"] for one in findings if one["check"] in {"locks", "metrics"}]
    assert told[0] == f"a bot runs with the state in {house.folder / 'state'}"
    assert told[1].startswith("a bot runs, and has the port")
    assert status == 0
    house.held[0].release()
    house.listening[0].close()
    status, findings = found_in(house, dossier)
    assert f"for http://127.0.0.1:{port}/metrics" in str(findings)
    assert status == 0


def test_the_memory_may_be_unknown(house: House, dossier: Run) -> None:
    """Where the system does not tell, that is no fault."""
    house.patch.setattr(machine, "_MEMINFO", house.folder / "none")
    assert found_in(house, dossier)[0] == 0


def test_people_get_a_line_each_and_the_cure_below(house: House, dossier: Run) -> None:
    """What is printed for people has state, check, what is wrong and an arrow to the cure."""
    bad_number(house)
    done = dossier("doctor", index=house.index)
    assert done.status == 1
    lines = done.out.splitlines()
    at = next(n for n, line in enumerate(lines) if "DOSSIER_QUEUE" in line)
    assert lines[at].split()[:2] == ["failed", "settings"]
    assert lines[at + 1].strip().startswith("→ Write a whole number")
    assert TOKEN not in done.out


def test_an_old_python_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that is too old is named, with how to name another."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 9))
    first = next(machine.python_found(given_settings(index=house.index)))
    assert (first.state, first.told[:21]) == (State.FAILED, "This is Python 3.10.9")
    assert first.cure
    assert "make install" in first.cure


def test_a_check_that_fails_is_told_and_the_others_go_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw ends one check, not the doctor."""

    def broken_found(_: Given) -> Iterator[Finding]:
        raise ZeroDivisionError
        yield

    monkeypatch.setattr(checks, "CHECKS", (broken_found, machine.clock_found))
    broken, clock = checks.examined(given_settings(index=house.index))
    assert (broken.check, broken.state) == ("broken", State.FAILED)
    assert "ZeroDivisionError" in broken.told
    assert clock.check == "clock"


def test_the_doctor_comes_at_once() -> None:
    """It loads no model, no index engine and no Discord."""
    code = (
        "import sys; sys.argv = ['dossier', 'doctor', '--json']\n"
        "from bot.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'faiss', 'discord'}\n"
        "sys.exit(' '.join(heavy & sys.modules.keys()) or 0)"
    )
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("token", "application"),
    [
        (TOKEN, 123456789012345678),
        ("", None),
        ("MTIz.Gabcde.a-secret-that-nobody-may-see", None),  # 123: no id
        ("bm90LWEtbnVtYmVy.Gabcde.a-secret-that-nobody-may-see", None),
        ("AAAAAAAAAAAAA.Gabcde.a-secret-that-nobody-may-see", None),
        (TOKEN + "\n", None),
    ],
)
def test_a_token_names_its_application(token: str, application: int | None) -> None:
    """The first part of a token is the id, in base64; what is none names nothing."""
    assert application_in(token) == application
