"""Walk the body of a Word document in order: paragraphs, tables, content controls, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.readers.blocks import Block, Cell, Grid, Line, tidy_grid, unwrap_layout
from analyzer.readers.word_notes import WordNotes
from analyzer.readers.word_numbering import Numbering
from analyzer.readers.word_paragraph import MC, Fields, read_paragraph
from analyzer.readers.word_styles import (
    WordStyles,
    integer,
    local_name,
    namespace,
    numbering_ref,
    outline_level,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_THROUGH = frozenset(["sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"])
_CONTENTS = re.compile(r"(?:toc|目录) ?\d", re.IGNORECASE)  # styles of a table of contents
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_GONE = ("del", "moveFrom")  # tracked changes of a paragraph mark
_MAX_SPAN = 100


class WordBody:
    """Reads one document part. `index` of a line is the place of its w:p among all w:p."""

    def __init__(
        self, root: _Element, *, styles: WordStyles, numbering: Numbering, notes: WordNotes
    ) -> None:
        self._w = namespace(root)
        self._root = root
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._fields = Fields()
        # lxml hands out the same object for an element as long as somebody holds it.
        self._paragraphs = list(root.iter(f"{self._w}p"))
        self._index = {paragraph: i for i, paragraph in enumerate(self._paragraphs)}

    def blocks(self) -> list[Block]:
        """Return the document's lines and tables."""
        body = self._root.find(f"{self._w}body")
        return self._children(body) if body is not None else []

    def _children(self, parent: _Element) -> list[Block]:
        blocks: list[Block] = []
        for child in parent:
            name = local_name(child, self._w)
            if name == "p":
                blocks.extend(self._paragraph(child))
            elif name == "tbl":
                grid = self._table(child)
                if grid is not None:
                    blocks.extend(unwrap_layout(grid))
            elif name in _THROUGH:
                blocks.extend(self._children(child))
            elif name == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                chosen = child.find(f"{MC}Fallback") if chosen is None else chosen
                blocks.extend(self._children(chosen) if chosen is not None else [])
        return blocks

    def _paragraph(self, paragraph: _Element) -> Iterator[Block]:
        w = self._w
        properties = paragraph.find(f"{w}pPr")
        style = properties.find(f"{w}pStyle") if properties is not None else None
        key = style.get(f"{w}val") if style is not None else None
        label = self._styles.label(key, outline=outline_level(properties, w))
        read = read_paragraph(paragraph, w=w, fields=self._fields)
        mark = properties.find(f"{w}rPr") if properties is not None else None
        deleted = mark is not None and any(mark.find(f"{w}{x}") is not None for x in _GONE)
        number = ""
        if not deleted or read.text:
            number = self._numbering.label(numbering_ref(properties, w), key)
        if not _CONTENTS.match(label):
            lead = _prefix(number, read.text)
            yield Line(
                lead + read.text,
                index=self._index[paragraph],
                style=label,
                runs=tuple((a + len(lead), b + len(lead)) for a, b in read.runs),
                open_ended=deleted,
            )
        for box in read.boxes:
            yield from self._children(box)
        for kind, note in read.notes:
            yield from self._notes.lines(kind, note)

    def _table(self, table: _Element) -> Grid | None:
        cells: list[Cell] = []
        width = number = 0
        for row in self._rows(table):
            properties = row.find(f"{self._w}trPr")
            if properties is not None and properties.find(f"{self._w}del") is not None:
                continue
            column = self._value(properties, "gridBefore") or 0
            for cell in self._cells(row):
                options = cell.find(f"{self._w}tcPr")
                wide = min(max(self._value(options, "gridSpan") or 1, 1), _MAX_SPAN)
                gone = options is not None and options.find(f"{self._w}cellDel") is not None
                if not gone and not self._continues(options):
                    cells.append(Cell(number, column, tuple(self._children(cell)), width=wide))
                column += wide
            width = max(width, column)
            number += 1
        if not cells:
            return None
        return tidy_grid(cells, number, width, widths=self._widths(table))

    def _widths(self, table: _Element) -> list[float]:
        grid = table.find(f"{self._w}tblGrid")
        columns = grid.iterchildren(f"{self._w}gridCol") if grid is not None else ()
        return [float(integer(one.get(f"{self._w}w")) or 0) for one in columns]

    def _rows(self, table: _Element) -> Iterator[_Element]:
        yield from self._wrapped(table, "tr")

    def _cells(self, row: _Element) -> Iterator[_Element]:
        yield from self._wrapped(row, "tc")

    def _wrapped(self, parent: _Element, name: str) -> Iterator[_Element]:
        """Yield children called `name`, also those inside content controls."""
        for child in parent:
            found = local_name(child, self._w)
            if found == name:
                yield child
            elif found in _THROUGH:
                yield from self._wrapped(child, name)

    def _continues(self, options: _Element | None) -> bool:
        """Tell whether a cell is the covered part of a merged one."""
        for name in ("vMerge", "hMerge"):
            found = options.find(f"{self._w}{name}") if options is not None else None
            if found is not None and found.get(f"{self._w}val", "continue") == "continue":
                return True
        return False

    def _value(self, properties: _Element | None, name: str) -> int | None:
        found = properties.find(f"{self._w}{name}") if properties is not None else None
        return integer(found.get(f"{self._w}val")) if found is not None else None


def _prefix(number: str, text: str) -> str:
    """Set a number before a text: a space only where two Latin words would touch."""
    if not number or not text.strip():
        return ""
    first = text.lstrip()[0]
    return number if _WIDE.match(number[-1]) or _WIDE.match(first) else f"{number} "
