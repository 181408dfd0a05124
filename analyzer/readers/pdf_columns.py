"""Pages set in columns: find the gutters, and read one column after the other.

A gutter is an upright strip that nearly no line of the page crosses, with lines of prose on both
sides that fill their side. Lines that cross it (titles, full-width paragraphs) divide the page
into bands; within a band the left column comes first. Tables without ruling lines have such
strips too, but their cells do not fill them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analyzer.readers.pdf_lines import PrintedLine, group_lines, group_rows, is_wide
from analyzer.readers.pdf_page import Glyph

_LEAST_ROWS = 6  # with text on both sides
_LEAST_SHORT = 2  # with text on both sides where the last column is short
_LEAST_GUTTER = 1.0  # em
_CROSSING = 0.25  # share of the rows that may run across (titles, summaries)
_FILLED = 0.7  # share of its side that the middle line of a column fills
_EDGE = 0.2  # share of the width at either edge in which no gutter is looked for
_WIDE_SHARE = 0.6  # of the characters: prose, not figures
_ENDING = 0.5  # share of lines that may end a sentence: lines of prose break anywhere
_APART = 1.8  # line steps: a first or last row this far off is the page's head or foot
_HEAD_ROWS = 2  # a page's head may stand above the left column
_INDENT = 2.5  # em: lines of a column begin at its margin or two characters further in
_MOST_COLUMNS = 3  # halvings, so up to eight columns
_FINAL = frozenset("。！？；：")

Row = list[Glyph]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are read without a break. Stretches of one `side` share their margin."""

    lines: tuple[PrintedLine, ...]
    side: str  # "" for the whole width, "l", "r", "lr" … for columns
    left: float
    right: float

    @property
    def top(self) -> float:
        """Return where the first line begins."""
        return self.lines[0].top if self.lines else 0.0

    @property
    def bottom(self) -> float:
        """Return the base of the last line."""
        return self.lines[-1].base if self.lines else 0.0


def read_columns(glyphs: Iterable[Glyph]) -> list[Stretch]:
    """Return the lines of a page in reading order; one stretch for a page without columns."""
    rows = group_rows(glyphs)
    return _stretches(rows, "", _MOST_COLUMNS) if rows else []


def _stretches(rows: list[Row], side: str, depth: int) -> list[Stretch]:
    gutter = _gutter(rows) if depth else None
    if gutter is None:
        return [_stretch(rows, side)]
    found: list[Stretch] = []
    band: list[Row] = []
    across: list[Row] = []
    for row in rows:
        if _crosses(row, gutter) or _stands_apart(row, rows):
            found += _columns(band, gutter, side, depth)
            band = []
            across.append(row)
        else:
            if across:
                found.append(_stretch(across, side))
                across = []
            band.append(row)
    found += _columns(band, gutter, side, depth)
    if across:
        found.append(_stretch(across, side))
    return found


def _columns(band: list[Row], gutter: float, side: str, depth: int) -> list[Stretch]:
    if not band:
        return []
    found = []
    for name, wanted in (("l", True), ("r", False)):
        glyphs = [glyph for row in band for glyph in row if (glyph.left < gutter) == wanted]
        if glyphs:
            found += _stretches(group_rows(glyphs), side + name, depth - 1)
    return found


def _stretch(rows: Sequence[Row], side: str) -> Stretch:
    glyphs = [glyph for row in rows for glyph in row]
    return Stretch(
        tuple(group_lines(glyphs)),
        side,
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
    )


def _gutter(rows: list[Row]) -> float | None:
    """Return the middle of the widest strip that parts two columns of prose, None without one."""
    if len(rows) < _LEAST_ROWS:
        return None
    left = min(row[0].left for row in rows)
    right = max(glyph.right for row in rows for glyph in row)
    em = median(glyph.right - glyph.left for row in rows for glyph in row)
    step = max(em / 2, 1.0)
    count = int((right - left) / step) + 1
    if count < 20 or count > 2000:  # no room for columns; coordinates beyond reason
        return None
    strips = _strips(_crossings(rows, left, step, count), _CROSSING * len(rows))
    for first, last in sorted(strips, key=lambda s: s[0] - s[1]):
        if (last - first + 1) * step < _LEAST_GUTTER * em:
            break
        # Where the last column is short the strip reaches into it; the gutter is its left edge.
        for place in ((first + last + 1) / 2 * step, first * step + _LEAST_GUTTER * em / 2):
            if _parts_prose(rows, left + place):
                return left + place
    return None


