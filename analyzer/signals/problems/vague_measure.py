"""SPE07: a measure without concrete object, responsible unit, deadline or target."""

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
    """Yield the measures of grade 0; tautologies are left to PRM02."""
    for measure in evidence.measures:
        if measure.grade == 0 and not measure.tautology:
            yield Hit(
                place=measure.span,
                message="这条措施较笼统，未写明对什么做什么、谁来做、何时完成",
                hint="可改为：由〔责任科室〕于〔时间〕前，对〔栏目或事项〕〔做什么〕，达到〔结果〕",
                confidence=_CONFIDENCE,
                evidence={"measure": measure.id, "points": dict(measure.points)},
            )


RULE: Rule[ProblemEvidence] = Rule(
    id="SPE07",
    name="vague-measure",
    title="措施不具体",
    severity="warning",
    source="A3固镇（逐条提出改进措施）",
    page="""
逐条措施打 0–4 分：对具体对象的动作加 1，写明责任单位加 1，写明时限或频次加 1，
写明可量化的目标加 1。得 0 分的提示。均值见指标 problems.mean_measure_grade。

为什么：没有对象、单位、时限的措施无法检查是否做到。

例：“不断丰富公开内容”得 0；“由办公室每季度通报一次栏目更新情况”得 3。

已知局限：同 SPE06；一句话里写了几个动作时，按动作分条。
""",
    check=check,
    examples=(
        Example(
            text="存在的主要问题：解读材料质量不高。下一步，⟦不断提高解读水平⟧；"
            "由起草科室在文件印发后3个工作日内上传解读图表。",
            section="problems",
        ),
        Example(
            text="存在的主要问题：解读材料质量不高。"
            "下一步，由起草科室在文件印发后3个工作日内上传解读图表。",
            section="problems",
        ),
    ),
)
