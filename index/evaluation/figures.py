"""Outcomes -> figures: how good the ranking and the verdict are, and how fast."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.domain import Verdict
from index.evaluation.asking import Outcome
from index.evaluation.calibration import Answerability, answerability_of
from index.evaluation.judged import Judged
from index.evaluation.shares import Latency, Share, hits_of, latency_of, share_of
from index.library import Reader


@dataclass(frozen=True, slots=True)
class Subject:
    """What was measured."""

    name: str  # of the set of questions
    model: str
    fingerprint: str  # of the index
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind, of one split, or of one kind in one split."""

    split: str | None  # None where the questions have none
    kind: str | None  # None where all kinds are meant, or the questions have none
    hit_at_1: Share | None  # of its answerable questions; None where it has none
    hit_at_3: Share | None
    answered: Share | None  # of its answerable questions, those called answered
    wrongly_answered: Share | None  # of its unanswerable questions, those called answered


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is told of a set of questions; None where it lacks the questions for it."""

    subject: Subject
    outcomes: tuple[Outcome, ...]
    hits: tuple[Share, ...]  # hit@1 to hit@10, of the answerable questions; () where none is
    mrr: float | None  # mean of 1 / rank of the answerable questions, 0 beyond ten: MRR@10
    verdicts: Mapping[Verdict, tuple[Share | None, Share | None]]  # of answerable, unanswerable
    answerability: Answerability
    latency: Latency | None
    groups: tuple[Group, ...]  # () where no question has a kind or a split
    unreachable: tuple[Judged, ...]  # questions that expect a text which no passage contains
    known: int  # questions of the set that were left out, because the index knows them

    @property
    def answerable(self) -> list[Outcome]:
        """The questions that the corpus answers."""
        return [outcome for outcome in self.outcomes if outcome.judged.answerable]

    @property
    def unanswerable(self) -> list[Outcome]:
        """The questions that the corpus does not answer."""
        return [outcome for outcome in self.outcomes if not outcome.judged.answerable]

    @property
    def missed(self) -> list[Outcome]:
        """Answerable questions that do not get a right passage first."""
        return [outcome for outcome in self.answerable if outcome.rank != 1]

    @property
    def refused(self) -> list[Outcome]:
        """Answerable questions that are told that the corpus has nothing."""
        return [outcome for outcome in self.answerable if outcome.verdict is Verdict.NOT_IN_CORPUS]

    @property
    def wrongly_answered(self) -> list[Outcome]:
        """Unanswerable questions that are called answered."""
        return [outcome for outcome in self.unanswerable if outcome.verdict is Verdict.ANSWERED]


def subject_of(name: str, reader: Reader) -> Subject:
    """Return what is measured when the set of questions ``name`` is put to the corpus."""
    manifest = reader.snapshot.manifest
    return Subject(
        name, manifest.model, manifest.fingerprint, len(manifest.documents), manifest.passages
    )


def figures_of(
    subject: Subject,
    outcomes: Sequence[Outcome],
    unreachable: Sequence[Judged] = (),
    known: int = 0,
) -> Figures:
    """Return the figures of at least one outcome; ``known`` questions were left out."""
    answerable = [outcome for outcome in outcomes if outcome.judged.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.judged.answerable]
    times = [o.milliseconds for o in outcomes if o.milliseconds is not None]
    reciprocal = [1 / outcome.rank if outcome.rank else 0.0 for outcome in answerable]
    return Figures(
        subject=subject,
        outcomes=tuple(outcomes),
        hits=hits_of([outcome.rank for outcome in answerable]),
        mrr=sum(reciprocal) / len(reciprocal) if reciprocal else None,
        verdicts={v: (_called(answerable, v), _called(unanswerable, v)) for v in Verdict},
        answerability=answerability_of(outcomes),
        latency=latency_of(times) if times else None,
        groups=tuple(_groups(outcomes)),
        unreachable=tuple(unreachable),
        known=known,
    )


def _groups(outcomes: Sequence[Outcome]) -> Iterator[Group]:
    """Yield each split as a whole, then kind by kind; nothing of what all questions are."""
    labels = {(outcome.judged.split, outcome.judged.kind) for outcome in outcomes}
    labels |= {(split, None) for split, _ in labels}
    for split, kind in sorted(labels - {(None, None)}, key=lambda pair: [x or "" for x in pair]):
        inside = [
            outcome
            for outcome in outcomes
            if outcome.judged.split == split and kind in {None, outcome.judged.kind}
        ]
        answerable = [outcome for outcome in inside if outcome.judged.answerable]
        unanswerable = [outcome for outcome in inside if not outcome.judged.answerable]
        yield Group(
            split,
            kind,
            _share(answerable, lambda outcome: outcome.rank == 1),
            _share(answerable, lambda outcome: outcome.rank in {1, 2, 3}),
            _called(answerable, Verdict.ANSWERED),
            _called(unanswerable, Verdict.ANSWERED),
        )


def _share(outcomes: Sequence[Outcome], condition: Callable[[Outcome], bool]) -> Share | None:
    return share_of(sum(map(condition, outcomes)), len(outcomes)) if outcomes else None


def _called(outcomes: Sequence[Outcome], verdict: Verdict) -> Share | None:
    return _share(outcomes, lambda outcome: outcome.verdict is verdict)
