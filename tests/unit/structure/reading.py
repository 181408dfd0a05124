"""Parse plain texts in tests and say in short what came out."""

from __future__ import annotations

from analyzer.structure.parse import parse_report
from analyzer.structure.report import Report
from analyzer.text.source import SourceDocument


def parse(text: str, **layout) -> Report:
    """Parse a plain text."""
    return parse_report(SourceDocument(name="t.txt", format="text", text=text, sha256="", **layout))


def keys(report: Report) -> list[str]:
    """Return the keys of the sections; implied ones with a question mark."""
    return [section.key + "?" * section.implied for section in report.sections]


def outline(report: Report) -> list[tuple[str, str]]:
    """Return kind and text of each paragraph."""
    return [(p.kind, report.slice(p.span)) for p in report.paragraphs]


def prose(report: Report) -> set[int]:
    """Return the source offsets of the printed characters of the cleaned text."""
    source = report.source.text
    pairs = zip(report.text.origins, report.text.text, strict=True)
    return {o for o, c in pairs if c != "\n" and not source[o].isspace()}
