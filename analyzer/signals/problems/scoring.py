"""The block score 问题与改进, decomposable to the grades of problems and measures.

score = named + (100 - named) · share ^ exponent

`share` is the weighted mean of five shares: how concrete the problems are, and the measures, how many
problems are answered, how many concrete points there are in all, what has been done already. `named`
are the points for naming problems and measures at all: a section of empty phrases is more than no
section. Constants and their measurement stand in data/presets/default.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.problems.items import Measure, Problem
from analyzer.signals.rule import Score

_NAMED = "写出问题和措施"


def problem_score(evidence: ProblemEvidence, *, thresholds: Mapping[str, float]) -> Score:
    """Score problems and measures 0–100; `thresholds` are those of the settings (problems_…)."""
    if evidence.unjudged:
        return Score(value=None, reason=evidence.unjudged)
    problems, measures = evidence.problems, evidence.measures
    if not problems and not measures:
        reason = "未见存在的问题和改进措施"
        return Score(value=0.0, reason=reason)
    points = _points(evidence, thresholds)
    whole = sum(points.values())
    named = thresholds["problems_points_named"] * (bool(problems) + bool(measures)) / 2
    rest = 100.0 - thresholds["problems_points_named"]
    told = rest * (whole / 100.0) ** thresholds["problems_scale_exponent"]
    # What the exponent takes is shared out over the parts as they count.
    parts = {name: told * share / whole if whole else 0.0 for name, share in points.items()}
    return Score(value=named + told, parts={_NAMED: named, **parts})


def _points(evidence: ProblemEvidence, thresholds: Mapping[str, float]) -> dict[str, float]:
    """Return the points of 100 of each part, before the scale is bent."""
    problems, measures = evidence.problems, evidence.measures
    full, alone = thresholds["problems_full_grade"], thresholds["problems_cause_alone"]
    orphan = thresholds["problems_orphan_measure"]
    named = [_checkable(p, cause_alone=alone) for p in problems]
    graded = [_answering(m, orphan=orphan) for m in measures]
    done = sum(_share([float(m.grade)], full=full) for m in measures if m.state == "done")
    shares = {
        "问题具体度": ("problem", _share(named, full=full)),
        "措施具体度": ("measure", _share(graded, full=full)),
        "问题与措施对应": (
            "correspondence",
            len(evidence.answered) / len(problems) if problems else 0.0,
        ),
        "具体要点总量": (
            "depth",
            1.0 - exp(-sum(named + graded) / thresholds["problems_depth_points"]),
        ),
        "已完成的改进": ("done", min(1.0, done / thresholds["problems_full_done"])),
    }
    return {
        name: thresholds[f"problems_points_{key}"] * share for name, (key, share) in shares.items()
    }


def _answering(measure: Measure, *, orphan: float) -> float:
    """Return the grade, less for a measure that answers no problem named."""
    return measure.grade if measure.links else orphan * measure.grade


def _checkable(problem: Problem, *, cause_alone: float) -> float:
    """Return the grade, less for a reason without place or instance: nothing in it can be checked."""
    only_cause = problem.points["cause"] and problem.grade == 1
    return cause_alone if only_cause else float(problem.grade)


def _share(grades: Sequence[float], *, full: float) -> float:
    return min(1.0, sum(grades) / len(grades) / full) if grades else 0.0
