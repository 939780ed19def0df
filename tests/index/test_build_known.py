"""Tests of ``index.build``: the questions that somebody has judged, beside the documents."""

import json
import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.build import is_current
from index.core.known import Known
from index.engines.fake_encoder import WordCountEncoder
from index.errors import CorpusError
from index.ports import Floats
from index.store.known_file import QUESTIONS
from index.store.manifest import KnownEntry
from index.store.snapshot import SnapshotFolder
from tests.conftest import OpenFake, corpus, fake_build
from tests.index.corpora import FILES, ids, judged_by


def line(passage: str, question: str = "Was it wet?") -> str:
    """Return a line of the file of questions."""
    return json.dumps({"question": question, "answered_by": [passage]}) + "\n"


GONE = line("rain-zzzzzz", "Is it gone?")


class Prompted(WordCountEncoder):
    """An encoder that reads what is searched with behind a prompt, and counts it."""

    asked = 0

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts that are searched with."""
        self.asked += len(texts)
        return super().encode_queries([f"query {text}" for text in texts])


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder of documents from which an index was built, without known questions."""
    seeds = corpus(tmp_path, FILES)
    fake_build(seeds, tmp_path / "built")
    return seeds


def rain(seeds: Path) -> str:
    """Return the id of the passage on the rain."""
    return ids(seeds.parent / "built")["rain: It rained all day. Then it stopped."]


def known_by(index: Path) -> Known:
    """Return the known questions of the snapshot in use."""
    with closing(SnapshotFolder(index).open()) as snapshot:
        return snapshot.known


def entry_of(index: Path) -> KnownEntry | None:
    """Return what the manifest of the snapshot in use says of known questions."""
    with closing(SnapshotFolder(index).open()) as snapshot:
        return snapshot.manifest.known


def current(index: Path, seeds: Path) -> bool:
    """Tell whether the snapshot in use is up to date."""
    with closing(SnapshotFolder(index).open()) as snapshot:
        return is_current(snapshot, seeds)


def test_questions_come_change_and_go(seeds: Path, tmp_path: Path) -> None:
    """Each time the index is out of date until it is built anew, under another name."""
    index = tmp_path / "built"
    names = {fake_build(seeds, index).manifest.fingerprint}
    texts = (line(rain(seeds)), GONE + line(rain(seeds)), None)
    for text in texts:
        if text is None:
            (seeds / QUESTIONS).unlink()
        else:
            (seeds / QUESTIONS).write_text(text, encoding="utf-8")
        assert not current(index, seeds)
        built = fake_build(seeds, index)
        assert built.changed
        assert current(index, seeds)
        names.add(built.manifest.fingerprint)
    assert len(names) == len(texts)  # without any it is the first again
    assert entry_of(index) is None


def test_touched_questions(seeds: Path, tmp_path: Path) -> None:
    """A file that was written again with the same content changes nothing but its time."""
    index = tmp_path / "built"
    (seeds / QUESTIONS).write_text(GONE + line(rain(seeds)), encoding="utf-8")
    before = fake_build(seeds, index).manifest
    os.utime(seeds / QUESTIONS, (1, 1))
    assert not current(index, seeds)
    built = fake_build(seeds, index)
    assert not built.changed
    assert built.manifest.files == before.files
    assert current(index, seeds)
    after = entry_of(index)
    assert after
    assert (after.questions, after.lapsed, after.modified_ns) == (2, 1, 1_000_000_000)


def test_a_folder_of_their_name_is_no_news_twice(seeds: Path, tmp_path: Path) -> None:
    """What is no file of questions has the build say so; the last index stays."""
    index = tmp_path / "built"
    (seeds / QUESTIONS).mkdir()
    assert not current(index, seeds)
    before = SnapshotFolder(index).current()
    with pytest.raises(CorpusError, match="this is no file"):
        fake_build(seeds, index)
    assert SnapshotFolder(index).current() == before


def test_judgements_lapse_and_come_back(seeds: Path, tmp_path: Path) -> None:
    """A passage that is changed takes its judgements along, and brings them back with its text."""
    index = tmp_path / "built"
    (seeds / QUESTIONS).write_text(line(rain(seeds)), encoding="utf-8")
    for text, lapsed in (
        (FILES["rain.md"], 0),
        (FILES["rain.md"].replace("all day", "all night"), 1),
        ("Something else.\n\n" + FILES["rain.md"], 0),
    ):
        (seeds / "rain.md").write_text(text, encoding="utf-8")
        built = fake_build(seeds, index).manifest
        assert built.known
        assert (built.known.questions, built.known.lapsed) == (1, lapsed)
        assert len(known_by(index).vectors) == len(known_by(index).judgements) == 1 - lapsed


