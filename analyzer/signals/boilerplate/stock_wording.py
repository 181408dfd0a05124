"""BOI02: wording that many issuers use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from analyzer.signals.boilerplate.clauses import word_bounds
from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.boilerplate.word_edges import at_word_edges
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.text.span import Span

_CONFIDENCE = 0.7
_LEAST_WORDING = 4


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield runs of stock wording that do not stand in a clause BOI05 reports."""
    text = subject.report.text.text
    starts, ends = word_bounds(subject.doc)
    for span, users in _runs(evidence):
        yield Hit(
            place=at_word_edges(text, span, starts, ends),
            message=f"该表述至少另有{users}家单位使用，换一家单位也成立",
            hint="可补上本单位的对象、数量、时间或结果：〔事项〕〔数量〕〔时间〕〔结果〕",
            confidence=_CONFIDENCE,
            evidence={"users": users, "issuers_of_year": evidence.stock.issuers_of_year},
        )


def _runs(evidence: Evidence) -> Iterator[tuple[Span, int]]:
    flags = evidence.coverage.stock & ~evidence.coverage.mandated & ~evidence.in_stock_clauses
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    starts = evidence.masked.starts
    words = np.flatnonzero(evidence.own)
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if int(evidence.own[start:end].sum()) < _LEAST_WORDING:
            continue
        first, last = np.searchsorted(starts, (start, end)).tolist()
        # The block that gives the run may begin before it, where fixed wording has been cut off.
        users = int(evidence.stock.users[max(0, first - 7) : last].max(initial=0))
        inside = words[np.searchsorted(words, start) : np.searchsorted(words, end)]
        yield Span(int(inside[0]), int(inside[-1]) + 1), max(1, users)


RULE: Rule[Evidence] = Rule(
    id="BOI02",
    name="wording-used-by-many-issuers",
    title="多家通用表述",
    severity="info",
    source="E1（Lang & Stice-Lawrence 2015；Dyer 等 2017）",
    page="""
把遮蔽后的文字切成 8 字片段，同年有一成以上的其他单位（至少 3 家）使用的片段为通用表述；本批单位不足 10 家时，
改用随产品提供的参照语料（只含散列与计数，片段长 6 字）。落在这类片段里的文字列出来。

为什么：到处都能用的话不含本单位的信息；学术上以此度量年报的套话程度。

例：“政府信息公开工作领导小组”“公开保密审查”一类的说法在许多单位的报告里都有。

已知局限：参照语料越大，偶合越多；随产品提供的参照语料很小，只能指出最常见的表述，漏报多于误报。法定用语、
政治表述、零事项声明已先遮蔽，不计入。落在空泛分句（BOI05）内的不重复列出。
""",
    check=check,
    examples=(
        Example(text="⟦政府信息公开工作领导小组⟧会同渔政站核对了鱼塘账目12本。"),
        Example(text="每月十日由驻村会计把沼气池维修账目贴在祠堂门口，全年贴出12期。"),
    ),
)
