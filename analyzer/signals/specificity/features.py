"""What the grading model sees of a sentence: form, facts and word classes, by readable names."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import words_by_class
from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.form import FORM_NAMES, form_features, lead_in_end
from analyzer.signals.specificity.named import (
    count_named_bodies,
    count_venues,
    office_tells_how_often,
)
from analyzer.signals.specificity.vocabulary import Found, classes
from analyzer.text.span import Span

_MECHANISM = re.compile(r"([\u4e00-\u9fff“”、]{2,8}?)(?:机制|制度|模式|程序|台账|档案)")
_GENERIC_MECHANISM = re.compile(
    r"(?:工作|长效|公开|体制|管理|各项|保障|监督|相关|有关|配套|完善|健全|责任|制度|规章|内部|领导|科学|规范|体系|运行|公开的|办事|审批|新的|良好|信息)$"
)
_QUOTED = re.compile(r"“([^”]{2,24})”")
_OFFICES_EVERYWHERE = ("党政办", "党政综合办", "综合科", "综合办")  # no names: every unit has one
_AUTHORITY = re.compile(
    r"在[^，。；]{2,60}(?:领导|指导|支持|关心|帮助)下|(?:按照|根据|遵照|依照)[^，。；]{2,80}(?:要求|部署|精神|规定|安排|原则|通知|意见)"
    r"|以[^，。；]{2,40}为(?:指导|指引|统领|契机|抓手|导向|目标|核心|主线)|(?:贯彻|落实|学习)[^，。；]{2,80}(?:精神|部署|要求|安排)"
)


def authority_phrases(text: str) -> list[Span]:
    """Return phrases that invoke an authority: what stands in them is not the sentence's content."""
    return [Span(m.start(), m.end()) for m in _AUTHORITY.finditer(text)]


