"""LAN00: residue of conversion. Shown as a technical note, never counted against the author."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.text.span import Span

_RESIDUE = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|middot);|&#\d{2,5};"
    r"|</?(?:p|br|span|div|strong|td|tr|font)\b[^<>\n]{0,80}>"
    r"|[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫|\{\{[^{}\n]{1,40}\}\}"
    r"|错误！未(?:找到引用源|定义书签)。?"
)


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield residue removed by cleaning and residue still in the prose."""
    report = subject.report
    for place in report.residue:
        yield Hit(
            place=place,
            message="疑为文件转换残留，已从正文剔除",
            confidence=0.9,
            evidence={"check": "removed"},
        )
    for match in _RESIDUE.finditer(evidence.prose.text):
        yield Hit(
            place=Span(*match.span()),
            message="疑为文件转换残留",
            hint="请检查发布页面或原文件",
            confidence=0.9,
            evidence={"check": "remaining"},
        )


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN00",
    name="conversion-residue",
    title="转换残留",
    severity="info",
    source="rubric",
    page="""
查找文件转换留下的痕迹：Word 书签（[bookmark: …]）、网页实体（&nbsp;）、标签、乱码、域代码错误。

为什么：这些不是作者的错误，但会出现在公开页面上。

已知局限：只作技术提示，不计分。
""",
    check=check,
    examples=(
        Example(text="全年主动公开信息⟦&nbsp;⟧12条，均已上网。"),
        Example(text="全年主动公开信息12条，均已上网。"),
    ),
)
