"""SPE05: totals are told but nothing is compared with the year before."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.specificity.coverage import publication_coverage, told
from analyzer.signals.specificity.evidence import Evidence
from analyzer.signals.specificity.parts import TOLD


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield one hit at the sentence with the total of publication."""
    sentences = told(evidence, *TOLD, "statistics")
    if any(f.type == "comparison" and f.relevant for s in sentences for f in s.facts):
        return
    found = publication_coverage(sentences)
    if found.grade < 2 or found.sentence is None:
        return
    yield Hit(
        place=found.sentence.span,
        message="有总数，未见与上年的比较",
        hint="可补一句：较上年增加（减少）〔 〕条，主要因为〔原因〕",
        confidence=0.7,
        evidence={},
    )


RULE: Rule[Evidence] = Rule(
    id="SPE05",
    name="no-comparison",
    title="同比对比",
    severity="info",
    source="D2海南2014",
    page="""
报告给出了主动公开的数量，但全文没有一处与上年或基期的数值比较（较上年、同比、由…增至…）时，在总数处提示一次。

为什么：有比较，数字才说明变化。

已知局限：只看有没有比较，不核对比较是否算得对（见 CON06）。
""",
    check=check,
    examples=(
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n⟦全年主动公开政府信息86条。⟧收到申请2件。\n",
        ),
        Example(text="全年主动公开政府信息86条，较上年增加12条。"),
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n主动公开工作有序开展，公开内容不断丰富。\n",
        ),
    ),
)
