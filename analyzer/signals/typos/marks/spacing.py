"""Blanks before marks, seen in the source: the cleaned text no longer has them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from analyzer.signals.rule import Hit
from analyzer.structure.report import Report
from analyzer.text.span import SourceSpan

_BLANK = re.compile(r"(?<=[\u4e00-\u9fff\d”》）])[ \u3000]+(?=[，。；：、！？])")
_LAYOUT = re.compile(r"[\u4e00-\u9fff] [\u4e00-\u9fff\d]|\d [\u4e00-\u9fff]")
# Printed pages put blanks everywhere (Huai'an PDFs: 20 to 60 per 1,000 characters; typed
# reports: below 2). There a blank before a mark is layout, not a slip.
_LAYOUT_PER_1000 = 4


def find(report: Report) -> Iterator[Hit]:
    """Yield blanks in front of a mark of the prose."""
    source = report.source
    if source.format in {"pdf", "ofd"}:
        return
    if len(_LAYOUT.findall(source.text)) * 1000 > _LAYOUT_PER_1000 * max(1000, len(source.text)):
        return
    origins = report.text.origins
    for match in _BLANK.finditer(source.text):
        at = bisect_left(origins, match.end())
        if at < len(origins) and origins[at] == match.end():
            yield Hit(
                place=SourceSpan(match.start(), match.end()),
                message="标点前有多余空格",
                hint="删去空格",
                suggestion="",
                confidence=0.55,
                severity="info",
                evidence={"check": "blank-before-mark"},
            )
