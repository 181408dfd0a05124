"""Whether a text is a report that can be scored; if not, why, in words for the user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.structure.report import Report


def why_unjudged(report: Report, *, thresholds: Mapping[str, float]) -> str | None:
    """Return the Chinese reason (cause；next step) why a text is not scored, None where it is."""
    letters = [c for c in report.text.text if c.isalpha()]
    if letters and _han(letters) < thresholds["least_share_of_han_letters"] * len(letters):
        return "不像中文报告（汉字过少）；请确认文件内容与编码"
    running = (report.slice(p.span) for p in report.paragraphs if p.kind == "text")
    if sum(map(_han, running)) < thresholds["least_han_letters"]:
        return "没有可评的正文（只有表格、模板或寥寥数语）；请确认文件是否完整"
    if not report.sections and report.identity.title is None:
        return "未见报告题名和任何章节；请确认是否为政府信息公开工作年度报告"
    return None


def _han(text: Iterable[str]) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)
