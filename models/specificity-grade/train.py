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
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from analyzer.assets import asset
from analyzer.signals.specificity import grades
from analyzer.signals.specificity.features import NAMES
from analyzer.signals.specificity.reading import read_raw
from analyzer.signals.specificity.wording import (
    WORDING_NAMES,
    grams,
    wording_scores,
    wording_table,
)

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
GRADES = "F0123"
STRENGTH = 0.1  # inverse of the L2 penalty; 0.03 to 1 differ by less than 0.01 in every figure
ALL = (*NAMES, *WORDING_NAMES)
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


@dataclass(frozen=True, slots=True)
class Labelled:
    """Sentences with features, the grades of two readers, and groups that stay together."""

    texts: list[str]
    x: np.ndarray
    ya: np.ndarray
    yb: np.ndarray
    groups: np.ndarray

    def where(self, rows: np.ndarray) -> Labelled:
        """Return the rows for which `rows` is true."""
        texts = [t for t, keep in zip(self.texts, rows, strict=True) if keep]
        return Labelled(texts, self.x[rows], self.ya[rows], self.yb[rows], self.groups[rows])


def read_gold(path: Path) -> Labelled:
    """Return the gold sentences; groups are issuer families."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    ya, yb = (np.array([GRADES.index(r[c]) for r in rows]) for c in (1, 2))
    texts = [r[3] for r in rows]
    return Labelled(texts, matrix(texts), ya, yb, np.array([family(r[0]) for r in rows]))


def read_own(folder: Path) -> Labelled:
    """Return our invented sentences; groups are runs of twelve in one file."""
    texts, grades, groups = [], [], []
    for path in sorted(folder.glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        rows = [x for x in lines if x and not x.startswith(("#", "label\t"))]
        for number, line in enumerate(rows):
            label, sentence = line.split("\t")
            texts.append(sentence)
            grades.append(GRADES.index(label))
            groups.append(f"{path.stem}:{number // 12}")
    y = np.array(grades)
    return Labelled(texts, matrix(texts), y, y, np.array(groups))


def matrix(sentences: Sequence[str]) -> np.ndarray:
    """Return sentences × features, without wording."""
    return np.array([read_raw(s).features for s in sentences])


def learn_wording(
    texts: Sequence[str], y: np.ndarray, groups: np.ndarray
) -> tuple[dict[str, object], np.ndarray]:
    """Return the table of pairs and, for every sentence, what models that have not seen it say."""
    vectorizer = TfidfVectorizer(analyzer=grams, min_df=2, sublinear_tf=True)
    x = vectorizer.fit_transform(texts)
    weights, bias, unseen = [], [], []
    for step in range(4):
        model = LogisticRegression(C=1.0, max_iter=2000)
        unseen.append(
            cross_val_predict(
                model, x, y > step, groups=groups, cv=GroupKFold(5), method="decision_function"
            )
        )
        model.fit(x, y > step)
        weights.append(model.coef_[0])
        bias.append(round(float(model.intercept_[0]), 4))
    table = {
        "grams": vectorizer.get_feature_names_out().tolist(),
        "idf": np.round(vectorizer.idf_, 4).tolist(),
        "weights": np.round(np.array(weights).T, 4).tolist(),
        "bias": bias,
    }
    return table, np.array(unseen).T


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
        "features": list(ALL),
        "mean": np.round(scaler.mean_, 6).tolist(),
        "scale": np.round(scaler.scale_, 6).tolist(),
        "weights": weights,
        "bias": bias,
    }


@dataclass(frozen=True, slots=True)
class Learnt:
    """A trained grader: the model, the table of wording, and the features it may look at."""

    model: dict[str, object]
    wording: dict[str, object]
    keep: tuple[str, ...] = ALL


def learn(gold: Labelled | None, own: Labelled | None, *, keep: Sequence[str] = ALL) -> Learnt:
    """Train on gold (both readers, half weight each) and on our own sentences."""
    parts = [p for p in (gold, own) if p is not None]
    texts = [t for p in parts for t in p.texts]
    table, wording = learn_wording(
        texts,
        np.concatenate([p.ya for p in parts]),
        np.concatenate([p.groups for p in parts]),
    )
    x = masked(np.hstack([np.vstack([p.x for p in parts]), wording]), keep)
    n = len(gold.texts) if gold is not None else 0
    rows = np.r_[np.arange(n), np.arange(len(texts))]
    y = np.concatenate([gold.yb if gold is not None else [], *(p.ya for p in parts)]).astype(int)
    weight = np.concatenate([np.full(2 * n, 0.5), np.ones(len(texts) - n)])
    return Learnt(fit(x[rows], y, weight), table, tuple(keep))


def masked(x: np.ndarray, keep: Sequence[str]) -> np.ndarray:
    """Return features with those not kept set to 0; `table` decides by itself and stays."""
    x = x.copy()
    x[:, [i for i, n in enumerate(ALL) if n not in keep and n != "table"]] = 0
    return x


def predict(learnt: Learnt, data: Labelled) -> np.ndarray:
    """Return probabilities as analyzer.signals.specificity.grades does, for any model."""
    table = wording_table(learnt.wording)
    x = masked(np.hstack([data.x, wording_scores(data.texts, table=table)]), learnt.keep)
    return grades.combine(x, grades.arrays_of(learnt.model))


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
    gold: Labelled, own: Labelled, *, use_own: bool = True, use_gold: bool = True,
    keep: Sequence[str] = ALL,
) -> np.ndarray:  # fmt: skip
    """Return the grade of every gold sentence by a model that has not seen its issuer family."""
    got = np.zeros(len(gold.texts), int)
    for group in sorted(set(gold.groups)):
        inside = gold.groups != group
        learnt = learn(
            gold.where(inside) if use_gold else None, own if use_own else None, keep=keep
        )
        got[~inside] = predict(learnt, gold.where(~inside)).argmax(1)
    return got


def sha(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def variants() -> dict[str, dict[str, object]]:
    """Return what is left out in each row of the ablation."""
    return {
        "own sentences only": {"use_gold": False},
        "gold only": {"use_own": False},
        "without form": {"keep": FACTS + WORDS + WORDING_NAMES},
        "without facts": {"keep": FORM + WORDS + WORDING_NAMES},
        "without word classes": {"keep": FORM + FACTS + WORDING_NAMES},
        "without wording": {"keep": FORM + FACTS + WORDS},
        "facts only": {"keep": FACTS},
        "wording only": {"keep": WORDING_NAMES},
    }


def measure(gold: Labelled, own: Labelled) -> dict[str, object]:
    """Return figures by issuer with intervals, confusion and ablation."""
    agreed, ya = gold.ya == gold.yb, gold.ya
    got = cross_validate(gold, own)
    table = np.zeros((5, 5), int)
    np.add.at(table, (ya[agreed], got[agreed]), 1)
    ablation = {}
    for name, options in variants().items():
        other = cross_validate(gold, own, **options)  # type: ignore[arg-type]
        ablation[name] = {
            **score(ya[agreed], other[agreed]),
            "interval_95": interval(ya[agreed], other[agreed], gold.groups[agreed]),
        }
    for text, a, b, g in zip(gold.texts, ya, gold.yb, got, strict=True):
        if a == b and a != g:
            print(GRADES[a], "→", GRADES[g], len(text), "characters")
    return {
        "gold": len(ya),
        "agreed": int(agreed.sum()),
        "own": len(own.texts),
        "by_issuer": score(ya[agreed], got[agreed]),
        "by_issuer_interval_95": interval(ya[agreed], got[agreed], gold.groups[agreed]),
        "confusion_rows_gold_F0123": table.tolist(),
        "accuracy_by_family": {
            g: round(float((got == ya)[agreed & (gold.groups == g)].mean()), 3)
            for g in sorted(set(gold.groups))
        },
        "ablation": ablation,
    }


def main() -> None:
    """Measure, and write the model with `--write`."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold/specificity.tsv")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    own_folder = ROOT / "data/gold/specificity"
    gold, own = read_gold(given.gold), read_own(own_folder)
    measured = measure(gold, own)
    print(json.dumps(measured, ensure_ascii=False, indent=1))
    if given.write:
        write(learn(gold, own), given.gold, own_folder, measured)


def write(learnt: Learnt, gold: Path, own_folder: Path, measured: object) -> None:
    """Write the model, the table of wording and the manifest."""
    model, wording = HERE / "model.json", HERE / "wording.json"
    model.write_text(json.dumps(learnt.model, ensure_ascii=False, indent=1) + "\n", "utf-8")
    wording.write_text(json.dumps(learnt.wording, ensure_ascii=False) + "\n", "utf-8")
    manifest = {
        "name": "specificity-grade",
        "licence": "Apache-2.0",
        "files": {p.name: sha(p) for p in (model, wording)},
        "command": "python models/specificity-grade/train.py --write",
        "data": {
            "shared/gold/specificity.tsv": sha(gold),
            **{p.relative_to(ROOT).as_posix(): sha(p) for p in sorted(own_folder.glob("*.tsv"))},
            "data/lexicons/specificity.tsv": sha(asset("data", "lexicons", "specificity.tsv")),
            "models/entity-zh/entities.crfsuite": sha(
                asset("models", "entity-zh", "entities.crfsuite")
            ),
        },
        "measured": measured,
    }
    (HERE / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
