"""A sheet that is one table: frozen and repeated header, filter, widths, number formats, A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from analyzer.outputs.columns import width
from analyzer.outputs.safe_text import like_formula, without_controls

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "short", "count", "score", "share", "percent", "rate"]
FONT = "等线"
MOST_UNITS = 32_767  # UTF-16 units a cell of Excel holds
_CUT = "…（后文略）"
MOST_ROWS = 1_048_575  # below the header
_NUMBERS: dict[Kind, str] = {
    "count": "0",
    "score": "0.0",
    "share": "0.0%",
    "percent": "0%",
    "rate": "0.00",
}
_BAR = "#BDD7EE"
_LINE, _LOWEST, _HIGHEST = 13.0, 17.0, 409.0  # points; Excel allows no row to be higher
_HEAD = 44.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in half-width characters; scores of 0–100 may have a bar."""

    title: str
    width: float
    kind: Kind = "text"
    bar: bool = False


class Formats:
    """The cell formats of a workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}
        self.head = self._add(bold=True, bg_color="#DCE6F1", align="center", text_wrap=True)
        self.title = self._add(bold=True, font_size=14, border=0)
        self.section = self._add(bold=True, bg_color="#F2F2F2")

    def of(self, kind: Kind, *, quoted: bool = False) -> Any:
        """Return the format of a kind; `quoted` keeps a text that looks like a formula a text."""
        if (kind, quoted) not in self._made:
            options: dict[str, Any] = {"text_wrap": kind not in _NUMBERS}
            if kind != "text":
                options["align"] = "center"
            if kind in _NUMBERS:
                options["num_format"] = _NUMBERS[kind]
            if quoted:
                options["quote_prefix"] = True
            self._made[kind, quoted] = self._add(**options)
        return self._made[kind, quoted]

    def _add(self, **options: Any) -> Any:
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1}
        return self._book.add_format({**base, "border_color": "#BFBFBF", **options})


def write_cell(
    sheet: Worksheet, row: int, column: int, value: object, form: tuple[Formats, Kind]
) -> None:
    """Write one value: numbers as numbers, everything else as text that is never a formula."""
    formats, kind = form
    if isinstance(value, bool) or value is None or value == "":
        sheet.write_blank(row, column, None, formats.of(kind))
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, formats.of(kind))
    else:
        text = cell_text(str(value))
        sheet.write_string(row, column, text, formats.of(kind, quoted=like_formula(text)))


def cell_text(text: str) -> str:
    """Return what of a text a cell can hold: printable, at most 32,767 UTF-16 units."""
    clean = without_controls(text).strip()
    if len(clean) * 2 <= MOST_UNITS or _units(clean) <= MOST_UNITS:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (MOST_UNITS - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def write_table(
    sheet: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    formats: Formats,
    frozen: int,
) -> int:
    """Write header and rows and set the sheet up for screen and paper; return the rows left out.

    `frozen` columns stay at the left when one scrolls.
    """
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    sheet.set_row(0, _HEAD)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.title, formats.head)
    count = left_out = 0
    for row in rows:
        if count == MOST_ROWS:
            left_out += 1
            continue
        count += 1
        sheet.set_row(
            count, _height(columns, row)
        )  # spreadsheets do not fit heights of wrapped text
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            write_cell(sheet, count, at, value, (formats, column.kind))
    sheet.autofilter(0, 0, count, len(columns) - 1)
    sheet.freeze_panes(1, frozen)
    _bars(sheet, columns, count)
    paper(sheet)
    sheet.repeat_rows(0)
    return left_out


def paper(sheet: Worksheet) -> None:
    """Set A4 landscape, all columns on one page, page numbers at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.set_header(f'&C&"{FONT},Bold"&12&A')
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.hide_gridlines(2)


def height_of(text: str, cells: float) -> float:
    """Return the height in points of a text wrapped in a column of so many half-width characters."""
    room = max(2, int(cells) - 1)
    lines = sum(max(1, ceil(width(line) / room)) for line in text.split("\n"))
    return min(_HIGHEST, max(_LOWEST, lines * _LINE + 3))


def _height(columns: Sequence[Column], row: Sequence[object]) -> float:
    texts = ((c, v) for c, v in zip(columns, row, strict=True) if isinstance(v, str))
    return max((height_of(text, column.width) for column, text in texts), default=_LOWEST)


def _bars(sheet: Worksheet, columns: Sequence[Column], count: int) -> None:
    for at, column in enumerate(columns):
        if column.bar and count:
            most = 100 if column.kind == "score" else 1
            bar = {"type": "data_bar", "bar_solid": True, "bar_color": _BAR}
            ends = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": most}
            sheet.conditional_format(1, at, count, at, {**bar, **ends, "data_bar_2010": True})
