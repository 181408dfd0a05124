"""SPE02: what was published is not told in numbers, or only as one total."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Severity, Subject
from analyzer.signals.specificity.coverage import Coverage, publication_coverage, told
from analyzer.signals.specificity.evidence import Evidence
from analyzer.signals.specificity.places import place_of_matter

_SECTIONS = ("overview", "proactive", "key_areas", "statistics")
_SKELETON = (
    "可写：全年主动公开信息〔总数〕条，其中〔类别〕〔 〕条、〔类别〕〔 〕条，较上年增（减）〔 〕条"
)


def coverage(evidence: Evidence) -> Coverage:
    """Return the grade 0–4 of what the report tells of publication."""
    return publication_coverage(told(evidence, *_SECTIONS))


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield at most one hit: no number at all, or a total without parts."""
    found = coverage(evidence)
    if found.grade >= 3:
        return
    place = (
        found.sentence.span if found.sentence else place_of_matter(subject, evidence, *_SECTIONS)
    )
    if place is None:
        return
    message = "主动公开只有总数，未见分类" if found.grade == 2 else "未见主动公开信息的数量"
    severity: Severity = "info" if found.grade == 2 else "warning"
    yield Hit(
        place=place,
        message=message,
        hint=_SKELETON,
        confidence=0.8,
        severity=severity,
        evidence={"grade_0_4": found.grade},
    )


RULE: Rule[Evidence] = Rule(
    id="SPE02",
    name="disclosure-volume-untold",
    title="主动公开量与构成",
    severity="warning",
    source="B3;D2大理",
    page="""
看总体情况与主动公开部分怎样交代公开了多少：0 未提；1 只有类别没有数；2 有总数；3 总数加分类；4 另有各渠道数量
或与上年的比较。0、1 级提示补总数，2 级提示补分类（仅供参考）。

为什么：公开了多少、哪些，是年度报告首先要回答的问题。

已知局限：一句话里的两个数可能不是总数与分类，等级只作线索。
""",
    check=check,
    examples=(
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n我镇加强组织领导。"
            "⟦及时在网站公布机构职能、政策法规、工作动态等信息。⟧坚持依法公开。\n",
        ),
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n我镇加强组织领导。"
            "⟦全年通过网站主动公开政府信息86条。⟧坚持依法公开。\n",
        ),
        Example(text="全年主动公开政府信息86条，其中政策文件12条、工作动态74条。"),
    ),
)
