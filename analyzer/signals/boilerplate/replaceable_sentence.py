"""BOI06: a sentence that would serve any other unit."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_CONFIDENCE = 0.7


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield replaceable sentences that are more than a run of stock clauses."""
    for sentence in evidence.replaceable:
        if sentence.wholly_stock:
            continue
        yield Hit(
            place=subject.report.sentences[sentence.number].span,
            message="句中没有只属于本单位的内容，换成任何单位都成立",
            hint="可补一个只有本单位才有的事实：〔事项、数量、日期、文件、栏目或地点〕",
            confidence=_CONFIDENCE,
            evidence={"content_share": sentence.content_share},
        )


RULE: Rule[Evidence] = Rule(
    id="BOI06",
    name="replaceable-sentence",
    title="可替换句",
    severity="info",
    source="B4；E2",
    page="""
遮蔽固定用语和单位自己的名称后，句子里没有数字、年份以外的日期、非法规类文件名、具名平台、其他地方和机构名，
公开工作人人都用的词之外的内容又不到三成，就是可替换句：把单位名换掉，别家也能用。

为什么：专家评“具体”时用的正是这个换名检验。人工标注的句子里，这样的句子 96% 被评为空泛或无可核对的事实。

例：“加强对信息内容质量的监督检查，结合自身特点，面向公众做好服务。”

已知局限：写了具体做法却没有名称和数字的句子，可能因用词普通而被列入；整句都是空泛分句的只由 BOI05 列出。
阈值见 boilerplate_replaceable_content。
""",
    check=check,
    examples=(
        Example(text="⟦加强对信息内容质量的监督检查，结合自身特点，面向公众和企业做好服务。⟧"),
        Example(text="由柳桥村会计每月10日在村口凉亭贴出鱼塘承包账目，全年12期。"),
    ),
)
