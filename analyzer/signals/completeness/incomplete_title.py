"""STR06: a title without unit, year or the name of the report; an issuer the text never names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.text.span import Span

_YEAR = re.compile(r"20\d\d|二[〇○零ＯO0][一二三〇○零ＯO0][一二三四五六七八九〇○零ＯO0]")
_NAME = re.compile(r"(?:政府|政务)?信息公开(?:工作)?年度(?:工作)?报告|政务公开(?:工作)?年度报告")
_TWICE = re.compile(r"年度(?=.*年度)")
_KIND = re.compile(r"(?:政府|政务)(?:信息)?公开|信息公开")


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield at most one hit on the title."""
    identity = subject.report.identity
    if identity.title is None or identity.title_span is None:
        yield from _without_title(evidence)
        return
    missing = list(_missing(identity.title))
    if missing:
        yield Hit(
            place=identity.title_span,
            message=f"题名{'，'.join(missing)}，请核对",
            hint="题名宜为“〔单位全称〕〔年份〕年政府信息公开工作年度报告”",
            confidence=0.8,
            evidence={"kind": "title", "missing": missing},
        )
    elif _TWICE.search(identity.title):
        yield Hit(
            place=identity.title_span,
            message="题名中“年度”出现两次，请核对",
            hint="题名宜为“〔单位全称〕〔年份〕年政府信息公开工作年度报告”",
            confidence=0.7,
            severity="info",
            evidence={"kind": "doubled"},
        )


def _missing(title: str) -> Iterable[str]:
    if not _YEAR.search(title):
        yield "缺少年度"
    if not _NAME.search(title):
        yield "未写“政府信息公开工作年度报告”"
    kind = _KIND.search(title)
    before = _YEAR.sub("", title[: kind.start()] if kind else title)
    if len(re.sub(r"[年度\W]", "", before)) < 2:
        yield "缺少单位名称"


def _without_title(evidence: CompletenessEvidence) -> Iterable[Hit]:
    paragraphs = evidence.report.paragraphs
    if not evidence.whole or not paragraphs:
        return
    first = paragraphs[0].span
    yield Hit(
        place=Span(first.start, first.end),
        message="未见题名行，可能在抽取时丢失，请核对",
        hint="题名宜为“〔单位全称〕〔年份〕年政府信息公开工作年度报告”",
        confidence=0.5,
        severity="info",
        evidence={"kind": "absent"},
    )


_BODY = (
    "\n一、总体情况\n主动公开信息86条。\n二、主动公开政府信息情况\n制发文件3份。\n"
    "五、存在的主要问题及改进情况\n栏目更新不及时，已指定专人维护。\n"
)

RULE: Rule[CompletenessEvidence] = Rule(
    id="STR06",
    name="incomplete-title",
    title="题名要素不全",
    severity="warning",
    source="C1莆田（题目写成“工作报告”）",
    page="""
题名应含单位全称、年度和“政府信息公开工作年度报告”；缺任何一项提示。“2022年度……年度报告”重复“年度”
只作提示。文本中没有题名行的（网页或抽取常丢失）只作提示，不算作者的问题。

为什么：题名写成“工作报告”“工作总结”，或没有单位、年度，公众难以检索辨认。

已知局限：单位名称是否为全称（如只写简称）要结合地区判断，这里只看有没有单位名称。
""",
    check=check,
    examples=(
        Example(text="⟦青禾县水务局政府信息公开工作年度报告⟧" + _BODY, whole=True, year=2022),
        Example(text="青禾县水务局2022年政府信息公开工作年度报告" + _BODY, whole=True, year=2022),
    ),
)
