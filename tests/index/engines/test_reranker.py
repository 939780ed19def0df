"""Tests of ``index.engines.reranker``, and of a search with one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from index.engines.fake_encoder import WordCountEncoder
from index.engines.reranker import CrossEncoderReranker
from index.errors import ModelError
from index.library import Library
from index.ports import Floats
from index.store.snapshot import SnapshotFolder
from index.wiring import library_of
from tests.conftest import corpus, fake_build

Builder = Callable[[Mapping[str, str]], Library]

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "rain", "sun", "river"]


def cross_encoder(folder: Path, labels: int = 1) -> Path:
    """Write a real cross-encoder, as small as one can be, with weights by chance."""
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer = Tokenizer(WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(folder)
    return folder


class Preferring:
    """A reranker that wants one word, and remembers what it read."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.read: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Return 1 for texts that have the word."""
        assert question
        self.read += texts
        return np.array([self.word in text for text in texts], dtype=np.float32)


def test_a_cross_encoder_scores_each_text(tmp_path: Path) -> None:
    """Each text has a score between 0 and 1, the same whatever it is read beside."""
    reranker = CrossEncoderReranker(str(cross_encoder(tmp_path / "model")))
    scores = reranker.scores("rain", ["river sun", "rain rain", "sun"])
    assert scores.shape == (3,)
    assert ((scores > 0) & (scores < 1)).all()
    assert len(set(scores.tolist())) == 3
    np.testing.assert_allclose(reranker.scores("rain", ["sun"]), scores[2:], atol=1e-5)
    assert reranker.scores("rain", []).shape == (0,)


def test_one_with_several_scores_is_refused(tmp_path: Path) -> None:
    """A classifier is no reranker, and a sentence says so."""
    reranker = CrossEncoderReranker(str(cross_encoder(tmp_path / "model", labels=3)))
    with pytest.raises(ModelError, match="gives 3 scores a pair.*RERANKER_MODEL"):
        reranker.scores("rain", ["sun"])


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    """The sentence names the setting, not the option of the other model."""
    with pytest.raises(ModelError, match="name another with RERANKER_MODEL, or leave"):
        CrossEncoderReranker(str(tmp_path))


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    """What cannot be loaded is told in a sentence."""
    folder = cross_encoder(tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderReranker(str(folder)).scores("rain", ["sun"])


@pytest.fixture
def reranked(tmp_path: Path) -> Callable[[Preferring], Library]:
    """Open a library of thirty passages with a reranker."""
    files = {f"d{i}.md": f"Number {i} was here when it rained." for i in range(30)}
    fake_build(corpus(tmp_path, files), tmp_path / "built")

    def opener(reranker: Preferring) -> Library:
        snapshot = SnapshotFolder(tmp_path / "built").open()
        return library_of(snapshot, WordCountEncoder(), reranker)

    return opener


def test_the_reranker_orders_the_best(reranked: Callable[[Preferring], Library]) -> None:
    """What it prefers among the twenty best comes first; it reads titles along with them."""
    reranker = Preferring("Number 3 ")
    library = reranked(reranker)
    answer = library.ask("number 7 and number 3 here", 30)
    assert answer.citations[0].key == "d3"
    assert answer.relevant == 1
    assert len(reranker.read) == 20
    assert all(text.startswith("D") for text in reranker.read)
    assert len({citation.key for citation in answer.citations}) == 30
    library.close()


def test_a_quotation_stays_first(reranked: Callable[[Preferring], Library]) -> None:
    """Whatever the reranker prefers, what holds the quoted words stays ahead."""
    library = reranked(Preferring("Number 3 "))
    assert library.ask('"number 7 was here" or number 3').citations[0].key == "d7"
    library.close()


def test_a_follow_up_is_left_to_the_other_scores(
    reranked: Callable[[Preferring], Library],
) -> None:
    """A reranker would judge "and number 3?" without what came before."""
    reranker = Preferring("Number 3 ")
    library = reranked(reranker)
    assert library.ask("and number 9?", before="who was here").before
    assert not reranker.read
    library.close()
