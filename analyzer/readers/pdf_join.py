"""Join the parts of a ruled table that page breaks cut, also cells and rows cut in two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analyzer.readers.blocks import Block, Cell, Grid, Line, tidy_grid
from analyzer.readers.pdf_lines import PrintedLine
from analyzer.readers.pdf_tables import RuledTable, distinct_levels

# What begins a cell of its own: 一、 （一） 1. ① 第二十条. Other text at the top of a merged cell
# goes on from the page before.
_MARKER = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳]|第[一二三四五六七八九十]"
)
_LIST_MARKER = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d)|[①-⑳]")
_FIGURE = re.compile(r"[-+\d.,%/—\s]+")
_LATIN = re.compile("[A-Za-z]")
_SAME_EDGE = 4.0  # points
_FULL_LINE = 1.6  # em: a line ending this near the cell's edge was broken for want of room


@dataclass(frozen=True, slots=True)
class Part:
    """A table on one page with the lines of each cell."""

    table: RuledTable
    lines: dict[int, list[PrintedLine]]

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return len(self.table.ys) - 1

    def text(self, region: int) -> str:
        """Return a cell's text without line breaks."""
        return "".join(line.text.strip() for line in self.lines.get(region, ()))

    def all_lines(self) -> list[PrintedLine]:
        """Return the lines of all cells from top to bottom."""
        found = [line for lines in self.lines.values() for line in lines]
        return sorted(found, key=lambda line: (line.base, line.left))

    def starting(self, row: int) -> list[int]:
        """Return the cells that begin in a row, from left to right."""
        return [region for region, corner in self.table.corners.items() if corner[0] == row]

    def row_texts(self, row: int) -> list[str]:
        """Return the texts of the cells that begin in a row."""
        return [self.text(region) for region in self.starting(row)]

    def edges(self, region: int) -> tuple[float, float]:
        """Return where a cell begins and ends from left to right."""
        _, first = self.table.corners[region]
        line = next(one for one in self.table.regions if region in one)
        last = max(column for column, one in enumerate(line) if one == region)
        return self.table.xs[first], self.table.xs[last + 1]


@dataclass(slots=True)
class _Draft:
    """The table being joined. Keys of `cells` are (row, column)."""

    xs: list[float]
    rows: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    before: dict[int, list[Block]] = field(default_factory=dict)
    corner: dict[int, tuple[int, int]] = field(default_factory=dict)  # of the last part's regions

    def column(self, x: float) -> int:
        right = bisect_left(self.xs, x)
        near = range(max(right - 1, 0), min(right + 1, len(self.xs)))
        return min(near, key=lambda i: abs(self.xs[i] - x))


def join_parts(parts: Sequence[Part], between: Sequence[Sequence[Block]]) -> Grid:
    """Return one grid; `between[i]` is what the pages show between parts i and i + 1."""
    draft = _Draft(distinct_levels([x for part in parts for x in part.table.xs]))
    previous: Part | None = None
    for number, part in enumerate(parts):
        shown = list(between[number - 1]) if number else []
        skip = _repeated_rows(parts[0], part) if previous is not None else 0
        for row in range(skip):
            shown.extend(_line(part, region) for region in part.starting(row))
        _add(draft, part, skip, shown, previous if skip == 0 else None)
        previous = part
    before = {row: tuple(blocks) for row, blocks in draft.before.items()}
    widths = [right - left for left, right in pairwise(draft.xs)]
    grid = tidy_grid(list(draft.cells.values()), draft.rows, len(widths), widths=widths)
    return replace(grid, before=before)