def _crossings(rows: Sequence[Row], left: float, step: float, count: int) -> list[int]:
    """Return per upright slice of the page how many rows have a character on it."""
    crossing = [0] * count
    for row in rows:
        covered: set[int] = set()
        for glyph in row:
            first, last = int((glyph.left - left) / step), int((glyph.right - left) / step)
            covered.update(range(max(first, 0), min(last + 1, count)))
        for i in covered:
            crossing[i] += 1
    return crossing


def _strips(crossing: Sequence[int], most: float) -> list[tuple[int, int]]:
    """Return the first and last slice of each strip that few rows cross, edges left out."""
    strips: list[tuple[int, int]] = []
    for i in range(int(len(crossing) * _EDGE), int(len(crossing) * (1 - _EDGE))):
        if crossing[i] > most:
            continue
        if strips and strips[-1][1] == i - 1:
            strips[-1] = (strips[-1][0], i)
        else:
            strips.append((i, i))
    return strips


def _parts_prose(rows: Sequence[Row], gutter: float) -> bool:
    """Tell whether there is running prose on both sides."""
    inner = [row for row in rows if not _crosses(row, gutter)]
    sides = (
        [[g for g in row if g.left < gutter] for row in inner],
        [[g for g in row if g.left >= gutter] for row in inner],
    )
    filled = [[row for row in side if row] for side in sides]
    both = sum(bool(a) and bool(b) for a, b in zip(*sides, strict=True))
    if both >= _LEAST_ROWS and both >= len(inner) / 2:
        return all(map(_is_prose, filled))
    return (
        both >= _LEAST_SHORT
        and len(filled[0]) >= _LEAST_ROWS
        and _begin_level(*sides)  # the last column may be short
        and _is_prose(filled[0])
        and _is_like(filled[1], filled[0])
    )


def _begin_level(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Tell whether the right column begins where the left one does, below a running head."""
    first = next(number for number, row in enumerate(right) if row)
    return first <= _HEAD_ROWS and bool(left[first])


def _is_like(rows: Sequence[Row], model: Sequence[Row]) -> bool:
    """Tell whether a few rows begin and end as those of a column of prose do."""
    width = max(row[-1].right for row in model) - min(row[0].left for row in model)
    left = min(row[0].left for row in rows)
    em = median(glyph.right - glyph.left for row in rows for glyph in row)
    level = sum(row[0].left - left <= _INDENT * em for row in rows)
    return (
        max(row[-1].right for row in rows) - left >= _FILLED * width
        and level >= _FILLED * len(rows)
        and sum(is_wide(g.char) for row in rows for g in row) >= _WIDE_SHARE * sum(map(len, rows))
    )


def _is_prose(rows: Sequence[Row]) -> bool:
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    filled = median((row[-1].right - row[0].left) / max(right - left, 1.0) for row in rows)
    characters = [glyph.char for row in rows for glyph in row]
    wide = sum(map(is_wide, characters))
    ending = sum(row[-1].char in _FINAL for row in rows)
    return (
        filled >= _FILLED
        and wide >= _WIDE_SHARE * len(characters)
        and ending <= _ENDING * len(rows)
    )


def _crosses(row: Row, gutter: float) -> bool:
    """Tell whether a row runs across the gutter, with a character on it or close on both sides."""
    before = max((glyph.right for glyph in row if glyph.left < gutter), default=None)
    after = min((glyph.left for glyph in row if glyph.left >= gutter), default=None)
    if before is not None and before > gutter:
        return True
    if before is None or after is None:
        return False
    em = median(glyph.right - glyph.left for glyph in row)
    return after - before < _LEAST_GUTTER * em * 0.8


def _stands_apart(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a row is the page's head or foot."""
    if len(rows) < 4 or (row is not rows[0] and row is not rows[-1]):
        return False
    steps = [b[0].base - a[0].base for a, b in pairwise(rows)]
    own = steps[0] if row is rows[0] else steps[-1]
    return own > _APART * median(steps)
