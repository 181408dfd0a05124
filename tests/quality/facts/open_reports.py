"""Read the checked facts of the open reports: offsets and hashes here, the text beside the project."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from analyzer.text.span import Span
from tests.quality.facts.marks import FACTS
from tests.quality.facts.measure import _SAME, TYPES, Wanted
from tests.quality.specificity.measure import _subjects, trainer

Rows = list[tuple[str, str, list[Wanted]]]


def read_open() -> Rows:
    """Return (issuer family, sentence, checked facts); sentences of changed splitting are left out."""
    labels: defaultdict[str, list[list[str]]] = defaultdict(list)
    for line in (FACTS / "open_reports.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "report\t")):
            cells = line.split("\t")
            labels[cells[1]].append(cells)
    rows: Rows = []
    for name, subject in _subjects().items():
        text = subject.report.text.text
        for sentence in subject.report.sentences:
            body = sentence.span.of(text)
            cells_of = labels.pop(hashlib.sha256(body.encode()).hexdigest()[:16], None)
            if cells_of:
                wanted = [_wanted(body, c) for c in cells_of if c[2] != "-"]
                kept = [w for w in wanted if _SAME.get(w.type, w.type) in TYPES]
                rows.append((trainer().family(name), body, kept))
    return rows


def _wanted(text: str, cells: list[str]) -> Wanted:
    kind, start, end, value, unit, a, b, normal = cells[2:10]
    return Wanted(
        type=kind,
        span=Span(int(start), int(end)),
        value=float(value) if value else None,
        unit=unit or None,
        about=text[int(a) : int(b)] if a else None,
        normal=normal or None,
    )
