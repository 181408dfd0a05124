"""What the layout formats (HTML, Word, PDF) are taken apart into, before it becomes one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

# A cell with this much running text makes its table a page layout, not data. Guidance left in the
# statutory tables stays below; an article set in a table is far above.
_PROSE_CELL_CHARS = 300
_PROSE_CELL_SENTENCES = 4
# No report's table comes near this; spans beyond reason must not cost memory.
_MOST_BOXES = 200_000
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (its own line breaks inside) or a printed line of a PDF.

    `runs` are half-open ranges of `text`, one per Word run of the paragraph, empty ones included;
    characters of no run (automatic numbers) lie outside all of them. `open_ended`: the paragraph
    mark is deleted (Word's tracked changes), so that the next paragraph goes on in this line.
    """

    text: str
    index: int | None = None  # as in SourceParagraph; None: count on
    style: str = ""
    runs: tuple[tuple[int, int], ...] = ()
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page begins (PDF)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at its first row and column.

    `tail` is the rest of its text where a page break cuts the cell; it stands further on, in
    `Grid.before`, and belongs to the cell's text but not to its span.
    """

    row: int
    column: int
    blocks: tuple[Block, ...]
    width: int = 1  # columns it covers
    tail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A native table. `before[r]` stands between rows r-1 and r: a page's foot and the next head."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    before: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)


Block = Line | PageBreak | Grid


def tidy_grid(
    cells: Sequence[Cell], rows: int, columns: int, *, widths: Sequence[float] = ()
) -> Grid:
    """Build a grid without ghost columns: those that no cell has for itself.

    Word and its converters leave hair-thin columns where borders of different rows do not quite
    meet; a column is dropped when every cell that covers it covers another one too. Where several
    could go, the thinnest goes, or the last one if `widths` are not known.
    """
    kept = list(cells)
    thickness = list(widths) if len(widths) == columns else [0.0] * columns
    while columns * len(kept) <= _MOST_BOXES:
        own = {cell.column for cell in kept if cell.width == 1}
        ghosts = [column for column in range(columns) if column not in own]
        if not ghosts:
            break
        ghost = min(ghosts, key=lambda column: (thickness[column], -column))
        del thickness[ghost]
        columns -= 1
        for i, cell in enumerate(kept):
            if cell.column > ghost:
                kept[i] = replace(cell, column=cell.column - 1)
            elif cell.column + cell.width > ghost:
                kept[i] = replace(cell, width=cell.width - 1)
    return Grid(tuple(kept), rows, columns)


def flat_lines(blocks: Iterable[Block]) -> list[Line]:
    """Return all lines in order, those of nested tables included."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        elif isinstance(block, Grid):
            for cell in block.cells:
                lines.extend(flat_lines(cell.blocks))
    return lines


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of a cell: nothing between Chinese characters, else a space."""
    joined = ""
    for line in lines:
        text = line.strip()
        if joined and text and not (_WIDE.match(joined[-1]) or _WIDE.match(text[0])):
            joined += " "
        joined += text
    return joined


def unwrap_layout(grid: Grid) -> Sequence[Block]:
    """Return the table itself or, where it only lays out prose, the blocks inside it."""
    sane = grid.rows * grid.columns <= _MOST_BOXES
    if sane and grid.columns > 1 and not any(map(_lays_out, grid.cells)):
        return (grid,)
    unwrapped: list[Block] = []
    for cell in grid.cells:
        for block in cell.blocks:
            unwrapped.extend(unwrap_layout(block) if isinstance(block, Grid) else (block,))
    return unwrapped


def is_prose(text: str) -> bool:
    """Tell whether a cell's text is running prose, so that its table only lays it out."""
    return len(text) >= _PROSE_CELL_CHARS and text.count("。") >= _PROSE_CELL_SENTENCES


def _lays_out(cell: Cell) -> bool:
    own = [block for block in cell.blocks if isinstance(block, Line)]
    return is_prose("".join(line.text for line in own))
