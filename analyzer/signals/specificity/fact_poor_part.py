"""SPE01: a part of the report without a single checkable fact."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.specificity.evidence import Evidence
from analyzer.signals.specificity.missing import advise
from analyzer.signals.specificity.parts import Part, parts
from analyzer.signals.specificity.scoring import HALF


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield one hit per part in which no sentence holds a relevant fact."""
    least = int(context.settings.thresholds["specificity_part_sentences"])
    for part in parts(subject, evidence):
        facts = [f for s in part.sentences for f in s.facts]
        graded = any(s.grade.grade in ("2", "3") and not s.facts for s in part.sentences)
        if len(part.sentences) < least or graded:
            continue
        if any(f.relevant and f.type not in HALF for f in facts):
            continue
        yield _hit(part, others=sum(1 for f in facts if not f.relevant))


def _hit(part: Part, *, others: int) -> Hit:
    # A whole section without sub-headings is first of all about publication.
    advice = advise("主动公开" if part.title in ("总体情况", "概述") else part.title or "。")
    if advice.topic == "general":
        advice = advise("".join(s.text for s in part.sentences))
    empty = [s for s in part.sentences if s.grade.grade == "0"]
    name = f"“{part.title}”部分" if part.title else "本段"
    message = f"{name}{len(part.sentences)}句未见可核验的事实"
    if others:
        message += f"（{others}个数据似为业务数据，请核对是否与信息公开有关）"
    return Hit(
        place=part.place,
        message=message,
        hint=f"可写明{advice.missing}，例如：{advice.skeleton}",
        confidence=round(0.6 + 0.3 * len(empty) / len(part.sentences), 2),
        evidence={
            "sentences": len(part.sentences),
            "empty_sentences": len(empty),
            "other_business_facts": others,
            "topic": advice.topic,
        },
    )


RULE: Rule[Evidence] = Rule(
    id="SPE01",
    name="fact-poor-part",
    title="整段没有可核验的事实",
    severity="warning",
    source="B4;B3",
    page="""
查找总体情况、主动公开、依申请公开等部分中，一个小标题（没有小标题时为一章）之下有两句以上正文、却没有一个
可核验事实的地方。事实指：带单位的数量（“0件”也算）、金额、比例、月日级时间、本单位制发的文件、具名的平台或
栏目。年份、法规名称、章节序号、电话不算；与信息公开无关的业务数据（如政务服务办件量）不算。

为什么：没有事实的段落换成任何单位都成立，读者无从核对。

怎样改：按提示的骨架补上数量、时间、名称；没有发生的事项写“未收到”“0件”即可。

已知局限：事实若写在图片里看不到；业务数据的判断依词表（data/lexicons/specificity.tsv），拿不准时请人工核对。
""",
    check=check,
    examples=(
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n⟦一、总体情况⟧\n我镇高度重视信息公开工作，切实加强组织领导。"
            "坚持以公开为常态，不断提升公开质量。\n二、存在的主要问题及改进情况\n公开不够及时。\n",
        ),
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开\n全年公开信息86条。\n"
            "⟦（二）监督保障⟧\n加强组织领导，压实工作责任。强化监督检查，确保工作落实到位。\n",
        ),
        Example(text="我局高度重视信息公开工作。全年主动公开政府信息86条。"),
        Example(text="我局认真做好依申请公开工作。本年度未收到政府信息公开申请。"),
    ),
)
