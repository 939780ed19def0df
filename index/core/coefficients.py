"""The weights of the verdict, written by ``benchmarks/fit_verdict.py``; not to be edited."""

from collections.abc import Mapping
from typing import Final

BIAS: Final = -7.5378

WEIGHTS: Final[Mapping[str, float]] = {
    "cosine": 3.0910,
    "near": 4.3058,
    "farthest": 3.9855,
    "known": 1.2029,
    "unknown": 0.6638,
    "names": -0.4187,
    "unknown_names": -0.2809,
    "length": 0.6151,
    "one_thing": -1.0492,
    "no_such_thing": -1.5431,
}

ANSWERED_AT: Final = 0.44
POSSIBLE_AT: Final = 0.18
