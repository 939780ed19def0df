"""``dossier index build --watch``: builds as often as documents change."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engines import changes
from index.engines.fake_encoder import WordCountEncoder
from index.store.snapshot import SnapshotFolder
from tests.bot.conftest import Run
from tests.conftest import corpus

Step = Callable[[], object]


@pytest.fixture
def watch(
    dossier: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, list[str]]]:
    """Watch documents, to which something happens step by step until somebody presses Ctrl-C.

    A step is followed by the news of a change, ``None`` by that of a while without one. Returns
    how the command ended, and the lines that it said.
    """
    monkeypatch.setattr("index.wiring.SentenceTransformerEncoder", lambda _: WordCountEncoder())
    seeds = corpus(tmp_path, {"tea.md": "Tea was served at noon."})

    def watched(*steps: Step | None, more: tuple[str, ...] = ()) -> tuple[int, list[str]]:
        def happening(folder: Path) -> Iterator[bool]:
            assert folder == seeds
            for step in steps:
                if step is not None:
                    step()
                yield step is not None
            raise KeyboardInterrupt

        monkeypatch.setattr(changes, "changes_below", happening)
        given = ("index", "build", "--watch", "--seeds", seeds, *more)
        outcome = dossier(*given, index=tmp_path / "built")
        return outcome.status, [line for line in outcome.err.splitlines() if line.strip()]

    return watched


def test_a_line_a_build(watch: Callable[..., tuple[int, list[str]]], tmp_path: Path) -> None:
    """Each change is built and told in one line; what changes no document is not told."""
    status, (first, watching, second, last) = watch(
        lambda: corpus(tmp_path, {"rain.md": "It rained."}),
        lambda: corpus(tmp_path, {"README.md": "No document."}),
    )
    assert status == 0
    assert first.startswith("Built ")
    assert "1 documents" in first
    assert watching == f"Watching {tmp_path / 'seeds'}; Ctrl-C ends."
    assert "2 documents, 2 passages, 1 texts embedded anew" in second
    assert last == "No longer watching."


def test_a_bad_document(watch: Callable[..., tuple[int, list[str]]], tmp_path: Path) -> None:
    """It is told once, the index stays as it is, and what is put right is built."""
    index = SnapshotFolder(tmp_path / "built")
    before: list[Path] = []

    def spoil() -> None:
        before.append(index.used())
        corpus(tmp_path, {"bad.md": b"\xff"})

    def mend() -> None:
        assert index.used() == before[0]
        corpus(tmp_path, {"bad.md": "It rained."})

    status, lines = watch(spoil, None, lambda: None, mend)
    assert status == 0
    assert [line.split(":")[0] for line in lines[2:-2]] == [
        "bad.md",
        "The index was not updated; the last good one answers.",
    ]
    assert "2 documents" in lines[-2]


def test_what_changed_before_it_was_watched(
    watch: Callable[..., tuple[int, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that came while the first build was under way is built, though nobody tells."""
    publish = SnapshotFolder.publish

    def published(self: SnapshotFolder, unfinished: Path, fingerprint: str) -> Path:
        corpus(tmp_path, {"rain.md": "It rained."})
        return publish(self, unfinished, fingerprint)

    monkeypatch.setattr(SnapshotFolder, "publish", published)
    _, lines = watch(None)
    assert "2 documents" in lines[2]


def test_what_passes_by_itself_is_tried_again(
    watch: Callable[..., tuple[int, list[str]]], tmp_path: Path
) -> None:
    """While another process builds, nothing can be; when it is done, the change is built."""
    held = []

    def hold() -> None:
        held.append(SnapshotFolder(tmp_path / "built").building())
        held[0].__enter__()
        corpus(tmp_path, {"rain.md": "It rained."})

    def later() -> None:
        held[0].__exit__(None, None, None)

    status, lines = watch(hold, None, later)
    assert status == 0
    assert sum("Another process is building" in line for line in lines) == 1
    assert "2 documents" in lines[-2]


def test_a_corpus_that_cannot_be_built_at_all(
    watch: Callable[..., tuple[int, list[str]]], tmp_path: Path
) -> None:
    """Where already the first build fails, there is nothing to watch: it ends with the reason."""
    corpus(tmp_path, {"bad.md": b"\xff"})
    status, lines = watch()
    assert status == 1
    assert lines[0].startswith("Error: bad.md")
