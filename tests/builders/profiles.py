"""A profile in which every kind of mark occurs, for the outputs."""

from __future__ import annotations

from typing import Any

from analyzer.profile.record import SCORES, ReportRecord
from tests.builders.reports import finding, record_of

HEADING = "一、总体情况"
FIRST = "全年公开信息326条,其中补贴名单48期。坚持定期检查<img src=x onerror=window.hacked=1>。"
SECOND = "五、问题与改进"
THIRD = "4个村的名单未隐去身份证号。由镇财政所统一制作脱敏名单，2024年1月起执行。"
TABLE = "本年新收1件（建议咨询填报）"
TEXT = "\n".join((HEADING, FIRST, TABLE, SECOND, THIRD, ""))


def _at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def marked_record(number: int = 0) -> ReportRecord:
    """Return a profile with findings of every severity, facts, passages, problems and tables."""
    paragraphs = [
        {"kind": kind, **_at(words)} | ({"level": 1} if kind == "heading" else {})
        for kind, words in (
            ("heading", HEADING),
            ("text", FIRST),
            ("heading", SECOND),
            ("text", THIRD),
        )
    ]
    found = [
        ("LAN05", ",", "warning", "，"),
        ("LAN01", "定期", "error", None),
        ("CON08", "（建议咨询填报）", "error", ""),
        ("BOI05", "由镇财政所统一制作脱敏名单", "info", None),
    ]
    findings = [
        finding(
            TEXT.index(words),
            words,
            id=f"f{n}",
            rule=rule,
            severity=severity,
            suggestion=suggestion,
            hint="可写：由〔科室〕于〔时限〕前完成。",
        )
        for n, (rule, words, severity, suggestion) in enumerate(found, start=1)
    ]
    record = record_of(
        f"报告 <{number + 1}>/{number + 1}.txt",
        text=TEXT,
        prose=[_at(HEADING + "\n" + FIRST), _at(SECOND + "\n" + THIRD)],
        paragraphs=paragraphs,
        findings=findings,
        tables=[
            {"kind": "requests", "section": "overview", "rows": [["本年新收", "1件"]]} | _at(TABLE)
        ],
        facts=[{**_at("326条"), "text": "326条", "type": "quantity"}],
        sentences=[{**_at("坚持定期检查"), "grade": "0"}],
        passages=[
            {
                **_at("坚持定期检查"),
                "other_issuer": "临澜县望江街道办事处",
                "other_year": 2023,
                "other_source": "b.txt",
                "other_section": "overview",
                "other_text": "坚持定期检查",
                "own_last_year": False,
                "similarity": 0.95,
                "reports_sharing": 2,
            }
        ],
        problems=[_statement("p1", "4个村的名单未隐去身份证号", 2, ["m1"])],
        measures=[_statement("m1", "由镇财政所统一制作脱敏名单", 3, ["p1"])],
        section_wording=[
            {
                "start": 0,
                "end": len(TEXT),
                "key": "overview",
                "mandated": 0.2,
                "stock": 0.1,
                "own_last_year": None,
                "peers": 0.3,
                "within": 0.0,
                "original": 0.4,
            }
        ],
        gates=[
            {"id": "template-residue", "message": "疑有模板文字，请人工核对", "findings": ["f3"]}
        ],
        scores={name: 30.0 + number for name in SCORES if name != "continuity"},
    )
    record["identity"].update(
        title=f"临澜县第{number + 1}镇2023年政府信息公开工作年度报告",
        issuer=f"临澜县第{number + 1}镇",
        year=2023,
        level="乡镇街道",
    )
    record["metrics"] = {
        "specificity.count_of_facts": {
            "title": "事实数",
            "value": 1.0,
            "unit": "count",
            "denominator": "",
            "n": None,
            "reason": None,
        }
    }
    return record


def _statement(name: str, words: str, grade: int, links: list[str]) -> dict[str, Any]:
    return {**_at(words), "id": name, "text": words, "grade": grade, "points": {}, "links": links}
