"""Texts -> vectors, by a sentence-transformers model."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.engines import bfloat16
from index.engines.models import BUNDLED, folder_of, load_encoder, sha256_of
from index.errors import ModelError
from index.ports import Floats, Progress, Reading, Rows, Span, silent

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_DECISIVE = ("*.safetensors", "*.bin", "*.json", "*.txt", "*.model")
"""Files of a model's folder that decide its vectors."""
_BATCH = 2048
"""Tokens of passages that are read together, what is padded to the length of the longest counted.
Half of it keeps a processor with AMX waiting, more makes none faster."""
_BATCH_ON_GPU = 16_384
"""The same where the model is on a GPU, which so few would leave waiting for the next ones."""
_MANY = 128
"""Passages for which a copy of the model in 16 bits is made, where it is quicker. It takes a tenth
of a second, in which 15 are embedded; so far there is less than half a second to win."""
_QUESTIONS = 8
"""Questions that are read together. They are so short that some must be: twice as fast as one by
one, and faster than 4 or 32."""
_ALONE = 1
"""Batch of the passages' token vectors. In a larger one the neighbours' lengths would decide the
last digits, and nothing would be won: a passage is long enough to fill a processor."""
_READ: dict[str, Any] = {"output_value": None, "show_progress_bar": False}
"""Asks for all that the model makes of a text: its vector, and one for each token."""

_EMBED: dict[str, Any] = {
    "normalize_embeddings": True,
    "convert_to_numpy": True,
    "show_progress_bar": False,
}


