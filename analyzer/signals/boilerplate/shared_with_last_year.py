"""BOI03: a passage that the issuer's own report of last year has too."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.boilerplate.stretches import told
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield the stretches taken over from last year's report."""
    for stretch in evidence.stretches:
        first = stretch.passages[0]
        if not first.own_last_year or not evidence.notable(stretch, context.settings):
            continue
        yield Hit(
            place=stretch.span,
            message=f"与本单位{first.other_year}年报告重合{stretch.shared(evidence.own)}字，请核对",
            hint="可更新为本年的做法与数据；确属延续的制度，请写明本年〔新增或变化〕",
            confidence=stretch.similarity,
            evidence=told(stretch, subject.report),
        )


_REPORT = "云岭县民政局{year}年政府信息公开工作年度报告\n一、总体情况\n{text}\n"
_KEPT = "低保公示由各村网格员拍照回传，未回传的由镇里派人上门补拍"

RULE: Rule[Evidence] = Rule(
    id="BOI03",
    name="passage-kept-from-last-year",
    title="与本单位上年报告重合",
    severity="info",
    source="B1；B2；E1（stickiness）",
    page="""
同一批中有本单位上年报告时，遮蔽法定用语、名称和数字后逐句比对，列出沿用的文字及两边的位置。数字相同才算重合，
更新过的数字不算。沿用比例达到 gate_own_last_year（默认九成）时，整份报告转人工复核。

为什么：各地评估把“与上年重复九成以上”列为退回情形；沿用的文字说明不了这一年做了什么。

例：上年与本年都写“低保公示由各村网格员拍照回传……”，会列出两边原文，请核对是否仍是本年的做法。

已知局限：长期有效的制度本可以沿用，因此只是提示；上年报告不在同一批时不判断，不按没有重合处理。
""",
    check=check,
    examples=(
        Example(
            text=_REPORT.format(year=2023, text=f"全年公开信息212条。⟦{_KEPT}⟧。"),
            whole=True,
            last_year=_REPORT.format(year=2022, text=f"全年公开信息180条。{_KEPT}。"),
        ),
        Example(
            text=_REPORT.format(year=2023, text="全年公开信息212条，新设残疾人补贴查询窗口。"),
            whole=True,
            last_year=_REPORT.format(year=2022, text=f"全年公开信息180条。{_KEPT}。"),
        ),
    ),
)
