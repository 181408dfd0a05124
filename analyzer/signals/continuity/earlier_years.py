"""Follow a problem that last year's report has too further back, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from analyzer.corpus.masking import MaskedReport, mask
from analyzer.signals.continuity.problems import named_problems
from analyzer.structure.report import Report

_MOST: Final = 8  # years looked back at; the format has changed twice in that time
Before = Callable[[Report], Report | None]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A problem as an earlier report has it. Offsets are of that report's source."""

    source: str
    year: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Year:
    """An earlier report with the masked wording of its problems."""

    report: Report
    masked: MaskedReport


def earlier_years(last_year: Report, before: Before | None) -> Iterator[Year]:
    """Yield the reports of the years before last year's, one after the other, without a gap."""
    report = last_year
    for _ in range(_MOST if before else 0):
        assert before is not None
        found = before(report)
        if found is None:
            return
        yield Year(found, mask(found))
        report = found


def told_before(
    wording: str, years: list[Year], *, share: Callable[[str, str], float], least: float
) -> tuple[Earlier, ...]:
    """Return where the problem stands in each year back from last year's, until one is without it.

    `share` tells how much of two masked wordings agrees.
    """
    found: list[Earlier] = []
    for year in years:
        problems = named_problems(year.report, year.masked)
        shares = [share(wording, year.masked.text(p.unit)) for p in problems]
        best = max(range(len(shares)), key=lambda n: (shares[n], -n), default=None)
        if best is None or shares[best] < least:
            break
        span = problems[best].span
        place = year.report.text.source_span(span)
        found.append(
            Earlier(
                source=year.report.source.name,
                year=year.report.identity.year,
                text=year.report.slice(span),
                start=place.start,
                end=place.end,
            )
        )
    return tuple(found)
