"""STR09: a matter that reports of the year must tell."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield one hit per matter left untold, at the heading of its section."""
    for matter in evidence.untold:
        section = evidence.section(matter.section)
        if section is None:
            continue
        yield Hit(
            place=evidence.place_of(section),
            message=f"本章未见{matter.name}，请核对",
            hint=f"请写明本年度{matter.name}；没有发生也请写明",
            confidence=0.8,
            evidence={"matter": matter.name},
        )


_HEAD = "青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n主动公开信息86条。\n"

RULE: Rule[CompletenessEvidence] = Rule(
    id="STR09",
    name="untold-mandatory-matter",
    title="应报事项未报",
    severity="warning",
    source="条例50(四)；国办公开办函〔2021〕30号",
    page="""
2021 年报告起，“其他需要报告的事项”应写明收取信息处理费的情况（未收取也要写）；
本级政府的报告还应写明工作考核、社会评议和责任追究结果情况。部门不查后者，2020 年及以前都不查。

为什么：这是通知明文要求报告的事项。

例：“六、其他需要报告的事项”只写“无”。

已知局限：是否为本级政府按题名中的单位名称判断，认不出时不查。
""",
    check=check,
    examples=(
        Example(
            text=_HEAD + "五、存在的主要问题及改进情况\n栏目更新不及时，已指定专人维护。\n"
            "⟦六、其他需要报告的事项⟧\n无其他需要报告的事项。\n",
            whole=True,
            year=2022,
        ),
        Example(
            text=_HEAD + "五、存在的主要问题及改进情况\n栏目更新不及时，已指定专人维护。\n"
            "六、其他需要报告的事项\n本年度未收取信息处理费。\n",
            whole=True,
            year=2022,
        ),
    ),
)
