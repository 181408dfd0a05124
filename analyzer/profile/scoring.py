"""Block scores to substance and total: weights from settings, unjudged blocks shared out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.profile import rounding
from analyzer.profile.record import BLOCKS, SUBSTANCE_BLOCKS, ScoreRecord
from analyzer.signals.rule import Score

NOT_MEASURED = "本次分析未包含这一项"
FULL = "满分"
BOUND = "限于0–100分"
_EXACT = 1e-6


def combine(scores: Mapping[str, Score], *, weights: Mapping[str, float]) -> dict[str, ScoreRecord]:
    """Return the published scores: every block, substance and total.

    Substance is the weighted mean of specificity, problems and originality (25 + 20 + 20 of the
    rubric's 100 points, normalised to 0-100); total that of all blocks. A block that was not
    judged leaves its weight to the others. Sums use unrounded block scores. The parts of every
    score add up to it: points won, or 满分 and points lost; of a mean, what each block brings.
    """
    records = {block: _block(scores.get(block), weights.get(block, 0.0)) for block in BLOCKS}
    records["substance"] = _mean(scores, weights, SUBSTANCE_BLOCKS)
    records["total"] = _mean(scores, weights, BLOCKS)
    return records


def _block(score: Score | None, weight: float) -> ScoreRecord:
    if score is None:
        return {"value": None, "reason": NOT_MEASURED, "weight": weight}
    value = None if score.value is None else rounding.score(score.value)
    reason = (score.reason or NOT_MEASURED) if value is None else score.reason
    record: ScoreRecord = {"value": value, "reason": reason, "weight": weight}
    if value is not None and score.value is not None:
        record["parts"] = _rounded(_whole(score.parts, float(score.value)))
    return record


def _whole(parts: Mapping[str, float], value: float) -> dict[str, float]:
    """Return parts that add up to the value within 0-100: with the points deductions start from."""
    bounded = min(100.0, max(0.0, value))
    told = sum(parts.values())
    lost = any(part < 0 for part in parts.values())
    # Deductions start from a hundred; a block without any lost nothing.
    starts = FULL not in parts and (lost or not parts) and bounded > told + _EXACT
    found = {FULL: 100.0, **parts} if starts else dict(parts)
    rest = bounded - sum(found.values())
    return {**found, BOUND: rest} if abs(rest) > _EXACT else found


def _rounded(parts: Mapping[str, float]) -> dict[str, float]:
    return {k: round(v, rounding.SCORE_DIGITS + 1) for k, v in parts.items()}


def _mean(
    scores: Mapping[str, Score], weights: Mapping[str, float], blocks: Sequence[str]
) -> ScoreRecord:
    judged = [
        (block, weights.get(block, 0.0), value)
        for block in blocks
        if (score := scores.get(block)) is not None and (value := score.value) is not None
    ]
    whole = sum(weight for _, weight, _ in judged)
    if whole <= 0:
        return {"value": None, "reason": "所属各项均未评"}
    mean = rounding.score(sum(weight * value for _, weight, value in judged) / whole)
    missing = len(blocks) - len(judged)
    reason = f"其中 {missing} 项未评，权重由其余各项分担" if missing else None
    parts = {block: weight * value / whole for block, weight, value in judged}
    return {"value": mean, "reason": reason, "parts": _rounded(parts)}
