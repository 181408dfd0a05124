"""Train the specificity grades and measure them by issuer.

    python models/specificity-grade/train.py [--gold ../shared/gold/specificity.tsv] [--write]

Reads the gold labels (real sentences, never committed) and our own invented sentences under
data/gold/specificity. Without `--write` it only measures. Everything is deterministic.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score
from sklearn.preprocessing import StandardScaler

from analyzer.assets import asset
from analyzer.signals.specificity.features import NAMES
from analyzer.signals.specificity.reading import read_raw

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GRADES = "F0123"
STRENGTH = 0.1  # inverse of the L2 penalty; 0.03 to 1 differ by less than 0.01 in every figure
FORM = NAMES[: NAMES.index("count_1")]
FACTS = NAMES[NAMES.index("count_1") : NAMES.index("two_kinds") + 1]
WORDS = NAMES[NAMES.index("two_kinds") + 1 :]


def family(sentence_id: str) -> str:
    """Return the issuer family: reports of one place copy one another and stay together."""
    if sentence_id.startswith(("pt-", "ar-014")):
        return "pingtan"
    if sentence_id[:6] in ("ar-006", "ar-122", "ar-123"):
        return "huaian"
    return sentence_id[:6]


def read_own(folder: Path) -> list[tuple[str, str]]:
    """Return (grade, sentence) of our invented sentences."""
    rows = []
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "label\t")):
                label, sentence = line.split("\t")
                rows.append((label, sentence))
    return rows


def matrix(sentences: Sequence[str]) -> np.ndarray:
    """Return sentences × features."""
    return np.array([read_raw(s).features for s in sentences])


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> dict[str, object]:
    """Fit the four logistic models and return them as plain lists."""
    scaler = StandardScaler().fit(x)
    z = scaler.transform(x)
    weights, bias = [], []
    for step in range(4):
        rows = np.ones(len(y), bool) if step == 0 else y > 0
        model = LogisticRegression(C=STRENGTH, max_iter=5000)
        model.fit(z[rows], (y > step)[rows], sample_weight=weight[rows])
        weights.append(np.round(model.coef_[0], 6).tolist())
        bias.append(round(float(model.intercept_[0]), 6))
    return {
        "features": list(NAMES),
        "mean": np.round(scaler.mean_, 6).tolist(),
        "scale": np.round(scaler.scale_, 6).tolist(),
        "weights": weights,
        "bias": bias,
    }


def predict(model: dict[str, object], x: np.ndarray) -> np.ndarray:
    """Return probabilities as analyzer.signals.specificity.grades does, for any model."""
    z = (x - np.array(model["mean"])) / np.array(model["scale"])
    answers = 1 / (1 + np.exp(-(z @ np.array(model["weights"]).T + np.array(model["bias"]))))
    steps = np.minimum.accumulate(answers[:, 1:], axis=1)
    reached = np.hstack([np.ones((len(x), 1)), steps, np.zeros((len(x), 1))])
    live = answers[:, :1]
    table = np.hstack([1 - live, live * (reached[:, :-1] - reached[:, 1:])])
    table[x[:, NAMES.index("table")] > 0] = (1, 0, 0, 0, 0)
    return table


def score(y: np.ndarray, got: np.ndarray) -> dict[str, float]:
    """Return the three figures of measure.py."""
    both = (y > 0) & (got > 0)
    return {
        "accuracy": round(float(accuracy_score(y, got)), 4),
        "quadratic_kappa_0_3": round(
            float(cohen_kappa_score(y[both], got[both], weights="quadratic")), 4
        ),
        "f1_2_3": round(float(f1_score(y > 2, got > 2)), 4),
    }


def interval(y: np.ndarray, got: np.ndarray, groups: np.ndarray) -> dict[str, list[float]]:
    """Return 95 % bootstrap intervals over sentences within issuers (seed 7, 1,000 draws)."""
    rng = np.random.default_rng(7)
    parts = [np.flatnonzero(groups == g) for g in sorted(set(groups))]
    draws = []
    for _ in range(1000):
        take = np.concatenate([rng.choice(p, len(p)) for p in parts])
        draws.append(list(score(y[take], got[take]).values()))
    low, high = np.nanpercentile(np.array(draws), [2.5, 97.5], axis=0)
    names = list(score(y, got))
    return {
        n: [round(float(a), 3), round(float(b), 3)]
        for n, a, b in zip(names, low, high, strict=True)
    }


def cross_validate(
    x: np.ndarray, ya: np.ndarray, yb: np.ndarray, groups: np.ndarray, own: tuple[np.ndarray, np.ndarray],
    *, use_own: bool = True, use_gold: bool = True, keep: Sequence[str] = NAMES,
) -> np.ndarray:  # fmt: skip
    """Return the grade of every gold sentence by a model that has not seen its issuer family."""
    drop = [i for i, n in enumerate(NAMES) if n not in keep and n != "table"]
    x = x.copy()
    own_x = own[0].copy()
    x[:, drop] = own_x[:, drop] = 0
    got = np.zeros(len(x), int)
    for group in sorted(set(groups)):
        inside = groups != group
        blocks = [(x[inside], ya[inside], 0.5), (x[inside], yb[inside], 0.5)] if use_gold else []
        blocks += [(own_x, own[1], 1.0)] if use_own else []
        model = fit(
            np.vstack([b[0] for b in blocks]),
            np.concatenate([b[1] for b in blocks]),
            np.concatenate([np.full(len(b[1]), b[2]) for b in blocks]),
        )
        got[~inside] = predict(model, x[~inside]).argmax(1)
    return got


def sha(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Measure, and write the model with `--write`."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold/specificity.tsv")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    rows = [line.split("\t") for line in given.gold.read_text("utf-8").splitlines()[1:]]
    own_folder = ROOT / "data/gold/specificity"
    own_rows = read_own(own_folder)
    x, own_x = matrix([r[3] for r in rows]), matrix([s for _, s in own_rows])
    ya, yb = (np.array([GRADES.index(r[c]) for r in rows]) for c in (1, 2))
    own_y = np.array([GRADES.index(g) for g, _ in own_rows])
    groups, agreed = np.array([family(r[0]) for r in rows]), ya == yb
    own = (own_x, own_y)
    measured: dict[str, object] = {
        "gold": len(rows),
        "agreed": int(agreed.sum()),
        "own": len(own_y),
    }
    got = cross_validate(x, ya, yb, groups, own)
    measured["by_issuer"] = score(ya[agreed], got[agreed])
    measured["by_issuer_interval_95"] = interval(ya[agreed], got[agreed], groups[agreed])
    table = np.zeros((5, 5), int)
    np.add.at(table, (ya[agreed], got[agreed]), 1)
    measured["confusion_rows_gold_F0123"] = table.tolist()
    measured["accuracy_by_family"] = {
        g: round(float((got == ya)[agreed & (groups == g)].mean()), 3) for g in sorted(set(groups))
    }
    variants = {
        "own sentences only": {"use_gold": False},
        "gold only": {"use_own": False},
        "without form": {"keep": FACTS + WORDS},
        "without facts": {"keep": FORM + WORDS},
        "without words": {"keep": FORM + FACTS},
        "facts only": {"keep": FACTS},
    }
    measured["ablation"] = {
        name: score(ya[agreed], cross_validate(x, ya, yb, groups, own, **options)[agreed])  # type: ignore[arg-type]
        for name, options in variants.items()
    }
    print(json.dumps(measured, ensure_ascii=False, indent=1))
    for row, a, b, g in zip(rows, ya, yb, got, strict=True):
        if a == b and a != g:
            print(row[0], GRADES[a], "→", GRADES[g], len(row[3]), "characters")
    if given.write:
        write(given.gold, own_folder, measured, (x, ya, yb), own)


def write(gold: Path, own_folder: Path, measured: object, data: tuple, own: tuple) -> None:  # type: ignore[type-arg]
    """Train on everything and write model and manifest."""
    x, ya, yb = data
    final = fit(
        np.vstack([x, x, own[0]]),
        np.concatenate([ya, yb, own[1]]),
        np.concatenate([np.full(2 * len(ya), 0.5), np.ones(len(own[1]))]),
    )
    target = HERE / "model.json"
    target.write_text(json.dumps(final, ensure_ascii=False, indent=1) + "\n", "utf-8")
    lexicon = asset("data", "lexicons", "specificity.tsv")
    manifest = {
        "name": "specificity-grade",
        "licence": "Apache-2.0",
        "files": {"model.json": sha(target)},
        "command": "python models/specificity-grade/train.py --write",
        "data": {
            "shared/gold/specificity.tsv": sha(gold),
            **{p.relative_to(ROOT).as_posix(): sha(p) for p in sorted(own_folder.glob("*.tsv"))},
            "data/lexicons/specificity.tsv": sha(lexicon),
        },
        "measured": measured,
    }
    (HERE / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
