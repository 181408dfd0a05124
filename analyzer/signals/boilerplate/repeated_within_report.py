"""BOI04: a sentence that the same report has already."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield sentences that repeat an earlier one, with the place of the earlier one."""
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


RULE: Rule[Evidence] = Rule(
    id="BOI04",
    name="sentence-repeated-in-report",
    title="文内重复",
    severity="info",
    source="E1（redundancy）",
    page="""
同一报告里，后一句（或以分号分开的半句）的 8 字片段有八成以上在前文某一句里出现过，就指出后一句，并给出前一句
的位置。比对前先遮蔽法定用语、名称和数字。

为什么：同样的话说两遍，多半是拼接旧稿留下的，也占去了写事实的篇幅。

例：“总体情况”和“改进措施”里各有一句“每季度由办公室牵头对公开栏目逐条核对”。

已知局限：不足 10 字的短句不比；前后两处一处讲做法、一处讲打算而用词相同的，也会提示，请结合上下文核对。
阈值见 boilerplate_within_share。
""",
    check=check,
    examples=(
        Example(
            text="每季度由档案员牵头把公开栏目里的失效链接逐条核对并登记造册。全年公开信息326条。"
            "⟦每季度由档案员牵头把公开栏目里的失效链接逐条核对并登记造册。⟧"
        ),
        Example(
            text="每季度由档案员牵头把公开栏目里的失效链接逐条核对并登记造册。"
            "每月由会计把专项资金的支出凭证扫描后挂到网上。"
        ),
    ),
)
