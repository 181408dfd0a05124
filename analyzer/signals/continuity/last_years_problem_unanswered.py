"""YOY01: a problem of last year about which this year's report says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.continuity.evidence import Evidence, shortened
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_CONFIDENCE = 0.6
_QUOTED = 3  # problems


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield one hit that names the problems passed over, at the heading of this year's section.

    A problem told again in the same words is YOY02's.
    """
    left = evidence.unanswered
    if evidence.heading is None or not left:
        return
    quotes = "、".join(f"“{shortened(followed.text)}”" for followed in left[:_QUOTED])
    several = f"等{len(left)}个问题" if len(left) > _QUOTED else ""
    yield Hit(
        place=evidence.heading,
        message=f"上年提出{quotes}{several}，本年未见交代，请核对",
        hint="可写明上年问题的改进情况：〔哪个问题〕由〔科室〕于〔时间〕〔做了什么〕，〔结果〕",
        confidence=_CONFIDENCE,
        evidence={
            "last_years_problems": [followed.text for followed in left],
            "themes": sorted({theme for f in left for theme in f.problem.themes}),
        },
    )


_REPORT = (
    "云岭县民政局{year}年政府信息公开工作年度报告\n一、总体情况\n{text}\n{heading}\n{problem}\n"
)
_LAST = _REPORT.format(
    year=2022,
    text="全年公开信息180条。",
    heading="五、存在的主要问题及改进情况",
    problem="低保名单更新滞后，3个村逾期一个月。",
)

RULE: Rule[Evidence] = Rule(
    id="YOY01",
    name="last-years-problem-unanswered",
    title="上年问题未见交代",
    severity="info",
    source="条例50（四）",
    page="""
同一批中有本单位上年报告时，逐条取上年“存在的主要问题”，在本年报告里找说明已经做了什么（已整改、已建立、
开展了……）且主题相同或字面相近的句子；一句也没有的，合在一起在本年问题一章的标题处提示。同样的话又写了一遍的，由 YOY02 提示。

为什么：《条例》第五十条要求写存在的问题及改进情况，上年提出的问题应有下文。

例：上年写“低保名单更新滞后”，本年只谈新的问题，没有说名单更新得怎样了。

已知局限：主题按词表（data/lexicons/problem_topics.tsv）判断，换了说法的回应会看漏，所以只是提示；没有上年报告时
不判断。
""",
    check=check,
    examples=(
        Example(
            text=_REPORT.format(
                year=2023,
                text="全年公开信息212条。",
                heading="⟦五、存在的主要问题及改进情况⟧",
                problem="解读材料形式单一，全年只有文字稿2篇。",
            ),
            whole=True,
            last_year=_LAST,
        ),
        Example(
            text=_REPORT.format(
                year=2023,
                text="全年公开信息212条，建立了低保名单更新台账，逾期的3个村已补发名单。",
                heading="五、存在的主要问题及改进情况",
                problem="解读材料形式单一，全年只有文字稿2篇。",
            ),
            whole=True,
            last_year=_LAST,
        ),
    ),
)
