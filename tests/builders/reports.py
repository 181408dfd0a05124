"""Small parsed reports and profiles for tests, without files."""

from __future__ import annotations

import hashlib
from typing import Any

from analyzer.profile.record import SCORES, ReportRecord, empty_record
from analyzer.structure.report import Report
from analyzer.text.source import SourceDocument

TITLE = "临澜县柳桥镇2023年政府信息公开工作年度报告"
PLAIN = f"""{TITLE}

一、总体情况
全年公开信息326条，其中补贴名单48期、招标结果9条。每月10日由包村干部张贴并拍照上传。
二、主动公开政府信息情况
按要求主动公开。
三、收到和处理政府信息公开申请情况
收到申请1件，部分公开1件。
四、政府信息公开行政复议、行政诉讼情况
没有发生行政复议和行政诉讼。
五、存在的主要问题及改进情况
存在的主要问题：4个村的名单未隐去身份证号。改进措施：由镇财政所统一制作脱敏名单。
六、其他需要报告的事项
没有其他需要报告的事项。
"""


def source_of(text: str, *, name: str = "report.txt") -> SourceDocument:
    """Return plain text as a reader would give it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SourceDocument(name=name, format="text", text=text, sha256=digest, encoding="utf-8")


def report_of(text: str = PLAIN, *, name: str = "report.txt") -> Report:
    """Return the parsed report of a plain text."""
    from analyzer.structure.parse import parse_report

    return parse_report(source_of(text, name=name))


def record_of(source: str = "report.txt", **changes: Any) -> ReportRecord:
    """Return a profile with nothing in it but `changes`; scores may be given as numbers."""
    record = empty_record(source, status="ok", reason="未评", provenance={})
    record["reason"] = None
    scores = changes.pop("scores", {})
    for name in SCORES:
        if name in scores:
            record["scores"][name] = {"value": scores[name], "reason": None}
    record.update(changes)  # type: ignore[typeddict-item]
    return record


def finding(start: int, quote: str, **changes: Any) -> dict[str, Any]:
    """Return a finding record at a place."""
    return {
        "id": "f1",
        "rule": "LAN05",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "message": "句内出现半角标点，请核对",
        "hint": "",
        "suggestion": None,
        "severity": "warning",
        "confidence": 0.9,
        "section": "overview",
        "evidence": {},
        **changes,
    }
