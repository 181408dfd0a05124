"""Characters of a PDF page to printed lines, with spaces where the page shows gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from analyzer.readers.pdf_page import Glyph

# A base line this far off (in em) begins a new line; small type on a line stays within.
_LINE_STEP = 0.5
# Gaps from which a space is written, in em. Chinese is set without spaces and justified by
# widening the gaps; only Latin words stand apart by less.
_LATIN_GAP = 0.15
_WIDE_GAP = 0.8
_MOST_SPACES = 120  # characters beyond the page's edge are mistakes
_MARGIN_SHARE = 0.1  # of all lines: fewer at one left edge make no margin
_LEAST_AT_EDGE, _SHARE_AT_EDGE = 4, 0.2  # lines that make a right edge
_INDENT = (1.4, 3.2)  # em: first lines of Chinese paragraphs are set in by two
_AT_MARGIN = 0.75  # em: nearer to the margin is no indent


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line. `em` is the size of its type, in points as everything here."""

    text: str
    left: float
    right: float
    top: float
    base: float
    em: float


def group_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Group characters into lines from top to bottom."""
    return [_line(row) for row in group_rows(glyphs)]


def group_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group characters that share a base line, from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda one: (one.base, one.left)):
        step = _LINE_STEP * max(glyph.base - glyph.top, 1.0)
        if not rows or glyph.base - base > step:
            rows.append([])
            base = glyph.base
        rows[-1].append(glyph)
    return [sorted(row, key=lambda one: one.left) for row in rows]


@dataclass(frozen=True, slots=True)
class Margin:
    """Where the body of text begins, and the size of its type."""

    left: float
    em: float
    right: float = 0.0  # where the longest line ends
    columns: int = 0  # of the line with most characters, wide ones counted twice
    justified: bool = False  # many lines end at the right edge

    def indent(self, line: PrintedLine) -> float:
        """Return how far a line is set in, in em of the body; 0 for what stands at the margin."""
        indent = (line.left - self.left) / self.em
        return min(indent, _MOST_SPACES / 2) if indent >= _AT_MARGIN else 0.0

    def begins_paragraph(self, line: PrintedLine) -> bool:
        """Tell whether a line is set in as the first line of a paragraph is."""
        return _INDENT[0] <= self.indent(line) <= _INDENT[1]


def body_margin(lines: Sequence[PrintedLine]) -> Margin:
    """Return the leftmost edge that many lines share, and their common type size."""
    if not lines:
        return Margin(0.0, 10.0)
    edges = Counter(round(line.left) for line in lines)
    enough = max(2.0, len(lines) * _MARGIN_SHARE)
    shared = [e for e in edges if edges[e - 1] + edges[e] + edges[e + 1] >= enough]
    left = float(min(shared)) if shared else min(line.left for line in lines)
    em = median(line.em for line in lines)
    right = max(line.right for line in lines)
    at_edge = sum(line.right >= right - em for line in lines)
    return Margin(
        left,
        em,
        right,
        max(columns_of(line.text) for line in lines),
        at_edge >= max(_LEAST_AT_EDGE, len(lines) * _SHARE_AT_EDGE),
    )


def columns_of(text: str) -> int:
    """Return how wide a text is in columns: two for a Chinese character, one for others."""
    return sum(2 if is_wide(char) else 1 for char in text)


def _line(row: list[Glyph]) -> PrintedLine:
    em = _em(row)
    pieces: list[str] = []
    previous: Glyph | None = None
    for glyph in row:
        if previous is not None:
            if glyph.char == previous.char and abs(glyph.left - previous.left) < 0.1 * em:
                continue  # bold type made by printing twice
            pieces.append(_space(previous, glyph, em))
        pieces.append(glyph.char)
        previous = glyph
    return PrintedLine(
        "".join(pieces),
        left=row[0].left,
        right=max(glyph.right for glyph in row),
        top=min(glyph.top for glyph in row),
        base=row[0].base,
        em=em,
    )


def _em(row: list[Glyph]) -> float:
    """Return the size of the type: Chinese characters are one em wide."""
    wide = [glyph.right - glyph.left for glyph in row if is_wide(glyph.char)]
    return max(median(wide or [1.6 * (g.right - g.left) for g in row]), 1.0)


def _space(before: Glyph, after: Glyph, em: float) -> str:
    gap = (after.left - before.right) / em
    latin = not (is_wide(before.char) or is_wide(after.char))
    if gap < (_LATIN_GAP if latin else _WIDE_GAP):
        return ""
    return " " * min(max(1, round(2 * gap)), _MOST_SPACES) if gap >= _WIDE_GAP else " "


def is_wide(char: str) -> bool:
    """Tell whether a character is Chinese or a mark as wide as one."""
    return char >= "\u2e80"
