"""Sentences of two sets -> corpora of any size, and indexes over them, for ``scale.py``.

A corpus is paragraphs whose sentences are drawn anew, a hundred to a document. A million windows
cannot be embedded in a morning, so that a window's vector is a mixture of three that the bundled
model made of real sentences. Words, sentences and vectors are real; what is random is which go
together.
"""

import hashlib
import random
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.build import build_corpus
from index.domain import Document
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.models import BUNDLED
from index.engines.sentences import SentencexSegmenter
from index.evaluation.beir import read_beir
from index.evaluation.squad import read_squad
from index.parameters import Parameters
from index.ports import Floats, Halves, Progress, Reading, VectorIndex, silent
from index.store.documents import Source
from index.store.manifest import fingerprint_of
from index.store.snapshot import SnapshotFolder
from index.wiring import default_engines

SEED = 20_260_101
SAMPLE = 6_000  # real windows that are embedded
SHARES = (1.0, 0.5, 0.25)  # of the vectors in a mixture
SENTENCES = 3  # of a paragraph, on average
PARAGRAPHS = 100  # of a document
_PAIR = 2


class MixingEncoder:
    """The bundled model for questions, and mixtures of its vectors for what is searched."""

    def __init__(self, real: SentenceTransformerEncoder, vectors: Floats) -> None:
        self._real = real
        self._vectors = vectors
        self.name = real.name
        self.dimension = real.dimension
        self.fingerprint = hashlib.sha256(vectors.tobytes()).hexdigest()

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
        """Return a mixture of three real vectors for each text, the same for the same text."""
        digests = b"".join(
            hashlib.blake2b(text.encode(), digest_size=24).digest() for text in texts
        )
        drawn = np.frombuffer(digests, dtype=np.uint64).reshape(-1, 3) % len(self._vectors)
        mixed = np.einsum("ijk,j->ik", self._vectors[drawn.astype(np.int64)], np.array(SHARES))
        progress("Mixing", len(texts), len(texts))
        return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the model's own vectors."""
        return self._real.encode_queries(texts)

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Return the texts as the model reads them."""
        return self._real.read_queries(texts)

    def token_vectors(self, texts: Sequence[str]) -> list[Floats]:
        """Return the texts as the model reads them."""
        return self._real.token_vectors(texts)

    def knows(self, word: str) -> bool:
        """Tell whether it is a word of the model's vocabulary."""
        return self._real.knows(word)


def sentences_of(squad: Path, beir: Path) -> list[str]:
    """Return every sentence of both sets."""
    cut = SentencexSegmenter()
    documents = [*read_squad(squad).corpus.documents, *read_beir(beir).corpus.documents]
    return [d.text[a:b] for d in documents for a, b in cut.sentences(d.text, "en")]


def corpus_of(sentences: Sequence[str], windows: int) -> Iterator[Document]:
    """Yield documents of about as many windows altogether."""
    chance = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    left, number = windows, 0
    while left > 0:
        paragraphs = []
        while left > 0 and len(paragraphs) < PARAGRAPHS:
            drawn = chance.choices(sentences, k=chance.randint(1, 2 * SENTENCES - 1))
            paragraphs.append(" ".join(drawn))
            # Itself, each sentence and each pair, where these are not all the same.
            left -= 2 * len(drawn) if len(drawn) > _PAIR else 2 * len(drawn) - 1
        title = " ".join(chance.choice(sentences).split()[:5])
        yield Document(f"d{number:06}", title, "\n\n".join(paragraphs), language="en")
        number += 1


def encoder_of(folder: Path, sentences: Sequence[str]) -> MixingEncoder:
    """Return the encoder, its real vectors made once and kept in ``folder``."""
    real = SentenceTransformerEncoder(BUNDLED)
    kept = folder / "sample.npy"
    if not kept.exists():
        sample = random.Random(SEED).sample(list(sentences), min(SAMPLE, len(sentences)))  # noqa: S311
        np.save(kept, real.encode_passages(sample))
    return MixingEncoder(real, np.load(kept))


def built(folder: Path, windows: int, sentences: Sequence[str], encoder: MixingEncoder) -> Path:
    """Return the index of that size, built if it is not there."""
    target = SnapshotFolder(folder / str(windows))
    fingerprint = fingerprint_of([("scale", str(windows))], encoder.fingerprint, Parameters())
    current = target.current()
    if current is None or current.name != fingerprint:
        source = Source(Path("scale"), "0" * 64, 0, 0)
        corpus = [(document, source) for document in corpus_of(sentences, windows)]
        engines = default_engines(encoder)

        def indexed(vectors: Halves, *settings: int) -> VectorIndex:
            np.save(exact_of(folder, windows), vectors)
            return engines.vector_index(vectors, *settings)

        begun = time.perf_counter()
        build_corpus(
            corpus,
            fingerprint,
            folder,
            target,
            replace(engines, vector_index=indexed),
            parameters=Parameters(),
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(
            f"built {windows:,}: {time.perf_counter() - begun:.0f} s, peak {peak:,.0f} MB",
            flush=True,
        )
    return target.path


def exact_of(folder: Path, windows: int) -> Path:
    """Return where the vectors of an index are kept as they were before they were indexed."""
    return folder / f"{windows}.npy"
