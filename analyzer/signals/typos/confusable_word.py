"""LAN02: words that are easily taken for each other."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.templates import template_hits


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield the places where the context asks for the other word."""
    return template_hits("LAN02", evidence.prose, evidence.index)


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN02",
    name="confusable-word",
    title="易混词",
    severity="warning",
    source="GB/T 15834；《现代汉语词典》",
    page="""
查找公文里常混用的词：截止/截至、反应/反映、登陆/登录、权利/权力、必需/必须、制订/制定、做出/作出、
其它/其他、帐/账、底限/底线、粘贴/张贴等。只在上下文模板成立时提示，不逐字比对。

为什么：这类词音近义近，拼写检查不报，读者却会误解（“截止”是停止，“截至”是算到这一天）。

已知局限：只收常见搭配；书名号内的名称、网址不查。可信度由校对样本与正式出版文本的误报率估计，
见 reports/quality/defects.md。词条在 data/lexicons/writing_templates.tsv。
""",
    check=check,
    examples=(
        Example(text="⟦截止到⟧12月底，全镇主动公开信息12条。"),
        Example(text="把群众⟦反应⟧强烈的事项列为公开重点。"),
        Example(text="公众可⟦登陆⟧县政府门户网站查阅。"),
        Example(text="申请材料提交的截止日期为12月31日，建立突发事件快速反应机制。"),
    ),
)
