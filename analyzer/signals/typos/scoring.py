"""The language score: weighted defects per 1,000 characters, saturating, decomposable."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from analyzer.signals.rule import Hit, Score

# A finding counts by severity; "info" is shown and costs little.
_WEIGHTS = {"error": 1.0, "warning": 1.0, "info": 0.4}
# Residue of conversion is nobody's slip (taxonomy LAN-00: 不计).
UNCOUNTED = frozenset({"LAN00"})
# Below this confidence a finding is a question and moves no score (taxonomy LAN-01: 低档不计分).
COUNTED_FROM = 0.5
# Weighted defects per 1,000 characters at which the score is 100/e. Spearman with the judges'
# column `language` hardly moves between 6 and 14 (reports/quality/defects.md).
SCALE = 9.0
# One defect never costs more than this, however short the report is.
CAP_PER_HIT = 8.0


def counts(rule: str, hit: Hit) -> bool:
    """Tell whether a finding moves the score and the density."""
    return rule not in UNCOUNTED and hit.confidence >= COUNTED_FROM


def language_score(
    hits: Sequence[tuple[str, Hit]], *, characters: int, severities: dict[str, str] | None = None
) -> Score:
    """Return the block score 0–100 of the (rule id, hit) pairs of a text of `characters`.

    `severities` gives the severity of a rule whose hit does not carry its own. The parts are the
    points each rule costs, negative, and add up with 100 to the value.
    """
    if characters <= 0:
        return Score(value=None, reason="正文为空，无法评价文字质量")
    weights: dict[str, float] = {}
    for rule, hit in hits:
        severity = hit.severity or (severities or {}).get(rule, "warning")
        if counts(rule, hit):
            weights[rule] = weights.get(rule, 0.0) + _WEIGHTS[severity] * hit.confidence
    total = sum(weights.values())
    if not total:
        return Score(value=100.0)
    lost = 100.0 * (1.0 - exp(-total * 1000.0 / characters / SCALE))
    lost = min(lost, CAP_PER_HIT * total)
    parts = {rule: -lost * weight / total for rule, weight in sorted(weights.items())}
    return Score(value=100.0 - lost, parts=parts)
