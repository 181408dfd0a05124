"""OpenDocument texts (.odt), read from their XML without any office program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.readers.archive import DamagedArchive
from analyzer.readers.assemble import assemble
from analyzer.readers.blocks import Block, Cell, Grid, Line, tidy_grid, unwrap_layout
from analyzer.readers.failures import encrypted, pictures_only, unsupported
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.readers.odt_numbering import STYLE, TEXT, ListState, ListStyles, whole_number
from analyzer.readers.odt_paragraph import DRAW, hidden_styles, read_paragraph
from analyzer.readers.plain import check_length
from analyzer.readers.xml_package import XmlPackage, open_xml_package
from analyzer.text.source import SourceDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_NO_TEXTS = ("spreadsheet", "presentation", "drawing")
_MANIFEST = "META-INF/manifest.xml"
_THROUGH = frozenset([f"{TEXT}section", f"{TEXT}numbered-paragraph", f"{DRAW}g", f"{DRAW}a"])
_BOXES = frozenset([f"{DRAW}frame", f"{DRAW}text-box", f"{DRAW}custom-shape"])
_ROWS_IN = frozenset(
    [f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"]
)
_CELLS = frozenset([f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"])
_MOST_SPAN = 100
_MOST_REPEATED = 100  # equal rows or cells written once; a table of texts has no more
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")


def read_odt(data: bytes, *, name: str, limits: Limits) -> SourceDocument:
    """Return the body of an OpenDocument text in order, as `read_docx` does for Word.

    Deleted text (tracked changes), comments, headers, footers and tables of contents are left
    out. A paragraph's `index` counts the paragraphs read, from 0. Raises UnreadableReport and
    DamagedArchive.
    """
    package = open_xml_package(data, name=name, kind="OpenDocument 文档", limits=limits)
    if _is_locked(package):
        raise encrypted(name, "OpenDocument 文档")
    content = package.parse("content.xml")
    if content.find(f"{_OFFICE}body/{_OFFICE}text") is None and any(
        content.find(f"{_OFFICE}body/{_OFFICE}{kind}") is not None for kind in _NO_TEXTS
    ):
        raise unsupported(name, "ods")
    roots = [content]
    if "styles.xml" in package.entries:
        roots.insert(0, package.parse("styles.xml"))
    document = assemble(_Body(roots).blocks(content), data=data, name=name, format="odt")
    if not document.text.strip() and any(one.startswith("Pictures/") for one in package.entries):
        raise pictures_only(name)
    check_length(document.text, name=name, limits=limits)
    check_legible(document.text, name=name)
    return document


def _is_locked(package: XmlPackage) -> bool:
    """Tell whether the parts are encrypted: the manifest says so, the zip does not."""
    if _MANIFEST not in package.entries:
        return False
    try:
        manifest = package.parse(_MANIFEST)
    except DamagedArchive:  # older writers declare a document type here; it is not needed
        return False
    return any(str(one.tag).endswith("}encryption-data") for one in manifest.iter())


class _Body:
    """Walks the body; lists count as they are met."""

    def __init__(self, roots: list[_Element]) -> None:
        self._lists = ListStyles(roots)
        self._hidden = hidden_styles(roots)
        self._names: dict[str, str] = {}
        self._numbered: dict[str, str] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                key = style.get(f"{STYLE}name", "")
                parent = style.get(f"{STYLE}parent-style-name", "")
                self._names[key] = style.get(f"{STYLE}display-name") or self._names.get(parent, key)
                self._numbered[key] = style.get(f"{STYLE}list-style-name", "")
        self._outline = ListState("")

    def blocks(self, content: _Element) -> list[Block]:
        """Return the document's lines and tables. Raises DamagedArchive where there is no text."""
        body = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise DamagedArchive("no office:text")
        return self._children(body)

    def _children(self, parent: _Element) -> list[Block]:
        blocks: list[Block] = []
        for child in parent:
            tag = str(child.tag)
            if tag in {f"{TEXT}p", f"{TEXT}h"}:
                blocks.extend(self._paragraph(child, self._outline_number(child)))
            elif tag == f"{TEXT}list":
                blocks.extend(self._list(child, None, 0))
            elif tag == f"{_TABLE}table":
                grid = self._table(child)
                if grid is not None:
                    blocks.extend(unwrap_layout(grid))
            elif tag in _THROUGH or tag in _BOXES:
                blocks.extend(self._children(child))
        return blocks

    def _outline_number(self, element: _Element) -> str:
        """Return the number that the outline gives a heading outside lists."""
        if element.tag != f"{TEXT}h" or element.get(f"{TEXT}is-list-header") == "true":
            return ""
        level = (whole_number(element.get(f"{TEXT}outline-level")) or 1) - 1
        start = whole_number(element.get(f"{TEXT}start-value"))
        return self._lists.number(self._outline, level, start=start, style=None)

    def _list(self, element: _Element, state: ListState | None, level: int) -> Iterator[Block]:
        if state is None:
            first = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
            style = first.get(f"{TEXT}style-name", "") if first is not None else ""
            state = self._lists.open(element, self._numbered.get(style, ""))
        for item in element:
            waiting = item.tag == f"{TEXT}list-item"
            for child in item:
                tag = str(child.tag)
                if tag in {f"{TEXT}p", f"{TEXT}h"}:
                    number = ""
                    if waiting:
                        number = self._lists.number(
                            state,
                            level,
                            start=whole_number(item.get(f"{TEXT}start-value")),
                            style=item.get(f"{TEXT}style-override"),
                        )
                        waiting = False
                    yield from self._paragraph(child, number)
                elif tag == f"{TEXT}list":
                    yield from self._list(child, state, level + 1)

    def _paragraph(self, element: _Element, number: str) -> Iterator[Block]:
        read = read_paragraph(element, self._hidden)
        lead = number
        if number and not (_WIDE.match(number[-1]) or _WIDE.match(read.text.lstrip()[:1])):
            lead = f"{number} "
        style = self._names.get(element.get(f"{TEXT}style-name", ""), "")
        if element.tag == f"{TEXT}h":
            style = f"heading {whole_number(element.get(f'{TEXT}outline-level')) or 1}"
        yield Line((lead if read.text.strip() else "") + read.text, style=style)
        for box in read.boxes:
            yield from self._children(box)
        for note in read.notes:
            for block in self._children(note):
                yield Line(block.text, style="footnote text") if isinstance(block, Line) else block

    def _table(self, table: _Element) -> Grid | None:
        cells: list[Cell] = []
        width = number = 0
        for row in _rows(table):
            column = 0
            for cell in row:
                if cell.tag not in _CELLS:
                    continue
                repeated = _repeated(cell, f"{_TABLE}number-columns-repeated")
                wide = min(
                    max(whole_number(cell.get(f"{_TABLE}number-columns-spanned")) or 1, 1),
                    _MOST_SPAN,
                )
                if cell.tag == f"{_TABLE}covered-table-cell":
                    column += repeated
                    continue
                for _ in range(repeated):
                    blocks = tuple(self._children(cell))
                    cells.append(Cell(number, column, blocks, width=wide))
                    column += 1
            width = max(width, column)
            number += 1
        return tidy_grid(cells, number, width) if cells else None


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            for _ in range(_repeated(child, f"{_TABLE}number-rows-repeated")):
                yield child
        elif child.tag in _ROWS_IN:
            yield from _rows(child)


def _repeated(element: _Element, name: str) -> int:
    return min(max(whole_number(element.get(name)) or 1, 1), _MOST_REPEATED)
