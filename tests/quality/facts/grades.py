"""Measure the sentence grades on the labelled reports that no one has trained on."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

from analyzer import grade_specificity
from tests.quality.facts.marks import read_prose

GRADES = "F0123"


def graded(
    pattern: str = "unseen_prose_*.txt",
) -> tuple[np.ndarray, np.ndarray, list[str], np.ndarray]:
    """Return our grades, the program's, the sentences, and the number of each one's report."""
    rows = read_prose(pattern)
    got = [g.grade for g in grade_specificity([r.text for r in rows])]
    reports = sorted({r.report for r in rows})
    return (
        np.array([GRADES.index(r.grade) for r in rows]),
        np.array([GRADES.index(g) for g in got]),
        [r.text for r in rows],
        np.array([reports.index(r.report) for r in rows]),
    )


def score(ours: np.ndarray, theirs: np.ndarray) -> dict[str, float]:
    """Return the three figures of the project's targets."""
    both = (ours > 0) & (theirs > 0)
    return {
        "accuracy": round(float(accuracy_score(ours, theirs)), 3),
        "quadratic_kappa_0_3": round(
            float(cohen_kappa_score(ours[both], theirs[both], weights="quadratic")), 3
        ),
        "f1_2_3": round(float(f1_score(ours > 2, theirs > 2)), 3),
    }


def measure(pattern: str = "unseen_prose_*.txt") -> dict[str, Any]:
    """Return scores with intervals (reports resampled, 1,000 draws, seed 7) and confusion."""
    ours, theirs, _, reports = graded(pattern)
    rng = np.random.default_rng(7)
    parts = [np.flatnonzero(reports == r) for r in range(reports.max() + 1)]
    draws = []
    for _ in range(1000):
        rows = np.concatenate([parts[i] for i in rng.integers(0, len(parts), len(parts))])
        draws.append(list(score(ours[rows], theirs[rows]).values()))
    low, high = np.percentile(np.array(draws), [2.5, 97.5], axis=0).round(3)
    table = np.zeros((5, 5), int)
    np.add.at(table, (ours, theirs), 1)
    names = list(score(ours, theirs))
    return {
        "sentences": len(ours),
        "reports": len(parts),
        **score(ours, theirs),
        "interval_95": {n: [float(a), float(b)] for n, a, b in zip(names, low, high, strict=True)},
        "confusion_rows_ours_F0123": table.tolist(),
    }
