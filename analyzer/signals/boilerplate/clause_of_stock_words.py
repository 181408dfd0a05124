"""BOI05: clauses that announce work and name nothing."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_CONFIDENCE = 0.8


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield runs of neighbouring stock clauses, one hit a run."""
    for span, clauses in evidence.stock_clauses:
        yield Hit(
            place=span,
            message="只有常用的表态用语，未说明做什么、做多少、何时、结果如何",
            hint="可写：由〔科室〕于〔时间〕，对〔栏目或事项〕〔做了什么〕，〔数量与结果〕；没有可写的可删去",
            confidence=_CONFIDENCE,
            evidence={"clauses": clauses},
        )


RULE: Rule[Evidence] = Rule(
    id="BOI05",
    name="clause-of-stock-words",
    title="空泛分句",
    severity="info",
    source="A3；E1",
    page="""
分句里有“加强、完善、提高、落实、确保、有待”一类的词，却没有数字、日期、文件名、平台、地方或机构，去掉公开工作
人人都用的词之后，剩下的不超过 3 个字，就是空泛分句；相邻的合并列出。

为什么：这样的话放在哪个单位、哪一年都成立。计的是不含事实的分句，不是词频：同样的词后面写了事实就不算。

例：“进一步加强组织领导，完善工作机制，确保工作落到实处。”

已知局限：词表在 data/lexicons/stock_wording.tsv，没有收的词会让空泛分句漏过；阈值见
boilerplate_clause_content。法定用语、政治表述和零事项声明不在此列。
""",
    check=check,
    examples=(
        Example(text="⟦进一步加强组织领导，完善工作机制⟧，在祠堂门口贴出补贴名单12期。"),
        Example(text="全年加强鱼塘清淤账目公开，由会计每月10日贴出，共12期。"),
    ),
)
