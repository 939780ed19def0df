"""Tests of ``index.engines.encoder`` and of the fake beside it."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from index.engines import models
from index.engines.encoder import SentenceTransformerEncoder
from index.engines.fake_encoder import WordCountEncoder
from index.engines.models import BUNDLED
from index.errors import ModelError
from index.ports import Encoder

TEXTS = ["Captain Renault was shocked.", "", "The embassy invited me to lunch. " * 200, "China"]


@pytest.fixture(scope="session")
def real() -> SentenceTransformerEncoder:
    """Return the bundled model."""
    return SentenceTransformerEncoder()


@pytest.fixture
def copy(tmp_path: Path, real: SentenceTransformerEncoder) -> Path:
    """Return a folder with a copy of the bundled model."""
    return shutil.copytree(real._folder, tmp_path / "model")


@pytest.fixture(params=["real", "fake"])
def either(request: pytest.FixtureRequest, real: SentenceTransformerEncoder) -> Encoder:
    """Return the real encoder, then the fake one."""
    return real if request.param == "real" else WordCountEncoder(vocabulary={"captain"})


def test_unit_length(either: Encoder) -> None:
    """Every vector has length one, whatever the text, and as many numbers as are told."""
    for vectors in (either.encode_passages(TEXTS), either.encode_queries(TEXTS)):
        assert vectors.shape == (len(TEXTS), either.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_same_text_same_vector(either: Encoder) -> None:
    """A text has the same vector alone and among others, in whatever order."""
    together = either.encode_passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(either.encode_passages([text])[0], vector, atol=1e-5)


def test_nearest_text(either: Encoder) -> None:
    """A question is nearest to the text that is about the same."""
    (question,) = either.encode_queries(["lunch at the embassy"])
    assert int((either.encode_passages(TEXTS) @ question).argmax()) == 2


def test_no_texts(either: Encoder) -> None:
    """No texts have no vectors, of the right length."""
    assert either.encode_passages([]).shape == (0, either.dimension)


def test_token_vectors(either: Encoder) -> None:
    """Every text has token vectors of length one, as a passage and as a question."""
    readings = either.read_queries(TEXTS)
    vectors = [reading.vector for reading in readings]
    np.testing.assert_allclose(vectors, either.encode_queries(TEXTS), atol=1e-6)
    for read in ([reading.tokens for reading in readings], either.token_vectors(TEXTS)):
        assert len(read) == len(TEXTS)
        for one in read:
            assert one.shape[0] >= 1
            assert one.shape[1] == either.dimension
            assert one.dtype == np.float32
            np.testing.assert_allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)


def test_same_text_same_token_vectors(either: Encoder) -> None:
    """What stands beside a text does not change a digit of its token vectors."""
    together = either.token_vectors(TEXTS)
    for text, vectors in zip(TEXTS, together, strict=True):
        np.testing.assert_array_equal(either.token_vectors([text])[0], vectors)


def test_tokens_of_no_texts(either: Encoder) -> None:
    """No texts have no vectors, of the right length, and no tokens."""
    assert either.encode_queries([]).shape == (0, either.dimension)
    assert either.read_queries([]) == either.token_vectors([]) == []


def test_spans(either: Encoder) -> None:
    """A token's span is the part of the text that it was made of, in order, whatever the batch."""
    text = "Who shocked Captain Renault in Casablanca?"
    alone, *_ = either.read_queries([text])
    _, together = either.read_queries(["A longer text in front of it. " * 3, text])
    assert list(alone.spans) == list(together.spans)
    assert len(alone.spans) == len(alone.tokens)
    starts = [start for start, _ in alone.spans]
    assert starts == sorted(starts)
    pieces = [text[start:end] for start, end in alone.spans]
    assert all(pieces)
    assert "".join(pieces) == text.replace(" ", "")


def test_knows(either: Encoder) -> None:
    """A word of the vocabulary is known, a misspelt one is not."""
    assert either.knows("captain")
    assert not either.knows("captin")


