"""PRM03: problems that keep to awareness and attitude, or pass over what the tables show."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.problems.evidence import ProblemEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.text.span import Span

_ATTITUDE = frozenset({"意识", "组织", "宣传"})
_REPORTED = ("复议", "诉讼", "纠正", "败诉", "答复", "申请")


def check(
    subject: Subject,
    context: Context,
    evidence: ProblemEvidence,
) -> Iterable[Hit]:
    """Yield one hit for the whole list of problems, and one for trouble left out."""
    problems = evidence.problems
    if not problems:
        return
    span = Span(problems[0].span.start, problems[-1].span.end)
    vague = context.settings.thresholds["problems_evasive_mean"]
    mean = sum(p.grade for p in problems) / len(problems)
    if all(p.themes & _ATTITUDE for p in problems) and mean <= vague:
        yield Hit(
            place=span,
            message="所列问题都是认识、重视一类的泛泛表述，未涉及公开内容与办理中的具体问题",
            hint="请补写工作中实际出现的问题：〔哪类信息或哪个环节〕出现〔几次、什么情况〕，原因是〔 〕",
            confidence=0.7,
            evidence={"kind": "attitude", "mean_grade": round(mean, 2)},
        )
    corrected = evidence.trouble.get("结果纠正", 0)
    told = "".join(subject.report.slice(s) for s in evidence.spans)
    if corrected and not any(word in told for word in _REPORTED):
        yield Hit(
            place=span,
            message=f"统计表显示行政复议、行政诉讼中结果纠正{corrected}件，存在的问题部分未提及，请核对",
            hint="可说明被纠正的情形与整改：因〔原因〕被纠正〔 〕件，已〔怎样整改〕",
            confidence=0.7,
            severity="info",
            evidence={"kind": "unmentioned", "corrected": corrected},
        )


RULE: Rule[ProblemEvidence] = Rule(
    id="PRM03",
    name="evasive-problems",
    title="问题避重就轻",
    severity="warning",
    source="B4；B3",
    page="""
所列问题全部属于认识、重视、宣传一类，并且平均具体度（SPE06，0–3）不高于 0.3；
或者统计表显示有行政复议、行政诉讼被纠正，而问题部分只字未提（仅提示）。

为什么：这类问题任何单位都可以写，避开了内容、时效、答复质量等真正要改进的地方。

例：只写“公开意识有待提高，思想认识有待加强”。

已知局限：被纠正的原因可能与本机关公开工作无关，所以只请核对。
""",
    check=check,
    examples=(
        Example(
            text="存在的主要问题：⟦主动公开意识有待提高，对公开工作的重视程度还不够⟧。"
            "改进措施：加强学习，提高认识。",
            section="problems",
        ),
        Example(
            text="存在的主要问题：主动公开意识有待提高；有6个村的补贴名单晚于规定时间公开。"
            "改进措施：每月10日由镇财政所统一公开补贴名单。",
            section="problems",
        ),
    ),
)
