"""LAN05: marks that depart from GB/T 15834."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.doubts import Doubt
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.marks import (
    doubled,
    endings,
    halfwidth,
    lists,
    pairing,
    parallel,
    series,
    spacing,
)
from analyzer.signals.typos.templates import template_hits
from analyzer.text.span import SourceSpan, Span

Place: TypeAlias = Span | SourceSpan


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield half-width, unpaired, doubled, missing and mixed marks."""
    report, prose = subject.report, evidence.prose
    paragraphs = tuple(p.span for p in report.paragraphs)
    found = [
        *halfwidth.find(prose),
        *pairing.find(prose.text, paragraphs),
        *doubled.find(prose),
        *lists.mixed_separators(prose.text, paragraphs),
        *lists.share_separators(prose.text),
        *series.find(prose),
        *lists.repeated_ordinals(prose.text, paragraphs),
        *lists.arabic_numbers(prose.text),
        *endings.find(report),
    ]
    yield from spacing.find(report)
    templates = list(template_hits("LAN05", prose, evidence.index))
    taken = [hit.place for hit in templates]
    yield from found
    yield from templates
    for hit in parallel.find(prose, subject.doc):
        if _free(hit.place, taken):
            yield hit
    taken += [hit.place for hit in found]
    for doubt in evidence.doubts:
        if doubt.is_mark and _free((hit := _doubted(doubt, prose.text)).place, taken):
            yield hit


def _free(place: Place, taken: Sequence[Place]) -> bool:
    return not any(p.start < place.end and place.start < p.end for p in taken)


def _doubted(doubt: Doubt, text: str) -> Hit:
    """Return the finding about a mark that lacks, or that is superfluous."""
    start, end, mark = doubt.place.start, doubt.place.end, doubt.character
    message, suggestion = f"此处疑多“{mark}”，请核对", ""
    if not doubt.place:
        start, end = max(0, start - 1), min(end + 1, len(text))
        message = f"此处疑缺“{mark}”，请核对"
        suggestion = text[start : doubt.place.start] + mark + text[doubt.place.end : end]
    return Hit(
        place=Span(start, end),
        message=message,
        suggestion=suggestion,
        confidence=doubt.confidence,
        severity="info" if doubt.confidence < 0.5 else None,
        evidence={"check": "doubted-mark"},
    )


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN05",
    name="nonstandard-punctuation",
    title="标点",
    severity="warning",
    source="GB/T 15834",
    page="""
查找：中文句中的半角标点；不配对、全角半角混用的括号、引号、书名号；连用的标点；并列词语之间缺顿号
（“知晓率普及率”）；长句缺逗号（“进行整改同时定期更新”）；同一组“一是…二是…”分号句号混用；段末缺句号；
“---”代破折号；报刊名缺书名号；阿拉伯数字序号后用顿号（“1、”，一组只提示第一处）；同一组序号重复（两个“二是”）；标点前多余空格。

为什么：标点错误改变句子的断法，是校对中最多的一类。

已知局限：网址、书名号内不查；版式转换带来的空格不查；整篇习惯用半角标点时只提示第一处并注明处数。
""",
    check=check,
    examples=(
        Example(text="工作虽有成效，但是还有不足⟦,⟧主要表现在三个方面。"),
        Example(text="及时公开⟦重大问题⟧重大决策，方便群众监督。"),
        Example(text="按要求进行整改⟦同时⟧定期更新栏目，方便查阅。"),
        Example(text="一是加强学习；二是健全制度；三是丰富内容⟦。⟧四是严格审核。"),
        Example(text="本镇在最大的微博平台⟦---⟧某浪微博上开通账号。"),
        Example(
            text="根据《中华人民共和国政府信息公开条例》（以下简称《条例》），按照“谁制作、谁公开”的要求开展工作。"
        ),
    ),
)
