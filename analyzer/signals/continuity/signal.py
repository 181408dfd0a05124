"""Family: does the report go on from last year's, or repeat it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.signals.continuity.evidence import Evidence, prepare
from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Measurement,
    MetricSpec,
    MetricValue,
    Score,
    Subject,
)

NO_LAST_YEAR: Final = "未见上年报告"
NO_PROBLEMS_LAST_YEAR: Final = "上年报告未见所列问题"
NO_PROBLEMS: Final = "未见所列问题"
NO_PROMISES: Final = "上年报告未见具体打算"
TOO_FEW_FIGURES: Final = "可对照的数据不足"

METRICS: Final = (
    MetricSpec(
        id="continuity.share_of_last_years_problems_answered",
        title="上年问题回应率",
        unit="ratio",
        denominator="上年问题条数",
    ),
    MetricSpec(
        id="continuity.share_of_problems_recycled",
        title="沿用上年表述的问题占比",
        unit="ratio",
        denominator="本年问题条数",
    ),
    MetricSpec(
        id="continuity.share_of_figures_recycled",
        title="与上年完全一致的数据占比",
        unit="ratio",
        denominator="本年非零数据个数",
    ),
    MetricSpec(
        id="continuity.share_of_last_years_measures_accounted_for",
        title="上年打算交代率",
        unit="ratio",
        denominator="上年具体打算条数",
    ),
)
# Points out of 100; what cannot be judged leaves its points to the others.
_PARTS: Final = (
    ("YOY01", "上年问题有回应", 35.0),
    ("YOY02", "问题不沿用旧稿", 25.0),
    ("YOY03", "数据不沿用旧稿", 25.0),
    ("YOY04", "上年打算有交代", 15.0),
)


def measure(
    subject: Subject,
    context: Context,
    evidence: Evidence,
    hits: Sequence[tuple[str, Hit]],
) -> Measurement:
    """Sum up what was answered and what was taken over, and score it."""
    if evidence.last_year is None:
        nothing = tuple(MetricValue(id=s.id, value=None, reason=NO_LAST_YEAR) for s in METRICS)
        return Measurement(metrics=nothing, score=Score(value=None, reason=NO_LAST_YEAR))
    least = int(context.settings.thresholds["continuity_same_figures"])
    return Measurement(
        metrics=tuple(_metrics(evidence, least)), score=_score(evidence, hits, least)
    )


def _metrics(evidence: Evidence, least_figures: int) -> Iterator[MetricValue]:
    answered = sum(f.answer is not None for f in evidence.followed)
    yield _ratio(METRICS[0], answered, len(evidence.followed), NO_PROBLEMS_LAST_YEAR)
    yield _ratio(METRICS[1], len(evidence.recycled), len(evidence.problems), NO_PROBLEMS)
    figures = len(evidence.figures)
    of = figures if figures >= least_figures else 0
    yield _ratio(METRICS[2], len(evidence.same_figures), of, TOO_FEW_FIGURES)
    kept = sum(promise.kept for promise in evidence.promises)
    yield _ratio(METRICS[3], kept, len(evidence.promises), NO_PROMISES)


def _ratio(spec: MetricSpec, count: int, of: int, reason: str) -> MetricValue:
    value = count / of if of else None
    return MetricValue(id=spec.id, value=value, n=of, reason=None if of else reason)


def _score(evidence: Evidence, hits: Sequence[tuple[str, Hit]], least_figures: int) -> Score:
    """Score 0–100 from the counted findings, so that accepted ones cost nothing."""
    found = Counter(rule_id for rule_id, _ in hits)
    figures = len(evidence.figures) if len(evidence.figures) >= least_figures else 0
    # YOY01 and YOY04 name all of theirs in one finding.
    counted = {
        "YOY01": len(evidence.unanswered) if found["YOY01"] else 0,
        "YOY02": found["YOY02"],
        "YOY03": found["YOY03"],
        "YOY04": sum(not p.kept for p in evidence.promises) if found["YOY04"] else 0,
    }
    totals = (len(evidence.followed), len(evidence.problems), figures, len(evidence.promises))
    judged = [
        (name, points, counted[rule] / total)
        for (rule, name, points), total in zip(_PARTS, totals, strict=True)
        if total
    ]
    if not judged:
        return Score(value=None, reason="两年报告均未见可对照的问题和数据")
    whole = sum(points for _, points, _ in judged)
    parts = {name: points / whole * 100 * (1 - min(1.0, share)) for name, points, share in judged}
    return Score(value=sum(parts.values()), parts=parts)


FAMILY: Family[Evidence] = Family(
    name="continuity",
    title="与上年衔接",
    block="continuity",
    metrics=METRICS,
    prepare=prepare,
    measure=measure,
)
