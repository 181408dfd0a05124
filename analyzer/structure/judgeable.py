"""Whether a parsed text is a report that can be judged; if not, why."""

from __future__ import annotations

import re

from analyzer.structure.report import Report
from analyzer.structure.scheme import UNKNOWN
from analyzer.text.characters import count_chinese

_SUBJECT = re.compile(r"(?:政[府务])?信息(?:和政务)?公开|政务公开|依申请公开|主动公开")
_LEAST_CHINESE = 60  # characters of running text
_LEAST_SHARE = 0.3  # of the letters and digits
_LEAST_MENTIONS = 3
_LEAST_KNOWN = 2  # sections with a known key


def why_not_judgeable(report: Report) -> str | None:
    """Return a Chinese reason why the text cannot be judged as a report, None when it can."""
    text = report.text.text
    if not text.strip():
        return "文本为空，没有可以分析的内容"
    chinese = count_chinese(text)
    letters = sum(c.isalnum() for c in text)
    if chinese < _LEAST_SHARE * letters:
        return "不像中文文本，无法按中文年度报告分析"
    running = sum(count_chinese(p.span.of(text)) for p in report.paragraphs if p.kind == "text")
    if running < _LEAST_CHINESE:
        return "正文过少，只有标题或表格，无法评价"
    if not _is_a_report(report, text):
        return "未见政府信息公开年度报告的题名、章节和用语，疑为其他文件"
    return None


def _is_a_report(report: Report, text: str) -> bool:
    if report.identity.title is not None:
        return True
    known = {s.key for s in report.sections if s.key != UNKNOWN and not s.implied}
    mentions = len(_SUBJECT.findall(text))
    return mentions >= _LEAST_MENTIONS or (len(known) >= _LEAST_KNOWN and mentions > 0)
