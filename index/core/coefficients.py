"""The weights of the verdict, written by ``benchmarks/fit_verdict.py``; not to be edited."""

from collections.abc import Mapping
from typing import Final

BIAS: Final = -7.5128

WEIGHTS: Final[Mapping[str, float]] = {
    "cosine": 2.8871,
    "near": 4.3793,
    "farthest": 4.1738,
    "known": 1.1432,
    "unknown": 0.6478,
    "names": -0.4318,
    "unknown_names": -0.2426,
    "length": 0.6397,
    "one_thing": -1.0393,
    "no_such_thing": -1.5420,
}

ANSWERED_AT: Final = 0.44
POSSIBLE_AT: Final = 0.18
