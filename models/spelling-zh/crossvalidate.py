"""Measure the recipe on pairs the ranker has not seen: two halves, each ranked by the other's model.

    python models/spelling-zh/crossvalidate.py --model models/spelling-zh --rows ROWS.npz --pairs ../shared/csc

ROWS.npz is what `train.py --rows` kept. A sentence belongs to a half by the checksum of its correct
form, so nothing of one half stands in the other. The statistics have seen no pair at all.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import examples
import train

from analyzer.language.spelling.corrector import Correction, correct
from analyzer.language.spelling.store import Model, load_material
from analyzer.language.spelling.symbols import fold

Pairs = list[tuple[str, str]]
_LEAST = 0.4


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
    """Print one line a set and threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--rows", "--pairs"):
        parser.add_argument(name, required=True)
    parser.add_argument("--every", type=int, default=1, help="use every n-th simulated row")
    parser.add_argument(
        "--predictions", default="", help="keep (confidence, right) of each edit here"
    )
    args = parser.parse_args()
    material = load_material(Path(args.model))
    with np.load(args.rows) as kept:
        simulated = int(np.argmax(kept["weight"] > 1))
        table = kept["table"][: simulated : args.every]
        right = kept["right"][: simulated : args.every]
    names = (*train.PAIRS, train.CLEAN)
    sets = {name: read_pairs(Path(args.pairs) / f"{name}.tsv") for name in names}
    judged: list[tuple[float, bool]] = []
    answers: dict[tuple[str, float], list[str]] = {}
    kept_pairs: dict[str, Pairs] = {name: [] for name in sets}
    for half in (0, 1):
        parts = [(table, right, np.ones(len(right), np.float32))]
        for name in train.PAIRS:
            pairs = sets[name]
            seen = [(fold(w)[0], fold(m)[0]) for w, m in pairs if half_of(m) != half]
            rows = examples.rows_of(seen, material)
            weight = train.PAIR_WEIGHT if name in train.WEIGHED else 1.0
            parts.append((rows.table, rows.right, np.full(len(rows.right), weight, np.float32)))
        joined = tuple(np.concatenate([p[k] for p in parts]) for k in range(3))
        model = Model(material, train.fit(joined, train.Plan().trees))
        for name in (*train.WEIGHED, train.CLEAN):
            unseen = [(w, m) for w, m in sets[name] if half_of(m) == half]
            kept_pairs[name] += unseen
            for threshold in (_LEAST, 0.5, 0.6, 0.7, 0.8, 0.9):
                found = correct([w for w, _ in unseen], threshold=threshold, model=model)
                answers.setdefault((name, threshold), []).extend(c.text for c in found)
                if threshold == _LEAST:
                    for correction, (written, meant) in zip(found, unseen, strict=True):
                        judged += judge(correction, written, meant)
    calibration = calibrate(np.array(judged, np.float64))
    text = json.dumps(calibration, indent=1) + "\n"
    (Path(args.model) / "calibration.json").write_text(text, "utf-8")
    print(text)
    for (name, threshold), given in answers.items():
        scores = strict(kept_pairs[name], given)
        print(json.dumps({"set": name, "threshold": threshold} | scores), flush=True)


if __name__ == "__main__":
    main()
