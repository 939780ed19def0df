"""Fit the verdict: questions with and without an answer -> index/core/coefficients.py.

    .venv/bin/python benchmarks/fit_verdict.py SQUAD BEIR [--evidence FILE] [--write]

SQUAD and BEIR are sets in these layouts (SQuAD 2.0's development set, SciFact). Fitted is on five
kinds of questions, each of which weighs what SHARES says, whatever its number:

- hand: ours to small corpora out of SQuAD's paragraphs, see benchmarks/verdict/
- seeds: those of tests/questions/seeds.jsonl, but for the ones that were kept aside for the end
- squad: SQuAD's to corpora of ten of its paragraphs, and those whose paragraph was left out
- elsewhere: the hand-written ones, alone and three together, to the seeds, which answer none
- beir: claims to half of the documents that bear on them, and the claims of the other half

Printed is what each kind would get from weights that were fitted without it (of hand and seeds:
on the other seven eighths of it, too): the area under the ROC curve, and what the thresholds do.
With --evidence, what was read from the corpora is kept in FILE, and taken from there the next
time; with --write the weights are written down.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from verdict_examples import FOLDS, ROOT, Example, read

from index.core.coefficients import ANSWERED_AT, POSSIBLE_AT
from index.core.evidence import Evidence

COEFFICIENTS = ROOT / "index" / "core" / "coefficients.py"
SHARES = {"hand": 3.0, "seeds": 2.0, "squad": 0.6, "beir": 0.6, "elsewhere": 1.0}
STRENGTH = 0.05
"""Inverse of the penalty on large weights: from 0.01 to 1 nothing changes by more than 0.01."""


def fitted(examples: Sequence[Example]) -> Pipeline:
    """Return the regression over the examples, each kind with its share of the weight."""
    number = {kind: sum(one.kind == kind for one in examples) for kind in SHARES}
    weights = np.array([SHARES[one.kind] / number[one.kind] for one in examples])
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=5000, class_weight="balanced")
    )
    model.fit(
        [one.features for one in examples],
        [one.answerable for one in examples],
        logisticregression__sample_weight=weights / weights.mean(),
    )
    return model


def likelihoods(model: Pipeline, examples: Sequence[Example]) -> np.ndarray:
    """Return the answerability of each example, (len(examples),)."""
    return np.asarray(model.predict_proba([one.features for one in examples])[:, 1])


def held_back(examples: Sequence[Example], kind: str) -> np.ndarray:
    """Return the answerability of the examples of one kind, each fitted without its group."""
    own = [one for one in examples if one.kind == kind]
    groups = sorted({one.group for one in own})
    fold = {group: i % FOLDS for i, group in enumerate(groups)}
    out = np.zeros(len(own))
    for part in range(min(FOLDS, len(groups))):
        rest = [one for one in examples if one.kind != kind or fold[one.group] != part]
        places = [i for i, one in enumerate(own) if fold[one.group] == part]
        out[places] = likelihoods(fitted(rest), [own[i] for i in places])
    return out


def told(name: str, examples: Sequence[Example], likelihood: np.ndarray) -> None:
    """Print what the thresholds do to the examples."""
    yes = np.array([one.answerable for one in examples])
    area = roc_auc_score(yes, likelihood) if yes.any() else math.nan
    cells = [
        f"{(likelihood[which] >= threshold).mean():.2f}" if which.any() else "-"
        for which in (yes, ~yes)
        for threshold in (ANSWERED_AT, POSSIBLE_AT)
    ]
    print(f"{name:26} {len(examples):5} {area:6.3f}   {cells[0]:>8} {cells[1]:>9}", end="")
    print(f"   {cells[2]:>8} {cells[3]:>9}")


def written(model: Pipeline) -> str:
    """Return the module that holds the weights, for the evidence as it is, unscaled."""
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    lines = [
        f'    "{field.name}": {weight:.4f},'
        for field, weight in zip(fields(Evidence), weights, strict=True)
    ]
    text = COEFFICIENTS.read_text(encoding="utf-8")
    head, tail = text[: text.index("BIAS")], text[text.index("ANSWERED_AT") :]
    body = "\n".join(lines)
    return (
        f"{head}BIAS: Final = {bias:.4f}\n\nWEIGHTS: Final[Mapping[str, float]] = {{\n"
        f"{body}\n}}\n\n{tail}"
    )


def main() -> None:
    """Read, fit, tell and write."""
    parser = argparse.ArgumentParser(description="Fit the verdict.")
    parser.add_argument("squad", type=Path)
    parser.add_argument("beir", type=Path)
    parser.add_argument("--evidence", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.evidence and options.evidence.is_file():
        lines = options.evidence.read_text(encoding="utf-8").splitlines()
        examples = [Example(**json.loads(line)) for line in lines]
    else:
        examples = read(options.squad, options.beir)
        if options.evidence:
            text = "".join(json.dumps(asdict(one)) + "\n" for one in examples)
            options.evidence.write_text(text, encoding="utf-8")
    print(f"{'':26} {'':5} {'':6}   {'answerable, of':>18}   {'unanswerable, of':>18}")
    print(f"{'kind':26} {'asked':>5} {'AUROC':>6}", end="")
    print(f"   {'answered':>8} {'or possible':>9}" * 2)
    for kind in SHARES:
        own = [one for one in examples if one.kind == kind]
        without = fitted([one for one in examples if one.kind != kind])
        told(f"{kind}, fitted without it", own, likelihoods(without, own))
        if kind in {"hand", "seeds"}:
            told(f"{kind}, fitted on 7/8 of it", own, held_back(examples, kind))
    model = fitted(examples)
    if options.write:
        COEFFICIENTS.write_text(written(model), encoding="utf-8")
    else:
        print(written(model))


if __name__ == "__main__":
    main()
