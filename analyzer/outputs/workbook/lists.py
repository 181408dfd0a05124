"""Rows of 问题清单 and 重合: every finding and every shared passage, for working through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analyzer.outputs.office_record import heading_of
from analyzer.outputs.section_titles import section_title
from analyzer.outputs.workbook.table import Column
from analyzer.profile.record import SEVERITIES, SEVERITY_TITLES, ReportRecord
from analyzer.signals import catalog

FINDINGS = (
    Column("序号", 5, "count"),
    Column("单位", 20),
    Column("年度", 6, "count"),
    Column("等级", 6, "short"),
    Column("编号", 8, "short"),
    Column("名称", 12),
    Column("章节", 14),
    Column("页", 5, "count"),
    Column("原文", 36),
    Column("说明", 32),
    Column("建议", 34),
    Column("把握", 6, "percent"),
    Column("核对结果", 12),
    Column("文件", 18),
)
PASSAGES = (
    Column("序号", 5, "count"),
    Column("单位", 20),
    Column("年度", 6, "count"),
    Column("章节", 14),
    Column("关系", 8, "short"),
    Column("对方单位", 20),
    Column("对方年度", 6, "count"),
    Column("相同字数", 6, "count"),
    Column("相似度", 7, "share"),
    Column("同样使用的份数", 7, "count"),
    Column("本报告文字", 44),
    Column("对方文字", 44),
    Column("核对结果", 12),
    Column("文件", 18),
    Column("对方文件", 18),
)
_OWN, _PEER = "本单位上年", "其他单位"


def findings(record: ReportRecord, name: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a report's findings without 序号, gravest first."""
    found = sorted(record["findings"], key=lambda f: (SEVERITIES.index(f["severity"]), f["start"]))
    for finding in found:
        yield (
            name,
            record["identity"]["year"],
            SEVERITY_TITLES[finding["severity"]],
            finding["rule"],
            catalog.rule(finding["rule"]).title,
            heading_of(record, finding["section"]),
            finding.get("page"),
            " ".join(finding["quote"].split()),
            finding["message"],
            advice_of(finding),
            finding["confidence"],
            None,
            record["source"],
        )


def advice_of(finding: Mapping[str, Any]) -> str:
    """Return the hint of a finding with the replacement, where there is one."""
    suggestion = finding["suggestion"]
    if suggestion is None:
        return str(finding["hint"])
    told = f"可改为“{suggestion}”" if suggestion else "可删去"
    return f"{told}。{finding['hint']}" if finding["hint"] else told


def passages(record: ReportRecord, name: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a report's shared passages without 序号."""
    for passage in record["passages"]:
        yield (
            name,
            record["identity"]["year"],
            _section_at(record, int(str(passage["start"]))),
            _OWN if passage["own_last_year"] else _PEER,
            passage["other_issuer"],
            passage["other_year"],
            passage["shared_characters"],
            passage["similarity"],
            passage["reports_sharing"],
            passage["text"],
            passage["other_text"],
            None,
            record["source"],
            passage["other_source"],
        )


def _section_at(record: ReportRecord, place: int) -> str:
    for section in record["sections"]:
        if section["start"] <= place < section["end"]:
            return heading_of(record, section["key"])
    return section_title("preamble")
