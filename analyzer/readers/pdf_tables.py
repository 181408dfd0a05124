"""Find ruled tables: the smallest boxes that lines enclose, merged cells included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from analyzer.readers.pdf_drawing import Ruling

_SNAP = 3.0  # points within which lines meet or are the same line
_SAME_EDGE = 6.0  # points: a table that goes on over a page break keeps its place
_CLOSED = 0.5  # share of a side that must be drawn to divide two boxes
_MAX_BOXES = 20_000
_MAX_PAIRS = 1_000_000  # of lines that may cross: beyond it a drawing, not a table


@dataclass(frozen=True)
class RuledTable:
    """A table on one page. `regions[row][column]` numbers the cell that covers the box."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[tuple[int, ...], ...]

    @property
    def whole(self) -> bool:
        """Tell whether this is a table by itself; less may be a row that a page break cut off."""
        return len(self.xs) > 2 and len(self.corners) >= 3

    @cached_property
    def corners(self) -> dict[int, tuple[int, int]]:
        """Return the first row and column of each cell, in reading order."""
        found: dict[int, tuple[int, int]] = {}
        for row, line in enumerate(self.regions):
            for column, region in enumerate(line):
                found.setdefault(region, (row, column))
        return found

    def as_wide_as(self, other: RuledTable) -> bool:
        """Tell whether two tables begin and end at the same places from left to right."""
        return (
            abs(self.xs[0] - other.xs[0]) <= _SAME_EDGE
            and abs(self.xs[-1] - other.xs[-1]) <= _SAME_EDGE
        )

    def overlaps(self, other: RuledTable) -> bool:
        """Tell whether two tables share some height of the page."""
        return self.ys[0] < other.ys[-1] - _SNAP and other.ys[0] < self.ys[-1] - _SNAP

    def spans_rows(self, region: int) -> int:
        """Return how many rows a cell covers."""
        return sum(region in line for line in self.regions)

    def region_at(self, x: float, y: float) -> int | None:
        """Return the cell that covers a point, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.regions[row][column]
        return None


def find_tables(rulings: Sequence[Ruling]) -> list[RuledTable]:
    """Return the tables of a page from top to bottom, single rows and boxes among them."""
    tables = []
    for group in _connected(rulings):
        table = _table(group)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.ys[0])


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Group lines that touch, directly or through others."""
    horizontal = _merged(one for one in rulings if not one.vertical)
    vertical = _merged(one for one in rulings if one.vertical)
    if len(horizontal) * len(vertical) > _MAX_PAIRS:
        return []
    lines = horizontal + vertical
    parent = list(range(len(lines)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, flat in enumerate(horizontal):
        for j, upright in enumerate(vertical, start=len(horizontal)):
            if (
                upright.start - _SNAP <= flat.at <= upright.end + _SNAP
                and flat.start - _SNAP <= upright.at <= flat.end + _SNAP
            ):
                parent[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(root(i), []).append(line)
    return list(groups.values())


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Join pieces of one line: borders are often drawn cell by cell, or dotted."""
    same: list[list[Ruling]] = []
    for one in sorted(rulings, key=lambda line: line.at):
        if same and one.at - same[-1][-1].at <= 1:
            same[-1].append(one)
        else:
            same.append([one])
    merged: list[Ruling] = []
    for group in same:
        first = len(merged)
        for one in sorted(group, key=lambda line: line.start):
            if len(merged) > first and one.start <= merged[-1].end + _SNAP:
                last = merged[-1]
                merged[-1] = Ruling(last.at, last.start, max(last.end, one.end), one.vertical)
            else:
                merged.append(one)
    return merged


def _table(group: Sequence[Ruling]) -> RuledTable | None:
    flat = [line for line in group if not line.vertical]
    upright = [line for line in group if line.vertical]
    if not flat or not upright:
        return None
    xs = distinct_levels([v.at for v in upright] + [h.start for h in flat] + [h.end for h in flat])
    ys = distinct_levels(
        [h.at for h in flat] + [v.start for v in upright] + [v.end for v in upright]
    )
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > _MAX_BOXES:
        return None
    return RuledTable(tuple(xs), tuple(ys), _regions(xs, ys, flat, upright))


def choose_tables(pages: Sequence[Sequence[RuledTable]]) -> list[list[RuledTable]]:
    """Return per page the whole tables, and the single rows that go on with one over a page break.

    A row alone at the foot or head of a page counts only where the neighbouring page has a table
    of the same width next to it; other boxes are frames around text.
    """
    chosen: list[list[RuledTable]] = []
    for number, tables in enumerate(pages):
        kept = [table for table in tables if table.whole]
        below = pages[number + 1] if number + 1 < len(pages) else ()
        above = chosen[-1] if chosen else ()
        for table in tables:
            if table.whole or any(table.overlaps(other) for other in kept):
                continue
            last = not any(other.ys[0] > table.ys[0] for other in kept)
            first = not any(other.ys[0] < table.ys[0] for other in kept)
            goes_on = last and any(one.whole and table.as_wide_as(one) for one in below[:1])
            comes_from = first and any(table.as_wide_as(one) for one in above[-1:])
            if goes_on or comes_from:
                kept.append(table)
        chosen.append(sorted(kept, key=lambda table: table.ys[0]))
    return chosen


def distinct_levels(values: list[float]) -> list[float]:
    """Return the distinct positions, those within the snap distance as one."""
    levels: list[list[float]] = []
    for value in sorted(values):
        if levels and value - levels[-1][-1] <= _SNAP:
            levels[-1].append(value)
        else:
            levels.append([value])
    return [sum(level) / len(level) for level in levels]


def _regions(
    xs: list[float], ys: list[float], flat: list[Ruling], upright: list[Ruling]
) -> tuple[tuple[int, ...], ...]:
    """Number the boxes of the grid so that boxes without a line between them share a number."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        first, second = sorted((root(i), root(j)))
        parent[second] = first

    for row in range(rows):
        for column in range(columns):
            box = row * columns + column
            if column + 1 < columns and not _drawn(upright, xs[column + 1], ys[row], ys[row + 1]):
                join(box, box + 1)
            if row + 1 < rows and not _drawn(flat, ys[row + 1], xs[column], xs[column + 1]):
                join(box, box + columns)
    return tuple(
        tuple(root(row * columns + column) for column in range(columns)) for row in range(rows)
    )


def _drawn(lines: list[Ruling], at: float, start: float, end: float) -> bool:
    """Tell whether a side of a box is drawn for the better part."""
    covered = sum(
        max(min(line.end, end) - max(line.start, start), 0.0)
        for line in lines
        if abs(line.at - at) <= _SNAP
    )
    return covered >= _CLOSED * (end - start)
