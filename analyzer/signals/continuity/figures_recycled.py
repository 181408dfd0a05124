"""YOY03: figures that last year's report gives too."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.continuity.evidence import Evidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_CONFIDENCE = 0.8
_ASKED = 0.5


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield the figures that have not moved, when there are enough of them."""
    same = evidence.same_figures
    if len(same) < context.settings.thresholds["continuity_same_figures"]:
        return
    text = subject.report.text.text
    told = [figure.span.of(text) for figure in same]
    # A few that have not moved are a question; most of them are a draft taken over.
    few = len(same) * 2 < len(evidence.figures)
    for figure in same:
        yield Hit(
            place=figure.span,
            message=f"共有{len(same)}个数据与上年报告完全一致，这是其中之一，请核实",
            hint="可核实后更新为本年数据；确未变化的，可写明“与上年持平”",
            confidence=_ASKED if few else _CONFIDENCE,
            severity="info" if few else "warning",
            evidence={
                "object": figure.object,
                "same": list(told),
                "figures": len(evidence.figures),
            },
        )


_REPORT = (
    "云岭县民政局{year}年政府信息公开工作年度报告\n一、总体情况\n"
    "全年公开低保名单{a}份，制作解读材料{b}篇，举办业务培训{c}场，发放便民手册{d}册。\n"
)

RULE: Rule[Evidence] = Rule(
    id="YOY03",
    name="figures-recycled",
    title="数据与上年完全一致",
    severity="warning",
    source="B2",
    page="""
同一批中有本单位上年报告时，把两年报告里的数据按“数的是什么、单位、数值”对照；零和法定固定量除外，有 3 个以上
完全一致就逐个列出；不到全部数据的一半时只作提示。

为什么：不同事项的数据连年分毫不差，多半是沿用旧稿，属于“数据不准确”。

例：两年都写“公开名单48份、解读材料12篇、培训6场”。

已知局限：定额的事项（每月一期，全年 12 期）本来就不变，所以只请核实；同一数据换了说法的认不出来。
阈值见 continuity_same_figures。
""",
    check=check,
    examples=(
        Example(
            text=_REPORT.format(year=2023, a="⟦48⟧", b="⟦13⟧", c="⟦6⟧", d=900)
            .replace("⟧份", "份⟧")
            .replace("⟧篇", "篇⟧")
            .replace("⟧场", "场⟧"),
            whole=True,
            last_year=_REPORT.format(year=2022, a=48, b=13, c=6, d=850),
        ),
        Example(
            text=_REPORT.format(year=2023, a=52, b=15, c=6, d=900),
            whole=True,
            last_year=_REPORT.format(year=2022, a=48, b=13, c=6, d=850),
        ),
    ),
)
