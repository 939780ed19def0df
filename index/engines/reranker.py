"""A question and passages -> how well each answers it, by a cross-encoder.

A cross-encoder reads the two together (Nogueira and Cho, "Passage Re-ranking with BERT", 2019):
slower than vectors, and better where it was trained for it. None is installed with Dossier.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.engines.models import RERANKER_SETTING, folder_of, load_cross_encoder
from index.errors import ModelError
from index.ports import Floats

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_BATCH = 8


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder, found at once, loaded when first needed."""

    def __init__(self, name: str) -> None:
        """Find the model called ``name``: a folder, or a name on the hub.

        Raises:
            ModelError: if there is none.

        """
        self.name = name
        self._folder = folder_of(name, RERANKER_SETTING)

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Return how well each text answers, (len(texts),), from 0 to 1."""
        if not texts:
            return np.empty(0, dtype=np.float32)
        # Some models bring an activation along and others do not: the bare number is asked for.
        logits = np.asarray(
            self._model.predict(
                [(question, text) for text in texts],
                batch_size=_BATCH,
                activation_fn=_as_it_is,
                show_progress_bar=False,
            ),
            dtype=np.float32,
        )
        if not np.isfinite(logits).all():
            msg = (
                f"The reranker {self.name} returns numbers that are none; its weights are damaged."
            )
            raise ModelError(msg)
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)

    @cached_property
    def _model(self) -> "CrossEncoder":
        return load_cross_encoder(self._folder)


def _as_it_is(logits: object) -> object:
    return logits
