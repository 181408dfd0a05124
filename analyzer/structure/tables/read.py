"""Turn the lines of a table region into tables of rows, columns and cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.structure.forms import Form, Forms, Layout, normal
from analyzer.structure.lines import Line
from analyzer.structure.report import Table, TableCell, TableKind
from analyzer.structure.tables.aligned import fill_form, read_freely
from analyzer.structure.tables.cells import Grid, Printed
from analyzer.structure.tables.explicit import barred_rows, place_rows, tabbed_rows
from analyzer.structure.tables.squashed import squashed_span
from analyzer.structure.tables.tokens import gather_rows, tokenize, tokenize_squashed
from analyzer.text.source import SourceTable
from analyzer.text.span import SourceSpan

_LEAST_LABELS = 3  # labels of a form that make a table this form
_BARS = re.compile(r"[|｜│]")


def read_tables(source: str, lines: Sequence[Line], forms: Forms) -> list[Table]:
    """Read the tables of one region; `section` is left at -1. Bare rules make no table."""
    tables = [_read_one(source, part, forms) for part in _parted(lines, forms)]
    return [table for table in tables if table.cells]


def _parted(lines: Sequence[Line], forms: Forms) -> list[list[Line]]:
    """Part a region where another form opens."""
    parts: list[list[Line]] = [[]]
    current: Form | None = None
    for line in lines:
        form = _opening_form(line, forms)
        if form is not None and current is not None and form is not current:
            parts.append([])
        current = form or current
        parts[-1].append(line)
    return [part for part in map(_trimmed, parts) if part]


def _opening_form(line: Line, forms: Forms) -> Form | None:
    same = normal(line.compact)
    return next((form for form in forms.forms if form.opening.search(same)), None)


def _trimmed(lines: list[Line]) -> list[Line]:
    while lines and lines[-1].blank:
        lines.pop()
    while lines and lines[0].blank:
        lines.pop(0)
    return lines


def _read_one(source: str, lines: Sequence[Line], forms: Forms) -> Table:
    form, layout = recognise("".join(line.compact for line in lines), forms)
    if form is not None and form.kind == "statistics":
        layout = None  # its rows differ from year to year; printed as they stand
    printed = [line for line in lines if not line.blank]
    if sum(line.raw.startswith("\t") for line in printed) * 5 >= len(printed) * 3:
        grid = place_rows(tabbed_rows(source, lines), form, layout)
    elif sum(len(_BARS.findall(line.raw)) >= 2 for line in printed) * 2 > len(printed):
        grid = place_rows(barred_rows(source, lines), form, layout)
    else:
        grid = _read_printed(source, printed, forms, form, layout)
    kind: TableKind = form.kind if form else "other"
    return _table(kind, grid, SourceSpan(printed[0].start, printed[-1].end))


def _read_printed(
    source: str, lines: Sequence[Line], forms: Forms, form: Form | None, layout: Layout | None
) -> Grid:
    tokens: list[tuple[Line, list[Printed]]] = []
    for line in lines:
        squashed = squashed_span(line, forms) is not None
        tokens.append((line, (tokenize_squashed if squashed else tokenize)(source, line, forms)))
    if form is None or layout is None:
        return read_freely(tokens)
    return fill_form(tokens, gather_rows(tokens), form, layout)


def recognise(text: str, forms: Forms) -> tuple[Form | None, Layout | None]:
    """Return the form and edition whose labels a table's text shows most of."""
    same = normal(text)
    best: tuple[tuple[int, int], Form, Layout] | None = None
    for form in forms.forms:
        for layout in form.layouts:
            shown = sum(beginning in same for beginning in layout.beginnings)
            points = (shown, -len(layout.beginnings))
            if shown >= _LEAST_LABELS and (best is None or points > best[0]):
                best = (points, form, layout)
    return (best[1], best[2]) if best else (None, None)


def _table(kind: TableKind, grid: Grid, span: SourceSpan) -> Table:
    cells = tuple(sorted(grid.cells, key=lambda c: (c.row, c.column, c.span)))
    return Table(kind, grid.rectangle(), cells, span, -1, tuple(grid.unsure))


def native_table(table: SourceTable, forms: Forms) -> Table:
    """Take over a table the file format declares, row by row and column by column."""
    form, _ = recognise("".join(cell for row in table.rows for cell in row), forms)
    cells = tuple(TableCell(c.text, c.row, c.column, c.span) for c in table.cells)
    return Table(form.kind if form else "other", table.rows, cells, table.span, -1)
