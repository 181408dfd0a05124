"""Put the lines and tables of all pages in reading order; tables run on over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.readers.blocks import Block, Line, PageBreak, is_prose
from analyzer.readers.pdf_columns import Stretch, read_columns
from analyzer.readers.pdf_join import Part, join_parts
from analyzer.readers.pdf_lines import (
    Margin,
    PrintedLine,
    body_margin,
    columns_of,
    group_lines,
    is_wide,
)
from analyzer.readers.pdf_page import Glyph, PdfPage
from analyzer.readers.pdf_tables import RuledTable, choose_tables, find_tables

_PAGE_NUMBER = re.compile(r"[\s\-—–－·•~～第页共/\d]*|[（(]?续表?[）)]?")
_FULL_LINE = 1.6  # em: a line ending this near the edge was broken for want of room
_GAP = "  "
_UNPARTED = re.compile(r"(?:[0-9A-Za-z.,%]+|.)[，。、；：！？）》」』”’】〕]*")
_NARROW, _SLACK = 0.5, 0.6  # em: a Latin character; what justifying leaves open
_FINAL = frozenset("。！？；：")
_LOOKS_FULL = 0.86  # share of the longest line's columns: from here on structure sees a full line
_OWN_MARGIN_LINES = 8  # a page with fewer lines has no margin of its own


@dataclass(frozen=True, slots=True)
class _Page:
    """A page taken apart: its lines in reading order by stretch, and its tables."""

    stretches: list[Stretch]
    parts: list[Part]

    @property
    def lines(self) -> list[PrintedLine]:
        return [line for stretch in self.stretches for line in stretch.lines]


def flow(pages: Sequence[PdfPage]) -> list[Block]:
    """Return all blocks, with a PageBreak between pages."""
    tables = choose_tables([find_tables(page.rulings) for page in pages])
    apart = [_take_apart(page, own) for page, own in zip(pages, tables, strict=True)]
    common = body_margin([line for page in apart for line in page.lines])
    writer = _Flow(_running_heads([page.lines for page in apart]))
    for number, page in enumerate(apart):
        if number:
            writer.line(PageBreak())
        margins = _margins(page.stretches, common)
        items = _in_order(page)
        for (item, side), following in zip(items, [*items[1:], None], strict=False):
            if isinstance(item, Part):
                writer.part(item)
            else:
                looks_full = (
                    side == "" and columns_of(item.text) >= _LOOKS_FULL * margins[side].columns
                )
                broken = not looks_full and _goes_on(item, side, following, margins)
                writer.line(_written(item, margins[side], open_ended=broken))
    return writer.finish()


def _margins(stretches: Sequence[Stretch], common: Margin) -> dict[str, Margin]:
    """Return the margin of each column; a column of few lines has none of its own."""
    lines: dict[str, list[PrintedLine]] = {}
    for stretch in stretches:
        lines.setdefault(stretch.side, []).extend(stretch.lines)
    return {
        side: body_margin(found) if side or len(found) >= _OWN_MARGIN_LINES else common
        for side, found in lines.items()
    }


def _goes_on(
    line: PrintedLine,
    side: str,
    following: tuple[PrintedLine | Part, str] | None,
    margins: Mapping[str, Margin],
) -> bool:
    """Tell whether a line was broken for want of room though its length does not show it.

    Structure tells wrapped lines by the number of their characters. Columns are too narrow for
    that, and lines with many figures hold other numbers of characters; here their edge is known.
    """
    after, beside = following if following is not None else (None, "")
    margin = margins[side]
    if not isinstance(after, PrintedLine) or (side == "") != (beside == ""):
        return False
    if side == "" and (
        not margin.justified
        or line.text[-1:] in _FINAL
        or any(_GAP in one.text.strip() for one in (line, after))  # a table without lines
    ):
        return False
    room = max(_FULL_LINE, _first_word(after.text) + _SLACK) * line.em
    words = line.text[-1:].isascii() and line.text[-1:].isalpha() and after.text[:1].isalpha()
    full = line.right >= margin.right - room
    return (
        full and not words and abs(line.em - after.em) < 1 and margins[beside].indent(after) == 0.0
    )


def _first_word(text: str) -> float:
    """Return how wide in em the beginning of a line is that is never parted: 2023年, 日）：."""
    found = _UNPARTED.match(text)
    return sum(1.0 if is_wide(c) else _NARROW for c in found.group()) if found else 0.0


def _in_order(page: _Page) -> list[tuple[PrintedLine | Part, str]]:
    """Return lines and tables in reading order, lines with the column they stand in."""
    items: list[tuple[float, float, PrintedLine | Part, str]] = []
    for number, stretch in enumerate(page.stretches):
        items += [(number, line.base, line, stretch.side) for line in stretch.lines]
    for part in page.parts:
        items.append((_stretch_of(part, page.stretches), part.table.ys[0], part, ""))
    items.sort(key=lambda one: one[:2])
    return [(item, side) for _, _, item, side in items]


def _stretch_of(part: Part, stretches: Sequence[Stretch]) -> float:
    """Return the number of the stretch a table stands in, or half a step behind the one above."""
    if len(stretches) == 1:
        return 0.0
    top, middle = part.table.ys[0], (part.table.xs[0] + part.table.xs[-1]) / 2
    for number, stretch in enumerate(stretches):
        inside = stretch.left <= middle <= stretch.right
        if inside and stretch.top <= top <= stretch.bottom:
            return float(number)
    above = [number for number, stretch in enumerate(stretches) if stretch.bottom <= top]
    return max(above) + 0.5 if above else -0.5


def _take_apart(page: PdfPage, tables: Sequence[RuledTable]) -> _Page:
    """Divide a page's characters into the lines outside tables and the cells of tables."""
    inside: list[dict[int, list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + 2 * glyph.base) / 3
        for table, cells in zip(tables, inside, strict=True):
            region = table.region_at(x, y)
            if region is not None:
                cells.setdefault(region, []).append(glyph)
                break
        else:
            outside.append(glyph)
    parts: list[Part] = []
    for table, cells in zip(tables, inside, strict=True):
        part = Part(table, {region: group_lines(found) for region, found in cells.items()})
        if any(is_prose(part.text(region)) for region in cells):
            outside.extend(glyph for found in cells.values() for glyph in found)
        else:
            parts.append(part)
    return _Page(read_columns(outside), parts)


def _running_heads(pages: Sequence[Sequence[PrintedLine]]) -> frozenset[str]:
    """Return the first and last lines that several pages share, numbers aside."""
    edges = Counter(
        _without_digits(line.text) for lines in pages for line in {*lines[:1], *lines[-1:]}
    )
    return frozenset(text for text, count in edges.items() if count >= 2)


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\s]+", "", text)


