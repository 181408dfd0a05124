"""The block score 问题与改进, decomposable to the grades of problems and measures."""

from __future__ import annotations

from math import exp

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.rule import Score

# Points out of 100. Chosen on the open reports against the mean of three judges and rounded
# (reports/quality/problems.md); neighbouring weights rank alike.
_PROBLEM_SPECIFICITY = 30.0
_MEASURE_SPECIFICITY = 20.0
_CORRESPONDENCE = 15.0
_DEPTH = 30.0
_IMPROVEMENT = 5.0
_FULL_GRADE = 2.0  # a mean grade of two points is as good as reports get
_DEPTH_SCALE = 8.0  # points of all items at which two thirds of the depth is reached
_FULL_IMPROVEMENT = 2.0  # concrete measures already carried out


def problem_score(evidence: ProblemEvidence) -> Score:
    """Score problems and measures 0–100."""
    if evidence.unjudged:
        return Score(value=None, reason=evidence.unjudged)
    problems, measures = evidence.problems, evidence.measures
    if not problems and not measures:
        reason = "未见存在的问题和改进措施"
        return Score(value=0.0, reason=reason)
    points = sum(p.grade for p in problems) + sum(m.grade for m in measures)
    empty = sum(m.tautology for m in measures) / len(measures) if measures else 0.0
    answered = len(evidence.answered) / len(problems) if problems else 0.0
    done = sum(_share([m.grade]) for m in measures if m.state == "done")
    parts = {
        "问题具体度": _PROBLEM_SPECIFICITY * _share([p.grade for p in problems]),
        "措施具体度": _MEASURE_SPECIFICITY * _share([m.grade for m in measures]),
        "问题与措施对应": _CORRESPONDENCE * answered * (1.0 - 0.5 * empty),
        "具体要点总量": _DEPTH * (1.0 - exp(-points / _DEPTH_SCALE)),
        "已完成的改进": _IMPROVEMENT * min(1.0, done / _FULL_IMPROVEMENT),
    }
    return Score(value=sum(parts.values()), parts=parts)


def _share(grades: list[int]) -> float:
    return min(1.0, sum(grades) / len(grades) / _FULL_GRADE) if grades else 0.0
