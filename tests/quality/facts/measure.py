"""Measure facts: precision, recall and F1 by type, and how often value, unit and object are right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.reading import read_raw
from analyzer.text.span import Span
from tests.quality.facts.marks import Marked, Sentence

TYPE_OF = {
    "Q": "quantity", "M": "money", "%": "percent", "T": "date", "D": "document", "F": "platform",
    "C": "column", "J": "project", "E": "event", "o": "organisation", "u": "organisation",
    "P": "person", "Z": "zero", "K": "comparison", "A": "total",
}  # fmt: skip
# Columns are platforms too; sub-units are organisations inside a unit.
_SAME = {"column": "platform", "subunit": "organisation"}
TYPES = tuple(dict.fromkeys(_SAME.get(t, t) for t in TYPE_OF.values()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A labelled fact; None where the label says nothing."""

    type: str
    span: Span
    value: float | None
    unit: str | None
    about: str | None
    normal: str | None = None


def wanted_in(sentence: Sentence) -> list[Wanted]:
    """Return the labelled facts of a sentence."""
    marks = [m for m in sentence.marks if m.letter in TYPE_OF]
    return [_wanted(sentence.text, mark, marks) for mark in marks]


def _wanted(text: str, mark: Marked, marks: Sequence[Marked]) -> Wanted:
    kind, fields = TYPE_OF[mark.letter], [*mark.fields, "", "", ""]
    written = mark.span.of(text)
    if mark.letter == "T":
        return Wanted(kind, mark.span, None, None, fields[1] or None, fields[0])
    if mark.letter == "E":
        behind = next((m for m in marks if m.letter == "Q" and m.span.start == mark.span.end), None)
        times = fields[0] or (behind.fields[0] if behind else "1")
        return Wanted(kind, mark.span, float(times), "次", written)
    if mark.letter == "P":
        return Wanted(kind, mark.span, None, None, fields[0] or None)
    if mark.letter in "DFCJou":
        return Wanted(kind, mark.span, None, None, written.strip("《》“”"))
    if mark.letter == "Z":
        return Wanted(kind, mark.span, 0.0, None, fields[0] or None)
    value = float(fields[0]) if fields[0] else None
    return Wanted(kind, mark.span, value, fields[1] or None, fields[2] or None)


def found_in(text: str) -> list[Fact]:
    """Return the program's facts of the measured types."""
    return [f for f in read_raw(text).facts if _SAME.get(f.type, f.type) in TYPES]


@dataclass(slots=True)
class Tally:
    """Counts of one type."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1."""
        return {
            "n": self.wanted,
            "precision": round(self.right / max(1, self.found), 3),
            "recall": round(self.right / max(1, self.wanted), 3),
            "f1": round(2 * self.right / max(1, self.found + self.wanted), 3),
        }


def pair(wanted: Sequence[Wanted], found: Sequence[Fact]) -> list[tuple[Wanted, Fact]]:
    """Return labelled and found facts of one type whose spans overlap by half of the shorter."""
    left, pairs = list(found), []
    for want in wanted:
        same = [f for f in left if _SAME.get(f.type, f.type) == _SAME.get(want.type, want.type)]
        fact = max(same, key=lambda f: _shared(f.span, want.span), default=None)
        if fact and 2 * _shared(fact.span, want.span) >= min(len(fact.span), len(want.span)):
            pairs.append((want, fact))
            left.remove(fact)
    return pairs


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def alike(ours: str, theirs: str) -> bool:
    """Tell whether two names of a thing are the same: half of the label's characters in one run."""
    if not theirs:
        return False
    longest = max(
        (
            size
            for size in range(len(ours), 0, -1)
            for start in range(len(ours) - size + 1)
            if ours[start : start + size] in theirs
        ),
        default=0,
    )
    return 2 * longest >= len(ours) and longest >= min(2, len(ours))


def measure(sentences: Sequence[tuple[str, str, list[Wanted]]]) -> dict[str, Any]:
    """Return quality over (group, text, labelled facts); intervals resample groups, seed 7."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    groups: defaultdict[str, Tally] = defaultdict(Tally)
    fields: Counter[tuple[str, bool]] = Counter()
    for group, text, wanted in sentences:
        found = found_in(text)
        pairs = pair(wanted, found)
        for name, items in (("wanted", wanted), ("found", found), ("right", [w for w, _ in pairs])):
            for item in items:
                for tally in (
                    tallies[_SAME.get(item.type, item.type)],
                    tallies["all"],
                    groups[group],
                ):
                    setattr(tally, name, getattr(tally, name) + 1)
        for want, fact in pairs:
            fields.update(_checked(want, fact))
    return {
        "sentences": len(sentences),
        "by_type": {t: tallies[t].scores() for t in (*TYPES, "all") if t in tallies},
        "f1_interval_95": _interval(list(groups.values())),
        "f1_by_group": {name: tally.scores()["f1"] for name, tally in groups.items()},
        "fields": {
            name: {
                "n": fields[name, True] + fields[name, False],
                "right": round(
                    fields[name, True] / max(1, fields[name, True] + fields[name, False]), 3
                ),
            }
            for name in ("value", "unit", "about", "normal")
        },
    }


def _checked(want: Wanted, fact: Fact) -> list[tuple[str, bool]]:
    checked = []
    if want.value is not None:
        checked.append(("value", fact.value is not None and abs(fact.value - want.value) < 1e-6))
    if want.unit is not None:
        checked.append(("unit", fact.unit == want.unit))
    if want.about is not None:
        checked.append(("about", alike(want.about, fact.about)))
    if want.normal is not None:
        checked.append(("normal", fact.normal == want.normal))
    return checked


def _interval(groups: Sequence[Tally]) -> list[float]:
    rng = np.random.default_rng(7)
    table = np.array([[g.right, g.found, g.wanted] for g in groups])
    draws = table[rng.integers(0, len(groups), (1000, len(groups)))].sum(axis=1)
    f1 = 2 * draws[:, 0] / (draws[:, 1] + draws[:, 2])
    return [round(float(x), 3) for x in np.percentile(f1, [2.5, 97.5])]
