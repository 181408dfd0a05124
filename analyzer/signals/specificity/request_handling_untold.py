"""SPE03: how requests were handled is not told in numbers."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.specificity.coverage import Coverage, request_coverage, told
from analyzer.signals.specificity.evidence import Evidence
from analyzer.signals.specificity.places import new_requests_in_table, place_of_matter

_SECTIONS = ("overview", "requests")
_SKELETON = (
    "可写：全年收到申请〔件数〕件，主要涉及〔内容〕；予以公开〔 〕件、不予公开〔 〕件、"
    "信息不存在〔 〕件，结转〔 〕件；没有收到的，写“未收到政府信息公开申请”"
)


def coverage(evidence: Evidence) -> Coverage:
    """Return the grade 0–4 of what the report tells of requests."""
    return request_coverage(told(evidence, *_SECTIONS))


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield at most one hit: requests not mentioned, or mentioned without a number."""
    found = coverage(evidence)
    if found.grade >= 2:
        return
    place = (
        found.sentence.span if found.sentence else place_of_matter(subject, evidence, *_SECTIONS)
    )
    if place is None:
        return
    table = new_requests_in_table(subject.report)
    hint = (
        _SKELETON if table is None else f"{_SKELETON}。表中“本年新收”合计为{table}件，请核对后采用"
    )
    yield Hit(
        place=place,
        message="提到依申请公开，但正文未见件数" if found.grade else "正文未见依申请公开情况",
        hint=hint,
        confidence=0.8 if found.grade else 0.7,
        evidence={"grade_0_4": found.grade, "new_requests_in_table": table},
    )


RULE: Rule[Evidence] = Rule(
    id="SPE03",
    name="request-handling-untold",
    title="依申请公开说明",
    severity="warning",
    source="B4;D2高平",
    page="""
看正文怎样交代依申请公开：0 未提；1 只说依法办理；2 给出件数（“0件”“未收到”也算）；3 另有办理结果或主要内容；
4 另有时限或复议诉讼。0、1 级给出提示；表格里有“本年新收”合计时一并列出，供核对后采用。

为什么：件数在表三，但内容、结果和趋势要靠正文说明；没有申请也请写明。

已知局限：写在图片中的数看不到；“申请”指其他业务申请时可能误认。
""",
    check=check,
    examples=(
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息86条。"
            "⟦严格按照规定办理依申请公开事项，切实保障申请人权益。⟧加强平台建设。\n",
        ),
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n⟦一、总体情况⟧\n全年主动公开信息86条。加强平台建设。\n",
        ),
        Example(text="本年度未收到政府信息公开申请。主动公开信息86条。"),
        Example(text="全年收到政府信息公开申请3件，均已按期答复。"),
    ),
)
