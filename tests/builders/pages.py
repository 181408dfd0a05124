"""How text is set on pages, for every builder that prints: wrapping, and tables row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.builders.statutory import Cell, Row

_WIDE_MARKS = frozenset("“”‘’—…")  # as wide as a character in Chinese type


def em_of(char: str) -> float:
    """Return how wide a character is set, in em."""
    return 1.0 if char >= "\u2e80" or char in _WIDE_MARKS else 0.5


def wrap(text: str, width: float, *, first: float | None = None) -> list[str]:
    """Break a text into lines of `width` em; Latin characters and digits take half an em."""
    lines, room = [""], width if first is None else first
    for char in text:
        step = em_of(char)
        if step > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += char
        room -= step
    return lines


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row: the lines that begin at each column, how many lines high it is, its edges."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    starts: tuple[tuple[int, Cell], ...]  # cells that begin here
    height: int
    edges: tuple[int, ...]  # columns at which a vertical line crosses it


def plan(rows: Sequence[Row], fit: Callable[[Cell], float]) -> list[RowPlan]:
    """Plan a table; `fit` is how many em a cell is wide. Merged cells run on from row to row."""
    placed = _placed(rows)
    waiting: dict[int, tuple[Cell, int, list[str]]] = {}  # column → cell, first row, lines left
    plans = []
    for number, cells in enumerate(placed):
        single = [
            (c, wrap(cell.text.replace("\n", ""), fit(cell))) for c, cell in cells if cell.rows == 1
        ]
        height = max((len(lines) for _, lines in single), default=1)
        waiting |= {
            c: (cell, number, wrap(cell.text.replace("\n", ""), fit(cell)))
            for c, cell in cells
            if cell.rows > 1
        }
        for cell, first, lines in waiting.values():
            if number == first + cell.rows - 1:  # the last row takes what is left
                height = max(height, len(lines))
        shown = [(c, tuple(lines)) for c, lines in single]
        for c, (cell, first, lines) in list(waiting.items()):
            shown.append((c, tuple(lines[:height])))
            waiting[c] = (cell, first, lines[height:])
            if number == first + cell.rows - 1:
                del waiting[c]
        edges = tuple(sorted(_edges(rows, placed, number)))
        plans.append(RowPlan(tuple(shown), tuple(cells), height, edges))
    return plans


def _placed(rows: Sequence[Row]) -> list[list[tuple[int, Cell]]]:
    """Return each row's cells with the column they begin in."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(rows):
        line = []
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            line.append((c, cell))
            c += cell.columns
        placed.append(line)
    return placed


def _edges(rows: Sequence[Row], placed: Sequence[Sequence[tuple[int, Cell]]], row: int) -> set[int]:
    edges = {0, sum(cell.columns for cell in rows[0])}
    for r, line in enumerate(placed):
        for column, cell in line:
            if r <= row < r + cell.rows:
                edges |= {column, column + cell.columns}
    return edges
