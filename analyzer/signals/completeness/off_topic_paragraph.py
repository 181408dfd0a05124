"""STR08: a paragraph about service work that says nothing of disclosure."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield the paragraphs without one word on disclosure."""
    for span in evidence.off_topic:
        yield Hit(
            place=span,
            message="本段似为业务工作，未见与政府信息公开有关的内容，请核对",
            hint="建议删减，或写明公开了什么：在〔栏目〕公开〔哪类信息〕〔 〕条",
            confidence=0.6,
            evidence={"characters": len(span)},
        )


RULE: Rule[CompletenessEvidence] = Rule(
    id="STR08",
    name="off-topic-paragraph",
    title="泛化离题",
    severity="info",
    source="国办公开办函〔2021〕30号“不能遗漏，也不宜泛化”",
    page="""
总体情况和存在问题两章中，四十字以上的段落只写业务或政务服务（审批、项目、民生、办件等），
没有一个词涉及公开、申请、发布、解读、栏目、平台等。

为什么：年度报告报告的是政府信息公开工作；业务成绩再多，也不能说明公开做得如何。

例：整段列举办件量和网办率。

已知局限：只看词语；段中顺带提到“信息”二字的离题段落不会提示。用词在 data/lexicons/aspects.tsv。
""",
    check=check,
    examples=(
        Example(
            text="主动公开信息86条。\n⟦全年受理审批事项1200项，网办率达到98%，为企业减免税费300万元，"
            "新引进项目6个，带动就业220人，群众满意率明显提高。⟧",
        ),
        Example(
            text="主动公开信息86条。\n全年公开审批结果1200项，在惠企专栏发布减免税费办法6件，"
            "为企业减免税费300万元，带动就业220人，群众满意率明显提高。",
        ),
    ),
)
