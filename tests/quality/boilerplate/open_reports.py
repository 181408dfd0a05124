"""The open reports with what judges said of them, examined as one run or alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer.corpus.builtin import BuiltinReference
from analyzer.corpus.run_reference import RunReference, reference_of
from analyzer.language.annotation import annotate
from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.boilerplate import evidence as boilerplate_evidence
from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Measurement, Subject
from analyzer.structure.parse import parse_report
from analyzer.structure.report import Report
from analyzer.text.source import SourceDocument

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
SEEDS = ("ar-001", "ar-002", "ar-003", "ar-004", "ar-005")
_PLACES = {"pt": "pingtan", "ar-014": "pingtan", "ar-006": "huaian", "ar-122": "huaian"}
_PLACES["ar-123"] = "huaian"


@dataclass(frozen=True)
class Judged:
    """A report as the family sees it."""

    evidence: Evidence
    measurement: Measurement

    @property
    def metrics(self) -> dict[str, float | None]:
        return {m.id.removeprefix("boilerplate."): m.value for m in self.measurement.metrics}

    @property
    def originality(self) -> float:
        assert self.measurement.score is not None and self.measurement.score.value is not None
        return self.measurement.score.value


def group_of(report_id: str) -> str:
    """Return the group of an open report: the place where several are from one."""
    return _PLACES.get(report_id.split("-", maxsplit=1)[0], _PLACES.get(report_id, report_id))


@cache
def reports() -> dict[str, Report]:
    """Return the 16 open reports by id."""
    found = {}
    for line in (SHARED / "reports" / "reports.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        digest = hashlib.sha256(record["text"].encode()).hexdigest()
        found[record["id"]] = parse_report(
            SourceDocument(name=record["id"], format="text", text=record["text"], sha256=digest)
        )
    return found


@cache
def judges() -> dict[str, dict[str, float]]:
    """Return the judges' means by report and column."""
    lines = (SHARED / "gold" / "substance.tsv").read_text("utf-8").splitlines()
    names = lines[0].split("\t")[1:7]
    return {
        row[0]: dict(zip(names, map(float, row[1:7]), strict=True))
        for row in (line.split("\t") for line in lines[1:])
    }


def examine_run(
    ids: Iterable[str], folder: Path, *, builtin: BuiltinReference | None = None
) -> dict[str, Judged]:
    """Examine the reports with these ids as one run."""
    chosen = {name: reports()[name] for name in ids}
    reference = reference_of(chosen.values(), folder) if len(chosen) > 1 else None
    return {name: examine(report, reference, builtin=builtin) for name, report in chosen.items()}


def examine(
    report: Report, reference: RunReference | None, *, builtin: BuiltinReference | None = None
) -> Judged:
    """Examine one report; `builtin` stands in for the shipped reference."""
    family = catalog.family("boilerplate")
    subject = Subject(
        report=report,
        doc=annotate(report.text.text),
        last_year=reference.last_year(report) if reference else None,
    )
    context = Context(settings=default_settings(), reference=reference)
    shipped = boilerplate_evidence.builtin_reference
    if builtin is not None:
        boilerplate_evidence.builtin_reference = lambda: builtin  # type: ignore[assignment]
    try:
        evidence = family.prepare(subject, context)
    finally:
        boilerplate_evidence.builtin_reference = shipped
    hits = [
        (rule.id, hit)
        for rule in catalog.rules_of("boilerplate")
        for hit in rule.check(subject, context, evidence)
    ]
    return Judged(evidence, family.measure(subject, context, evidence, hits))
