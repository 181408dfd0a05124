"""The printed lines of a source text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.text.characters import BLANKS, INVISIBLE, LINE_ENDS, display_width

_END = re.compile(f"\r\n|[{LINE_ENDS}]")
_STRIP = re.compile(f"[{BLANKS}{INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end. Offsets count the source text."""

    start: int  # first character
    end: int  # behind the last character, line end excluded
    raw: str
    page: int  # 0-based; form feeds start a new one
    compact: str  # without blanks and invisible characters

    @property
    def blank(self) -> bool:
        """Tell whether nothing is printed on the line."""
        return not self.compact

    @property
    def indent(self) -> int:
        """Return the columns left blank before the first character."""
        return display_width(self.raw[: len(self.raw) - len(self.raw.lstrip())])

    @property
    def width(self) -> int:
        """Return the columns from the margin to the last character."""
        return display_width(self.raw.rstrip())


def split_lines(text: str) -> list[Line]:
    """Split a source text into lines."""
    lines = []
    position = page = 0
    size = len(text)
    while position <= size:
        match = _END.search(text, position)
        end = match.start() if match else size
        raw = text[position:end]
        lines.append(Line(position, end, raw, page, _STRIP.sub("", raw)))
        if match is None:
            break
        if match.group() == "\f":
            page += 1
        position = match.end()
    return lines
