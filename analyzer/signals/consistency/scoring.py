"""The consistency score: points lost per finding, capped per rule, decomposable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.signals.rule import Hit, Score, Severity

# Points a certain finding costs. Questions (info) are shown and cost almost nothing.
_POINTS: Mapping[str, float] = {"error": 20.0, "warning": 10.0, "info": 1.0}
# A rule that finds the same fault everywhere (template text in every cell) costs this at most.
CAP_PER_RULE = 40.0


def consistency_score(
    hits: Sequence[tuple[str, Hit]], *, severities: Mapping[str, Severity]
) -> Score:
    """Return 100 less what the findings cost, not below 0.

    The parts are the points each rule costs, negative; with 100 they add up to the value.
    """
    lost: dict[str, float] = {}
    for rule, hit in hits:
        points = _POINTS[hit.severity or severities.get(rule, "warning")] * hit.confidence
        lost[rule] = min(CAP_PER_RULE, lost.get(rule, 0.0) + points)
    total = sum(lost.values())
    scale = min(1.0, 100.0 / total) if total else 1.0
    parts = {rule: -points * scale for rule, points in sorted(lost.items())}
    return Score(value=100.0 + sum(parts.values()), parts=parts)
