"""SPE08: hedges in clauses without a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analyzer.language.lexicon import words_by_class
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.specificity.evidence import Evidence, GradedSentence
from analyzer.text.span import Span

# In the section on problems SPE06 asks for degree and instance already.
_PROBLEM_SECTIONS = frozenset(("problems", "next_steps"))


@cache
def _hedges(*, with_problems: bool) -> re.Pattern[str]:
    classes = words_by_class("hedges.tsv")
    words = classes["hedge"] + (classes["problem"] if with_problems else ())
    return re.compile("|".join(sorted(words, key=lambda w: (-len(w), w))))


def hedges_in(sentence: GradedSentence, text: str) -> list[Span]:
    """Return the hedges in those clauses of a sentence that hold no fact."""
    pattern = _hedges(with_problems=sentence.key not in _PROBLEM_SECTIONS)
    found = []
    for clause in sentence.clauses:
        if any(f.span.overlaps(clause) for f in sentence.facts):
            continue
        for match in pattern.finditer(text, clause.start, clause.end):
            found.append(Span(match.start(), match.end()))
    return found


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield one hit per empty sentence, at its first hedge."""
    text = subject.report.text.text
    for sentence in evidence.sentences:
        if sentence.grade.grade != "0":
            continue
        found = hedges_in(sentence, text)
        if not found:
            continue
        words = list(dict.fromkeys(place.of(text) for place in found))
        listed = "”“".join(words)
        yield Hit(
            place=found[0],
            message=f"“{listed}”没有说明程度或事例",
            hint="可用事实替代：〔哪类信息或哪个环节〕在〔时间〕出现〔次数或比例〕，原因是〔 〕",
            confidence=0.7,
            evidence={"words": words, "sentence_grade": sentence.grade.grade},
        )


RULE: Rule[Evidence] = Rule(
    id="SPE08",
    name="hedged-clause",
    title="模糊限定语",
    severity="info",
    source="B3",
    page="""
查找空泛句子（等级 0）里不含数字和事实的分句中的模糊限定语：一定成效、一定差距、有待、还不够、较为 等。每句只报
一次，指在第一个词上。

为什么：限定语代替了程度和事例，读者不知道有多少、在哪里。

已知局限：问题部分的“有待”“不够”由 SPE06 一并提示，这里不重复；词表在 data/lexicons/hedges.tsv；句中若有具体对象（等级 1 以上），不报。
""",
    check=check,
    examples=(
        Example(text="政府信息公开工作取得了⟦一定成效⟧，形式还不够丰富。"),
        Example(text="全年主动公开政府信息86条，较上年增加12条。"),
    ),
)
