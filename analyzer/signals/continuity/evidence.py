"""Lay last year's report beside this year's: problems, answers and figures, once for all rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analyzer.corpus.alignment import common_blocks, index, shared_wording, wording
from analyzer.corpus.masking import MaskedReport, mask
from analyzer.signals.continuity.figures import Figure, figures_of, recycled
from analyzer.signals.continuity.problems import NamedProblem, named_problems, says_done, themes_of
from analyzer.signals.rule import Context, Subject
from analyzer.structure.report import Report
from analyzer.text.span import Span

_MOST_COMPARED: Final = 1000  # sentences of last year; longer reports are no reports


@dataclass(frozen=True, slots=True)
class Followed:
    """A problem of last year, and where this year's report speaks of what was done about it."""

    problem: NamedProblem  # spans count characters of last year's text
    text: str
    answer: Span | None


@dataclass(frozen=True, slots=True)
class Recycled:
    """A problem of this year that last year's report has in nearly the same words."""

    problem: NamedProblem
    last_years: NamedProblem
    last_years_text: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the continuity rules read; `last_year` None means that nothing can be judged."""

    last_year: Report | None
    problems: tuple[NamedProblem, ...] = ()
    followed: tuple[Followed, ...] = ()
    recycled: tuple[Recycled, ...] = ()
    figures: tuple[Figure, ...] = ()  # of this year, that could have changed
    same_figures: tuple[Figure, ...] = ()
    heading: Span | None = None  # of the section on problems


@dataclass(frozen=True, slots=True)
class _Year:
    """A report with what is compared of it."""

    report: Report
    masked: MaskedReport
    problems: tuple[NamedProblem, ...]


def prepare(subject: Subject, context: Context) -> Evidence:
    """Return the evidence for one report."""
    last_year = subject.last_year
    if last_year is None:
        return Evidence(last_year=None)
    report = subject.report
    this, before = _year(report), _year(last_year)
    least = context.settings.thresholds["continuity_problem_similarity"]
    figures = figures_of(subject.doc, this.masked)
    return Evidence(
        last_year=last_year,
        problems=this.problems,
        followed=tuple(_followed(this, before, least)),
        recycled=tuple(_recycled(this, before, least)),
        figures=figures,
        same_figures=recycled(figures, last_year, before.masked),
        heading=_heading(report),
    )


def _year(report: Report) -> _Year:
    masked = mask(report)
    return _Year(report, masked, named_problems(report, masked))


def _followed(this: _Year, before: _Year, least: float) -> Iterator[Followed]:
    """Yield last year's problems, with the first sentence that says what was done about each.

    A sentence that last year's report has too (`least` of it agrees) answers nothing.
    """
    known = [before.masked.text(unit) for unit in before.masked.units[:_MOST_COMPARED]]
    answers = []
    for unit in this.masked.units:
        text = this.report.slice(unit.span)
        masked = this.masked.text(unit)
        if says_done(text) and all(_share(masked, other) < least for other in known):
            answers.append((unit.span, themes_of(text)))
    for problem in before.problems:
        answer = next((span for span, themes in answers if themes & problem.themes), None)
        yield Followed(problem, before.report.slice(problem.span), answer)


def _recycled(this: _Year, before: _Year, least: float) -> Iterator[Recycled]:
    for problem in this.problems:
        left = this.masked.text(problem.unit)
        shares = [_share(left, before.masked.text(p.unit)) for p in before.problems]
        best = max(range(len(shares)), key=lambda n: (shares[n], -n), default=None)
        if best is not None and shares[best] >= least:
            other = before.problems[best]
            yield Recycled(problem, other, before.report.slice(other.span), shares[best])


def _share(left: str, right: str) -> float:
    """Return the share of own wording that agrees, of the longer of two masked sentences."""
    shared = shared_wording(left, common_blocks(index(left), right))
    return shared / max(1, wording(left), wording(right))


def _heading(report: Report) -> Span | None:
    for section in report.sections:
        if section.key == "problems":
            return section.heading.span if section.heading else section.span
    return None
