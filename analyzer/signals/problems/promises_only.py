"""PRM04: a section that only promises and reports no improvement already made."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(
    subject: Subject,
    context: Context,
    evidence: ProblemEvidence,
) -> Iterable[Hit]:
    """Yield one hit, on the first measure, when none of them has been carried out."""
    measures = evidence.measures
    least = context.settings.thresholds["problems_promises_least"]
    if len(measures) < least or any(m.state == "done" for m in measures):
        return
    yield Hit(
        place=measures[0].span,
        message="本章只写了今后的打算，未见本年度已经完成的改进",
        hint="请补写改进情况：针对上年〔问题〕，本年已〔做了什么〕，结果是〔 〕",
        confidence=0.8,
        evidence={"measures": len(measures)},
    )


RULE: Rule[ProblemEvidence] = Rule(
    id="PRM04",
    name="promises-only",
    title="未写改进情况",
    severity="info",
    source="条例50(四)“改进情况”",
    page="""
条例第五十条要求报告“存在的主要问题及改进情况”。本章列出的措施都是将来时（将、下一步、继续），
没有一条已经完成（已、完成、全年开展……）时提示。

为什么：“改进情况”是已经做到的，不只是打算。

例：“针对去年栏目更新慢的问题，已补发信息41条”算改进情况；“下一步将加快更新”不算。

已知局限：没有时态词而实为已完成的措施会漏认。
""",
    check=check,
    examples=(
        Example(
            text="存在的主要问题：栏目更新不及时。下一步，⟦每月核对栏目更新日期⟧；"
            "由办公室按季度通报各科室报送情况。",
            section="problems",
        ),
        Example(
            text="存在的主要问题：栏目更新不及时。针对这一问题，我局已补发信息41条，"
            "完成了栏目调整。下一步，将每月核对栏目更新日期。",
            section="problems",
        ),
    ),
)
