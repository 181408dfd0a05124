"""Print invented reports in many layouts and remember which characters are prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analyzer.text.characters import display_width
from tests.unit.structure.invented import Invented, Part

Rows = Sequence[Sequence[str]]
_HALF = str.maketrans("，；：（）！？", ",;:()!?")
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Style:
    """One layout."""

    width: int = 0  # columns of a printed line; 0: a paragraph is a line
    indent: str = "　　"
    marker: str = "{n}、"  # {n} Chinese numeral, {a} Arabic
    run_in: str | None = None  # between a section heading and its first paragraph on one line
    table: str = "tabbed"  # tabbed, aligned, barred, listed, squashed, spaced
    page_lines: int = 0  # printed lines a page; 0: no pages
    page_number: str = "- {p} -"
    form_feed: bool = True
    head: str = ""  # running head
    blank_lines: bool = False  # between paragraphs
    split_title: bool = False
    line_end: str = "\n"
    half_width: bool = False  # punctuation as some web extractors write it


@dataclass
class Print:
    """A printed text: its characters, and for each whether it is prose."""

    style: Style
    lines: list[tuple[str, bool]] = field(default_factory=list)  # text, is it prose

    def paragraph(self, text: str, *, indent: str) -> None:
        """Print a paragraph, wrapped where the style wraps."""
        line = indent
        for character in text:
            too_wide = self.style.width and display_width(line + character) > self.style.width
            if too_wide and character not in "，。；：、）”！？":
                self.lines.append((line, True))
                line = ""
            line += character
        self.lines.append((line, True))
        if self.style.blank_lines:
            self.lines.append(("", False))

    def table(self, rows: Rows) -> None:
        """Print a table."""
        for line in TABLES[self.style.table](rows):
            self.lines.append((line, False))

    def finish(self) -> tuple[str, set[int]]:
        """Return the text and the offsets of its prose characters (blanks left out)."""
        text = ""
        prose: set[int] = set()
        for line, is_prose in self._paged():
            if is_prose:
                prose |= {len(text) + i for i, c in enumerate(line) if not c.isspace()}
            text += line + self.style.line_end
        return text.translate(_HALF) if self.style.half_width else text, prose

    def _paged(self) -> list[tuple[str, bool]]:
        if not self.style.page_lines:
            return self.lines
        out: list[tuple[str, bool]] = []
        count = self.style.page_lines
        for page, start in enumerate(range(0, len(self.lines), count), 1):
            feed = "\f" if self.style.form_feed and page > 1 else ""
            if self.style.head:
                out.append((feed + self.style.head, False))
                feed = ""
            body = self.lines[start : start + count]
            out.append((feed + body[0][0], body[0][1]))
            out += body[1:]
            out += [("", False), ("      " + self.style.page_number.format(p=page), False)]
        return out


def print_report(report: Invented, style: Style) -> tuple[str, set[int]]:
    """Return the printed text and the offsets of its prose."""
    sheet = Print(style)
    if style.split_title:
        cut = report.title.index("年") - 4
        sheet.lines += [("      " + report.title[:cut], True), ("    " + report.title[cut:], True)]
    else:
        sheet.lines.append((report.title, True))
    sheet.lines.append(("", False))
    sheet.paragraph(report.preface, indent=style.indent)
    for number, part in enumerate(report.parts, 1):
        _print_part(sheet, part, number)
    for line in report.signature:
        sheet.lines.append((" " * 20 + line, True))
    if report.appendix:
        sheet.lines.append(("附件：政府信息公开情况统计表", True))
        sheet.table(report.appendix)
    return sheet.finish()


def _print_part(sheet: Print, part: Part, number: int) -> None:
    style = sheet.style
    marker = style.marker.format(n=NUMERALS[number - 1], a=number)
    paragraphs = list(part.paragraphs)
    heading = marker + part.heading
    if style.run_in is not None and paragraphs and not part.table:
        paragraphs[0] = heading + style.run_in + paragraphs[0]
    else:
        sheet.paragraph(heading, indent=style.indent)
    for text in paragraphs:
        sheet.paragraph(text, indent=style.indent)
    if part.table:
        sheet.table(part.table)


def tabbed(rows: Rows) -> list[str]:
    """Print as a Word table converted to text: a tab before each cell, a blank line after a row."""
    out: list[str] = []
    for row in rows:
        cells = list(row)
        while cells and not cells[-1]:
            cells.pop()
        out += ["\t" + cell for cell in cells] + [""]
    return out


def aligned(rows: Rows) -> list[str]:
    """Print as `pdftotext -layout` does: columns kept by blanks, wide cells wrapped."""
    columns = max(map(len, rows))
    cells = [[_wrapped(c, 24) for c in row] + [[""]] * (columns - len(row)) for row in rows]
    widths = [max(display_width(line) for row in cells for line in row[k]) for k in range(columns)]
    out: list[str] = []
    for row in cells:
        height = max(map(len, row))
        for k in range(height):
            line = ""
            for cell, width in zip(row, widths, strict=True):
                text = (
                    cell[k - (height - len(cell)) // 2]
                    if 0 <= k - (height - len(cell)) // 2 < len(cell)
                    else ""
                )
                line += text + " " * (width - display_width(text) + 3)
            out.append(line.rstrip())
        out.append("")
    return out


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for character in text:
        if display_width(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def barred(rows: Rows) -> list[str]:
    """Print as a Markdown table."""
    out = ["| " + " | ".join(row) + " |" for row in rows]
    return [out[0], "|" + " --- |" * len(rows[0]), *out[1:]]


def listed(rows: Rows) -> list[str]:
    """Print one cell a line, empty cells lost."""
    return [cell for row in rows for cell in row if cell]


def squashed(rows: Rows) -> list[str]:
    """Print everything on one line, figures parted by blanks."""
    out = ""
    for row in rows:
        for cell in row:
            if cell:
                out += ("    " if cell[0].isdigit() or cell[0] in "+-" else "") + cell
    return [out]


def spaced(rows: Rows) -> list[str]:
    """Print a row a line, cells parted by single blanks."""
    return [" ".join(cell for cell in row if cell) for row in rows]


def row_tabs(rows: Rows) -> list[str]:
    """Print a row a line, cells parted by tabs (copied from a browser or a spreadsheet)."""
    return ["\t".join(row) for row in rows]


def trailing_bars(rows: Rows) -> list[str]:
    """Print as web extractors do: merged cells leave bars without blanks behind."""
    out = []
    for row in rows:
        cells = [cell for cell in row if cell]
        out.append("".join(f"{cell} | " for cell in cells) + "|" * (len(row) - len(cells)))
    return out


def bar_lines(rows: Rows) -> list[str]:
    """Print each cell on a line of its own and a bar on the line behind it."""
    return [line for row in rows for cell in row if cell for line in (cell, "|")]


TABLES: dict[str, Callable[[Rows], list[str]]] = {
    "tabbed": tabbed,
    "aligned": aligned,
    "barred": barred,
    "listed": listed,
    "squashed": squashed,
    "spaced": spaced,
    "row_tabs": row_tabs,
    "trailing_bars": trailing_bars,
    "bar_lines": bar_lines,
}
