"""Tables whose cells are marked: a tab before each cell, or bars between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analyzer.structure.forms import VALUE, Form, Layout, normal
from analyzer.structure.lines import Line
from analyzer.structure.tables.cells import Grid, Printed, printed
from analyzer.structure.tables.evidence import is_number

_BAR = re.compile(r"[|｜│┃]")
_RULE_CELL = re.compile(r"[:：\-—=+ ┼─━┄]*")


def tabbed_rows(source: str, lines: Sequence[Line]) -> list[list[Printed]]:
    """Read rows where every cell begins with a tab and a blank line ends a row.

    A line without a tab goes on with the cell above it. Where lines hold several tabs, each line
    is a row.
    """
    rows: list[list[Printed]] = [[]]
    whole_rows = sum(line.raw.strip().count("\t") > 0 for line in lines) * 2 > sum(
        not line.blank for line in lines
    )
    for line in lines:
        if "\t" in line.raw:
            if whole_rows and rows[-1]:
                rows.append([])
            starts = [i + 1 for i, c in enumerate(line.raw) if c == "\t"]
            if line.raw[: starts[0] - 1].strip():
                starts.insert(0, 0)
            ends = [s - 1 for s in starts[1:]] + [len(line.raw)]
            rows[-1] += [
                printed(source, line.start + s, line.start + e)
                for s, e in zip(starts, ends, strict=True)
            ]
        elif line.blank:
            if rows[-1]:
                rows.append([])
        elif rows[-1]:
            last = rows[-1][-1]
            rows[-1][-1] = printed(source, last.start, line.end)
        else:
            rows[-1].append(printed(source, line.start, line.end))
    return [row for row in rows if row]


def barred_rows(source: str, lines: Sequence[Line]) -> list[list[Printed]]:
    """Read rows of cells parted by bars (Markdown, drawn boxes)."""
    rows = []
    for line in lines:
        bars = [m.start() for m in _BAR.finditer(line.raw)]
        if not bars:
            continue
        borders = [-1, *bars, len(line.raw)]
        row = [printed(source, line.start + a + 1, line.start + b) for a, b in pairwise(borders)]
        # What stands outside the first and the last bar is the margin, not a cell.
        row = row[not row[0].text : len(row) - (not row[-1].text)]
        if row and (not all(_RULE_CELL.fullmatch(cell.text) for cell in row) or _blank(row)):
            rows.append(row)
    return rows


def _blank(row: Sequence[Printed]) -> bool:
    return all(not cell.text for cell in row)


def place_rows(rows: Sequence[Sequence[Printed]], form: Form | None, layout: Layout | None) -> Grid:
    """Put explicit rows into a grid: by the labels of the form where they are known."""
    if form is None or layout is None:
        grid = Grid(max((len(row) for row in rows), default=0))
        for row in rows:
            index = grid.open_row()
            for column, cell in enumerate(row):
                grid.put(cell, index, column)
        return grid
    grid = Grid(form.columns)
    at = 0
    for row in _mended(rows, form):
        found = _matching(row, layout, at)
        index = grid.open_row()
        if found is None:
            _place_freely(grid, index, row, form.columns)
        else:
            at = found + 1
            _place(grid, index, row, layout.rows[found])
    return grid


def _mended(rows: Sequence[Sequence[Printed]], form: Form) -> list[list[Printed]]:
    """Join a row that a blank line inside a cell broke in two."""
    mended: list[list[Printed]] = []
    for row in rows:
        if mended and _is_broken(mended[-1], row, form):
            mended[-1] += row
        else:
            mended.append(list(row))
    return mended


def _is_broken(above: Sequence[Printed], row: Sequence[Printed], form: Form) -> bool:
    values = [cell for cell in above if is_number(cell.text)]
    labelled = any(cell.text and not is_number(cell.text) for cell in above)
    if not labelled or not values or not row or not row[0].text or not is_number(row[0].text):
        return False
    return len(values) + len(row) == max(form.value_counts)


def _matching(row: Sequence[Printed], layout: Layout, at: int) -> int | None:
    """Return the next row of the layout whose labels the printed row shows."""
    texts = [normal(cell.text) for cell in row if cell.text]
    for index in range(at, len(layout.rows)):
        labels = [normal(label) for label in layout.rows[index] if label not in ("", VALUE)]
        if not labels:
            if len(row) == layout.rows[index].count(VALUE):
                return index
        elif VALUE in layout.rows[index]:
            if any(_same_label(text, labels[-1]) for text in texts[: len(labels) + 1]):
                return index
        elif texts and all(any(_same_label(t, label) for label in labels) for t in texts):
            return index
    return None


def _same_label(text: str, label: str) -> bool:
    if text == label:
        return True
    # A label with guidance behind it ("规章：地方行政规章指…") or with a word changed.
    if len(label) >= 2 and text.startswith(label) and text[len(label) : len(label) + 1] in "：（":
        return True
    if len(label) < 6 or abs(len(text) - len(label)) > 3:
        return False
    return sum(a == b for a, b in zip(text, label, strict=False)) >= 0.8 * len(label)


def _place(grid: Grid, index: int, row: Sequence[Printed], labels: Sequence[str]) -> None:
    """Put labels under labels and values, in order, into the value columns."""
    cells = list(row)
    at = 0
    for column, label in enumerate(labels):
        found = _find_label(cells, at, label) if label not in ("", VALUE) else None
        if found is None:
            continue
        for skipped in cells[at:found]:
            grid.put(skipped, index, column)
        grid.put(cells[found], index, column)
        at = found + 1
    _place_values(grid, index, cells[at:], labels)


def _find_label(cells: Sequence[Printed], at: int, label: str) -> int | None:
    wanted = normal(label)
    return next(
        (i for i in range(at, len(cells)) if _same_label(normal(cells[i].text), wanted)), None
    )


def _place_values(grid: Grid, index: int, values: list[Printed], labels: Sequence[str]) -> None:
    slots = [column for column, label in enumerate(labels) if label == VALUE]
    # Cells that a merged label spans are printed as blanks before the values.
    while len(values) > len(slots) and not values[0].text:
        values = values[1:]
    while len(values) > len(slots) and not values[-1].text:
        values = values[:-1]
    if slots and len(values) != len(slots):
        grid.unsure.append(index)
    slots += range(len(labels), len(labels) + max(0, len(values) - len(slots)))
    for column, cell in zip(slots, values, strict=False):
        grid.put(cell, index, column)


def _place_freely(grid: Grid, index: int, row: Sequence[Printed], columns: int) -> None:
    """Put a row the form does not know: leading words left, figures flush right."""
    tail = 0
    while tail < len(row) and (not row[-1 - tail].text or is_number(row[-1 - tail].text)):
        tail += 1
    head = list(row[: len(row) - tail])
    for column, cell in enumerate(head):
        grid.put(cell, index, column)
    first = max(len(head), columns - tail)
    for column, cell in enumerate(row[len(row) - tail :], first):
        grid.put(cell, index, column)