def test_progress(either: Encoder) -> None:
    """Progress is told to the last text."""
    told: list[tuple[str, int, int]] = []
    either.encode_passages(TEXTS, lambda *step: told.append(step))
    assert told == [("Embedding", 4, 4)]


def test_meaning(real: SentenceTransformerEncoder) -> None:
    """The bundled model finds what shares no word with the question."""
    texts = ["The physician treated the ill man.", "The sum of two odd numbers is even."]
    (question,) = real.encode_queries(["doctor curing patient"])
    assert int((real.encode_passages(texts) @ question).argmax()) == 0


def test_own_tokens_alone(real: SentenceTransformerEncoder) -> None:
    """The vectors are the last layer's, at the text's own tokens, cut where the model stops."""
    (vectors,) = real.token_vectors(["Captain Renault"])
    layer = real._model.encode("Captain Renault", output_value="token_embeddings").cpu().numpy()
    own = layer[1:-1] / np.linalg.norm(layer[1:-1], axis=1, keepdims=True)
    np.testing.assert_allclose(vectors, own, atol=1e-5)
    assert len(vectors) == len(real._model.tokenizer.tokenize("Captain Renault"))
    assert len(real.token_vectors(["rain " * 999])[0]) == 256 - 2


def test_token_of_a_word_that_the_model_does_not_know(real: SentenceTransformerEncoder) -> None:
    """It has one vector, that of an unknown word."""
    assert len(real.token_vectors(["\U00012000"])[0]) == 1


def test_static_embeddings(tmp_path: Path) -> None:
    """A model without layers has one vector a text, and that stands for its tokens."""
    module = StaticEmbedding(
        Tokenizer(WordLevel({"[UNK]": 0, "rain": 1, "sun": 2}, unk_token="[UNK]")),
        embedding_weights=np.eye(3, 4, dtype=np.float32),
    )
    SentenceTransformer(modules=[module]).save(str(tmp_path / "model"))
    static = SentenceTransformerEncoder(str(tmp_path / "model"))
    readings = static.read_queries(["rain", "sun"])
    vectors = np.stack([reading.vector for reading in readings])
    np.testing.assert_array_equal(np.concatenate([r.tokens for r in readings]), vectors)
    np.testing.assert_array_equal(np.concatenate(static.token_vectors(["rain", "sun"])), vectors)
    assert [reading.spans for reading in readings] == [[(0, 4)], [(0, 3)]]


def test_bundled(real: SentenceTransformerEncoder) -> None:
    """The bundled model goes by its name and has 384 dimensions."""
    assert (real.name, real.dimension) == (BUNDLED, 384)


