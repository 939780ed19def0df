"""Tests of ``index.engines.bfloat16``, and of passages that are embedded in 16 bits.

Any processor can compute in 16 bits, slowly: where one that is quicker so is needed, it is
claimed.
"""

import platform
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from index.engines import bfloat16, encoder
from index.engines.encoder import SentenceTransformerEncoder

FEW = [f"The {n}th embassy invited Captain Renault to lunch" for n in range(5)]
TEXTS = ["It rained.", *FEW, "The sum of two odd numbers is even. " * 9, ""]


@pytest.fixture(scope="module")
def real() -> SentenceTransformerEncoder:
    """Return the bundled model."""
    return SentenceTransformerEncoder()


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so few texts be enough for a copy of the model."""
    monkeypatch.setattr(encoder, "_MANY", len(TEXTS))


def claimed(monkeypatch: pytest.MonkeyPatch, *, quicker: bool) -> None:
    """Let the processor be one that is quicker in 16 bits, or not, whatever it is."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"amx_bf16": quicker})


@pytest.mark.usefixtures("few_are_many")
def test_nearly_the_same(
    real: SentenceTransformerEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 16 bits the vectors are others, have length one, and lie where those of 32 bits lie."""
    claimed(monkeypatch, quicker=False)
    full = real.encode_passages(TEXTS)
    claimed(monkeypatch, quicker=True)
    half = real.encode_passages(TEXTS)
    assert half.dtype == np.float32
    assert not np.allclose(half, full, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(half, axis=1), 1, atol=1e-5)
    assert np.min(np.sum(half * full, axis=1)) > 0.9995
    np.testing.assert_allclose(half @ half.T, full @ full.T, atol=0.01)


@pytest.mark.usefixtures("few_are_many")
def test_only_passages(real: SentenceTransformerEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions and tokens are read in 32 bits, before and after: not a digit changes."""
    claimed(monkeypatch, quicker=True)
    before = (real.encode_queries(FEW), np.concatenate(real.token_vectors(FEW)))
    real.encode_passages(TEXTS)
    after = (real.encode_queries(FEW), np.concatenate(real.token_vectors(FEW)))
    np.testing.assert_array_equal(before[0], after[0])
    np.testing.assert_array_equal(before[1], after[1])


def test_few(real: SentenceTransformerEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a handful of passages no copy of the model is made: not a digit changes."""
    claimed(monkeypatch, quicker=False)
    full = real.encode_passages(TEXTS)
    claimed(monkeypatch, quicker=True)
    np.testing.assert_array_equal(real.encode_passages(TEXTS), full)


@pytest.mark.usefixtures("few_are_many")
def test_static_embeddings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model without layers stays as it is."""
    claimed(monkeypatch, quicker=True)
    module = StaticEmbedding(
        Tokenizer(WordLevel({"[UNK]": 0, "rain": 1}, unk_token="[UNK]")),
        embedding_weights=np.eye(2, 3, dtype=np.float32),
    )
    SentenceTransformer(modules=[module]).save(str(tmp_path / "model"))
    static = SentenceTransformerEncoder(str(tmp_path / "model"))
    np.testing.assert_array_equal(
        static.encode_passages(["rain"] * len(TEXTS)), [[0, 1, 0]] * len(TEXTS)
    )


def test_model_of_16_bits(real: SentenceTransformerEncoder) -> None:
    """A model whose weights have 16 bits already is not copied."""
    assert bfloat16.can_change(real._model)
    assert not bfloat16.can_change(bfloat16.copied(real._model))


def test_older_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where torch does not tell what the processor can, nothing is made in 16 bits."""
    monkeypatch.delattr(torch.cpu, "get_capabilities")
    assert not bfloat16.is_quicker()


@pytest.mark.skipif(not Path("/proc/cpuinfo").exists(), reason="the system does not tell")
def test_this_processor() -> None:
    """It is quicker in 16 bits if it has AMX, as the system tells, and not by vectors alone."""
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8").split()
    assert bfloat16.is_quicker() == ("amx_bf16" in flags), platform.processor()


def test_batches() -> None:
    """Every text is in one batch, with others of its length, and no batch is too large."""
    lengths = [900, 3, 250, 2049, 900, 3, 250, 251] + [10] * 300
    batches = list(encoder._batches(lengths, 2048))
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    read = [[lengths[place] for place in batch] for batch in batches]
    assert [length for batch in read for length in batch] == sorted(lengths)
    assert all(max(batch) * len(batch) <= 2048 for batch in read[:-1])
    assert read[-1] == [2049]
    assert list(encoder._batches([], 2048)) == []


@pytest.mark.parametrize(("device", "batches"), [("cpu", 2), ("cuda", 1)])
def test_more_together_on_gpu(
    device: str,
    batches: int,
    real: SentenceTransformerEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A model on a GPU reads more texts together; here it only claims to be on one."""
    read: list[int] = []

    def encode(_model: object, texts: list[str], **_options: object) -> np.ndarray:
        read.append(len(texts))
        return np.zeros((len(texts), 384), dtype=np.float32)

    claimed(monkeypatch, quicker=False)
    monkeypatch.setattr(SentenceTransformer, "device", torch.device(device))
    monkeypatch.setattr(SentenceTransformer, "encode_document", encode)
    real.encode_passages(["It rained all day in Geneva."] * 300)
    assert len(read) == batches
    assert sum(read) == 300
