"""Tests of ``index.engines.likelihood``, and of a search with a language model."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import (
    AutoModelForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    MambaConfig,
    MambaForCausalLM,
    PreTrainedTokenizerFast,
)

from index.core.fusion import LIKELY
from index.domain import KnownQuestion
from index.engines.fake_encoder import WordCountEncoder
from index.engines.likelihood import QuestionLikelihood
from index.engines.reranker import CrossEncoderReranker
from index.errors import ModelError
from index.ports import Floats
from index.store.known_file import write_known
from index.store.snapshot import SnapshotFolder
from index.wiring import library_of, reranker_of
from tests.conftest import corpus, fake_build

WORDS = "[UNK] Passage : A question that this passage answers rain sun river falls where".split()
QUESTION = "where falls rain"
TEXTS = ["river sun", "rain falls falls rain sun river", "sun"]


@pytest.fixture(autouse=True)
def _in_32_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the digits be those of every processor."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"amx_bf16": False})


def tokenizer_in(folder: Path) -> PreTrainedTokenizerFast:
    """Write a tokenizer of whole words."""
    words = Tokenizer(WordLevel({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = Whitespace()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, unk_token="[UNK]")
    tokenizer.save_pretrained(folder)
    return tokenizer


def llama(folder: Path, window: int = 64) -> Path:
    """Write a real language model, as small as one can be, with weights by chance."""
    torch.manual_seed(3)
    config = LlamaConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=window,
        initializer_range=1.0,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer_in(folder)
    return folder


def directly(folder: Path, question: str, text: str) -> float:
    """Return the mean log-probability of the question's tokens, of one pass over all the words."""
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    before = tokenizer(f"Passage: {text}\n\nA question that this passage answers:")["input_ids"]
    asked = tokenizer(question)["input_ids"]
    network = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    with torch.inference_mode():
        expected = network(torch.tensor([before + asked])).logits[0].log_softmax(-1)
    places = range(len(before) - 1, len(before) + len(asked) - 1)
    return float(np.mean([expected[i, id_] for i, id_ in zip(places, asked, strict=True)]))


def test_the_mean_log_probability_of_the_question(tmp_path: Path) -> None:
    """It is what one pass over passage and question gives, for each passage."""
    folder = llama(tmp_path / "model")
    likely = QuestionLikelihood(str(folder)).likelihoods(QUESTION, TEXTS)
    assert likely.shape == (3,)
    assert likely.dtype == np.float32
    assert likely == pytest.approx([directly(folder, QUESTION, t) for t in TEXTS], abs=1e-4)
    assert np.ptp(likely) > 0.1


def test_together_as_one_by_one(tmp_path: Path) -> None:
    """A passage has the same likelihood beside longer ones, and where it was read before."""
    model = QuestionLikelihood(str(llama(tmp_path / "model")))
    together = model.likelihoods(QUESTION, TEXTS)
    for text, likely in zip(TEXTS, together, strict=True):
        assert model.likelihoods(QUESTION, [text]) == pytest.approx([likely], abs=1e-5)
    assert model.likelihoods(QUESTION, TEXTS).tolist() == together.tolist()
    assert model.likelihoods("sun falls", TEXTS) != pytest.approx(together, abs=0.01)
    assert model.likelihoods(QUESTION, []).shape == (0,)


def test_a_passage_is_read_once(tmp_path: Path) -> None:
    """Another question to it goes on with what the model made of it."""
    model = QuestionLikelihood(str(llama(tmp_path / "model")))
    model.likelihoods(QUESTION, TEXTS)
    read: list[torch.Size] = []
    model._network.register_forward_pre_hook(
        lambda _module, _args, given: read.append(given["input_ids"].shape), with_kwargs=True
    )
    model.likelihoods("where sun", TEXTS[:2])
    assert read == [(2, 2)]


def test_what_is_too_long_is_cut(tmp_path: Path) -> None:
    """Of passage and question together as much is read as the model's window holds."""
    folder = llama(tmp_path / "model", window=32)
    model = QuestionLikelihood(str(folder))
    lengths: list[int] = []
    model._network.register_forward_pre_hook(
        lambda _module, _args, given: lengths.append(given["input_ids"].shape[1]),
        with_kwargs=True,
    )
    likely = model.likelihoods("where falls rain " * 40, ["rain falls river " * 40])
    assert np.isfinite(likely).all()
    assert sum(lengths) == 31  # nothing comes after the question's last token
    # Two tokens are "Passage:", seven what stands behind it, and 16 are kept for the question.
    begun = model.likelihoods("where falls rain", ["rain falls river " * 40])
    kept = "rain falls river rain falls river rain"
    assert begun == pytest.approx([directly(folder, "where falls rain", kept)], abs=1e-4)


