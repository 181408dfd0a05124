"""STR02: a statutory heading in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_NOT_LETTERS = re.compile(r"[^\u4e00-\u9fff]")
_AND = re.compile(r"[及与]")
_ADDED = re.compile(r"[（(].*?[）)]|\d{4}年度?")
_FIXED_SINCE = 2019  # before that there was no common format


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield the headings of statutory parts whose wording differs."""
    if (subject.report.identity.year or 0) < _FIXED_SINCE:
        return
    titles = {part.key: part.title for part in evidence.requirements.parts}
    for section in evidence.report.sections:
        wanted = titles.get(section.key)
        if wanted is None or section.heading is None:
            continue
        if _normal(section.heading.text) != _normal(wanted):
            yield Hit(
                place=section.heading.span,
                message=f"标题与规范名称“{wanted}”不同，请核对",
                hint=f"建议改为规范标题“{wanted}”",
                confidence=0.9,
                evidence={"heading": section.heading.text, "wanted": wanted},
            )


def _normal(title: str) -> str:
    return _AND.sub("和", _NOT_LETTERS.sub("", _ADDED.sub("", title)))


RULE: Rule[CompletenessEvidence] = Rule(
    id="STR02",
    name="reworded-heading",
    title="章节标题改写",
    severity="info",
    source="国办公开办函〔2021〕30号",
    page="""
标题能认出是哪一章，但字面与规范名称不同（空白、标点、年份、“及/和/与”不计）时提示，不扣分。
2018 年及以前没有统一格式，不查。

为什么：统一的标题便于公众比较和检索各单位的报告。

例：“五、存在的问题及改进情况”少“主要”二字。

已知局限：标题后误连正文时，以结构识别的标题为准。
""",
    check=check,
    examples=(
        Example(
            text="青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n主动公开信息86条。\n"
            "⟦五、存在的问题及改进情况⟧\n栏目更新不及时，已指定专人维护。\n",
            whole=True,
            year=2022,
        ),
        Example(
            text="青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n主动公开信息86条。\n"
            "五、存在的主要问题和改进情况\n栏目更新不及时，已指定专人维护。\n",
            whole=True,
            year=2022,
        ),
    ),
)
