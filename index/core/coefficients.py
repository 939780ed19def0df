"""The weights of the verdict, written by ``benchmarks/fit_verdict.py``; not to be edited."""

from collections.abc import Mapping
from typing import Final

BIAS: Final = -7.1396

WEIGHTS: Final[Mapping[str, float]] = {
    "cosine": 4.1715,
    "near": 5.0379,
    "near_known": -2.4461,
    "farthest": 3.3478,
    "two_farthest": 2.7358,
    "known": 0.4001,
    "unknown": 0.5058,
    "names": -0.4204,
    "strange": -0.9686,
    "length": 0.8575,
    "one_thing": -1.0479,
    "no_such_thing": -0.9126,
}

ANSWERED_AT: Final = 0.45
POSSIBLE_AT: Final = 0.18
