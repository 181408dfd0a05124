"""Tell facts about disclosure from facts about the unit's other business.

A report full of service statistics says nothing about disclosure (rubric: 泛化), so such facts are
shown but do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.vocabulary import Found

_BREAK = re.compile(r"[，。；：,;]")
# Facts whose kind says by itself that they are about publishing.
_ALWAYS = frozenset(("platform", "column", "zero"))
# Items of information are counted in these.
_ITEMS = frozenset(("条", "篇", "期", "则"))
_STRONG = re.compile(r"依申请|申请公开|公开申请|信息公开|政务公开|主动公开|公开信息")


def judge_relevance(
    text: str, facts: Sequence[Fact], found: Sequence[Found], *, before: bool | None = None
) -> tuple[Fact, ...]:
    """Return the facts with `relevant` set; `before` is the verdict of the sentence before.

    A clause is about what its nearest word of the classes `disclosure` and `service` says; a
    clause with neither follows the clause before it, then the one after it.
    """
    topics = [(f.start, f.end, "disclosure" in f.classes) for f in found
              if "disclosure" in f.classes or "service" in f.classes]  # fmt: skip
    edges = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    return tuple(
        fact
        if fact.type in _ALWAYS or fact.unit in _ITEMS
        else replace(fact, relevant=_about_disclosure(text, fact, topics, edges, before))
        for fact in facts
    )


def _about_disclosure(
    text: str,
    fact: Fact,
    topics: list[tuple[int, int, bool]],
    edges: list[int],
    before: bool | None,
) -> bool:
    start = max(e for e in edges if e <= fact.span.start)
    end = min((e for e in edges if e >= fact.span.end), default=edges[-1])
    if _STRONG.search(text, start, end):
        return True
    inside = [t for t in topics if start <= t[0] and t[1] <= end]
    if inside:
        return min(inside, key=lambda t: (_distance(fact, t), t[0]))[2]
    earlier = [t for t in topics if t[1] <= start]
    if earlier:
        return earlier[-1][2]
    later = [t for t in topics if t[0] >= end]
    if before is not None:
        return before
    return later[0][2] if later else True


def _distance(fact: Fact, topic: tuple[int, int, bool]) -> int:
    if topic[1] <= fact.span.start:
        return fact.span.start - topic[1]
    return max(0, topic[0] - fact.span.end) + 1  # at equal distance the word before decides
