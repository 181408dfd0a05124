"""Write blocks into one text and note where every paragraph, run, cell and page lies."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from analyzer.readers.blocks import Block, Cell, Grid, Line, PageBreak, flat_lines, join_lines
from analyzer.text.source import (
    SourceCell,
    SourceDocument,
    SourceFormat,
    SourceParagraph,
    SourceTable,
)
from analyzer.text.span import SourceSpan


def assemble(
    blocks: Iterable[Block],
    *,
    data: bytes,
    name: str,
    format: SourceFormat,
    encoding: str | None = None,
    title: str | None = None,
    notices: tuple[str, ...] = (),
) -> SourceDocument:
    """Build the source document: one "\\n" after each line, "\\f" between pages.

    A table's text stands row by row, cells divided by tabs, lines within a cell by "\\n"; merged
    cells stand once. `data` is the file, for its fingerprint.
    """
    writer = _Writer()
    for block in blocks:
        writer.write(block)
    return SourceDocument(
        name=name,
        format=format,
        text="".join(writer.pieces),
        sha256=sha256(data).hexdigest(),
        encoding=encoding,
        tables=tuple(writer.tables),
        paragraphs=tuple(writer.paragraphs),
        page_starts=tuple(writer.page_starts),
        title=title,
        notices=notices,
    )


class _Writer:
    """The growing text. Offsets are final as soon as they are noted."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.paragraphs: list[SourceParagraph] = []
        self.tables: list[SourceTable] = []
        self.page_starts: list[int] = []

    def write(self, block: Block) -> None:
        """Append one block."""
        if isinstance(block, Line):
            self._line(block)
            if not block.open_ended:
                self._put("\n")
        elif isinstance(block, PageBreak):
            if not self.page_starts:
                self.page_starts.append(0)
            self._put("\f")
            self.page_starts.append(self.length)
        else:
            self._grid(block)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _line(self, line: Line) -> None:
        start = self.length
        self._put(line.text)
        runs = tuple(SourceSpan(start + first, start + last) for first, last in line.runs)
        index = len(self.paragraphs) if line.index is None else line.index
        span = SourceSpan(start, self.length)
        self.paragraphs.append(SourceParagraph(span, index, line.style, runs))

    def _grid(self, grid: Grid) -> None:
        start = self.length
        placed = {(cell.row, cell.column): cell for cell in grid.cells}
        rows = [[""] * grid.columns for _ in range(grid.rows)]
        cells: list[SourceCell] = []
        for row in range(grid.rows):
            for block in grid.before.get(row, ()):
                self.write(block)
            for column in range(grid.columns):
                if column:
                    self._put("\t")
                cell = placed.get((row, column))
                if cell is not None:
                    written = self._cell(cell)
                    rows[row][column] = written.text
                    cells.append(written)
            self._put("\n")
        for block in grid.before.get(grid.rows, ()):
            self.write(block)
        # The line break after the last row belongs to no cell but to the table.
        table = SourceTable(SourceSpan(start, self.length), tuple(map(tuple, rows)), tuple(cells))
        self.tables.append(table)

    def _cell(self, cell: Cell) -> SourceCell:
        start = self.length
        lines = [line for line in flat_lines(cell.blocks) if line.text.strip()]
        for previous, line in zip([None, *lines], lines, strict=False):
            if previous is not None and not previous.open_ended:
                self._put("\n")
            self._line(line)
        text = join_lines([*(line.text for line in lines), *cell.tail])
        return SourceCell(text, SourceSpan(start, self.length), cell.row, cell.column)
