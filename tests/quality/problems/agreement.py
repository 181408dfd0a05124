"""Agreement of found items with labelled ones: F1, exact grades, links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from analyzer.signals.problems.evidence import read_problems
from analyzer.signals.problems.items import Measure, Problem
from analyzer.text.span import Span
from tests.builders.reports import report_of
from tests.quality.problems.labels import Label, Labelled

Counts = dict[str, Counter[str]]  # "problem", "measure", "links" → hits, found, wanted, exact


def compare(labelled: Iterable[Labelled]) -> dict[str, Counts]:
    """Return the counts of every group."""
    groups: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
    for one in labelled:
        problems, measures = _found(one.text)
        for labels in one.by.values():
            _count(groups[one.group], labels, problems, measures)
    return groups


def figures(groups: Iterable[Counts]) -> dict[str, float]:
    """Return F1 of problems, measures and links and the shares of exact grades."""
    total: Counts = defaultdict(Counter)
    for counts in groups:
        for kind, counter in counts.items():
            total[kind] += counter
    result = {}
    for kind, c in total.items():
        result[f"{kind}_f1"] = 2 * c["hits"] / max(1, c["found"] + c["wanted"])
        if kind != "links":
            result[f"{kind}_exact"] = c["exact"] / max(1, c["hits"])
    if "measure" in total:
        measures = total["measure"]
        result["state"] = measures["state"] / max(1, measures["hits"])
    return result


def _found(text: str) -> tuple[list[Problem], list[Measure]]:
    """Find items through the parser; their spans are led back to the text given."""
    report = report_of(text)
    evidence = read_problems(report)

    def place(span: Span) -> Span:
        source = report.text.source_span(span)
        return Span(source.start, source.end)

    return (
        [replace(p, span=place(p.span)) for p in evidence.problems],
        [replace(m, span=place(m.span)) for m in evidence.measures],
    )


def _count(
    counts: Counts,
    labels: Sequence[Label],
    problems: Sequence[Problem],
    measures: Sequence[Measure],
) -> None:
    wanted_problems = [x for x in labels if x.kind == "problem"]
    wanted_measures = [x for x in labels if x.kind == "measure"]
    of_problem = _match(wanted_problems, [p.span for p in problems])
    of_measure = _match(wanted_measures, [m.span for m in measures])
    for kind, wanted, found, matched in (
        ("problem", wanted_problems, problems, of_problem),
        ("measure", wanted_measures, measures, of_measure),
    ):
        counts[kind]["wanted"] += len(wanted)
        counts[kind]["found"] += len(found)
        counts[kind]["hits"] += len(matched)
        counts[kind]["exact"] += sum(found[k].grade == x.grade for k, x in matched.items())
    counts["measure"]["state"] += sum(
        (measures[k].state == "done") == x.done for k, x in of_measure.items()
    )
    names = {problems[k].id: x.span for k, x in of_problem.items()}
    want = {(x.span, p) for x in wanted_measures for p in x.links}
    got: set[tuple[Span | int, Span | str]] = set()
    for k, m in enumerate(measures):
        at = of_measure[k].span if k in of_measure else k
        got |= {(at, names.get(link, link)) for link in m.links}
    counts["links"]["wanted"] += len(want)
    counts["links"]["found"] += len(got)
    counts["links"]["hits"] += len(want & got)


def _match(wanted: Sequence[Label], found: Sequence[Span]) -> Mapping[int, Label]:
    """Match as measure.py does: best overlap, at least half of the shorter."""
    used: dict[int, Label] = {}
    for label in wanted:
        overlaps = [
            (min(label.span.end, span.end) - max(label.span.start, span.start), k)
            for k, span in enumerate(found)
            if k not in used
        ]
        size, best = max(overlaps, default=(0, -1))
        if size > 0 and size >= 0.5 * min(len(label.span), len(found[best])):
            used[best] = label
    return used
