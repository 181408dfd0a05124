"""Tell facts about disclosure from facts about the unit's other business.

A report full of service statistics says nothing about disclosure (rubric: 泛化), so such facts are
shown but do not count.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from analyzer.assets import asset
from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.vocabulary import Found
from analyzer.signals.specificity.wording import wording_scores, wording_table

_BREAK = re.compile(r"[，。；：,;]")
# Facts whose kind says by itself that they are about publishing.
_ALWAYS = frozenset(("platform", "column", "zero"))
# What is counted says by itself that it is about disclosure.
_OWN_WORK = re.compile(
    r"公开|公示|公告|公布|公报|解读|新闻发布|吹风会|开放日|征求意见|规范性文件|网站|新媒体|公众号|微博|专栏|栏目|指南|目录|复议|诉讼|稿件"
)
# Facts that work reports are full of; who and which document is not asked of the model.
_FIGURES = frozenset(("quantity", "money", "percent", "comparison", "total"))
LIMIT = 0.5  # mean of clause and sentence; 0.7 keeps precision 1 and loses 7 points of recall
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
        if fact.type in _ALWAYS
        else replace(fact, relevant=_relevant(text, fact, topics, edges, before=before))
        for fact in facts
    )


def _relevant(
    text: str,
    fact: Fact,
    topics: list[tuple[int, int, bool]],
    edges: list[int],
    *,
    before: bool | None,
) -> bool:
    start = edges[bisect_right(edges, fact.span.start) - 1]
    end = edges[min(bisect_left(edges, fact.span.end), len(edges) - 1)]
    if _STRONG.search(text, start, end):
        return True
    listed = fact.unit in _ITEMS or _about_disclosure(fact, topics, (start, end), before)
    if not listed or fact.type not in _FIGURES or _OWN_WORK.search(fact.about):
        return listed
    return other_business(text[start:end], text) < LIMIT


@lru_cache(maxsize=1024)
def other_business(clause: str, sentence: str) -> float:
    """Return how likely a figure of this clause is about other business, 0 to 1."""
    table = _table()
    odds = wording_scores([clause, sentence], table=table)[:, 0]
    return sum(1.0 / (1.0 + math.exp(-o)) for o in odds.tolist()) / 2.0


@cache
def _table() -> Mapping[str, Any]:
    return wording_table(
        json.loads(asset("models", "fact-relevance", "table.json").read_text("utf-8"))
    )


def _about_disclosure(
    fact: Fact, topics: list[tuple[int, int, bool]], clause: tuple[int, int], before: bool | None
) -> bool:
    start, end = clause
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
