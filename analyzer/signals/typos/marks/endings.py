"""Paragraphs that end without a final mark, or in one that promises more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.signals.rule import Hit
from analyzer.structure.report import Paragraph, Report
from analyzer.text.span import Span

_UNFINISHED = re.compile(r"[\u4e00-\u9fff\d%％”》）]$")
_LISTED = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|^[一二三四五六七八九十]是")
_SHORTEST = 24  # shorter lines without a mark are captions and headings
# What is left of a table in plain text ends in figures or brackets and holds no sentence.
_CELL_END = re.compile(r"[\d%％）]$")
_CELLS = re.compile(r"勾稽关系|只计这一情形|本列数据")
_CAPTION = re.compile(
    r"^附|情况(?:统计)?表$|^（?(?:联系|地址|电话|邮编|网址)|\d{4}年\d{1,2}月\d{1,2}日$"
)


def find(report: Report) -> Iterator[Hit]:
    """Yield running paragraphs whose last mark is missing or is a comma."""
    text = report.text.text
    for index, paragraph in enumerate(report.paragraphs):
        if paragraph.kind != "text":
            continue
        written = paragraph.span.of(text)
        last = paragraph.span.end
        if written and written[-1] in "，、":
            yield Hit(
                place=Span(last - 1, last),
                message=f"段末用了“{written[-1]}”，请核对是否应为句号或有缺文",
                confidence=0.8,
                evidence={"check": "comma-at-end"},
            )
        elif _lacks_stop(written, report.paragraphs, index, text):
            yield Hit(
                place=Span(last - 1, last),
                message="段末缺句号",
                suggestion=f"{written[-1]}。",
                confidence=0.85,
                evidence={"check": "no-final-stop"},
            )


def _lacks_stop(written: str, paragraphs: tuple[Paragraph, ...], index: int, text: str) -> bool:
    if len(written) < _SHORTEST or not _UNFINISHED.search(written) or _CAPTION.search(written):
        return False
    if not re.search(r"[，。；]", written) or _CELLS.search(written):
        return False
    if _CELL_END.search(written) and "。" not in written:
        return False
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if following is None or following.kind != "text":
        return True
    # A line that goes on in the next paragraph was broken by conversion, not left open.
    return bool(_LISTED.match(following.span.of(text)) or written[-1] in "等的了”》）")