def test_where_16_bits_are_quicker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model computes in them, and comes to nearly the same."""
    folder = llama(tmp_path / "model")
    full = QuestionLikelihood(str(folder)).likelihoods(QUESTION, TEXTS)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"amx_bf16": True})
    model = QuestionLikelihood(str(folder))
    half = model.likelihoods(QUESTION, TEXTS)
    assert model._network.dtype == torch.bfloat16
    assert half.dtype == np.float32
    assert half == pytest.approx(full, abs=0.5)
    assert half.tolist() != full.tolist()


def test_a_folder_says_what_its_model_is(tmp_path: Path) -> None:
    """The setting takes both kinds; what sentence-transformers has written is one of theirs."""
    folder = llama(tmp_path / "model")
    assert isinstance(reranker_of(str(folder)), QuestionLikelihood)
    (folder / "modules.json").write_text("[]")
    assert isinstance(reranker_of(str(folder)), CrossEncoderReranker)
    (folder / "modules.json").unlink()
    (folder / "config.json").write_text("nothing")
    assert isinstance(reranker_of(str(folder)), CrossEncoderReranker)
    (folder / "config.json").write_text('{"architectures": ["BertForSequenceClassification"]}')
    assert isinstance(reranker_of(str(folder)), CrossEncoderReranker)
    assert reranker_of(None) is None


def refused(folder: Path, words: str) -> None:
    """Assert that the model is found, and that a sentence says why it cannot be loaded."""
    model = QuestionLikelihood(str(folder))
    with pytest.raises(ModelError, match=f"{words}.*RERANKER_MODEL empty") as refusal:
        model.likelihoods(QUESTION, TEXTS)
    assert str(folder) in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_model_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    """Nothing says what its tokens are."""
    folder = llama(tmp_path / "model")
    for file in folder.glob("tokenizer*"):
        file.unlink()
    refused(folder, "cannot be loaded")


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    """What cannot be read is told in a sentence."""
    folder = llama(tmp_path / "model")
    (folder / "model.safetensors").write_bytes(b"nothing")
    refused(folder, "cannot be loaded")


def test_weights_of_another_model_are_refused(tmp_path: Path) -> None:
    """One that is missing would be left at random."""
    folder = llama(tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
    refused(folder, "is missing")


def test_an_encoder_is_refused(tmp_path: Path) -> None:
    """Whatever its folder says, what reads only whole texts goes on with none."""
    folder = llama(tmp_path / "model")
    config = {"architectures": ["T5ForCausalLM"], "model_type": "t5"}
    (folder / "config.json").write_text(json.dumps(config))
    refused(folder, "cannot be loaded")


def test_a_family_of_another_make_is_refused(tmp_path: Path) -> None:
    """One that keeps a state in place of what it has read says so before the first question."""
    folder = tmp_path / "model"
    config = MambaConfig(vocab_size=len(WORDS), hidden_size=8, state_size=4, num_hidden_layers=1)
    MambaForCausalLM(config).save_pretrained(folder)
    tokenizer_in(folder)
    refused(folder, "cannot be loaded")


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    """A weight that is no number makes every likelihood none."""
    folder = llama(tmp_path / "model")
    network = LlamaForCausalLM.from_pretrained(folder)
    with torch.no_grad():
        network.lm_head.weight[3] = float("nan")
    network.save_pretrained(folder)
    with pytest.raises(ModelError, match="numbers that are none; its weights are damaged"):
        QuestionLikelihood(str(folder)).likelihoods(QUESTION, TEXTS)


class Expecting:
    """A language model after whose favourite passage every question is likely."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.read: list[str] = []

    def likelihoods(self, question: str, texts: Sequence[str]) -> Floats:
        """Return a likelihood that is high for texts that have the word."""
        assert question
        self.read += texts
        return np.array([-1 if self.word in text else -6 for text in texts], dtype=np.float32)


def test_the_likeliest_of_the_best_comes_first(tmp_path: Path) -> None:
    """The best are read, with their titles; a quotation and a follow-up are left alone."""
    files = {f"d{i}.md": f"Number {i} was here when it rained." for i in range(30)}
    fake_build(corpus(tmp_path, files), tmp_path / "built")
    model = Expecting("Number 3 ")
    library = library_of(SnapshotFolder(tmp_path / "built").open(), WordCountEncoder(), model)
    answer = library.ask("number 7 and number 3 here", 30)
    assert answer.citations[0].key == "d3"
    assert len(model.read) == LIKELY
    assert all(text.startswith("D") for text in model.read)
    assert len({citation.key for citation in answer.citations}) == 30
    read = {text.partition("\n")[0].lower() for text in model.read}
    assert {citation.key for citation in answer.citations[:LIKELY]} == read

    model.read.clear()
    quoting = library.ask('"number 7 was here" or number 3')
    assert quoting.citations[0].key == "d7"
    assert library.ask("and number 9?", before="who was here").before
    assert not model.read  # it would judge the follow-up without what came before
    library.close()


def test_it_is_asked_where_the_first_two_are_close(tmp_path: Path) -> None:
    """What leads by far stays first, and so does what is known to answer, and nothing is read."""
    files = {f"d{i}.md": f"Number {i} was here when it rained." for i in range(9)}
    seeds = corpus(tmp_path, {**files, "sun.md": "A sunny day by the sea."})
    fake_build(seeds, tmp_path / "built")
    model = Expecting("Number 3 ")
    folder = SnapshotFolder(tmp_path / "built")
    library = library_of(folder.open(), WordCountEncoder(), model)
    assert library.ask("a sunny day by the sea").citations[0].key == "sun"
    assert not model.read
    asked = "which number was here when it rained"
    (first, *_, last) = library.ask(asked, 9).citations
    assert first.key == "d3"
    library.close()

    model.read.clear()
    write_known([KnownQuestion(asked, (last.passage_id,))], seeds)
    fake_build(seeds, tmp_path / "built")
    library = library_of(folder.open(), WordCountEncoder(), model)
    assert library.ask(asked, 9).citations[0] == replace(last, number=1)
    assert not model.read
    library.close()


def test_the_setting_takes_a_language_model(tmp_path: Path) -> None:
    """Questions are answered with the one that it names, word for word as without."""
    files = {f"d{i}.md": f"The rain falls where river {i} is." for i in range(3)}
    fake_build(corpus(tmp_path, files), tmp_path / "built")
    folder = SnapshotFolder(tmp_path / "built")
    answers = []
    for name in (None, str(llama(tmp_path / "model"))):
        library = library_of(folder.open(), WordCountEncoder(), reranker_of(name))
        answers.append(library.ask("where is river 2"))
        library.close()
    without, reordered = ({citation.quote for citation in one.citations} for one in answers)
    assert without == reordered