def test_only_new_questions_are_embedded(seeds: Path, tmp_path: Path) -> None:
    """A question that stays as it is costs nothing, whatever else changes."""
    index = tmp_path / "built"
    texts = [line(rain(seeds)), line(rain(seeds), "Was it dark?")]
    expected = ((texts[:1], 1), (texts, 1), (texts[::-1], 0), (texts[1:], 0), (texts * 2, 0))
    for lines, new in expected:
        (seeds / QUESTIONS).write_text("".join(lines), encoding="utf-8")
        encoder = Prompted()
        built = fake_build(seeds, index, encoder)
        assert (built.embedded, encoder.asked, encoder.encoded) == (new, new, 0)
        assert len(known_by(index).vectors) == len(lines)
    (seeds / "new.md").write_text("Something new.", encoding="utf-8")
    assert fake_build(seeds, index).embedded == 1


def test_they_are_read_as_questions_are(seeds: Path, tmp_path: Path) -> None:
    """What a model puts in front of a query counts for them."""
    index = tmp_path / "built"
    (seeds / QUESTIONS).write_text(line(rain(seeds)), encoding="utf-8")
    encoder = Prompted()
    fake_build(seeds, index, encoder)
    expected = encoder.encode_queries(["Was it wet?"])
    np.testing.assert_allclose(known_by(index).vectors, expected, atol=1e-3)


@pytest.mark.parametrize(
    "question",
    [
        "Was the river high?",
        "hey pls tell me was teh river high lol",
        "y was the river so high",
        "was the rivr high",
    ],
)
def test_a_question_asked_again_is_the_known_one(
    seeds: Path, tmp_path: Path, open_fake: OpenFake, question: str
) -> None:
    """Chat, shorthand and misspelt words are understood in both alike: nothing is more like it."""
    index = tmp_path / "built"
    (seeds / QUESTIONS).write_text(line(rain(seeds), question), encoding="utf-8")
    fake_build(seeds, index)
    searcher = open_fake(index).searcher
    query = searcher.understand(question)
    asked = searcher.encoded([query])[0].whole.vector
    assert float((known_by(index).vectors @ asked)[0]) == pytest.approx(1, abs=1e-3)


def test_the_model_sleeps_where_nothing_is_known(seeds: Path, tmp_path: Path) -> None:
    """A build from the cache does not ask a model that would have to be loaded for anything."""
    (seeds / "sun.md").unlink()
    asleep = WordCountEncoder()
    del asleep.dimension
    assert fake_build(seeds, tmp_path / "built", asleep).embedded == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("It rained.\n", "questions.jsonl, line 2: it is no JSON object; write an object"),
        ('{"question": "Who?"}\n', "questions.jsonl, line 2: it names no passage; write"),
    ],
)
def test_a_bad_line_leaves_the_last_index(
    seeds: Path, tmp_path: Path, open_fake: OpenFake, bad: str, said: str
) -> None:
    """Nothing is built of questions that are not all understood; the last good index answers."""
    index = tmp_path / "built"
    before = SnapshotFolder(index).current()
    (seeds / QUESTIONS).write_text(line(rain(seeds)) + bad, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        fake_build(seeds, index)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)
    assert SnapshotFolder(index).current() == before
    assert open_fake(index).ask("the rain all day").citations[0].key == "rain"


def test_a_refused_file_is_told_beside_a_bad_line(seeds: Path, tmp_path: Path) -> None:
    """One fault does not hide the other."""
    (seeds / QUESTIONS).write_text("It rained.", encoding="utf-8")
    (seeds / "report.pdf").write_bytes(b"no PDF at all")
    with pytest.raises(CorpusError) as caught:
        fake_build(seeds, tmp_path / "built")
    first, second = str(caught.value).splitlines()
    assert first.startswith("report.pdf: ")
    assert second.startswith("questions.jsonl, line 1: ")


def test_a_damaged_array_is_mended(seeds: Path, tmp_path: Path) -> None:
    """A snapshot whose known questions cannot be read is built again, from the cache."""
    index = tmp_path / "built"
    known = judged_by(ids(index), {"Was it wet?": "rain: It"}, {"Was it dark?": "sun:"})
    (seeds / QUESTIONS).write_text(known, encoding="utf-8")
    fake_build(seeds, index)
    whole = known_by(index)
    for name in ("known.npy", "judgements.npy"):
        next(index.glob(f"*/{name}")).write_bytes(b"no array")
        built = fake_build(seeds, index)
        assert (built.changed, built.embedded) == (True, 0)
        assert known_by(index).vectors.tolist() == whole.vectors.tolist()
        assert known_by(index).judgements.tolist() == whole.judgements.tolist()


def test_none_of_the_seeds_has_lapsed(real_index: Path) -> None:
    """The questions that come with the two documents are judged of passages that are there."""
    entry = entry_of(real_index)
    assert entry
    assert entry.questions > 1000
    assert entry.lapsed == 0