class SentenceTransformerEncoder:
    """A sentence-transformers model, found and checked at once, loaded when first needed."""

    def __init__(self, name: str = BUNDLED) -> None:
        """Find the model called ``name``: the bundled one, a folder, or a name on the hub.

        Raises:
            ModelError: if there is none, or the bundled one is damaged.

        """
        self.name = name
        self._folder = folder_of(name)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the names and contents of the files that decide the vectors."""
        digest = hashlib.sha256()
        files = {path for pattern in _DECISIVE for path in self._folder.rglob(pattern)}
        for path in sorted(files):
            if any(part in {"onnx", "openvino"} for part in path.relative_to(self._folder).parts):
                continue
            digest.update(f"{path.relative_to(self._folder).as_posix()}\0".encode())
            digest.update(sha256_of(path).encode())
        return digest.hexdigest()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched.

        Many are made in 16 bits where the processor is quicker so; the cosine of two of them
        changes in the fourth digit.
        """
        return self._embedded(texts, "encode_document", progress)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched with."""
        if len(texts) >= _MANY:
            return self._embedded(texts, "encode_query", silent)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, reading in enumerate(self.read_queries(texts)):
            vectors[row] = reading.vector
        return vectors

    def _embedded(self, texts: Sequence[str], how: str, progress: Progress) -> Floats:
        """Return the vectors of texts that the model's method ``how`` reads, by their lengths."""
        model = self._model
        if len(texts) >= _MANY and bfloat16.is_quicker() and bfloat16.can_change(model):
            model = bfloat16.copied(model)
        tokens = _BATCH if model.device.type == "cpu" else _BATCH_ON_GPU
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for rows in _batches(self._lengths(texts), tokens):
            batch = [texts[i] for i in rows]
            made = getattr(model, how)(batch, batch_size=len(batch), **_EMBED)
            vectors[rows] = self._checked(made)
            done += len(rows)
            progress("Embedding", done, len(texts))
        return vectors

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """Return each text with the vector that ``encode_queries`` returns, and its tokens."""
        made = self._model.encode_query(list(texts), **_READ, batch_size=_QUESTIONS)
        prompt = self._model.prompts.get("query") or ""
        return [self._reading(one, text, prompt) for one, text in zip(made, texts, strict=True)]

    def token_vectors(self, texts: Sequence[str]) -> list[Floats]:
        """Return, for each text that is searched, a vector a token, (tokens, dimension)."""
        read = self._model.encode_document(list(texts), **_READ, batch_size=_ALONE)
        return [self._tokens(one, self._own(one)) for one in read]

    def knows(self, word: str) -> bool:
        """Tell whether the lower-case ``word`` is a whole word of the model's vocabulary."""
        tokenizer = self._model.tokenizer
        if hasattr(tokenizer, "tokenize"):
            pieces = tokenizer.tokenize(word)
        else:  # a bare tokenizer, as static embeddings have
            pieces = tokenizer.encode(word, add_special_tokens=False).tokens
        return len(pieces) == 1 and pieces[0] != getattr(tokenizer, "unk_token", "[UNK]")

    def _lengths(self, texts: Sequence[str]) -> list[int]:
        """Return of how many tokens each text is, as far as the model reads it."""
        tokenizer = self._model.tokenizer
        if not texts or not hasattr(tokenizer, "tokenize") or not callable(tokenizer):
            return [1] * len(texts)  # static embeddings and the like: nothing is padded
        return [len(tokens) for tokens in tokenizer(list(texts), **self._cut)["input_ids"]]

    @property
    def _cut(self) -> dict[str, Any]:
        return {"truncation": True, "max_length": self._model.max_seq_length}

    def _reading(self, read: dict[str, Any], text: str, prompt: str) -> Reading:
        vector = _of_length_one(read["sentence_embedding"].float().cpu().numpy()[None])[0]
        own = self._own(read)
        tokens, spans = self._tokens(read, own), self._spans(prompt + text, read, own)
        if spans is None:
            return Reading(self._checked(vector), tokens, [(0, len(text))] * len(tokens))
        # The prompt counts for the vector; its words are no tokens of the question.
        asked = [i for i, (_, end) in enumerate(spans) if end > len(prompt)]
        if prompt and asked:
            tokens, spans = tokens[asked], [spans[i] for i in asked]
        shifted = [(max(start - len(prompt), 0), end - len(prompt)) for start, end in spans]
        return Reading(self._checked(vector), tokens, shifted)

    def _own(self, read: dict[str, Any]) -> Rows | None:
        """Return where a text's own tokens stand, without those that the model puts around."""
        if "token_embeddings" not in read:  # static embeddings: the text has one vector
            return None
        tokenizer = self._model.tokenizer
        around = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
        read_at_all = read["attention_mask"].cpu().numpy().astype(bool)
        own = read_at_all & ~np.isin(read["input_ids"].cpu().numpy(), list(around))
        # An empty text has none of its own.
        return np.flatnonzero(own if own.any() else read_at_all)

    def _tokens(self, read: dict[str, Any], own: Rows | None) -> Floats:
        """Return the vectors, (tokens, dimension), of a text's own tokens."""
        name = "sentence_embedding" if own is None else "token_embeddings"
        vectors = read[name][None] if own is None else read[name][own]
        return self._checked(_of_length_one(vectors.float().cpu().numpy()))

    def _spans(self, text: str, read: dict[str, Any], own: Rows | None) -> list[Span] | None:
        """Return where each of the ``own`` tokens stands in ``text``, if the tokenizer knows."""
        tokenizer = self._model.tokenizer
        if own is None or not getattr(tokenizer, "is_fast", False):
            return None
        spans = tokenizer(text, return_offsets_mapping=True, **self._cut)["offset_mapping"]
        # Others may have been read with it, and shorter than they: what is padding has no span.
        places = np.flatnonzero(read["attention_mask"].cpu().numpy())
        if len(places) != len(spans):
            return None
        by_place = dict(zip(places.tolist(), spans, strict=True))
        return [by_place[place] for place in own.tolist()]

    def _checked(self, vectors: Any) -> Floats:
        result = np.asarray(vectors, dtype=np.float32)
        if not np.isfinite(result).all():
            msg = f"The model {self.name} returns numbers that are none; its weights are damaged."
            raise ModelError(msg)
        return result

    @cached_property
    def _model(self) -> "SentenceTransformer":
        return load_encoder(self._folder)


def _batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Yield the places of texts that are read together, ``tokens`` at most, the shortest first.

    What is together is about equally long, so that little is padding.
    """
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[place] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _of_length_one(vectors: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
