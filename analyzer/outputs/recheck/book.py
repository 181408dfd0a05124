"""A second look as the worksheet of the next round. Equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from analyzer.outputs.made_with import made_with
from analyzer.outputs.recheck.rows import (
    ALONE_HEADER,
    HEADER,
    SCORE_HEADER,
    alone_row,
    remarks,
    rows,
    score_rows,
)
from analyzer.outputs.workbook.book import MADE, OPTIONS
from analyzer.outputs.workbook.table import Column, Formats, Kind, write_cell, write_table
from analyzer.profile.recheck.changes import STATE_TITLES, STATES, Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.settings import Settings
from analyzer.signals.rule import Json

_WIDTHS: dict[str, tuple[float, Kind]] = {
    "序号": (5, "count"),
    "单位": (15, "text"),
    "年度": (6, "count"),
    "状态": (7, "short"),
    "等级": (6, "short"),
    "规则": (12, "text"),
    "章节": (11, "text"),
    "原文": (32, "text"),
    "修改后": (32, "text"),
    "说明": (13, "text"),
    "意见与建议": (36, "text"),
    "处理意见": (14, "text"),
    "原件": (18, "text"),
    "修改件": (14, "text"),
    "分项": (12, "text"),
    "原得分": (8, "score"),
    "现得分": (8, "score"),
    "变化": (8, "score"),
    "未评原因": (30, "text"),
    "文件": (40, "text"),
    "哪一边": (10, "short"),
    "原因": (50, "text"),
}
_CHOICES = ["已改", "不采纳", "待补"]  # offered in 处理意见; anything else may be written


def write_book(
    found: Iterable[Recheck | Alone], path: Path, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write 复查清单, 得分变化, 未配对 and 说明."""
    import xlsxwriter

    pairs: list[Recheck] = []
    alone: list[Alone] = []
    for one in found:
        if isinstance(one, Alone):
            alone.append(one)
        else:
            pairs.append(one)
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties(
            {"title": "复查清单", "comments": f"文质 {run['version']}", "created": MADE}
        )
        formats = Formats(book)
        sheet = book.add_worksheet("复查清单")
        listed = list(_numbered(row for pair in pairs for row in _rows(pair, settings)))
        left = write_table(sheet, _columns(HEADER), listed, formats=formats, frozen=4)
        at = HEADER.index("处理意见")
        if listed:
            options = {"validate": "list", "source": _CHOICES, "error_type": "information"}
            sheet.data_validation(1, at, len(listed), at, {**options, "ignore_blank": True})
        scores = _numbered(row for pair in pairs for row in score_rows(pair))
        write_table(
            book.add_worksheet("得分变化"),
            _columns(SCORE_HEADER),
            scores,
            formats=formats,
            frozen=2,
        )
        if alone:
            lonely = _numbered(map(alone_row, alone))
            last = book.add_worksheet("未配对")
            write_table(last, _columns(ALONE_HEADER), lonely, formats=formats, frozen=1)
        notes = book.add_worksheet("说明")
        notes.set_column(0, 0, 100)
        for line, text in enumerate(_notes(pairs, left, made_with(settings, run))):
            write_cell(notes, line, 0, text, (formats, "text"))


def _rows(pair: Recheck, settings: Settings) -> Iterator[Sequence[object]]:
    return rows(pair, privacy=settings.privacy)


def _columns(header: Sequence[str]) -> list[Column]:
    return [Column(title, *_WIDTHS[title]) for title in header]


def _numbered(given: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    for number, row in enumerate(given, start=1):
        yield (number, *row)


def _notes(pairs: Sequence[Recheck], left: int, made: str) -> Iterator[str]:
    told = "，".join(
        f"{STATE_TITLES[state]} {sum(pair.count(state) for pair in pairs)} 条" for state in STATES
    )
    yield f"共比对 {len(pairs)} 份：{told}。"
    yield "“仍存在”“新出现”按修改件，“已解决”按原件；原文和修改后为整句，【 】中为所指的字。"
    yield "同一条规则在对应的位置仍有意见为“仍存在”；对应按两版文字比对，移动过的段落也能对上。"
    yield "“处理意见”一列留空，供下一轮填写（可选已改、不采纳、待补，也可另写）。"
    yield "电话、邮箱、姓名、证件号按设置遮蔽；均为程序给出的提示，以人工核对为准。"
    yield from dict.fromkeys(remark for pair in pairs for remark in remarks(pair))
    if left:
        yield f"另有 {left} 行超出工作表的行数，见 -f json。"
    yield made
