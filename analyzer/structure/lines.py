"""The printed lines of a source text, and pieces of lines where two things were glued together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analyzer.text.characters import BLANKS, INVISIBLE, LINE_ENDS, display_width
from analyzer.text.cleaning import find_dropped

_END = re.compile(f"\r\n|[{LINE_ENDS}]")
_BLANK = re.compile(f"[{BLANKS}{INVISIBLE}{LINE_ENDS}]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line or a piece of one, without its line end. Offsets count the source text."""

    start: int
    end: int
    raw: str
    page: int  # 0-based; form feeds start a new one
    compact: str  # without blanks, invisible characters and debris
    width: int  # columns from the margin to the last character
    indent: int  # columns left blank before the first character
    cut: bool = False  # stands behind something else on its printed line

    @property
    def blank(self) -> bool:
        """Tell whether nothing is printed on the line."""
        return not self.compact


def make_line(text: str, start: int, end: int, *, page: int, cut: bool = False) -> Line:
    """Build the line `text[start:end]`."""
    raw = text[start:end]
    stripped = raw.rstrip()
    lead = stripped[: len(stripped) - len(stripped.lstrip())]
    return Line(
        start=start,
        end=end,
        raw=raw,
        page=page,
        compact=compacted(raw),
        width=_last_column(stripped),
        indent=display_width(lead),
        cut=cut,
    )


def _last_column(text: str) -> int:
    """Return the columns of the text behind its last line end (a joined line has one inside)."""
    ends = [match.end() for match in _END.finditer(text)]
    return display_width(text[ends[-1] :] if ends else text)


def split_lines(text: str) -> list[Line]:
    """Split a source text into printed lines."""
    lines = []
    position = page = 0
    while True:
        match = _END.search(text, position)
        end = match.start() if match else len(text)
        lines.append(make_line(text, position, end, page=page))
        if match is None:
            return lines
        if match.group() == "\f":
            page += 1
        position = match.end()


def compacted(raw: str) -> str:
    """Drop blanks, invisible characters, conversion debris and layout marks."""
    for start, end in reversed(find_dropped(raw)):
        raw = raw[:start] + raw[end:]
    return _BLANK.sub("", raw)


def offsets_of_compact(line: Line) -> list[int]:
    """Return, for each character of `line.compact`, its offset in the source text."""
    dropped = {i for span in find_dropped(line.raw) for i in range(*span)}
    return [
        line.start + i
        for i, character in enumerate(line.raw)
        if i not in dropped and not _BLANK.match(character)
    ]


def cut_line(text: str, line: Line, places: Sequence[int]) -> list[Line]:
    """Cut a line before the given source offsets (rising, inside the line)."""
    borders = [line.start, *places, line.end]
    before = line.width - _last_column(line.raw.rstrip())
    pieces = [
        replace(
            make_line(text, start, end, page=line.page, cut=line.cut or start > line.start),
            width=before + _last_column(text[line.start : end].rstrip()),
        )
        for start, end in pairwise(borders)
    ]
    return [piece for piece in pieces if not piece.blank] or [line]
