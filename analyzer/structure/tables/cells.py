"""Cells as printed, and the grid they are put into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzer.structure.report import TableCell
from analyzer.text.span import SourceSpan

_EDGE = (
    " \t\n\r\x0b\x0c\u00a0\u3000\u2002\u2003\u2009\u200a\u202f\u2800\u200b\u200c\u200d\ufeff\u2060"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The characters of one cell in the source; `x` is the middle of the cell in columns."""

    text: str
    start: int
    end: int
    x: float = 0.0


def printed(source: str, start: int, end: int, *, x: float = 0.0) -> Printed:
    """Return the cell `source[start:end]` without the blanks around it."""
    raw = source[start:end]
    text = raw.strip(_EDGE)
    lead = len(raw) - len(raw.lstrip(_EDGE))
    return Printed(text, start + lead, start + lead + len(text), x)


@dataclass(slots=True)
class Grid:
    """A table under construction."""

    columns: int
    rows: list[list[str]] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)

    def open_row(self, labels: Sequence[str] = ()) -> int:
        """Add a row and return its index."""
        self.rows.append([*labels, *[""] * (self.columns - len(labels))])
        return len(self.rows) - 1

    def put(self, cell: Printed, row: int, column: int, *, show: bool = True) -> None:
        """Put a cell; `show` also writes its text into the rectangular view."""
        while len(self.rows[row]) <= column:
            self.rows[row].append("")
        if show:
            old = self.rows[row][column]
            self.rows[row][column] = f"{old}\n{cell.text}" if old else cell.text
        if cell.text:
            self.cells.append(TableCell(cell.text, row, column, SourceSpan(cell.start, cell.end)))

    def rectangle(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows padded to one width."""
        width = max((len(row) for row in self.rows), default=0)
        return tuple(tuple(row) + ("",) * (width - len(row)) for row in self.rows)


def joined(cells: Iterable[Printed]) -> str:
    """Join the texts of cells."""
    return "".join(cell.text for cell in cells)
