"""Lay last year's report beside this year's: problems, answers and figures, once for all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from analyzer.corpus.alignment import common_blocks, index, shared_wording, wording
from analyzer.corpus.masking import MaskedReport, mask
from analyzer.corpus.reference import Reference
from analyzer.signals.continuity.answers import Account, accounts, pairs_of
from analyzer.signals.continuity.earlier_years import Earlier, earlier_years, told_before
from analyzer.signals.continuity.figures import Figure, figures_of, recycled
from analyzer.signals.continuity.problems import NamedProblem, Point, named_problems
from analyzer.signals.continuity.promises import Kept, kept_promises
from analyzer.signals.rule import Context, Subject
from analyzer.structure.report import Report
from analyzer.text.span import Span

_QUOTED: Final = 30
_LEAST_QUOTED: Final = 8
_MOST_COMPARED: Final = 1000  # sentences of last year; longer reports are no reports


@dataclass(frozen=True, slots=True)
class Followed:
    """A problem of last year, and where this year's report speaks of what was done about it."""

    problem: Point  # spans count characters of last year's text
    text: str
    answer: Span | None


@dataclass(frozen=True, slots=True)
class Recycled:
    """A problem of this year that last year's report has in nearly the same words."""

    problem: NamedProblem
    last_years: NamedProblem
    last_years_text: str
    similarity: float
    earlier: tuple[Earlier, ...] = ()  # in the years before that, without a gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the continuity rules read; `last_year` None means that nothing can be judged."""

    last_year: Report | None
    problems: tuple[NamedProblem, ...] = ()
    followed: tuple[Followed, ...] = ()
    recycled: tuple[Recycled, ...] = ()
    promises: tuple[Kept, ...] = ()  # concrete measures that last year's report announced
    figures: tuple[Figure, ...] = ()  # of this year, that could have changed
    same_figures: tuple[Figure, ...] = ()
    heading: Span | None = None  # of the section on problems

    @property
    def unanswered(self) -> tuple[Followed, ...]:
        """Return last year's problems that are neither answered nor told again in the same words."""
        again = [r.last_years.span for r in self.recycled]
        return tuple(
            f
            for f in self.followed
            if f.answer is None and not any(span.contains(f.problem.span) for span in again)
        )


def shortened(text: str) -> str:
    """Return a quotation that ends at a comma where it is long."""
    if len(text) <= _QUOTED:
        return text.rstrip("，；。、等")
    head = text[:_QUOTED]
    return head[: head.rfind("，")] if head.rfind("，") >= _LEAST_QUOTED else head + "…"


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
    figures = figures_of(subject.doc, report.text.text, this.masked)
    told = _Told(this, before, least)
    again = tuple(_traced(this, before, least, context.reference))
    own = [f for f in figures if not any(r.problem.span.contains(f.span) for r in again)]
    return Evidence(
        last_year=last_year,
        problems=this.problems,
        followed=tuple(_followed(before, told)),
        recycled=again,
        promises=kept_promises(last_year, told.first),
        figures=figures,
        same_figures=recycled(own, last_year, before.masked),
        heading=_heading(report),
    )


def _year(report: Report) -> _Year:
    masked = mask(report)
    return _Year(report, masked, named_problems(report, masked))


class _Told:
    """What this year's report tells; a sentence that last year's has too answers nothing."""

    def __init__(self, this: _Year, before: _Year, least: float) -> None:
        units = [problem.unit for problem in this.problems]
        self.accounts = tuple(accounts(this.report, this.masked, problems=units))
        self._known = [before.masked.text(unit) for unit in before.masked.units[:_MOST_COMPARED]]
        self._texts = {unit.span: this.masked.text(unit) for unit in this.masked.units}
        self._least = least
        self._new: dict[Span, bool] = {}

    def first(self, fits: Callable[[Account], bool]) -> Span | None:
        """Return the first new sentence that fits."""
        # Comparing with every sentence of last year is dear: only what fits is compared.
        return next((a.span for a in self.accounts if fits(a) and self._is_new(a.span)), None)

    def _is_new(self, span: Span) -> bool:
        if span not in self._new:
            text = self._texts[span]
            self._new[span] = all(_share(text, other) < self._least for other in self._known)
        return self._new[span]


def _followed(before: _Year, told: _Told) -> Iterator[Followed]:
    """Yield last year's problems, with the first sentence that says what was done about each."""
    for problem in before.problems:
        for point in problem.points:
            text = before.report.slice(point.span)
            yield Followed(point, text, told.first(partial(_answers, point, pairs_of(text))))


def _answers(point: Point, pairs: frozenset[str], account: Account) -> bool:
    return account.answers(point.themes) or account.tells_of(pairs)


def _recycled(this: _Year, before: _Year, least: float) -> Iterator[Recycled]:
    for problem in this.problems:
        left = this.masked.text(problem.unit)
        shares = [_share(left, before.masked.text(p.unit)) for p in before.problems]
        best = max(range(len(shares)), key=lambda n: (shares[n], -n), default=None)
        if best is not None and shares[best] >= least:
            other = before.problems[best]
            yield Recycled(problem, other, before.report.slice(other.span), shares[best])


def _traced(
    this: _Year, before: _Year, least: float, reference: Reference | None
) -> Iterator[Recycled]:
    """Yield what is told again, with the years before last year's that have it too."""
    found = tuple(_recycled(this, before, least))
    look_up = reference.last_year if reference and found else None
    years = list(earlier_years(before.report, look_up))
    for one in found:
        wording_now = this.masked.text(one.problem.unit)
        earlier = told_before(wording_now, years, share=_share, least=least)
        yield replace(one, earlier=earlier)


def _share(left: str, right: str) -> float:
    """Return the share of own wording that agrees, of the longer of two masked sentences."""
    shared = shared_wording(left, common_blocks(index(left), right))
    return shared / max(1, wording(left), wording(right))


def _heading(report: Report) -> Span | None:
    for section in report.sections:
        if section.key == "problems":
            return section.heading.span if section.heading else section.span
    return None
