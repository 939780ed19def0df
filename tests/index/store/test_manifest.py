"""Tests of ``index.store.manifest``."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import DamagedSnapshotError, SnapshotError, StaleSnapshotError
from index.parameters import FORMAT_VERSION, Parameters
from index.store import manifest
from index.store.manifest import (
    NAME,
    Entry,
    File,
    Manifest,
    checksums,
    fingerprint_of,
    origin_of,
    read_manifest,
    sha256_of,
)

MANIFEST = Manifest(
    fingerprint="0123456789abcdef",
    model="word-counts",
    model_fingerprint="f" * 64,
    dimension=64,
    parameters=Parameters().as_dict(),
    seeds="../seeds",
    passages=4,
    windows=9,
    documents=(Entry("雨", "雨.md", "a" * 64, 10, 1_700_000_000_000_000_001, 4),),
    files={"words/data.npy": File("b" * 64, 20)},
)
DOCUMENTS = [("embassy", "a" * 64), ("renault", "b" * 64)]


def altered(folder: Path, **fields: object) -> Path:
    """Write the manifest into ``folder`` with other values in some of its fields."""
    MANIFEST.write(folder)
    known = {**json.loads((folder / NAME).read_text(encoding="utf-8")), **fields}
    del known["checksum"]
    sealed = {**known, "checksum": manifest._checksum(known)}
    (folder / NAME).write_text(json.dumps(sealed), encoding="utf-8")
    return folder


def test_every_bit_counts(tmp_path: Path) -> None:
    """Whichever bit of a manifest is flipped, it is not read, or it says what it said."""
    MANIFEST.write(tmp_path)
    whole = (tmp_path / NAME).read_bytes()
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :]
        (tmp_path / NAME).write_bytes(flipped)
        try:
            assert read_manifest(tmp_path) == MANIFEST
        except SnapshotError as error:
            assert "manifest" in str(error) or "has format" in str(error)  # noqa: PT017 (see above)


def test_read_back(tmp_path: Path) -> None:
    """A manifest is read as it was written."""
    MANIFEST.write(tmp_path)
    assert read_manifest(tmp_path) == MANIFEST


@pytest.mark.parametrize("version", [FORMAT_VERSION + 1, FORMAT_VERSION - 1, "one", None])
def test_another_format(tmp_path: Path, version: object) -> None:
    """A manifest of another format is stale, whatever else stands in it."""
    folder = altered(tmp_path, format_version=version, documents="otherwise")
    with pytest.raises(StaleSnapshotError, match=f"has format {version} and this Dossier writes"):
        read_manifest(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '"text"', "\x00"])
def test_not_a_manifest(tmp_path: Path, text: str) -> None:
    """A file that is no manifest is damaged, and the sentence names it."""
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(DamagedSnapshotError, match=r"manifest.json is damaged; run `dossier"):
        read_manifest(tmp_path)


def test_missing(tmp_path: Path) -> None:
    """A folder without a manifest is damaged."""
    with pytest.raises(DamagedSnapshotError):
        read_manifest(tmp_path)


def test_not_utf8(tmp_path: Path) -> None:
    """A manifest with a broken byte is damaged."""
    (tmp_path / NAME).write_bytes(b'{"format_version": 1, "model": "\xff"}')
    with pytest.raises(DamagedSnapshotError):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "fields", [{"documents": None}, {"documents": [{"key": "a"}]}, {"files": []}, {"more": 1}]
)
def test_wrong_fields(tmp_path: Path, fields: dict[str, object]) -> None:
    """A manifest with other fields than it should have is damaged."""
    with pytest.raises(DamagedSnapshotError):
        read_manifest(altered(tmp_path, **fields))


def test_fingerprint_is_the_same() -> None:
    """The fingerprint does not depend on the order in which documents are named."""
    one = fingerprint_of(DOCUMENTS, "model", Parameters())
    assert one == fingerprint_of(reversed(DOCUMENTS), "model", Parameters())
    assert len(one) == 16


@pytest.mark.parametrize(
    ("documents", "model", "parameters"),
    [
        (DOCUMENTS[:1], "model", Parameters()),
        ([("embassy", "a" * 64), ("renault", "c" * 64)], "model", Parameters()),
        ([("embassy", "a" * 64), ("captain", "b" * 64)], "model", Parameters()),
        (DOCUMENTS, "other", Parameters()),
        (DOCUMENTS, "model", replace(Parameters(), bm25_b=0.5)),
        (DOCUMENTS, "model", replace(Parameters(), passage_characters=1000)),
        (DOCUMENTS, "model", replace(Parameters(), name_rules=0)),
    ],
)
def test_fingerprint_changes(
    documents: list[tuple[str, str]], model: str, parameters: Parameters
) -> None:
    """Another document, key, text, model or parameter makes another fingerprint."""
    known = fingerprint_of(DOCUMENTS, "model", Parameters())
    assert fingerprint_of(documents, model, parameters) != known


def test_checksums(tmp_path: Path) -> None:
    """Every file below the folder has its checksum and size, but the manifest itself."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "a").write_bytes(b"rain")
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    expected = hashlib.sha256(b"rain").hexdigest()
    assert checksums(tmp_path) == {"words/a": File(expected, 4)}
    assert sha256_of(tmp_path / "words" / "a") == expected


def test_origin(tmp_path: Path) -> None:
    """The seeds folder and the model can be told without reading the rest."""
    MANIFEST.write(tmp_path)
    assert origin_of(tmp_path) == ("../seeds", "word-counts")


@pytest.mark.parametrize(
    "fields",
    [
        {"format_version": FORMAT_VERSION - 1},
        {"format_version": FORMAT_VERSION + 1},
        {"format_version": "two", "documents": None, "files": 3, "what": "later versions add"},
    ],
)
def test_origin_of_another_format(tmp_path: Path, fields: dict[str, object]) -> None:
    """Whatever else another version of Dossier wrote, it wrote these two."""
    folder = altered(tmp_path, **fields)
    with pytest.raises(StaleSnapshotError):
        read_manifest(folder)
    assert origin_of(folder) == ("../seeds", "word-counts")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"null", b'{"seeds": "../seeds"}', b'{"seeds": "\xff"}']
)
def test_origin_of_what_is_no_manifest(tmp_path: Path, content: bytes) -> None:
    """A manifest that does not tell them is damaged, and the sentence names it."""
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(DamagedSnapshotError, match=r"manifest.json is damaged; run `dossier"):
        origin_of(tmp_path)


def test_origin_of_nothing(tmp_path: Path) -> None:
    """A folder without a manifest is damaged."""
    with pytest.raises(DamagedSnapshotError):
        origin_of(tmp_path)
