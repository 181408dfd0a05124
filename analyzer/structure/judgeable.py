"""Whether a parsed text is a report that can be judged; if not, why, in words for the user."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analyzer.structure.report import Report
from analyzer.structure.scheme import UNKNOWN
from analyzer.text.characters import count_chinese

_SUBJECT = re.compile(r"(?:政[府务])?信息(?:和政务)?公开|政务公开|依申请公开|主动公开")
_LEAST_MENTIONS = 3
_LEAST_KNOWN = 2  # sections with a known key


def why_not_judgeable(report: Report, *, thresholds: Mapping[str, float]) -> str | None:
    """Return the Chinese reason (cause；next step) why a text cannot be judged, None when it can.

    `thresholds` gives `least_han_letters` of running text and `least_share_of_han_letters` among
    letters and digits.
    """
    text = report.text.text
    if not text.strip():
        return "文本为空，没有可评的内容；请确认文件是否完整"
    letters = sum(c.isalnum() for c in text)
    if count_chinese(text) < thresholds["least_share_of_han_letters"] * letters:
        return "不像中文报告（汉字过少）；请确认文件内容与编码"
    running = sum(count_chinese(p.span.of(text)) for p in report.paragraphs if p.kind == "text")
    if running < thresholds["least_han_letters"]:
        return "没有可评的正文（只有表格、模板或寥寥数语）；请确认文件是否完整"
    if not _is_a_report(report, text):
        return "未见政府信息公开年度报告的题名、章节和用语，疑为其他文件；请确认文件是否放错"
    return None


def _is_a_report(report: Report, text: str) -> bool:
    if report.identity.title is not None:
        return True
    known = {s.key for s in report.sections if s.key != UNKNOWN and not s.implied}
    mentions = len(_SUBJECT.findall(text))
    return mentions >= _LEAST_MENTIONS or (len(known) >= _LEAST_KNOWN and mentions > 0)
