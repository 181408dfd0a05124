"""Measure the recipe on pairs the ranker has not seen: two halves, each ranked by the other's model.

    python models/spelling-zh/crossvalidate.py --model models/spelling-zh --rows ROWS.npz --pairs ../shared/csc

ROWS.npz is what `train.py --rows` kept. A sentence belongs to a half by the checksum of its correct
form, so nothing of one half stands in the other. The statistics and the networks have seen no pair at
all.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import train

from analyzer.language.spelling import network
from analyzer.language.spelling.corrector import Correction, correct
from analyzer.language.spelling.store import Model, load_material
from analyzer.language.spelling.symbols import fold

Pairs = list[tuple[str, str]]
_THRESHOLDS = (0.5, 0.7, 0.8, 0.9)  # the ranker's own probabilities


def half_of(meant: str) -> int:
    """Return which half a correct sentence belongs to."""
    return train.half_of(fold(meant)[0])


def read_pairs(path: Path) -> Pairs:
    """Return (written, meant)."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return [(row[0], row[1]) for row in rows if len(row) >= 2]


def judge(correction: Correction, written: str, meant: str) -> list[tuple[float, bool]]:
    """Return confidence and rightness of each edit; pairs of equal length only."""
    if len(written) != len(meant):
        return []
    return [
        (e.confidence, len(e.right) == e.end - e.start and meant[e.start : e.end] == e.right)
        for e in correction.edits
    ]


def calibrate(judged: NDArray[np.float64]) -> dict[str, float]:
    """Fit log odds of being right over those the ranker gave; measure the error crosswise."""
    from sklearn.linear_model import LogisticRegression

    chance = np.clip(judged[:, 0], 1e-5, 1 - 1e-5)
    odds, right = np.log(chance / (1 - chance))[:, None], judged[:, 1]
    whole = LogisticRegression(C=1e6).fit(odds, right)
    order = np.random.default_rng(0).permutation(len(right))
    given = np.zeros(len(right))
    for part, rest in ((order[::2], order[1::2]), (order[1::2], order[::2])):
        given[part] = (
            LogisticRegression(C=1e6).fit(odds[rest], right[rest]).predict_proba(odds[part])[:, 1]
        )
    return {
        "slope": round(float(whole.coef_[0, 0]), 4),
        "offset": round(float(whole.intercept_[0]), 4),
        "edits": len(right),
        "expected_calibration_error_uncalibrated": round(calibration_error(judged[:, 0], right), 4),
        "expected_calibration_error": round(calibration_error(given, right), 4),
    }


def calibration_error(given: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the expected calibration error over ten bins."""
    bins = np.minimum((given * 10).astype(int), 9)
    gaps = [abs(given[bins == b].sum() - right[bins == b].sum()) for b in range(10)]
    return float(sum(gaps) / len(right))


def strict(pairs: Pairs, answers: list[str]) -> dict[str, float]:
    """Return strict sentence-level precision, recall, F1 and false-alarm rate in percent."""
    changed = sum(a != w for a, (w, _) in zip(answers, pairs, strict=True))
    wrong = sum(w != m for w, m in pairs)
    hit = sum(w != m and a == m for a, (w, m) in zip(answers, pairs, strict=True))
    alarms = sum(w == m and a != w for a, (w, m) in zip(answers, pairs, strict=True))
    precision, recall = hit / max(1, changed), hit / max(1, wrong)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    clean = max(1, len(pairs) - wrong)
    values = {"P": precision, "R": recall, "F1": f1, "FPR": alarms / clean}
    return {name: round(100 * value, 2) for name, value in values.items()}


def main() -> None:
    """Print one line a set and threshold; write calibration.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--rows", "--pairs"):
        parser.add_argument(name, required=True)
    parser.add_argument("--predictions", default="", help="keep (confidence, right) of edits here")
    args = parser.parse_args()
    network._REMEMBERED = 20_000  # the same sentences are corrected at every threshold
    material = load_material(Path(args.model))
    with np.load(args.rows) as kept:
        rows = train.Table(*(kept[name] for name in train.Table.__slots__))
    sets = {n: read_pairs(Path(args.pairs) / f"{n}.tsv") for n in (*train.WEIGHED, train.CLEAN)}
    judged: list[tuple[float, bool]] = []
    answers: dict[tuple[str, float], list[str]] = {}
    kept_pairs: dict[str, Pairs] = {name: [] for name in sets}
    for half in (0, 1):
        model = Model(
            material, train.fit(rows.take(train.seen(rows, but=half)), train.Plan().trees)
        )
        for name, pairs in sets.items():
            unseen = [(w, m) for w, m in pairs if half_of(m) == half]
            kept_pairs[name] += unseen
            for threshold in _THRESHOLDS:
                found = correct([w for w, _ in unseen], threshold=threshold, model=model)
                answers.setdefault((name, threshold), []).extend(c.text for c in found)
                if threshold == _THRESHOLDS[0]:
                    for correction, (written, meant) in zip(found, unseen, strict=True):
                        judged += judge(correction, written, meant)
    edits = np.array(judged, np.float64)
    if args.predictions:
        np.save(args.predictions, edits)
    text = json.dumps(calibrate(edits), indent=1) + "\n"
    (Path(args.model) / "calibration.json").write_text(text, "utf-8")
    print(text)
    for (name, threshold), given in answers.items():
        scores = strict(kept_pairs[name], given)
        print(json.dumps({"set": name, "threshold": threshold} | scores), flush=True)


if __name__ == "__main__":
    main()
