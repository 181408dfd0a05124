"""Numbers of the open reports changed one at a time: does the report still agree with itself?

Only numbers that stand in a relation are changed: totals of the statutory tables, totals whose parts
add up to them, shares that fit, and counts of requests that the prose and the table have in common.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.language.annotation import annotate
from analyzer.pipeline.single import profile_report
from analyzer.settings import default_settings
from analyzer.signals.consistency.evidence import ConsistencyEvidence, read_evidence
from analyzer.signals.consistency.parts import breakdowns, shares
from analyzer.signals.consistency.prose_against_table import _APPLIED
from analyzer.signals.rule import Subject
from analyzer.structure.report import Report
from analyzer.text.span import SourceSpan
from tests.builders.reports import report_of
from tests.quality.ranking.open_reports import open_reports

_PER_KIND = 6  # numbers of a kind changed in one report


@dataclass(frozen=True)
class Change:
    """One number of a report, and what to write instead."""

    kind: str
    place: SourceSpan
    instead: str


def changed() -> dict[str, Counter[str]]:
    """Return per kind of number how many were changed, and how often a new finding told so."""
    counts: dict[str, Counter[str]] = {}
    for name, text in sorted(open_reports().items()):
        before = _findings(text)
        for change in _changes(text, random.Random(name)):
            at = change.place
            after = _findings(text[: at.start] + change.instead + text[at.end :])
            counter = counts.setdefault(change.kind, Counter())
            counter["changed"] += 1
            counter["found"] += bool(after - before)
    return counts


def _findings(text: str) -> Counter[tuple[str, str]]:
    record = profile_report(report_of(text), default_settings())
    told = [(f["rule"], f["message"]) for f in record["findings"] if f["rule"][:3] == "CON"]
    return Counter(told)


def _changes(text: str, chance: random.Random) -> Iterator[Change]:
    report = report_of(text)
    evidence = read_evidence(Subject(report=report, doc=annotate(report.text.text)))
    for makers in (_tables, _totals, _shares, _requests):
        found = list(makers(report, evidence, chance))
        yield from chance.sample(found, min(_PER_KIND, len(found)))


def _tables(
    report: Report, evidence: ConsistencyEvidence, chance: random.Random
) -> Iterator[Change]:
    figures = evidence.figures
    for row in (*figures.requests.values(), *figures.results):
        if len(row) == 7:
            cell = row[-1]
            yield Change("total of a row, table three", cell.span, f"{cell.value + 3:g}")
    for at in range(4, len(figures.litigation), 5):
        cell = figures.litigation[at]
        yield Change("total of a group, table four", cell.span, f"{cell.value + 2:g}")


def _totals(
    report: Report, evidence: ConsistencyEvidence, chance: random.Random
) -> Iterator[Change]:
    paragraphs = [p.span for p in report.paragraphs]
    for found in breakdowns(evidence.text, evidence.quantities, paragraphs):
        if not found.totals or sum(q.value for q in found.parts) != found.totals[0].value:
            continue
        total = found.totals[0]
        source = report.text.source_span(total.span)
        digits = str(int(total.value))
        off = max(1, round(total.value * 0.05))
        written = report.source.text[source.start : source.end].replace(
            digits, str(int(total.value) - off), 1
        )
        yield Change("total of parts in prose", source, written)


def _shares(
    report: Report, evidence: ConsistencyEvidence, chance: random.Random
) -> Iterator[Change]:
    for share in shares(evidence.text, evidence.quantities, evidence.percents):
        source = report.text.source_span(share.percent.span)
        wrong = share.percent.value + chance.choice((-1, 1)) * chance.uniform(1.5, 4)
        yield Change("share in prose", source, f"{abs(wrong):.{share.decimals}f}%")


def _requests(
    report: Report, evidence: ConsistencyEvidence, chance: random.Random
) -> Iterator[Change]:
    new = evidence.figures.total("new")
    matches = list(_APPLIED.finditer(evidence.text))
    if new is None or len(matches) != 1:
        return
    group = "n" if matches[0]["n"] else "m"
    if int(matches[0][group]) == new.value:
        start, end = matches[0].span(group)
        source = report.text.source_span(type(report.paragraphs[0].span)(start, end))
        yield Change("requests in prose", source, f"{new.value + 4:g}")
