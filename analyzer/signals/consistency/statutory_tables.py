"""Read the figures of the three statutory tables, whatever layout the source gave them.

Cells are read in order as one stream of words and numbers: a label, then its run of numbers. That
holds for Word tables, for one cell a line, and for the aligned text of printed pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyzer.structure.report import Report, Table
from analyzer.text.span import SourceSpan

COLUMNS = 7  # natural persons, five kinds of organisations, total
_TOKEN = re.compile(r"[^\s]+")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_REQUEST_LABELS = {
    "new": re.compile(r"本年新收"),
    "carried_in": re.compile(r"上年结转"),
    "result_total": re.compile(r"[（(]七[)）]总计|^总计$"),
    "carried_out": re.compile(r"结转下年"),
}
_RESULTS_BEGIN = re.compile(r"[（(]一[)）]予以公开")
_LITIGATION_COLUMNS = 15


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and where it stands in the source."""

    value: float
    span: SourceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of the statutory tables; empty where a table or a row could not be read."""

    requests: dict[str, tuple[Cell, ...]] = field(default_factory=dict)  # row → seven cells
    results: tuple[tuple[Cell, ...], ...] = ()  # the rows between （一） and （七）
    litigation: tuple[Cell, ...] = ()  # 5 of reviews, 5 + 5 of lawsuits
    documents: dict[str, tuple[Cell, ...]] = field(default_factory=dict)  # table one, by row

    def total(self, row: str) -> Cell | None:
        """Return the total of a row of the requests table."""
        cells = self.requests.get(row, ())
        return cells[-1] if len(cells) == COLUMNS else None

    @property
    def reviews(self) -> Cell | None:
        """Return the number of administrative reviews."""
        return self.litigation[4] if len(self.litigation) == _LITIGATION_COLUMNS else None

    @property
    def lawsuits(self) -> float | None:
        """Return the number of lawsuits, direct and after review."""
        if len(self.litigation) != _LITIGATION_COLUMNS:
            return None
        return self.litigation[9].value + self.litigation[14].value


def read_figures(report: Report) -> Figures:
    """Return the figures of the report's statutory tables."""
    requests: dict[str, tuple[Cell, ...]] = {}
    results: tuple[tuple[Cell, ...], ...] = ()
    litigation: tuple[Cell, ...] = ()
    documents: dict[str, tuple[Cell, ...]] = {}
    for table in report.tables:
        if table.kind == "requests":
            rows, between = _requests(table)
            requests.update(rows)
            results = results or between
        elif table.kind == "litigation":
            litigation = litigation or _litigation(table)
        elif table.kind == "disclosure":
            documents.update(_documents(table))
    return Figures(requests=requests, results=results, litigation=litigation, documents=documents)


def _stream(table: Table) -> Iterator[tuple[str, SourceSpan]]:
    for cell in table.cells:
        if len(cell.text) != len(cell.span):
            # The cell was cleaned: give every word the place of the whole cell.
            for match in _TOKEN.finditer(cell.text):
                yield match.group(), cell.span
            continue
        for match in _TOKEN.finditer(cell.text):
            start = cell.span.start + match.start()
            yield match.group(), SourceSpan(start, start + len(match.group()))


def _runs(table: Table) -> list[tuple[str, tuple[Cell, ...]]]:
    """Return (words before it, run of numbers) in order."""
    found: list[tuple[str, tuple[Cell, ...]]] = []
    words: list[str] = []
    numbers: list[Cell] = []
    for token, span in _stream(table):
        if _NUMBER.fullmatch(token):
            numbers.append(Cell(float(token.replace(",", "").lstrip("+")), span))
            continue
        if numbers:
            found.append(("".join(words), tuple(numbers)))
            words, numbers = [], []
        words.append(token)
    if numbers:
        found.append(("".join(words), tuple(numbers)))
    return found


def _requests(
    table: Table,
) -> tuple[dict[str, tuple[Cell, ...]], tuple[tuple[Cell, ...], ...]]:
    rows: dict[str, tuple[Cell, ...]] = {}
    between: list[tuple[Cell, ...]] = []
    inside = complete = False
    for words, cells in _runs(table):
        label = next((k for k, p in _REQUEST_LABELS.items() if p.search(words)), None)
        inside = inside or bool(_RESULTS_BEGIN.search(words))
        if label:
            inside = False
            complete = complete or label == "result_total"
            if whole_row := _completed(cells):
                rows.setdefault(label, whole_row)
        elif inside:
            between.append(cells)
    whole = complete and bool(between) and all(len(row) == COLUMNS for row in between)
    return rows, tuple(between) if whole else ()


def _completed(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return seven cells; a row with blank cells counts when its numbers add up to its total."""
    if len(cells) == COLUMNS:
        return cells
    *parts, total = cells
    if not parts or len(cells) > COLUMNS or sum(p.value for p in parts) != total.value:
        return ()
    blank = Cell(0.0, SourceSpan(total.span.start, total.span.start))
    return (*parts, *[blank] * (COLUMNS - len(cells)), total)


def _litigation(table: Table) -> tuple[Cell, ...]:
    runs = [cells for _, cells in _runs(table) if len(cells) == _LITIGATION_COLUMNS]
    return runs[-1] if runs else ()


def _documents(table: Table) -> dict[str, tuple[Cell, ...]]:
    wanted = ("规范性文件", "规章", "行政许可", "行政处罚", "行政强制", "行政事业性收费")
    found: dict[str, tuple[Cell, ...]] = {}
    for words, cells in _runs(table):
        name = _last_named(words, wanted)
        if name:
            found.setdefault(name, cells)
    return found


def _last_named(words: str, names: Sequence[str]) -> str:
    best, at = "", -1
    for name in names:
        where = words.rfind(name)
        if where > at:
            best, at = name, where
    return best
