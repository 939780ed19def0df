"""A question and passages -> how likely the question is after each, by a causal language model.

What answers a question is what somebody who has read it would ask that question of: passages are
ranked by the probability of the question after them (Ponte and Croft, "A Language Modeling
Approach to Information Retrieval", 1998; with a model that nobody trained for it, Sachan et al.,
"Improving Passage Retrieval with Zero-Shot Question Generation", 2022). The model writes nothing:
its probabilities of words that are there already are read, and none is chosen by it. None is
installed with Dossier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from index.engines.models import RERANKER_SETTING, folder_of, load_causal
from index.errors import ModelError
from index.ports import Floats

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    _Layer: TypeAlias = tuple[torch.Tensor, torch.Tensor]
    """Keys and values, each (tokens, heads, dimension)."""

_BEFORE, _AFTER = "Passage: ", "\n\nA question that this passage answers:"
"""What stands around a passage, in front of the question."""
_ASKED = 128
"""Tokens of a question that are looked at: the rest of a longer one would say nothing new."""
_KEPT = 50
"""Passages that are kept as the model has read them: 170 MB of them with 150 tokens each, in a
model of 135 million parameters. Where they are read already, an answer takes a quarter of the
time (docs/performance.md)."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage as the model has read it, all but its last token."""

    last: int  # that token: what comes after it is the question
    length: int  # tokens before it
    layers: "list[_Layer]"


class QuestionLikelihood:
    """A causal language model, found at once, loaded when first needed; for one thread."""

    def __init__(self, name: str) -> None:
        """Find the model called ``name``: a folder, or a name on the hub.

        Raises:
            ModelError: if there is none.

        """
        self.name = name
        self._folder = folder_of(name, RERANKER_SETTING)
        self._read = lru_cache(maxsize=_KEPT)(self._made)

    def likelihoods(self, question: str, texts: Sequence[str]) -> Floats:
        """Return the mean log-probability of the question's tokens after each text, (texts,).

        Raises:
            ModelError: if the model cannot be loaded, or its weights are damaged.

        """
        asked = self._tokens(f" {question}")[: self._asked]
        if not asked or not texts:
            return np.zeros(len(texts), dtype=np.float32)
        import torch

        with torch.inference_mode():
            read = [self._read(text) for text in texts]
            logits = self._after(read, asked)
            wanted = torch.tensor(asked).expand(len(read), -1).unsqueeze(-1)
            found = logits.float().log_softmax(-1).gather(-1, wanted)
            means: Floats = found.mean(dim=(1, 2)).numpy()
        if not np.isfinite(means).all():
            msg = (
                f"The reranker {self.name} returns numbers that are none; its weights are damaged."
            )
            raise ModelError(msg)
        return means

    def _made(self, text: str) -> _Read:
        """Read a passage; of one that is too long for the model, the beginning."""
        import torch
        from transformers import DynamicCache

        before, after = self._tokenizer(_BEFORE + text)["input_ids"], self._tokens(_AFTER)
        room = max(self._window - self._asked - len(after), 0)
        *ids, last = before[:room] + after
        past = DynamicCache()
        self._network(input_ids=torch.tensor([ids]), past_key_values=past, logits_to_keep=1)
        layers = [
            (keys[0].transpose(0, 1), values[0].transpose(0, 1)) for keys, values, *_ in past
        ]
        return _Read(last, len(ids), layers)

    def _after(self, read: Sequence[_Read], asked: list[int]) -> "torch.Tensor":
        """Return what the model expects in each token's place, (passages, tokens, vocabulary).

        All passages are gone on with in one pass, with gaps in front of the shorter ones.
        """
        import torch
        from transformers import DynamicCache

        given = [[one.last, *asked[:-1]] for one in read]
        places = [range(one.length, one.length + len(asked)) for one in read]
        longest = max(one.length for one in read)
        seen = torch.ones(len(read), longest + len(asked), dtype=torch.long)
        for row, one in zip(seen, read, strict=True):
            row[: longest - one.length] = 0
        past = DynamicCache(
            [
                (_beside([keys for keys, _ in layer]), _beside([values for _, values in layer]))
                for layer in zip(*(one.layers for one in read), strict=True)
            ]
        )
        logits: torch.Tensor = self._network(
            input_ids=torch.tensor(given),
            attention_mask=seen,
            position_ids=torch.tensor([list(one) for one in places]),
            past_key_values=past,
        ).logits
        return logits

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return ids

    @property
    def _asked(self) -> int:
        """How many tokens of a question are looked at: of a small window, half of it at most."""
        return min(_ASKED, self._window // 2)

    @property
    def _window(self) -> int:
        """How many tokens the model can read."""
        room = getattr(self._network.config, "max_position_embeddings", None)
        return int(room or self._tokenizer.model_max_length)

    @property
    def _tokenizer(self) -> "PreTrainedTokenizerBase":
        return self._model[0]

    @property
    def _network(self) -> "PreTrainedModel":
        return self._model[1]

    @cached_property
    def _model(self) -> "tuple[PreTrainedTokenizerBase, PreTrainedModel]":
        return load_causal(self._folder)


def _beside(parts: "Sequence[torch.Tensor]") -> "torch.Tensor":
    """Return what is (tokens, heads, dimension) each as (parts, heads, most tokens, dimension)."""
    from torch.nn.utils.rnn import pad_sequence

    return pad_sequence(list(parts), batch_first=True, padding_side="left").transpose(1, 2)
