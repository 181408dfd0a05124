"""STR01: a statutory section that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.completeness.requirements import Part
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.text.span import Span


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield one hit per missing part, at the heading after which it would stand."""
    headings = [s.heading.text for s in evidence.report.sections if s.heading is not None]
    for part in evidence.missing:
        yield Hit(
            place=_place(evidence, part),
            message=f"未见法定章节“{part.title}”，请核对",
            hint=f"请按格式补列“{part.title}”；确无内容写“无”",
            severity=part.severity,
            confidence=0.9 if headings else 0.5,
            evidence={"kind": "missing", "section": part.key, "headings": headings},
        )


def _place(evidence: CompletenessEvidence, part: Part) -> Span:
    """Point at a heading that stands in its place, else at the part before it."""
    order = [p.key for p in evidence.requirements.parts]
    sections = evidence.report.sections
    number = order.index(part.key) + 1
    for section in sections:
        foreign = section.key not in order and section.heading is not None
        if foreign and section.heading is not None and section.heading.ordinal == number:
            return section.heading.span
    before = [s for s in sections if s.key in order[: number - 1]]
    if before:
        return evidence.place_of(before[-1])
    first = evidence.report.paragraphs
    return first[0].span if first else Span(0, 0)


_COMPLETE = """青禾县水务局2022年政府信息公开工作年度报告
一、总体情况
主动公开信息86条。
二、主动公开政府信息情况
制发文件3份。
三、收到和处理政府信息公开申请情况
收到申请2件。
四、政府信息公开行政复议、行政诉讼情况
没有发生。
五、存在的主要问题及改进情况
栏目更新不及时，已指定专人维护。
六、其他需要报告的事项
未收取信息处理费。
"""

RULE: Rule[CompletenessEvidence] = Rule(
    id="STR01",
    name="missing-statutory-section",
    title="法定章节缺失",
    severity="error",
    source="条例50；国办公开办函〔2021〕30号；国办公开办函〔2019〕60号",
    page="""
按报告年度选用章节表：2019 年及以后为六章，2018 年及以前为旧《条例》第三十二条列出的各项。
标题去掉序号、空白、标点后与法定名称及同义说法匹配，匹配不到的算缺失。2018 年及以前没有统一格式，
在正文中写到收费、复议诉讼即算有。

为什么：条例第五十条规定了年度报告应当包括的内容，缺少法定章节的报告应退回补正，所以列为关口。

例：第六章写成“下一步工作措施”，则提示未见“其他需要报告的事项”。

已知局限：标题在抽取时丢失的，会误报为缺失；只给出一部分文本的，不作判断。
章节表在 data/schemes。
""",
    check=check,
    examples=(
        Example(
            text=_COMPLETE.replace(
                "六、其他需要报告的事项\n未收取信息处理费。",
                "⟦六、下一步工作措施⟧\n每月核对一次栏目更新情况。",
            ),
            whole=True,
            year=2022,
        ),
        Example(text=_COMPLETE, whole=True, year=2022),
    ),
)