def _written(line: PrintedLine, margin: Margin, *, open_ended: bool) -> Line:
    """Keep the indent as spaces, half an em each, as pdftotext -layout does."""
    spaces = round(2 * margin.indent(line))
    style = "indent" if margin.begins_paragraph(line) else ""
    return Line(" " * spaces + line.text, style=style, open_ended=open_ended)


class _Flow:
    """Blocks so far, the parts of the table being read, and what the pages show after them."""

    def __init__(self, heads: frozenset[str]) -> None:
        self._heads = heads
        self._blocks: list[Block] = []
        self._parts: list[Part] = []
        self._between: list[list[Block]] = []
        self._after: list[Block] = []

    def line(self, block: Line | PageBreak) -> None:
        """Write a line; after a table it may turn out to be the foot or head of a page."""
        (self._after if self._parts else self._blocks).append(block)

    def part(self, part: Part) -> None:
        """Go on with the table being read, or begin a new one."""
        if self._parts and self._goes_on(part):
            self._between.append(self._after)
        else:
            self._close()
        self._after = []
        self._parts.append(part)

    def finish(self) -> list[Block]:
        """Return all blocks."""
        self._close()
        return self._blocks

    def _close(self) -> None:
        if len(self._parts) == 1 and not self._parts[0].table.whole:
            self._blocks.extend(Line(line.text) for line in self._parts[0].all_lines())
        elif self._parts:
            self._blocks.append(join_parts(self._parts, self._between))
        self._blocks.extend(self._after)
        self._parts, self._between, self._after = [], [], []

    def _goes_on(self, part: Part) -> bool:
        """Tell whether only a page break and page furniture lie between, and the edges agree."""
        if sum(isinstance(block, PageBreak) for block in self._after) != 1:
            return False
        lines = [block.text for block in self._after if isinstance(block, Line)]
        if not all(
            _PAGE_NUMBER.fullmatch(text.strip()) or _without_digits(text) in self._heads
            for text in lines
        ):
            return False
        return self._parts[-1].table.as_wide_as(part.table)
