"""STR05: a section without text, or a section on problems with one half missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_SHORTFALL = re.compile(
    r"不够|不足|不强|不高|不全|不及时|不到位|不规范|有待|仍需|还需|需进一步|需要进一步|缺乏|薄弱|滞后"
    r"|单一|问题|困难|差距|短板|欠缺|未能|晚于|较少|偏少|偏低|不熟|不准|较弱|较慢|不平衡|不深|不细|不完善"
)
_IMPROVEMENT = re.compile(
    r"改进|下一?步|今后|将|措施|整改|加强|完善|健全|提高|提升|强化|已|优化|开展|组织|规范|推进|落实|制定|建立"
)
_NOTHING = re.compile(r"^(?:暂|均|目前)*(?:无|没有|不存在)")


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield empty sections, then the missing half of the section on problems."""
    for section in evidence.empty:
        title = section.heading.text if section.heading is not None else ""
        yield Hit(
            place=evidence.place_of(section),
            message=f"“{title}”没有内容",
            hint="无事项请写“无”；有事项请补写",
            confidence=0.85,
            evidence={"kind": "empty", "section": section.key},
        )
    yield from _half(evidence)


def _half(evidence: CompletenessEvidence) -> Iterable[Hit]:
    section = evidence.section("problems")
    told = evidence.prose("problems") + evidence.prose("next_steps")
    if section is None or not told.strip() or _NOTHING.match(told.strip()):
        return
    for name, found in (
        ("存在的问题", _SHORTFALL.search(told)),
        ("改进情况", _IMPROVEMENT.search(told)),
    ):
        if not found:
            yield Hit(
                place=evidence.place_of(section),
                message=f"本章未见{name}",
                hint="本章须同时写明问题与改进情况：〔问题〕；已〔怎样改进〕，下一步〔做什么〕",
                confidence=0.8,
                evidence={"kind": "half", "missing": name},
            )


_HEAD = "青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n主动公开信息86条。\n"

RULE: Rule[CompletenessEvidence] = Rule(
    id="STR05",
    name="empty-section",
    title="空章节或要素缺失",
    severity="warning",
    source="条例50(四)；C1",
    page="""
章节标题下没有正文也没有表格；或者“存在的主要问题及改进情况”只有问题没有改进、只有改进没有问题。

为什么：空标题让人分不清是没有事项还是漏写；条例要求同时报告主要问题和改进情况。

例：“六、其他需要报告的事项”下面什么也没有。没有事项请写“无”。

已知局限：整份文本都没有表格（抽取时丢失）时，不判断第二、三、四章是否为空。
""",
    check=check,
    examples=(
        Example(
            text=_HEAD + "五、存在的主要问题及改进情况\n栏目更新不及时，已指定专人维护。\n"
            "⟦六、其他需要报告的事项⟧\n",
            whole=True,
            year=2022,
        ),
        Example(
            text=_HEAD + "⟦五、存在的主要问题及改进情况⟧\n部分栏目内容偏少，更新不及时。\n"
            "六、其他需要报告的事项\n无。\n",
            whole=True,
            year=2022,
        ),
        Example(
            text=_HEAD + "五、存在的主要问题及改进情况\n栏目更新不及时，已指定专人维护。\n"
            "六、其他需要报告的事项\n无。\n",
            whole=True,
            year=2022,
        ),
    ),
)