def test_bundled_with_other_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundled weights that are not the published ones are not used."""
    monkeypatch.setattr(models, "BUNDLED_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=r"are not the published ones; remove .* `make install`"):
        SentenceTransformerEncoder()


def test_bundled_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundled model that is not installed is told, with what to run."""
    monkeypatch.setattr(models, "_PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="not installed; run `make install`"):
        SentenceTransformerEncoder()


def test_fingerprint_of_a_copy(real: SentenceTransformerEncoder, copy: Path) -> None:
    """The fingerprint is that of the contents, wherever they are."""
    assert SentenceTransformerEncoder(str(copy)).fingerprint == real.fingerprint


def test_fingerprint_of_other_settings(real: SentenceTransformerEncoder, copy: Path) -> None:
    """A changed setting makes another model of it."""
    path = copy / "sentence_bert_config.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**settings, "max_seq_length": 64}), encoding="utf-8")
    assert SentenceTransformerEncoder(str(copy)).fingerprint != real.fingerprint


def test_folder_without_a_model(tmp_path: Path) -> None:
    """A folder that holds no model is told so at once."""
    with pytest.raises(ModelError, match=r"holds no sentence-transformers model .* --model"):
        SentenceTransformerEncoder(str(tmp_path))


def test_damaged_folder(copy: Path) -> None:
    """A model whose weights cannot be read is told when it is first used."""
    (copy / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelError, match="cannot be loaded"):
        SentenceTransformerEncoder(str(copy)).encode_queries(["China"])


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no such model", "../model", ""])
def test_unknown_name(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A name that is neither a folder nor to be had from the hub is told in one sentence."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError) as caught:
        SentenceTransformerEncoder(name)
    assert "\n" not in str(caught.value)


def test_weights_that_are_no_numbers(real: SentenceTransformerEncoder) -> None:
    """Vectors with numbers that are none are an error, not an answer."""
    with pytest.raises(ModelError, match="its weights are damaged"):
        real._checked([[0.0, float("nan")]])


def test_fake_counts() -> None:
    """The fake tells how many texts went through it as passages."""
    fake = WordCountEncoder()
    fake.encode_passages(["one", "two"])
    fake.encode_queries(["three"])
    fake.encode_passages(["four"])
    assert fake.encoded == 3


def test_fake_is_exact() -> None:
    """The fake's cosine is that of the word counts."""
    one, other, apart = WordCountEncoder().encode_queries(["rain sun", "Rain.", "sun sun rain"])
    assert float(one @ other) == pytest.approx(0.5**0.5)
    assert float(one @ apart) == pytest.approx(3 / 10**0.5)


def test_fake_has_a_token_a_word() -> None:
    """The fake's token vectors are those of the words, in order."""
    (tokens,) = WordCountEncoder().token_vectors(["Rain, sun"])
    np.testing.assert_array_equal(tokens, WordCountEncoder().encode_queries(["rain", "sun"]))


def test_weights_that_are_missing(tmp_path: Path) -> None:
    """A model folder whose file lacks a weight is refused: that weight would be random."""
    folder = tmp_path / "model"
    shutil.copytree(SentenceTransformerEncoder()._folder, folder)
    weights = load_file(folder / "model.safetensors")
    renamed = next(name for name in weights if "attention" in name)
    weights["elsewhere"] = weights.pop(renamed)
    save_file(weights, folder / "model.safetensors")
    with pytest.raises(ModelError, match="are not those of its model"):
        SentenceTransformerEncoder(str(folder)).encode_queries(["tea"])


def test_a_prompt_is_no_part_of_the_question(
    tmp_path: Path, real: SentenceTransformerEncoder
) -> None:
    """What a model wants in front of a query counts for its vector, and has no tokens or spans."""
    folder = tmp_path / "model"
    shutil.copytree(real._folder, folder)
    configuration = folder / "config_sentence_transformers.json"
    known = json.loads(configuration.read_text(encoding="utf-8"))
    known["prompts"] = {"query": "Represent this question: "}
    configuration.write_text(json.dumps(known), encoding="utf-8")
    prompted = SentenceTransformerEncoder(str(folder))
    text = "Captain Renault"
    (reading,), (bare,) = prompted.read_queries([text]), real.read_queries([text])
    assert list(reading.spans) == list(bare.spans)
    assert len(reading.tokens) == len(bare.tokens)
    assert not np.allclose(reading.vector, bare.vector, atol=1e-3)
    (empty,) = prompted.read_queries([""])
    assert len(empty.tokens) == len(empty.spans) >= 1


def test_many_questions_are_read_as_few(tmp_path: Path, real: SentenceTransformerEncoder) -> None:
    """With a model's prompt, in order, and with the same vectors but for their last digits."""
    folder = shutil.copytree(real._folder, tmp_path / "model")
    configuration = folder / "config_sentence_transformers.json"
    known = json.loads(configuration.read_text(encoding="utf-8"))
    known["prompts"] = {"query": "Represent this question: "}
    configuration.write_text(json.dumps(known), encoding="utf-8")
    prompted = SentenceTransformerEncoder(str(folder))
    texts = [f"Who is number {i}" + " of them" * (i % 3) for i in range(130)]
    many = prompted.encode_queries(texts)
    for first in (0, 120):
        few = prompted.encode_queries(texts[first : first + 10])
        assert ((many[first : first + 10] * few).sum(axis=1) > 0.995).all()
    assert ((many * prompted.encode_passages(texts)).sum(axis=1) < 0.99).all()
