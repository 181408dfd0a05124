"""The block score 问题与改进, decomposable to the grades of problems and measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.problems.items import Problem
from analyzer.signals.rule import Score


def problem_score(evidence: ProblemEvidence, *, thresholds: Mapping[str, float]) -> Score:
    """Score problems and measures 0–100; `thresholds` are those of the settings (problems_…)."""
    if evidence.unjudged:
        return Score(value=None, reason=evidence.unjudged)
    problems, measures = evidence.problems, evidence.measures
    if not problems and not measures:
        reason = "未见存在的问题和改进措施"
        return Score(value=0.0, reason=reason)
    full, alone = thresholds["problems_full_grade"], thresholds["problems_cause_alone"]
    named = [_checkable(p, cause_alone=alone) for p in problems]
    graded = [float(m.grade) for m in measures]
    done = sum(_share([float(m.grade)], full=full) for m in measures if m.state == "done")
    empty = sum(m.tautology for m in measures) / len(measures) if measures else 0.0
    answered = len(evidence.answered) / len(problems) if problems else 0.0
    shares = {
        "问题具体度": ("problem", _share(named, full=full)),
        "措施具体度": ("measure", _share(graded, full=full)),
        "问题与措施对应": ("correspondence", answered * (1.0 - 0.5 * empty)),
        "具体要点总量": (
            "depth",
            1.0 - exp(-sum(named + graded) / thresholds["problems_depth_points"]),
        ),
        "已完成的改进": ("done", min(1.0, done / thresholds["problems_full_done"])),
    }
    parts = {
        name: thresholds[f"problems_points_{key}"] * share for name, (key, share) in shares.items()
    }
    return Score(value=sum(parts.values()), parts=parts)


def _checkable(problem: Problem, *, cause_alone: float) -> float:
    """Return the grade, less for a reason without place or instance: nothing in it can be checked."""
    only_cause = problem.points["cause"] and problem.grade == 1
    return cause_alone if only_cause else float(problem.grade)


def _share(grades: Sequence[float], *, full: float) -> float:
    return min(1.0, sum(grades) / len(grades) / full) if grades else 0.0
