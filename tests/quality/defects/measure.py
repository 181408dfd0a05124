"""Measure the rules of conventions and consistency on proofread reports and on edited text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.language.annotation import annotate
from analyzer.pipeline.places import to_source
from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Hit, Subject
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument
from tests.quality.defects.material import Proofread, edited, proofread

FAMILIES = ("typos", "consistency")
NOT_OURS = frozenset({"LAN00", "LAN01"})  # not scored; measured with the spelling material
HIGH = 0.9
_CHUNK = 4000  # characters of edited text read as one report
_EDITED_KEPT = {"papers": 400_000, "statutes": 200_000, "newscasts": 200_000, "clean_news": 200_000}


@dataclass(frozen=True)
class Found:
    """A finding on a proofread report with the defects it touches."""

    report: Proofread
    rule: str
    check: str
    confidence: float
    touched: tuple[int, ...]


def hits(text: str, *, name: str = "report.txt") -> Iterator[tuple[str, Hit, int, int]]:
    """Yield (rule, hit, start, end in the source) of all measured rules on a plain text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = parse_report(SourceDocument(name=name, format="text", text=text, sha256=digest))
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    for family in FAMILIES:
        evidence = catalog.family(family).prepare(subject, context)
        for rule in catalog.rules_of(family):
            if rule.id in NOT_OURS:
                continue
            for hit in rule.check(subject, context, evidence):
                place = to_source(report, hit.place)
                yield rule.id, hit, place.start, place.end


def on_reports(shared: Path) -> list[Found]:
    """Return every finding on the open reports."""
    found = []
    for report in proofread(shared):
        for rule, hit, start, end in hits(report.prose, name=report.id):
            touched = tuple(k for k, d in enumerate(report.defects) if d.touches(start, end))
            check = next(
                (str(hit.evidence[k]) for k in ("template", "check", "kind") if k in hit.evidence),
                "",
            )
            found.append(Found(report, rule, check, hit.confidence, touched))
    return found


def precision_recall(
    found: Sequence[Found], reports: Sequence[Proofread], *, high: bool
) -> dict[str, float]:
    """Return precision, recall and F1: all defects, or the tier against the sure double marks."""
    kept = [f for f in found if not high or f.confidence >= HIGH]
    reached = {(f.report.id, k) for f in kept for k in f.touched}
    wanted = [
        (r.id, k)
        for r in reports
        for k, d in enumerate(r.defects)
        if not high or (d.both and d.sure)
    ]
    precision = sum(bool(f.touched) for f in kept) / max(1, len(kept))
    recall = sum(w in reached for w in wanted) / max(1, len(wanted))
    both = precision + recall
    return {
        "findings": len(kept),
        "defects": len(wanted),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / both if both else 0.0, 3),
    }


def on_edited(shared: Path) -> dict[str, dict[str, float]]:
    """Return rule → kind of edited text → findings per 1,000 characters."""
    counts: dict[str, Counter[str]] = {}
    read: Counter[str] = Counter()
    for kind, text in edited(shared):
        for start in range(0, len(text), _CHUNK):
            if read[kind] >= _EDITED_KEPT[kind]:
                break
            chunk = text[start : start + _CHUNK]
            read[kind] += len(chunk)
            for rule, *_ in hits(chunk):
                counts.setdefault(rule, Counter())[kind] += 1
    return {
        rule: {kind: round(1000 * count[kind] / read[kind], 4) for kind in _EDITED_KEPT}
        for rule, count in sorted(counts.items())
    }
