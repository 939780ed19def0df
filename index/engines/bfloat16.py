"""A model -> a copy of it that computes in 16 bits (bfloat16), where the processor likes these."""

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_TOKENS = "token_embeddings"


def is_quicker() -> bool:
    """Tell whether the processor multiplies matrices of such numbers (AMX).

    One that has only vector instructions for them (AVX512-BF16) was slower than with 32 bits.
    """
    # Imported here: who only reads the corpus must not wait seconds for torch.
    import torch

    if not hasattr(torch.cpu, "get_capabilities"):  # an older one, which does not tell
        return False
    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


def can_change(model: "SentenceTransformer") -> bool:
    """Tell whether a model is a transformer with weights of 32 bits, on the processor."""
    import torch

    network = getattr(model[0], "auto_model", None)
    return isinstance(network, torch.nn.Module) and all(
        weight.dtype == torch.float32 and weight.device.type == "cpu"
        for weight in network.parameters()
    )


def copied(model: "SentenceTransformer") -> "SentenceTransformer":
    """Return a model of half the size whose layers compute in 16 bits; the given one is unchanged.

    What the layers say of the tokens is made one vector, of length one, in 32 bits.
    """
    import torch

    made = {
        id(weight): torch.nn.Parameter(weight.detach().to(torch.bfloat16), requires_grad=False)
        for weight in model[0].parameters()
    }
    twin = copy.deepcopy(model, made)  # takes what is made already instead of copying it

    def widened(_module: object, _given: object, out: dict[str, Any]) -> dict[str, Any]:
        return {**out, _TOKENS: out[_TOKENS].float()}

    twin[0].register_forward_hook(widened)
    return twin
