"""Say in words where a place stands, as its author would look for it."""

from __future__ import annotations

from bisect import bisect_left

from analyzer.profile.advice.record import PlaceRecord
from analyzer.profile.advice.scene import Scene
from analyzer.structure.report import Report
from analyzer.text.span import SourceSpan, Span

_AROUND = 6  # characters


def place_record(scene: Scene, place: Span | SourceSpan, *, note: str = "") -> PlaceRecord:
    """Return a place with its quotation and whereabouts."""
    report = scene.report
    if isinstance(place, Span):
        source, quote = report.text.source_span(place), report.slice(place)
    else:
        source, quote = place, place.of(report.source.text)
    if not quote.strip():  # a space too many: shown with what stands around it
        around = slice(max(0, source.start - _AROUND), source.end + _AROUND)
        quote = report.source.text[around]
    return {
        "start": source.start,
        "end": source.end,
        "quote": " ".join(quote.split()),
        "where": where(report, place, source),
        "note": note,
        "heading": any(h.span == place for h in report.headings),
        "private": isinstance(place, Span) and scene.is_private(place),
    }


def where(report: Report, place: Span | SourceSpan, source: SourceSpan) -> str:
    """Return page, section and paragraph, e.g. 第2页，一、总体情况，第3段."""
    told = []
    page = report.source.place(source.start).page
    if page is not None:
        told.append(f"第{page}页")
    prose = place if isinstance(place, Span) else _cleaned(report, place)
    if prose is not None:
        told += _in_prose(report, prose)
    else:
        section = next((s for s in report.sections if s.source.contains(source)), None)
        if section is not None and section.heading is not None:
            told.append(f"{_name(report, section.heading.span)}，表中")
    return "，".join(told)


def _cleaned(report: Report, source: SourceSpan) -> Span | None:
    """Return the place in the prose next to a source place, None inside a table."""
    if any(table.source.overlaps(source) for table in report.tables):
        return None
    at = bisect_left(report.text.origins, source.start)
    at = min(at, len(report.text.origins) - 1)
    return Span(at, at + 1) if at >= 0 else None


def _in_prose(report: Report, place: Span) -> list[str]:
    index = report.section_at(place.start)
    section = report.sections[index] if index >= 0 else None
    told = []
    if section is not None and section.heading is not None:
        told.append(_name(report, section.heading.span))
        if place.overlaps(section.heading.span):
            return told
    elif index < 0:
        told.append("开头")
    number = 0
    for paragraph in report.paragraphs:
        if paragraph.kind == "title" and paragraph.span.overlaps(place):
            return ["题名"]
        if paragraph.section != index or paragraph.kind not in ("text", "note"):
            continue
        number += 1
        if paragraph.span.overlaps(place):
            return [*told, f"第{number}段"]
    return told


def _name(report: Report, span: Span) -> str:
    text = report.slice(span)
    return text if len(text) <= 16 else text[:15] + "…"
