"""Grade sentences F, 0, 1, 2 or 3 with the trained model, in numpy alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from analyzer.assets import asset
from analyzer.errors import AssetError
from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.features import NAMES
from analyzer.signals.specificity.missing import what_is_missing
from analyzer.signals.specificity.reading import Reading, read_raw
from analyzer.signals.specificity.wording import WORDING_NAMES, wording_scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

GradeName = Literal["F", "0", "1", "2", "3"]
GRADES: tuple[GradeName, ...] = ("F", "0", "1", "2", "3")
_MODEL = ("models", "specificity-grade", "model.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How specific a sentence is, and why."""

    grade: GradeName
    probabilities: Mapping[str, float]  # of F, 0, 1, 2, 3; they sum to 1
    facts: tuple[Fact, ...]  # spans count the sentence without loose spaces
    missing: tuple[str, ...]  # Chinese: what would make it checkable; empty for F, 2 and 3


def grade_specificity(sentences: Sequence[str]) -> list[Grade]:
    """Return the grade of each sentence, in order."""
    return grade_readings([read_raw(sentence) for sentence in sentences])


def grade_readings(readings: Sequence[Reading]) -> list[Grade]:
    """Return the grades of sentences already read, in order."""
    if not readings:
        return []
    table = probabilities(readings)
    grades = []
    for reading, row in zip(readings, table.tolist(), strict=True):
        name = GRADES[max(range(5), key=row.__getitem__)]
        grades.append(
            Grade(
                grade=name,
                probabilities={g: round(p, 4) for g, p in zip(GRADES, row, strict=True)},
                facts=reading.facts,
                missing=what_is_missing(reading.text) if name in ("0", "1") else (),
            )
        )
    return grades


Arrays = tuple["NDArray[Any]", "NDArray[Any]", "NDArray[Any]", "NDArray[Any]"]


def arrays_of(stored: Mapping[str, Any]) -> Arrays:
    """Return mean, scale, weights and bias of a stored model."""
    import numpy as np

    mean, scale, weights, bias = (
        np.array(stored[key], dtype=float) for key in ("mean", "scale", "weights", "bias")
    )
    return mean, scale, weights, bias


@cache
def shipped_arrays() -> Arrays:
    """Return the arrays of the shipped model; AssetError when it is another program's."""
    stored = json.loads(asset(*_MODEL).read_text("utf-8"))
    if tuple(stored["features"]) != (*NAMES, *WORDING_NAMES):
        raise AssetError("models/specificity-grade 与程序版本不一致；请重新安装 wenzhi")
    return arrays_of(stored)


def probabilities(readings: Sequence[Reading]) -> NDArray[Any]:
    """Return sentences × 5 probabilities."""
    import numpy as np

    features = np.asarray([r.features for r in readings], dtype=float)
    wording = wording_scores([r.text for r in readings])
    return combine(np.hstack([features, wording]), shipped_arrays())


def combine(matrix: NDArray[Any], arrays: Arrays) -> NDArray[Any]:
    """Return probabilities from sentences × features (order of NAMES, then of WORDING_NAMES).

    Four logistic models: not fixed, then at least 1, 2 and 3 among what is not fixed (cumulative,
    so that the grades stay ordered). Table residue is fixed by definition, whatever the numbers.
    """
    import numpy as np

    mean, scale, weights, bias = arrays
    answers = 1.0 / (1.0 + np.exp(-(((matrix - mean) / scale) @ weights.T + bias)))
    live = answers[:, 0]
    steps = np.minimum.accumulate(answers[:, 1:], axis=1)
    reached = np.hstack([np.ones((len(matrix), 1)), steps, np.zeros((len(matrix), 1))])
    table = np.hstack([(1.0 - live)[:, None], live[:, None] * (reached[:, :-1] - reached[:, 1:])])
    table[matrix[:, NAMES.index("table")] > 0] = (1.0, 0.0, 0.0, 0.0, 0.0)
    return table
