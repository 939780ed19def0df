"""The weights of the verdict, written by ``benchmarks/fit_verdict.py``; not to be edited."""

from collections.abc import Mapping
from typing import Final

BIAS: Final = -7.5945

WEIGHTS: Final[Mapping[str, float]] = {
    "cosine": 4.0427,
    "near": 4.7792,
    "farthest": 4.2137,
    "known": 0.5101,
    "unknown": 0.4830,
    "names": -0.4668,
    "unknown_names": -0.0917,
    "length": 0.7561,
    "one_thing": -1.0058,
    "no_such_thing": -1.4345,
}

ANSWERED_AT: Final = 0.5
POSSIBLE_AT: Final = 0.18
