"""SPE04: no document, column, platform or date of the unit's own in the whole overview."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.specificity.coverage import told
from analyzer.signals.specificity.evidence import Evidence
from analyzer.signals.specificity.parts import TOLD
from analyzer.signals.specificity.places import place_of_matter

_ANCHORS = frozenset(("document", "platform", "column", "date", "person"))
_LEAST = 5


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield one hit when at least five sentences name nothing of the unit's own."""
    sentences = told(evidence, *TOLD)
    if len(sentences) < _LEAST:
        return
    if any(f.relevant and f.type in _ANCHORS for s in sentences for f in s.facts):
        return
    place = place_of_matter(subject, evidence, *TOLD)
    if place is None:
        return
    yield Hit(
        place=place,
        message=f"{len(sentences)}句正文未见具名的文件、平台、栏目或月日级时间",
        hint="可写明《〔文件名〕》、“〔栏目或账号名称〕”、〔月〕月〔日〕日等，让读者能找到所说的事",
        confidence=0.7,
        evidence={"sentences": len(sentences)},
    )


RULE: Rule[Evidence] = Rule(
    id="SPE04",
    name="nameless-report",
    title="具名实体与时间锚点",
    severity="info",
    source="E2",
    page="""
总体情况等部分有五句以上正文，却没有一个具名的本单位文件、平台、栏目、人员任职或月日级时间时，提示一次。
法规名称、上级文件、“政府网站”“微信公众号”等通称不算；机构通称（区委、区政府）不算。

为什么：有名称和时间，读者才能找到并核对所说的事。

已知局限：不带引号、书名号的栏目名可能认不出。
""",
    check=check,
    examples=(
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n⟦一、总体情况⟧\n我镇切实加强组织领导。全年公开信息86条，"
            "收到申请2件。严格信息审核把关，落实保密审查。组织开展业务培训。强化监督检查，确保工作落实。\n",
        ),
        Example(
            whole=True,
            text="柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n我镇切实加强组织领导。3月印发《信息发布审核办法》，"
            "收到申请2件。严格信息审核把关，落实保密审查。组织开展业务培训。强化监督检查，确保工作落实。\n",
        ),
    ),
)
