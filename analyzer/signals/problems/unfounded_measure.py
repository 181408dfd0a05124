"""PRM02: a measure that answers no problem, or whose object is disclosure work itself."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_SURE_OF_TAUTOLOGY = 0.8
_SURE_OF_ORPHAN = 0.5  # rests on the links, see PRM01


def check(
    subject: Subject,
    context: Context,
    evidence: ProblemEvidence,
) -> Iterable[Hit]:
    """Yield tautological measures, and orphans where problems are named at all."""
    for measure in evidence.measures:
        if measure.tautology:
            yield Hit(
                place=measure.span,
                message="这条措施的对象就是公开工作本身，未说明具体做什么",
                hint="可改为针对某一问题的动作：对〔栏目或事项〕〔做什么〕，由〔责任科室〕于〔时间〕前完成",
                confidence=_SURE_OF_TAUTOLOGY,
                evidence={"kind": "tautology", "measure": measure.id},
            )
        elif evidence.problems and not measure.links and measure.grade < 2:
            yield Hit(
                place=measure.span,
                message="这条措施未见与前述问题对应，请核对",
                hint="请写明它解决的是哪一个问题：针对〔问题〕，〔做什么〕",
                confidence=_SURE_OF_ORPHAN,
                severity="info",
                evidence={"kind": "orphan", "measure": measure.id},
            )


RULE: Rule[ProblemEvidence] = Rule(
    id="PRM02",
    name="unfounded-measure",
    title="孤立或同义反复的措施",
    severity="warning",
    source="种子000",
    page="""
两种措施：一是同义反复——宾语就是“政府信息公开工作”本身，去掉套话后没有实词；
二是孤立——前面列了问题，而这条措施与任何一个问题都对不上（仅提示）。

为什么：“进一步做好政府信息公开工作”换到任何单位、任何年份都成立，等于没有措施。

例：“进一步加强和完善政府信息公开工作”为同义反复。

已知局限：孤立与否靠主题和用词配对，措施有具体对象且带时限、责任单位的不提示。
""",
    check=check,
    examples=(
        Example(
            text="一是信息公开时效性不强。下一步，⟦进一步做好政府信息公开各项工作⟧。",
            section="problems",
        ),
        Example(
            text="存在的主要问题：部分栏目更新不及时。"
            "改进措施：由办公室每月核对一次栏目更新日期，超期的当天补发。",
            section="problems",
        ),
    ),
)
