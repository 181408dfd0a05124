"""The prose as the conventions rules read it: text, protected places, paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.text.covering import covered
from analyzer.text.span import Span

if TYPE_CHECKING:
    from analyzer.structure.report import Report

# Titles and addresses are quoted, not written by the author: their wording is never corrected.
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_ADDRESS = re.compile(
    r"(?:https?:/{0,2}|www\.)[\w./:?=&%#~+-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d{3,4}-\d{7,8}",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Cleaned text with the places that are never rewritten. Spans count `text`."""

    text: str
    protected: tuple[Span, ...]  # in order, not overlapping
    starts: tuple[int, ...]  # of `protected`
    vocabulary: tuple[str, ...] = ()

    def shields(self, start: int, end: int) -> bool:
        """Tell whether [start, end) touches a title, an address or an accepted word."""
        at = bisect_right(self.starts, start) - 1
        for span in self.protected[max(at, 0) : at + 2]:
            if span.start < end and start < span.end:
                return True
        return covered(self.text, start, end, words=self.vocabulary)


def read_prose(report: Report, *, vocabulary: frozenset[str] = frozenset()) -> Prose:
    """Return the prose of a report with its protected places."""
    text = report.text.text
    places = protected_places(text)
    return Prose(
        text=text,
        protected=places,
        starts=tuple(span.start for span in places),
        vocabulary=tuple(sorted(vocabulary)),
    )


def protected_places(text: str) -> tuple[Span, ...]:
    """Return titles and addresses, in order and merged where they overlap."""
    found = [Span(m.start(), m.end()) for m in _TITLE.finditer(text)]
    found += [Span(m.start(), m.end()) for m in _ADDRESS.finditer(text)]
    found.sort()
    merged: list[Span] = []
    for span in found:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
