"""BOI04: a sentence that the same report has already."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_OF_PHRASES = 0.6


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield sentences that repeat an earlier one, and phrases used three times or more."""
    report = subject.report
    for repetition in evidence.repetitions:
        earlier = report.text.source_span(repetition.earlier)
        yield Hit(
            place=repetition.span,
            message="与本报告前文的一句重复，请核对",
            hint="两处内容重复，可合并为一处",
            confidence=min(1.0, 0.5 + 0.5 * repetition.share),
            evidence={
                "earlier_start": earlier.start,
                "earlier_end": earlier.end,
                "earlier_text": report.slice(repetition.earlier),
                "share": repetition.share,
            },
        )
    for phrase in evidence.phrases:
        places = [report.text.source_span(place) for place in phrase.places]
        yield Hit(
            place=phrase.places[-1],
            message=f"“{phrase.text}”在本报告中出现{len(places)}次，请核对",
            hint="同一说法反复使用，可合并，或分别写明各自的事项、数量与结果",
            confidence=_OF_PHRASES,
            evidence={
                "phrase": phrase.text,
                "times": len(places),
                "places": [[place.start, place.end] for place in places],
            },
        )


RULE: Rule[Evidence] = Rule(
    id="BOI04",
    name="sentence-repeated-in-report",
    title="文内重复",
    severity="info",
    source="E1（redundancy）",
    page="""
同一报告里，后一句（或以分号分开的半句）的 8 字片段有八成以上在前文某一句里出现过，就指出后一句，并给出前一句
的位置。同一说法（6 字以上，含“加强、完善、不够”一类的词）在 3 句以上出现的，也列出各处位置。比对前先遮蔽法定
用语、名称和数字。

为什么：同样的话说两遍，多半是拼接旧稿留下的，也占去了写事实的篇幅。

例：“总体情况”和“改进措施”里各有一句“每季度由办公室牵头对公开栏目逐条核对”。

已知局限：不足 10 字的短句不比；前后两处一处讲做法、一处讲打算而用词相同的，也会提示，请结合上下文核对。
反复提到的事项名称（没有上述词的）不算。阈值见 boilerplate_within_share、boilerplate_phrase_times。
""",
    check=check,
    examples=(
        Example(
            text="每季度由档案员牵头把公开栏目里的失效链接逐条核对并登记造册。全年公开信息326条。"
            "⟦每季度由档案员牵头把公开栏目里的失效链接逐条核对并登记造册。⟧"
        ),
        Example(
            text="鱼塘账目突出抓好张贴公示，全年12期。集市摊位突出抓好张贴公示，每月两次。"
            "渡口票价⟦突出抓好张贴公示⟧，由船工核对。"
        ),
        Example(
            text="每季度由档案员牵头把公开栏目里的失效链接逐条核对并登记造册。"
            "每月由会计把专项资金的支出凭证扫描后挂到网上。"
        ),
    ),
)
