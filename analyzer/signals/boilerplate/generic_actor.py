"""BOI07: sentences about units in general instead of the one that reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analyzer.language.lexicon import words_by_class
from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import Report
from analyzer.text.span import Span

_CONFIDENCE = 0.7
_OPENERS = "(?:目前|当前|近年来|一直以来|总的来看|总体上看|其中|但是?|而|同时)?[，,]?"


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield the generic subjects that open a sentence."""
    report = subject.report
    if _speaks_for_many(report):
        return
    for sentence in report.sentences:
        match = _pattern().match(report.text.text, sentence.span.start, sentence.span.end)
        if match:
            yield Hit(
                place=Span(*match.span("actor")),
                message=f"主语是泛指的“{match['actor']}”，不是本机关",
                hint="年报应报告本机关情况，可把主语改为本单位并写出事实：〔本单位〕〔做了什么〕",
                confidence=_CONFIDENCE,
            )


def _speaks_for_many(report: Report) -> bool:
    """Tell whether the report is a government's, which sums up many units."""
    level = report.identity.level
    return level is not None and level.endswith("级")


@cache
def _pattern() -> re.Pattern[str]:
    actors = sorted(words_by_class("stock_wording.tsv")["actor"], key=len, reverse=True)
    return re.compile(f"{_OPENERS}(?P<actor>{'|'.join(map(re.escape, actors))})(?!的)")


RULE: Rule[Evidence] = Rule(
    id="BOI07",
    name="generic-actor",
    title="泛主体叙述",
    severity="info",
    source="D1",
    page="""
部门和乡镇、街道的报告里，句子以“各级政府部门、多数单位、部分地区、一些地方”等泛指的主语开头，就指出来。

为什么：年报写的是本机关一年的公开情况；泛说“部分地区”如何，既不是自己的事，也无法核对。

例：“部分地区对公开工作认识不足”，应写本单位哪个科室、哪件事做得不够。

已知局限：政府的汇总年报本来就要写所属各单位，不适用；主语在句子中间的不查。主语词表在
data/lexicons/stock_wording.tsv 的 actor 一行。
""",
    check=check,
    examples=(
        Example(text="⟦部分地区⟧对公开工作认识不足，存在重业务、轻公开的现象。"),
        Example(text="柳桥镇财政所对补贴名单审核不严，有4个村漏贴。"),
    ),
)
