"""A report's text as sentences and cells without white space, each character with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.profile.record import ReportRecord

_CELLS = re.compile(r"[^\t\n\r\f\v]+")
_SENTENCES = re.compile(r"[^。！？!?；;]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a table cell: its characters in the source, and without white space."""

    start: int
    end: int
    text: str  # without white space
    first: int  # number of its first character among all of the version


class Version:
    """One version of a report. Characters are counted without white space; `record` has its text."""

    def __init__(self, record: ReportRecord) -> None:
        self.source = record.get("text", "")
        self.units: list[Unit] = []
        self.offsets: list[int] = []  # of every character, in the source
        for start, end in _ranges(record, len(self.source)):
            shown = [at for at in range(start, end) if not self.source[at].isspace()]
            if shown:
                text = "".join(self.source[at] for at in shown)
                self.units.append(Unit(shown[0], shown[-1] + 1, text, len(self.offsets)))
                self.offsets.extend(shown)
        self._starts = [unit.start for unit in self.units]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of characters under a range of the source."""
        first = bisect_right(self.offsets, start - 1)
        return first, max(first, bisect_right(self.offsets, end - 1))

    def unit_at(self, character: int) -> int:
        """Return the number of the unit that holds a character; the last one beyond the end."""
        if not self.units:
            return -1
        place = self.offsets[min(character, len(self.offsets) - 1)]
        return bisect_right(self._starts, place) - 1


def _ranges(record: ReportRecord, length: int) -> Iterator[tuple[int, int]]:
    """Yield sentences of the prose and cells of what stands between, in order of the text."""
    text = record.get("text", "")
    at = 0
    for paragraph in sorted(record["paragraphs"], key=lambda one: (one["start"], one["end"])):
        start, end = max(paragraph["start"], at), paragraph["end"]
        if start >= end:
            continue
        yield from _cells(text, at, start)
        for match in _SENTENCES.finditer(text, start, end):
            yield match.span()
        at = end
    yield from _cells(text, at, length)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _CELLS.finditer(text, start, end):
        yield match.span()
