"""From a report and what the families said about it to the published profile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from analyzer.pipeline.examine import Examined, Located
from analyzer.pipeline.places import layout, prose_ranges, section_at, to_source
from analyzer.profile import gates, rounding, scoring
from analyzer.profile.record import (
    FindingRecord,
    IdentityRecord,
    IgnoredRecord,
    MarkRecord,
    MetricRecord,
    ParagraphRecord,
    ReportRecord,
    ScoreRecord,
    SectionRecord,
    TableRecord,
)
from analyzer.profile.shared_slips import add_shared_slips
from analyzer.settings import Settings
from analyzer.signals.rule import Json, Mark, Severity
from analyzer.structure.report import Report
from analyzer.text.span import Span

MARKS_WITH_TEXT = ("problem", "measure", "fact")


def build_record(
    report: Report,
    examined: Sequence[Examined],
    *,
    settings: Settings,
    provenance: dict[str, Json],
    unjudged: str | None,
    include_text: bool = False,
) -> ReportRecord:
    """Return the profile of one report. `unjudged` is the Chinese reason why it has no scores."""
    located = sorted((found for part in examined for found in part.hits), key=_order)
    findings = _findings(report, [found for found in located if found.ignore is None], settings)
    metrics = _metrics(examined)
    failures = [failure for part in examined for failure in part.failures]
    reason = unjudged or ("；".join([*failures, "相关分项未评"]) if failures else None)
    source = report.source
    record: ReportRecord = {
        "source": source.name,
        "status": "unjudged" if reason else "ok",
        "reason": reason,
        "format": source.format,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": sum(not c.isspace() for c in report.text.text),
        "notices": list(source.notices),
        "identity": _identity(report),
        "sections": _sections(report),
        "tables": _tables(report),
        "prose": prose_ranges(report),
        "paragraphs": _paragraphs(report),
        "metrics": metrics,
        "scores": _scores(examined, settings, unjudged),
        "gates": []  # what is no report cannot be returned as one
        if unjudged
        else gates.closed(findings, metrics, thresholds=settings.thresholds),
        "findings": findings,
        "ignored": [_ignored(found, report) for found in located if found.ignore],
        "problems": _marks(report, examined, "problem"),
        "measures": _marks(report, examined, "measure"),
        "facts": _marks(report, examined, "fact"),
        "passages": _marks(report, examined, "passage"),
        "sentences": _marks(report, examined, "sentence_grade"),
        "section_wording": _marks(report, examined, "section_wording"),
        "provenance": provenance,
    }
    add_shared_slips(record)
    if include_text:
        record["text"] = source.text
    return record


def _identity(report: Report) -> IdentityRecord:
    identity = report.identity
    return {
        "title": identity.title,
        "issuer": identity.issuer,
        "year": identity.year,
        "level": identity.level,
        "era": identity.era,
        "scheme": identity.scheme,
    }


def _sections(report: Report) -> list[SectionRecord]:
    return [
        {
            "key": section.key,
            "heading": report.slice(section.heading.span) if section.heading else None,
            "start": section.source.start,
            "end": section.source.end,
            "implied": section.implied,
        }
        for section in report.sections
    ]


def _tables(report: Report) -> list[TableRecord]:
    return [
        {
            "kind": table.kind,
            "section": report.section_key(table.section),
            "start": table.source.start,
            "end": table.source.end,
            "rows": [list(row) for row in table.rows],
        }
        for table in report.tables
    ]


def _paragraphs(report: Report) -> list[ParagraphRecord]:
    levels = {heading.span.start: heading.level for heading in report.headings}
    records: list[ParagraphRecord] = []
    for paragraph in report.paragraphs:
        place = to_source(report, paragraph.span)
        record: ParagraphRecord = {
            "kind": paragraph.kind,
            "start": place.start,
            "end": place.end,
        }
        if paragraph.kind == "heading":
            record["level"] = levels.get(paragraph.span.start, 1)
        records.append(record)
    return records


def _order(found: Located) -> tuple[int, int, str, str, float]:
    hit = found.hit
    return (found.place.start, found.place.end, found.rule.id, hit.message, -hit.confidence)


def _severity(found: Located, settings: Settings) -> Severity:
    """Return how grave a finding is; language findings below the tier asked for are hints."""
    if settings.doubtful(found.rule.id, found.hit.confidence):
        return "info"
    return found.hit.severity or found.rule.severity


def _findings(
    report: Report, located: Sequence[Located], settings: Settings
) -> list[FindingRecord]:
    return [
        cast(
            FindingRecord,
            {
                "id": f"f{number}",
                "rule": found.rule.id,
                "start": found.place.start,
                "end": found.place.end,
                "quote": found.place.of(report.source.text),
                "message": found.hit.message,
                "hint": found.hit.hint,
                "suggestion": found.hit.suggestion,
                "severity": _severity(found, settings),
                "confidence": rounding.confidence(found.hit.confidence),
                "section": section_at(report, found.place),
                "evidence": rounding.evidence(found.hit.evidence),
                **layout(report, found.place),
            },
        )
        for number, found in enumerate(located, start=1)
    ]


def _ignored(found: Located, report: Report) -> IgnoredRecord:
    assert found.ignore is not None
    return {
        "rule": found.rule.id,
        "start": found.place.start,
        "end": found.place.end,
        "quote": found.place.of(report.source.text),
        "reason": found.ignore.reason,
    }


def _metrics(examined: Sequence[Examined]) -> dict[str, MetricRecord]:
    records: dict[str, MetricRecord] = {}
    for part in examined:
        values = {metric.id: metric for metric in part.measurement.metrics}
        for spec in part.family.metrics:
            got = values.get(spec.id)
            records[spec.id] = {
                "title": spec.title,
                "value": rounding.value(got.value) if got else None,
                "unit": spec.unit,
                "denominator": spec.denominator,
                "n": got.n if got else None,
                "reason": got.reason if got else scoring.NOT_MEASURED,
            }
    return dict(sorted(records.items()))


def _scores(
    examined: Sequence[Examined], settings: Settings, unjudged: str | None
) -> dict[str, ScoreRecord]:
    blocks = {part.family.block: part.measurement.score for part in examined}
    judged = {} if unjudged else {name: score for name, score in blocks.items() if score}
    records = scoring.combine(judged, weights=settings.weights)
    if unjudged:
        for record in records.values():
            record["reason"] = unjudged
    return records


def _marks(report: Report, examined: Sequence[Examined], kind: str) -> list[MarkRecord]:
    marks = [m for part in examined for m in part.measurement.marks if m.kind == kind]
    records = [_mark(report, mark) for mark in marks]
    return sorted(records, key=lambda r: (r["start"], r["end"]))


def _mark(report: Report, mark: Mark) -> MarkRecord:
    place = to_source(report, mark.place)
    record: MarkRecord = {"start": place.start, "end": place.end}
    if mark.kind in MARKS_WITH_TEXT:
        whole = report.text.text if isinstance(mark.place, Span) else report.source.text
        record["text"] = mark.place.of(whole)
    data = rounding.evidence(mark.data)
    assert isinstance(data, dict)
    return {**record, **data}