NAMES: tuple[str, ...] = (
    *FORM_NAMES,
    "count_1", "count_2", "count_3", "percent_alone", "part", "money", "zero", "date", "document", "platform",
    "column", "organisation", "person", "frequency", "frequency_anchored", "named_2", "compare_number", "breakdown_number",
    "any_number", "numbers_2", "numbers_3", "any_checkable", "dates_2", "date_number", "independent_2", "independent_3", "venue", "named_body", "two_kinds",
    *(f"word_{name}" for name in classes()),
    "quoted", "named_mechanism", "authority", "concrete_clauses", "stock_clauses", "concrete_clause_share", "stock_share", "concrete_share", "concrete_any", "concrete_2", "concrete_4", "stock_only", "no_known_word", "problem_empty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many independent facts of which kind a sentence holds."""

    numbers: int
    counts: int
    named: int
    dates: int
    zeros: int
    persons: int
    frequency_anchored: bool
    venues: int
    bodies: int
    comparison: bool
    breakdown: bool


def count_facts(text: str, facts: Sequence[Fact], found: Sequence[Found]) -> FactCounts:
    """Count distinct facts; a share that restates its count is not counted again."""
    distinct = {(f.key(), f.span.start if f.value is not None else 0): f for f in facts}.values()
    of = {kind: [f for f in distinct if f.type == kind] for kind in
          ("quantity", "money", "percent", "zero", "date", "document", "platform", "column",
           "organisation", "person", "frequency")}  # fmt: skip
    alone = [p for p in of["percent"] if not p.part]
    empty = [q for q in of["quantity"] if q.value == 0]  # 收到0件，结转0件 says one thing
    of["quantity"] = [q for q in of["quantity"] if q.value != 0] + empty[:1]
    numbers = len(of["quantity"]) + len(of["money"]) + len(alone)
    words = {name for f in found for name in f.classes}
    return FactCounts(
        numbers=numbers,
        counts=len(of["quantity"]),
        named=len(of["document"]) + len(of["platform"]) + len(of["column"]),
        dates=len(of["date"]),
        zeros=len(of["zero"]),
        persons=len(of["person"]),
        frequency_anchored=bool(of["frequency"])
        and bool(
            any(
                o.text.endswith(("办公室", "办", "科", "处", "局", "中心"))
                for o in of["organisation"]
            )
            or numbers
            or office_tells_how_often(text)
        ),
        venues=count_venues(text),
        bodies=count_named_bodies(text),
        comparison=("compare" in words and numbers > 0)
        or any(f.type == "comparison" for f in distinct),
        breakdown="breakdown" in words and numbers > 1,
    )


def vector(text: str, facts: Sequence[Fact], found: Sequence[Found]) -> list[float]:
    """Return the features of a sentence in the order of NAMES; text and spans agree.

    Bodies that only the tagger knows are no features: they made the grades of new texts worse.
    """
    facts = [f for f in facts if f.listed]
    counts = count_facts(text, facts, found)
    lead = lead_in_end(text)  # what is led to decides, not the lead-in
    return [
        *form_features(text[lead:]),
        *_evidence(facts, counts),
        *_words(text, found, counts, checkable=_checkable(counts)),
    ]


@cache
def _generic_names() -> frozenset[str]:
    return frozenset(words_by_class("platform_names.tsv")["generic"])


def _is_name(quoted: str) -> bool:
    """Tell a name in quotation marks from what every unit has: “政府信息公开”, “某县人民政府网站”."""
    return quoted not in _generic_names() and not quoted.endswith("网站")


def _checkable(counts: FactCounts) -> bool:
    return bool(
        counts.numbers or counts.zeros or counts.named or counts.dates or counts.persons
        or counts.frequency_anchored or counts.comparison
    )  # fmt: skip


def _evidence(facts: Sequence[Fact], counts: FactCounts) -> list[float]:
    types = [f.type for f in facts]
    has = {kind: float(kind in types) for kind in
           ("money", "date", "document", "platform", "column", "organisation", "person", "frequency")}  # fmt: skip
    independent = counts.numbers + counts.named + min(1, counts.dates) + min(1, counts.zeros)
    kinds = sum(map(bool, (counts.numbers, counts.named, counts.dates, counts.persons)))
    has["organisation"] = float(
        any(f.type == "organisation" and not f.text.startswith(_OFFICES_EVERYWHERE) for f in facts)
    )
    return [
        float(counts.counts >= 1),
        float(counts.counts >= 2),
        float(counts.counts >= 3),
        float(any(f.type == "percent" and not f.part for f in facts)),
        float(any(f.part for f in facts)),
        has["money"],
        float(counts.zeros > 0),
        has["date"],
        has["document"],
        has["platform"],
        has["column"],
        has["organisation"],
        float(min(3, counts.persons)),
        has["frequency"],
        float(counts.frequency_anchored),
        float(counts.named >= 2),
        float(counts.comparison),
        float(counts.breakdown),
        float(counts.numbers >= 1),
        float(counts.numbers >= 2),
        float(counts.numbers >= 3),
        float(_checkable(counts)),
        float(counts.dates >= 2),
        float(counts.dates >= 1 and counts.numbers >= 1),
        float(independent >= 2),
        float(independent >= 3),
        float(counts.venues > 0),
        float(min(2, counts.bodies)),
        float(kinds >= 2),
    ]


_CLAUSE_END = re.compile(r"[，,；;。]|$")
_CONCRETE = frozenset(("object", "mechanism", "activity", "field", "duty", "channel"))


@cache
def _kinds(names: tuple[str, ...]) -> tuple[bool, bool, bool]:
    """Tell whether a word of these classes is stock, is concrete, is a thing of its own."""
    concrete = bool(_CONCRETE.intersection(names))
    return (
        "stock" in names or "empty_object" in names,
        concrete,
        concrete and not {"activity", "channel"}.issuperset(names),
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """How the words of a sentence fall into classes and clauses; lengths in characters."""

    per_class: dict[str, int]
    things: int  # distinct concrete words
    stock: int
    concrete: int
    with_things: int  # clauses
    without: int  # clauses of stock wording alone


def _tally(text: str, found: Sequence[Found]) -> _Tally:
    per_class = dict.fromkeys(classes(), 0)
    distinct: set[str] = set()
    stock = concrete = 0
    ends = [m.start() for m in _CLAUSE_END.finditer(text)]
    clauses: dict[int, list[int]] = {}
    for item in found:
        clause = clauses.setdefault(bisect_left(ends, item.start), [0, 0])
        for name in item.classes:
            per_class[name] += 1
        is_stock, is_concrete, is_thing = _kinds(item.classes)
        if is_stock:
            stock += item.end - item.start
            clause[0] += 1
        if is_concrete:
            concrete += item.end - item.start
        if is_thing:
            distinct.add(item.word)
            clause[1] += 1
    with_things = sum(1 for _, c in clauses.values() if c)
    without = sum(1 for s, c in clauses.values() if s and not c)
    return _Tally(per_class, len(distinct), stock, concrete, with_things, without)


def _words(
    text: str, found: Sequence[Found], counts: FactCounts, *, checkable: bool
) -> list[float]:
    tally = _tally(text, found)
    size, things = max(1, len(text)), tally.things
    mechanisms = (m for m in _MECHANISM.finditer(text) if not _GENERIC_MECHANISM.search(m[1]))
    return [
        *map(math.log1p, tally.per_class.values()),
        float(min(3, sum(1 for m in _QUOTED.finditer(text) if _is_name(m[1])))),
        float(min(3, sum(1 for _ in mechanisms))),
        float(bool(_AUTHORITY.search(text))),
        math.log1p(tally.with_things),
        math.log1p(tally.without),
        tally.with_things / max(1, tally.with_things + tally.without),
        tally.stock / size,
        tally.concrete / size,
        float(things >= 1),
        float(things >= 2),
        float(things >= 4),
        float(things == 0 and tally.stock > 0 and counts.numbers == 0),
        float(things == 0 and tally.stock == 0 and not checkable),
        float(things <= 1 and tally.per_class["problem"] > 0 and counts.numbers == 0),
    ]
