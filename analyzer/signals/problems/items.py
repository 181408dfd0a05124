"""Find the problems and the measures of a section, clause by clause, also in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from analyzer.signals.problems.clauses import split_clauses
from analyzer.signals.problems.cues import load_cues, themes_of
from analyzer.signals.problems.drafts import Draft
from analyzer.signals.problems.grading import (
    is_tautology,
    points_of_measure,
    points_of_problem,
)
from analyzer.signals.problems.introductions import Introduced
from analyzer.signals.problems.linking import link_measures
from analyzer.signals.problems.measure_drafts import MeasureGatherer
from analyzer.signals.problems.problem_drafts import ProblemGatherer
from analyzer.signals.problems.zones import Labelled, label_clauses
from analyzer.text.span import Span

_SETTLED = re.compile(r"(?:问题|不足|情况).{0,6}已.{0,6}(?:解决|整改|改进|改善)")
_REPORTED = re.compile(r"情况")  # 改进情况 reports, 改进措施 may promise
_COUNTED = re.compile(r"\d[余多万]*[\u4e00-\u9fff]{1,2}$")
State = Literal["planned", "done"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem the unit names. `grade` counts its points: location, degree, cause."""

    id: str
    span: Span
    text: str
    points: Mapping[str, bool]
    themes: frozenset[str]

    @property
    def grade(self) -> int:
        """Return the number of points, 0–3."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure. `grade` counts its points: object, unit, time, target."""

    id: str
    span: Span
    text: str
    points: Mapping[str, bool]
    links: tuple[str, ...]  # ids of the problems it answers
    tautology: bool  # its object is disclosure work itself
    state: State

    @property
    def grade(self) -> int:
        """Return the number of points, 0–4."""
        return sum(self.points.values())


def find_items(
    text: str, *, within: Sequence[Span]
) -> tuple[tuple[Problem, ...], tuple[Measure, ...]]:
    """Find problems and measures in the given paragraphs of one section, in order."""
    drafts = _draft(label_clauses(split_clauses(text, within=within)))
    _settle_runs(drafts)
    problems = [d for d in drafts if d.kind == "problem"]
    measures = [d for d in drafts if d.kind == "measure"]
    links = link_measures(problems, measures)
    return (
        tuple(_problem(text, number, d) for number, d in enumerate(problems, 1)),
        tuple(
            _measure(text, number, d, answered)
            for number, (d, answered) in enumerate(zip(measures, links, strict=True), 1)
        ),
    )


def _draft(labels: Sequence[Labelled]) -> list[Draft]:
    problems, measures = ProblemGatherer(), MeasureGatherer()
    drafts: list[Draft] = []
    taken = Introduced()
    for index, label in enumerate(labels):
        taken = taken.after(label)
        if label.zone == "measure":
            taken_up = problems.take_from_introduction(label)
            drafts += [d for d in taken_up if not _told_before(d, drafts)]
        if label.zone == "measure" and _SETTLED.search(label.clause.text):
            for draft in drafts:
                draft.settled = draft.kind == "measure" and not draft.future
        if label.lead:
            problems.leave()
            measures.leave()
        elif label.zone == "problem":
            drafts += problems.take(label)
        elif label.zone == "measure":
            begun = measures.take(index, labels)
            for draft in begun:
                draft.answers = taken.text
            drafts += begun
    return drafts


def _settle_runs(drafts: Sequence[Draft]) -> None:
    """Mark all measures of a run as carried out where one of them says so and none is to come."""
    for kind, run in groupby(drafts, key=lambda d: (d.kind, d.future)):
        measures = list(run)
        if kind == ("measure", False) and any(_told_done(m) for m in measures):
            for measure in measures:
                measure.settled = True


def _told_done(draft: Draft) -> bool:
    if draft.settled or load_cues().done.search(draft.text):
        return True
    return bool(_REPORTED.search(draft.heading) and _COUNTED.search(draft.text))


def _told_before(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether most of a problem's characters stand in one problem before it."""
    wanted = set(draft.text)
    return any(
        len(wanted & set(d.text)) >= 0.7 * len(wanted) for d in drafts if d.kind == "problem"
    )


def _problem(text: str, number: int, draft: Draft) -> Problem:
    end = draft.end - 1 if text[draft.start : draft.end].endswith("等") else draft.end
    span = Span(draft.start, end)
    return Problem(
        f"P{number}", span, span.of(text), points_of_problem(draft), themes_of(draft.text)
    )


def _measure(text: str, number: int, draft: Draft, answered: Sequence[int]) -> Measure:
    span = Span(draft.start, draft.end)
    empty = is_tautology(draft)
    return Measure(
        id=f"M{number}",
        span=span,
        text=span.of(text),
        points=points_of_measure(draft),
        links=() if empty else tuple(f"P{index + 1}" for index in answered),
        tautology=empty,
        state="done" if draft.settled and not draft.future else "planned",
    )
