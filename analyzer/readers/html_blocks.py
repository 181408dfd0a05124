"""Take an HTML element apart into lines and tables as a browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.readers.blocks import Block, Cell, Grid, Line, tidy_grid, unwrap_layout

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "form",
        "center",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "figure",
        "figcaption",
        "address",
        "fieldset",
        "caption",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "body",
        "html",
        "ucapcontent",
        "ucaptitle",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile("[ \t\r\n\f]+")
# A line break in the page's source between two Chinese characters is no space (CSS Text 4).
_SOURCE_BREAK = re.compile(
    "(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef])"
)
_MAX_DEPTH = 150  # deeper nesting is never layout; its text is taken as one line
_MAX_SPAN = 100  # rowspan and colspan beyond this are mistakes
_MAX_COVERED = 200_000  # boxes that spans cover in one table; beyond it spans are ignored


def html_blocks(node: LexborNode) -> list[Block]:
    """Return the lines and tables inside `node` in document order."""
    collector = _Collector()
    collector.walk(node, 0)
    collector.flush()
    return collector.blocks


class _Collector:
    """Lines so far and the line being gathered."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._buffer: list[str] = []
        self._style = ""

    def walk(self, node: LexborNode, depth: int) -> None:
        """Gather everything below `node`."""
        number = _first_number(node)
        for child in _children(node):
            if child.is_text_node:
                self._buffer.append(child.text_content or "")
                continue
            tag = child.tag or ""
            if tag == "br":
                self.flush()
            elif tag == "table":
                self.flush()
                grid = html_grid(child, depth)
                if grid is not None:
                    self.blocks.extend(unwrap_layout(grid))
            elif depth >= _MAX_DEPTH:
                self._buffer.append(child.text())
            elif tag in _BLOCKS:
                if tag == "li" and number is not None:
                    self._block(child, depth, prefix=f"{number}.")
                    number += 1
                else:
                    self._block(child, depth)
            else:
                self.walk(child, depth + 1)

    def _block(self, node: LexborNode, depth: int, *, prefix: str = "") -> None:
        self.flush()
        outer = self._style
        self._style = (node.tag or "") if node.tag in _HEADINGS else outer
        if prefix:
            self._buffer.append(prefix)
        if node.tag == "pre":
            self._preformatted(node)
        else:
            self.walk(node, depth + 1)
        self.flush()
        self._style = outer

    def _preformatted(self, node: LexborNode) -> None:
        for line in node.text().splitlines():
            if line.strip():
                self.blocks.append(Line(line.rstrip(), style=self._style))

    def flush(self) -> None:
        """End the line being gathered."""
        text = collapse("".join(self._buffer))
        self._buffer.clear()
        if text.strip():
            self.blocks.append(Line(text, style=self._style))


def collapse(text: str) -> str:
    """Collapse white space as a browser does; no-break and full-width spaces stay."""
    if "\n" in text or "\r" in text:
        text = _SOURCE_BREAK.sub("", text)
    return _SPACE.sub(" ", text).strip(" ")


def html_grid(table: LexborNode, depth: int = 0) -> Grid | None:
    """Return a table with row and column spans resolved; None for an empty one."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    row = width = 0
    for line in _rows(table):
        column = 0
        for node in _children(line):
            if node.tag not in {"td", "th"}:
                continue
            while (row, column) in taken:
                column += 1
            sane = len(taken) < _MAX_COVERED
            tall, wide = (_extent(node, "rowspan"), _extent(node, "colspan")) if sane else (1, 1)
            taken.update((row + r, column + c) for r in range(tall) for c in range(wide))
            inner = _Collector()
            inner.walk(node, depth + 1)
            inner.flush()
            cells.append(Cell(row, column, tuple(inner.blocks), width=wide))
            column += wide
            width = max(width, column)
        row += 1
    if not cells:
        return None
    return tidy_grid(cells, row, width)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in _children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (one for one in _children(child) if one.tag == "tr")


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.is_text_node or child.is_element_node:
            yield child
        child = child.next


def _extent(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) else 1


def _first_number(node: LexborNode) -> int | None:
    """Return the first number of an ordered list, which the browser writes and the text lacks."""
    if node.tag != "ol":
        return None
    start = node.attributes.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() else 1
