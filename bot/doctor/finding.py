"""What a check found: how it is, and what to do where it is not well."""

from dataclasses import dataclass
from enum import Enum

from index.errors import DossierError


class State(Enum):
    """How what was looked at is."""

    OK = "ok"
    WARNING = "warning"  # it runs, but somebody should know
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    check: str
    state: State
    told: str
    cure: str | None = None  # what to do, as a sentence; none where it is well


def good(check: str, told: str) -> Finding:
    """Return the finding that something is well."""
    return Finding(check, State.OK, told)


def worrying(check: str, told: str, cure: str) -> Finding:
    """Return the finding that something should be known."""
    return Finding(check, State.WARNING, told, _sentence(cure))


def failing(check: str, told: str, cure: str) -> Finding:
    """Return the finding that something keeps Dossier from working."""
    return Finding(check, State.FAILED, told, _sentence(cure))


def failing_with(check: str, error: DossierError | str, otherwise: str) -> Finding:
    """Return the finding of an error, whose sentence says what is wrong and then what to do.

    Where it does not say what to do, ``otherwise`` does.
    """
    sentence = str(error).removesuffix(".")
    for mark in ("; ", ": "):
        told, found, cure = sentence.rpartition(mark)
        if found and " " in told:
            return failing(check, f"{told}.", f"{cure}.")
    return failing(check, f"{sentence}.", otherwise)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
