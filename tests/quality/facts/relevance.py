"""Measure which facts count: those about disclosure, not those about the unit's other business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from analyzer.signals.specificity.reading import read_raw
from tests.quality.facts.marks import FACTS

_COUNTED = ("quantity", "money", "percent")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a labelled sentence: ours and the program's opinion."""

    line: int
    text: str
    wanted: bool
    got: bool


def judged() -> list[Fact]:
    """Return every figure of the labelled sentences with both opinions."""
    found = []
    rows = (FACTS / "relevance.txt").read_text("utf-8").splitlines()
    lines = [x for x in rows if x and not x.startswith("#")]
    for number, line in enumerate(lines):
        label, _, body = line.partition("|")
        edges = [0]
        for part in body.split("‖"):
            edges.append(edges[-1] + len(part))
        text = body.replace("‖", "")
        for fact in read_raw(text).facts:
            if fact.type in _COUNTED:
                part = sum(1 for edge in edges[1:-1] if fact.span.start >= edge)
                found.append(Fact(number, text, label[part] == "R", fact.relevant))
    return found


def measure(facts: list[Fact]) -> dict[str, Any]:
    """Return precision and recall of calling a figure other business, by figure and by sentence."""
    other = [f for f in facts if not f.wanted]
    called = [f for f in facts if not f.got]
    right = [f for f in called if not f.wanted]
    lines = sorted({f.line for f in facts})
    whole = [all(f.wanted == f.got for f in facts if f.line == n) for n in lines]
    rng = np.random.default_rng(7)
    draws = [rng.choice(whole, len(whole)).mean() for _ in range(1000)]
    return {
        "sentences": len(lines),
        "figures": len(facts),
        "other_business": len(other),
        "precision": round(len(right) / max(1, len(called)), 3),
        "recall": round(len(right) / max(1, len(other)), 3),
        "accuracy": round(sum(f.wanted == f.got for f in facts) / len(facts), 3),
        "sentences_right": round(float(np.mean(whole)), 3),
        "sentences_right_interval_95": np.percentile(draws, [2.5, 97.5]).round(3).tolist(),
    }
