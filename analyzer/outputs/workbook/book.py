"""Put the five sheets together. Equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.outputs.ranking_table import name_of
from analyzer.outputs.record_store import RecordStore
from analyzer.outputs.workbook.lists import FINDINGS, PASSAGES, findings, passages
from analyzer.outputs.workbook.method import write_method
from analyzer.outputs.workbook.ranking import BREAKDOWN, breakdown_row, ranking_columns, ranking_row
from analyzer.outputs.workbook.table import Formats, write_table
from analyzer.profile.record import ReportRecord
from analyzer.profile.standing import Standing
from analyzer.settings import Settings
from analyzer.signals.rule import Json

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

MADE = datetime(2000, 1, 1)  # a date of today would make equal input give other bytes
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
Rows = Callable[[ReportRecord, str], Iterable[Sequence[object]]]


def write_book(
    standings: Sequence[Standing],
    records: RecordStore,
    path: Path,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    by: str,
) -> None:
    """Write the workbook to `path`. `records` are office records, by the index of the summary."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties(
            {
                "title": "政府信息公开工作年度报告排名",
                "comments": f"文质 {run['version']}",
                "created": MADE,
            }
        )
        formats = Formats(book)
        _tables(book, standings, records, formats)
        left = [
            f"{title}另有 {count} 行超出工作表的行数，见 -f json"
            for title, rows, columns in (
                ("问题清单", findings, FINDINGS),
                ("重合", passages, PASSAGES),
            )
            if (
                count := write_table(
                    book.add_worksheet(title),
                    columns,
                    _numbered(standings, records, rows),
                    formats=formats,
                    frozen=2,
                )
            )
        ]
        sheet = book.add_worksheet("口径说明")
        write_method(sheet, standings, settings, run, by=by, formats=formats, notes=left)


def _tables(
    book: Workbook, standings: Sequence[Standing], records: RecordStore, formats: Formats
) -> None:
    placed = list(enumerate(standings, start=1))
    grouped = any(s.peers for s in standings)
    write_table(
        book.add_worksheet("排名"),
        ranking_columns(grouped=grouped),
        (ranking_row(number, standing, grouped=grouped) for number, standing in placed),
        formats=formats,
        frozen=4,
    )
    write_table(
        book.add_worksheet("分项"),
        BREAKDOWN,
        (breakdown_row(n, s, records.get(s.ranked.summary.index)) for n, s in placed),
        formats=formats,
        frozen=2,
    )


def _numbered(
    standings: Sequence[Standing], records: RecordStore, rows: Rows
) -> Iterator[Sequence[object]]:
    """Yield the rows of all reports in the order of the ranking, 序号 first."""
    number = 0
    for standing in standings:
        for row in rows(records.get(standing.ranked.summary.index), name_of(standing)):
            number += 1
            yield (number, *row)
