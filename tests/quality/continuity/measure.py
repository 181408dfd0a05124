"""What the continuity family finds in the labelled pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analyzer.language.annotation import annotate
from analyzer.settings import default_settings
from analyzer.signals.continuity.evidence import Evidence, prepare
from analyzer.signals.rule import Context, Subject
from analyzer.structure.report import Report
from analyzer.text.span import Span
from tests.builders.reports import report_of
from tests.quality.continuity.pairs import Label, Pair

_HALF = 0.5


def count(pairs: Iterable[Pair], *, show: bool = False) -> dict[str, Counter[str]]:
    """Return hits, found, wanted (and right for what is answered) of every kind of label."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in "PMRF"}
    for pair in pairs:
        last, this = report_of(pair.last_year), report_of(pair.this_year)
        subject = Subject(report=this, doc=annotate(this.text.text), last_year=last)
        evidence = prepare(subject, Context(settings=default_settings()))
        for kind, found in _found(evidence, last, this).items():
            labels = [x for x in (*pair.before, *pair.now) if x.kind == kind]
            missed = _add(counts[kind], labels, found)
            if show and missed:
                print(pair.name, kind, missed)
    return counts


def figures(counts: dict[str, Counter[str]]) -> dict[str, float]:
    """Return F1 per kind, and the share judged rightly of the problems and measures found."""
    found = {
        f"{name}_f1": 2
        * counts[kind]["hits"]
        / max(1, counts[kind]["found"] + counts[kind]["wanted"])
        for kind, name in (
            ("P", "problems"),
            ("M", "measures"),
            ("R", "recycled"),
            ("F", "figures"),
        )
    }
    for kind, name in (("P", "problems"), ("M", "measures")):
        found[f"{name}_judged"] = counts[kind]["right"] / max(1, counts[kind]["hits"])
    return found


def _found(evidence: Evidence, last: Report, this: Report) -> dict[str, list[tuple[Span, bool]]]:
    return {
        "P": [(_at(last, f.problem.span), f.answer is not None) for f in evidence.followed],
        "M": [(_at(last, p.span), p.kept) for p in evidence.promises],
        "R": [
            (_at(this, point.span), False) for r in evidence.recycled for point in r.problem.points
        ],
        "F": [(_at(this, f.span), False) for f in evidence.same_figures],
    }


def _at(report: Report, span: Span) -> Span:
    source = report.text.source_span(span)
    return Span(source.start, source.end)


def _add(
    counter: Counter[str], labels: Sequence[Label], found: Sequence[tuple[Span, bool]]
) -> list[str]:
    used: set[int] = set()
    wrong = []
    for label in labels:
        overlaps = [
            (min(label.span.end, s.end) - max(label.span.start, s.start), -n)
            for n, (s, _) in enumerate(found)
            if n not in used
        ]
        size, at = max(overlaps, default=(0, 0))
        if size >= _HALF * min(len(label.span), len(found[-at][0])) if size > 0 else False:
            used.add(-at)
            counter["hits"] += 1
            counter["right"] += found[-at][1] == label.answered
            if found[-at][1] != label.answered:
                wrong.append(f"judged {found[-at][1]}: {label.span}")
        else:
            wrong.append(f"missed {label.span}")
    counter["found"] += len(found)
    counter["wanted"] += len(labels)
    return [*wrong, *(f"extra {s}" for n, (s, _) in enumerate(found) if n not in used)]
