"""From cleaned text back to the source. The only module that does this.

Rules and families speak of `Span`s of the cleaned text; what is published counts the characters
of the text as read.
"""

from __future__ import annotations

from typing import Any

from analyzer.profile.record import RangeRecord
from analyzer.structure.report import PREAMBLE, Report
from analyzer.text.span import SourceSpan, Span


def to_source(report: Report, place: Span | SourceSpan) -> SourceSpan:
    """Return where a place stands in the text as read.

    Raises ValueError when the place lies outside the text.
    """
    if isinstance(place, Span):
        return report.text.source_span(place)
    if place.end > len(report.source.text):
        raise ValueError(f"place [{place.start}, {place.end}) outside the source text")
    return place


def section_at(report: Report, place: SourceSpan) -> str:
    """Return the key of the section that holds a source place, tables included."""
    for section in report.sections:
        if section.source.start <= place.start < section.source.end:
            return section.key
    return PREAMBLE


def layout(report: Report, place: SourceSpan) -> dict[str, Any]:
    """Return page, paragraph and run of a place, as far as the file's format knows them."""
    found = report.source.place(place.start)
    known = {"page": found.page, "paragraph": found.paragraph, "run": found.run}
    return {name: number for name, number in known.items() if number is not None}


def prose_ranges(report: Report) -> list[RangeRecord]:
    """Return the source ranges whose characters are prose, in order.

    White space between two pieces of prose (a joined line break, a dropped indent) joins them.
    """
    text = report.source.text
    ranges: list[RangeRecord] = []
    previous = -2
    for origin in report.text.origins:
        if origin == previous:
            continue
        if ranges and (origin == previous + 1 or text[previous + 1 : origin].isspace()):
            ranges[-1]["end"] = origin + 1
        else:
            ranges.append({"start": origin, "end": origin + 1})
        previous = origin
    return ranges
