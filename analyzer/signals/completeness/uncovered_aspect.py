"""STR04: an aspect that 总体情况 does not cover."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield one hit that names the aspects left out."""
    section = evidence.section("overview")
    if not evidence.uncovered or section is None:
        return
    names = "、".join(aspect.name for aspect in evidence.uncovered)
    yield Hit(
        place=evidence.place_of(section),
        message=f"总体情况未写到：{names}",
        hint=f"请补写{names}；如无相关事项也请写明，例如“本年未收到政府信息公开申请”",
        confidence=0.8,
        evidence={
            "uncovered": [aspect.name for aspect in evidence.uncovered],
            "covered": len(evidence.asked) - len(evidence.uncovered),
        },
    )


_REST = (
    "\n二、主动公开政府信息情况\n制发文件3份。\n三、收到和处理政府信息公开申请情况\n收到申请2件。\n"
)
_TITLE = "青禾县水务局2022年政府信息公开工作年度报告\n"

RULE: Rule[CompletenessEvidence] = Rule(
    id="STR04",
    name="uncovered-aspect",
    title="总体情况缺少方面",
    severity="warning",
    source="国办公开办函〔2021〕30号",
    page="""
2020 年报告起，总体情况应写主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；
各以小标题或主题句判断有无，列出没有写到的方面。没有申请写“收到 0 件”即算写到。

为什么：30 号文要求“不能遗漏”；缺一个方面，公众就无从了解这方面的工作。

例：总体情况通篇讲栏目建设和培训，没有一句写到依申请公开。

已知局限：只看有无，不看写得是否充分；说法很特别的主题句可能认不出。用词在 data/lexicons/aspects.tsv。
""",
    check=check,
    examples=(
        Example(
            text=_TITLE
            + "⟦一、总体情况⟧\n主动公开信息86条。开设专栏2个。规范性文件清理3份。开展培训2次。"
            + _REST,
            whole=True,
            year=2022,
        ),
        Example(
            text=_TITLE
            + "一、总体情况\n主动公开信息86条。本年未收到公开申请。开设专栏2个。规范性文件清理3份。开展培训2次。"
            + _REST,
            whole=True,
            year=2022,
        ),
    ),
)
