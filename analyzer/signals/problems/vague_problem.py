"""SPE06: a problem without place, degree or cause."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_CONFIDENCE = 0.85  # exact grades agree in nine of ten cases (reports/quality/problems.md)


def check(
    subject: Subject,
    context: Context,
    evidence: ProblemEvidence,
) -> Iterable[Hit]:
    """Yield the problems of grade 0."""
    for problem in evidence.problems:
        if problem.grade == 0:
            yield Hit(
                place=problem.span,
                message="这一问题较笼统，未写明在哪里、到什么程度、因为什么",
                hint="可写明：〔哪类信息、栏目或科室〕的〔环节〕，表现为〔次数、比例或例子〕，原因是〔 〕",
                confidence=_CONFIDENCE,
                evidence={"problem": problem.id, "points": dict(problem.points)},
            )


RULE: Rule[ProblemEvidence] = Rule(
    id="SPE06",
    name="vague-problem",
    title="问题不具体",
    severity="warning",
    source="A3；B3；B4；D2南汇",
    page="""
逐条问题打 0–3 分：写明位置（哪类信息、栏目、环节）加 1，写明程度或实例（数、例、比例）加 1，
写明成因加 1。得 0 分的提示。均值见指标 problems.mean_problem_grade。

为什么：“时效性不强”“意识有待提高”无法核验，也无从改起。

例：“公开内容不够全面”得 0；“3个村的低保名单晚于规定时间公开”得 2。

已知局限：“部分科室”“个别单位”不算位置；用词不在词表内的具体事项靠去掉通用词后的余量判断。
词表在 data/lexicons/problem_places.tsv 与 problem_generic.tsv。
""",
    check=check,
    examples=(
        Example(
            text="存在的主要问题：⟦公开内容不够全面⟧；政策解读材料多为原文摘录，质量不高。",
            section="problems",
        ),
        Example(
            text="存在的主要问题：有3个村的低保名单晚于规定时间公开，由于经办人员更换，补传不及时。",
            section="problems",
        ),
    ),
)