def _add(draft: _Draft, part: Part, skip: int, shown: list[Block], previous: Part | None) -> None:
    """Append a part's rows; what goes on from the part before is added to its cells."""
    carried, cut = _carried(previous, part) if previous is not None else ({}, False)
    carried = {region: source for region, source in carried.items() if source in draft.corner}
    for region, source in carried.items():
        cell = draft.cells[draft.corner[source]]
        text = part.text(region)
        if text:
            shown.append(Line(text))
            draft.cells[draft.corner[source]] = replace(cell, tail=(*cell.tail, text))
    first = 1 if cut else skip
    base = draft.rows - first
    corner: dict[int, tuple[int, int]] = {}
    for region, (row, column) in part.table.corners.items():
        if region in carried:
            corner[region] = draft.corner[carried[region]]
        elif row >= first:
            place = (base + row, draft.column(part.table.xs[column]))
            corner[region] = place
            blocks = _written(part, region)
            width = draft.column(part.edges(region)[1]) - place[1]
            draft.cells[place] = Cell(*place, blocks, width=max(width, 1))
    if shown:
        draft.before[base + first] = shown
    draft.corner = corner
    draft.rows = base + part.rows


def _carried(previous: Part, part: Part) -> tuple[dict[int, int], bool]:
    """Return the cells of the first row that go on, with the cell of the part before.

    The second value tells that the whole row is the lower half of the last one.
    """
    pairs: dict[int, int] = {}
    for region in part.starting(0):
        left, right = part.edges(region)
        below = previous.table.region_at((left + right) / 2, previous.table.ys[-1] - 1)
        if below is None:
            continue
        edges = previous.edges(below)
        if abs(edges[0] - left) <= _SAME_EDGE and abs(edges[1] - right) <= _SAME_EDGE:
            pairs[region] = below
    if _is_cut_row(previous, part, pairs):
        return pairs, True
    # Where other cells divide the one above them we are inside a head of several rows.
    in_head = len(pairs) < len(part.starting(0))
    merged = {}
    for region, below in pairs.items():
        tall = part.table.spans_rows(region) > 1 or previous.table.spans_rows(below) > 1
        broken = in_head and (not part.text(region) or _is_broken(previous, below))
        if (tall or broken) and not _MARKER.match(part.text(region)):
            merged[region] = below
    return merged, False


def _is_cut_row(previous: Part, part: Part, pairs: dict[int, int]) -> bool:
    """Tell whether the first row is the lower half of the last one.

    Evident where text stands on both pages only in labels that were broken for want of room;
    figures below a full heading are a row of their own.
    """
    if len(pairs) < 2 or len(pairs) != len(part.starting(0)):
        return False
    full = [(part.text(a), b) for a, b in pairs.items() if part.text(a) and previous.text(b)]
    if any(
        _MARKER.match(text) or _FIGURE.fullmatch(text) or not _is_broken(previous, below)
        for text, below in full
    ):
        return False
    upper = any(previous.text(below) for below in pairs.values())
    return upper and any(part.text(region) for region in pairs)


def _is_broken(part: Part, region: int) -> bool:
    """Tell whether a cell's last line was broken for want of room."""
    lines = part.lines.get(region, [])
    return bool(lines) and _reaches_edge(part, region, lines[-1])


def _reaches_edge(part: Part, region: int, line: PrintedLine) -> bool:
    return line.right >= part.edges(region)[1] - _FULL_LINE * line.em


def _written(part: Part, region: int) -> tuple[Line, ...]:
    """Return a cell's lines; those broken for want of room go on in the next one."""
    lines = part.lines.get(region, [])
    if not lines:
        return ()
    texts = [line.text.strip() for line in lines]
    written = []
    for line, text, following in zip(lines, texts, [*texts[1:], ""], strict=True):
        broken = (
            following != ""
            and not (_LATIN.match(text[-1:]) and _LATIN.match(following))
            and _reaches_edge(part, region, line)
            and not _LIST_MARKER.match(following)
        )
        written.append(Line(text, open_ended=broken))
    return tuple(written)


def _repeated_rows(first: Part, part: Part) -> int:
    """Return how many rows repeat the table's head on the new page."""
    count = 0
    while count < min(first.rows, part.rows):
        texts = first.row_texts(count)
        if texts != part.row_texts(count) or sum(map(bool, texts)) < 2:
            break
        count += 1
    return count


def _line(part: Part, region: int) -> Line:
    return Line(part.text(region))
