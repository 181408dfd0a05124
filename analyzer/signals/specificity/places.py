"""Where a hint about a missing matter is put, and what the tables say about it."""

from __future__ import annotations

import re

from analyzer.signals.rule import Subject
from analyzer.signals.specificity.evidence import Evidence
from analyzer.structure.report import Report
from analyzer.text.span import Span

_NEW_REQUESTS = re.compile(r"本年新收|新收政府信息公开申请")
_COUNT = re.compile(r"\s*(\d{1,7})\s*")


def place_of_matter(subject: Subject, evidence: Evidence, *keys: str) -> Span | None:
    """Return the heading of the first of these sections, or its first sentence; None without."""
    for section in subject.report.sections:
        if section.key in keys:
            if section.heading:
                return section.heading.span
            first = next((s for s in evidence.own if s.key == section.key), None)
            if first:
                return first.span
    return None


def new_requests_in_table(report: Report) -> int | None:
    """Return the total of new requests in the statutory table, None when it cannot be read."""
    for table in report.tables:
        if table.kind != "requests":
            continue
        for row in table.rows:
            if any(_NEW_REQUESTS.search(cell) for cell in row[:3]):
                last = _COUNT.fullmatch(row[-1])
                return int(last[1]) if last else None
    return None
