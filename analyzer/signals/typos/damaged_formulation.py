"""LAN09: known political formulations in a damaged form. For a human; never a rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.text.span import Span


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield stretches that are one character away from a known formulation."""
    seen: set[tuple[int, int]] = set()
    for formulation, allowed in _formulations():
        for start, end in _near(evidence.prose.text, formulation, allowed):
            if any(start < e and s < end for s, e in seen):
                continue
            seen.add((start, end))
            yield Hit(
                place=Span(start, end),
                message=f"疑为“{formulation}”的误写，请立即人工核对原文",
                hint="固定提法只提示、不改写，请对照权威原文核对",
                confidence=0.95,
                severity="error",
                evidence={"formulation": formulation},
            )


@cache
def _formulations() -> tuple[tuple[str, frozenset[str]], ...]:
    rows = read_rows("formulations.tsv")
    longest = sorted(rows, key=lambda row: (-len(row[0]), row[0]))
    return tuple((row[0], frozenset(row[1].split("|"))) for row in longest)


def _near(text: str, whole: str, allowed: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield places where one half stands intact and the other is one edit away."""
    middle = len(whole) // 2
    left, right = whole[:middle], whole[middle:]
    at = text.find(left)
    while at >= 0:
        after = at + middle
        if not text.startswith(right, after):
            length = _one_edit(right, text[after : after + len(right) + 1])
            if length and text[at : after + length] not in allowed:
                yield at, after + length
        at = text.find(left, at + 1)
    at = text.find(right)
    while at >= 0:
        if not text.endswith(left, 0, at):
            before = text[max(0, at - middle - 1) : at][::-1]
            length = _one_edit(left[::-1], before)
            if length and text[at - length : at + len(right)] not in allowed:
                yield at - length, at + len(right)
        at = text.find(right, at + 1)


def _one_edit(expected: str, following: str) -> int:
    """Return how many characters of `following` make `expected` with one edit, 0 for none.

    The edit is a substitution, a missing or an extra character; the last character must be there,
    so that a formulation that merely goes on differently is not taken for a damaged one.
    """
    size = len(expected)
    ends_alike = len(following) >= size and following[size - 1] == expected[-1]
    if ends_alike and sum(a != b for a, b in zip(expected, following, strict=False)) == 1:
        return size
    for cut in range(size - 1):
        if following[: size - 1] == expected[:cut] + expected[cut + 1 :]:
            return size - 1
    for cut in range(1, size):
        if following == expected[:cut] + following[cut : cut + 1] + expected[cut:]:
            return size + 1
    return 0


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN09",
    name="damaged-formulation",
    title="严重表述风险",
    severity="error",
    source="国办秘函〔2019〕19号",
    page="""
查找重大提法、国名和党政机构名称的已知误写：与词表中的固定提法只差一个字（错一字、漏一字、多一字）。
命中即退回人工核对，不给改写，也不作开放式纠错。

为什么：这类错误后果严重，须由人对照权威原文处理。

已知局限：只认词表 data/lexicons/formulations.tsv 中的提法；不判断提法是否需要更新。
""",
    check=check,
    examples=(
        Example(text="坚持⟦中国特色社会注义⟧道路，做好信息公开。"),
        Example(text="推进国家治理体系和治理能力现代化，践行⟦以人民中心⟧的要求。"),
        Example(text="以习近平新时代中国特色社会主义思想为指导，认真贯彻党中央、国务院决策部署。"),
    ),
)
