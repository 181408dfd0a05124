"""Family: problems named, measures taken, and whether they belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.signals.problems.evidence import ProblemEvidence, read_problems
from analyzer.signals.problems.items import Measure, Problem
from analyzer.signals.problems.scoring import problem_score
from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Mark,
    Measurement,
    MetricSpec,
    MetricValue,
    Subject,
)

_NO_PROBLEMS = "未见所列问题"
_NO_MEASURES = "未见改进措施"

METRICS = (
    MetricSpec(id="problems.problems", title="问题条数", unit="count", denominator=""),
    MetricSpec(id="problems.measures", title="措施条数", unit="count", denominator=""),
    MetricSpec(
        id="problems.mean_problem_grade",
        title="问题具体度均值",
        unit="grade_0_3",
        denominator="问题条数",
    ),
    MetricSpec(
        id="problems.mean_measure_grade",
        title="措施具体度均值",
        unit="grade_0_4",
        denominator="措施条数",
    ),
    MetricSpec(
        id="problems.problem_measure_correspondence",
        title="问题—措施对应率",
        unit="ratio",
        denominator="问题条数",
    ),
    MetricSpec(
        id="problems.share_of_orphan_measures",
        title="孤立措施占比",
        unit="ratio",
        denominator="措施条数",
    ),
    MetricSpec(
        id="problems.share_of_tautological_measures",
        title="同义反复措施占比",
        unit="ratio",
        denominator="措施条数",
    ),
    MetricSpec(
        id="problems.share_of_measures_done",
        title="已完成措施占比",
        unit="ratio",
        denominator="措施条数",
    ),
    MetricSpec(
        id="problems.share_of_section_on_problems",
        title="问题文字占比",
        unit="ratio",
        denominator="本章字数",
    ),
)


def prepare(subject: Subject, context: Context) -> ProblemEvidence:
    """Find problems and measures once for all rules."""
    return read_problems(subject.report)


def measure(
    subject: Subject,
    context: Context,
    evidence: ProblemEvidence,
    hits: Sequence[tuple[str, Hit]],
) -> Measurement:
    """Sum up the items and score them."""
    marks = tuple(_problem_mark(p, evidence.measures) for p in evidence.problems) + tuple(
        _measure_mark(m) for m in evidence.measures
    )
    return Measurement(
        metrics=tuple(_metrics(evidence)),
        marks=marks,
        score=problem_score(evidence, thresholds=context.settings.thresholds),
    )


def _metrics(evidence: ProblemEvidence) -> Iterator[MetricValue]:
    problems, measures = evidence.problems, evidence.measures
    n, m = len(problems), len(measures)
    yield MetricValue(id="problems.problems", value=n, reason=evidence.unjudged)
    yield MetricValue(id="problems.measures", value=m, reason=evidence.unjudged)
    yield _ratio("mean_problem_grade", sum(p.grade for p in problems), n, _NO_PROBLEMS)
    yield _ratio("mean_measure_grade", sum(x.grade for x in measures), m, _NO_MEASURES)
    answered = len(evidence.answered)
    yield _ratio("problem_measure_correspondence", answered, n, _NO_PROBLEMS)
    orphans = sum(not x.links for x in measures)
    yield _ratio("share_of_orphan_measures", orphans, m, _NO_MEASURES)
    empty = sum(x.tautology for x in measures)
    yield _ratio("share_of_tautological_measures", empty, m, _NO_MEASURES)
    done = sum(x.state == "done" for x in measures)
    yield _ratio("share_of_measures_done", done, m, _NO_MEASURES)
    told = sum(len(p.span) for p in problems)
    yield _ratio("share_of_section_on_problems", told, evidence.characters, _NO_PROBLEMS)


def _ratio(name: str, count: int, of: int, reason: str) -> MetricValue:
    value = count / of if of else None
    return MetricValue(id=f"problems.{name}", value=value, n=of, reason=None if of else reason)


def _problem_mark(problem: Problem, measures: Sequence[Measure]) -> Mark:
    return Mark(
        kind="problem",
        place=problem.span,
        data={
            "id": problem.id,
            "grade": problem.grade,
            "points": dict(problem.points),
            "links": [m.id for m in measures if problem.id in m.links],
            "themes": sorted(problem.themes),
        },
    )


def _measure_mark(measure: Measure) -> Mark:
    return Mark(
        kind="measure",
        place=measure.span,
        data={
            "id": measure.id,
            "grade": measure.grade,
            "points": dict(measure.points),
            "links": list(measure.links),
            "tautology": measure.tautology,
            "state": measure.state,
        },
    )


FAMILY: Family[ProblemEvidence] = Family(
    name="problems",
    title="问题与改进",
    block="problems",
    metrics=METRICS,
    prepare=prepare,
    measure=measure,
)
