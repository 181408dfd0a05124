"""Block scores to substance and total: weights from settings, unjudged blocks shared out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.profile import rounding
from analyzer.profile.record import BLOCKS, SUBSTANCE_BLOCKS, ScoreRecord
from analyzer.signals.rule import Score

NOT_MEASURED = "本次分析未包含这一项"


def combine(scores: Mapping[str, Score], *, weights: Mapping[str, float]) -> dict[str, ScoreRecord]:
    """Return the published scores: every block, substance and total.

    Substance is the weighted mean of specificity, problems and originality (25 + 20 + 20 of the
    rubric's 100 points, normalised to 0-100); total that of all blocks. A block that was not
    judged leaves its weight to the others. Sums use unrounded block scores.
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
    if score.parts:
        record["parts"] = {k: round(v, rounding.SCORE_DIGITS + 1) for k, v in score.parts.items()}
    return record


def _mean(
    scores: Mapping[str, Score], weights: Mapping[str, float], blocks: Sequence[str]
) -> ScoreRecord:
    judged = [
        (weights.get(block, 0.0), value)
        for block in blocks
        if (score := scores.get(block)) is not None and (value := score.value) is not None
    ]
    whole = sum(weight for weight, _ in judged)
    if whole <= 0:
        return {"value": None, "reason": "所属各项均未评"}
    mean = rounding.score(sum(weight * value for weight, value in judged) / whole)
    missing = len(blocks) - len(judged)
    reason = f"其中 {missing} 项未评，权重由其余各项分担" if missing else None
    return {"value": mean, "reason": reason}
