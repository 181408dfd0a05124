"""Facts made of several words: meetings and trainings, projects, sub-units, totals with parts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from analyzer.language.lexicon import words_by_class
from analyzer.signals.specificity.fact import Fact
from analyzer.text.span import Span

_TIMES = frozenset(("次", "期", "场", "场次", "批", "轮", "届", "班", "个", "期次"))
_HELD = r"(?:了)?"
# What may stand between the verb and the name of a meeting is part of the name, except counts.
_COUNT = re.compile(
    r"^(?:[\d一二两三四五六七八九十]+(?:余|多)?(?:次|期|场次|场|个|批|轮)(?:的)?|了|过)+"
)
_MEETING_AT = re.compile(r"(?:在|于|的)(?P<name>[^，。；、在于的“”《》\d]{2,16}(?:会议|大会|会))上")
_PARTS = re.compile(
    r"[，,；;（(：:\s]*(?:其中|包括|包含|分别(?:为|是)|具体(?:为|包括)|即|涵盖)[:：，,]?|[:：]|[^，。；\d]{0,8}中[，,]"
)
_LIST = re.compile(r"[、，,；;和及及其）)以：:\s]*[^，,。；;：:（）()\d]{0,40}$")


def _longest_first(name: str) -> str:
    words = words_by_class("fact_words.tsv")[name]
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def _event_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_longest_first('event_verb')})(?:召开|举办|开展|参加|组织)?{_HELD}"
        rf"(?P<name>[^，。；：、\n]{{0,28}}?(?:{_longest_first('event')}))(?![的员者类费场师力活议]|人员|对象|材料|计划|制度|内容)"
    )


@cache
def _counted_pattern() -> re.Pattern[str]:
    """Return meetings that head the sentence with a count behind them: 常务会议3次研究…"""
    return re.compile(
        rf"(?:^|[，。；府委局厅组])(?P<name>[^，。；、：\d府委局组]{{0,8}}?(?:{_longest_first('event')}))"
        r"(?=(?:\d+|[两三四五六七八九十])(?:次|场|期))"
    )


@cache
def _not_held() -> re.Pattern[str]:
    return re.compile(rf"(?:{_longest_first('not_held')})[^，。；]{{0,10}}$")


def find_events(text: str, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield meetings and trainings that took place; the value says how many times."""
    reach = 0
    for match in _event_pattern().finditer(text):
        if _not_held().search(text, max(0, match.start() - 16), match.start()):
            continue
        start = match.start("name")
        lead = _COUNT.match(match["name"])
        start += lead.end() if lead else 0
        # 召开会议 alone tells no meeting from another
        if match.end() - start >= 4 or _counted(start, match.end(), found):
            reach = match.end()
            yield _event(text, start, match.end(), found)
    for match in _counted_pattern().finditer(text):
        if match.start("name") >= reach:
            yield _event(text, match.start("name"), match.end("name"), found)
    for match in _MEETING_AT.finditer(text):
        if not _not_held().search(text, 0, match.start()) and not match["name"].endswith("社会"):
            yield _event(text, match.start("name"), match.end("name"), found)


def _counted(start: int, end: int, found: Sequence[Fact]) -> float | None:
    """Return how many times, where a count of times stands right beside the name."""
    first = bisect_left(found, start - 12, key=lambda f: f.span.start)
    for fact in found[first : first + 12]:
        close = 0 <= fact.span.start - end <= 1 or 0 <= start - fact.span.end <= 1
        if close and fact.type == "quantity" and fact.unit in _TIMES:
            return fact.value
    return None


def _event(text: str, start: int, end: int, found: Sequence[Fact]) -> Fact:
    times = _counted(start, end, found)
    fact = Fact.at(text, start, end, "event")
    return replace(fact, value=times or 1.0, unit="次", about=fact.text, part=times is not None)


@cache
def _project_pattern() -> re.Pattern[str]:
    heads = _longest_first("project")
    return re.compile(
        rf"“[^“”\n]{{2,20}}”(?:{heads})"
        rf"|(?<![\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z]{{3,16}}?(?:{heads})(?:[一二三四]期)?"
        rf"|(?<=[将对把在以由为了的、，])[\u4e00-\u9fffA-Za-z]{{3,16}}?(?:{heads})(?:[一二三四]期)?"
    )


@cache
def _project_lead() -> tuple[re.Pattern[str], re.Pattern[str]]:
    generic = _longest_first("project_generic")
    lead = re.compile(
        r"^.*?(?:实施|推进|公开|公布|发布|建设|完成|开工|涉及|围绕|对|将|把|在|了|及时)(?=[^，。]{5})"
    )
    return lead, re.compile(rf"(?:{generic})$|^(?:{generic})")


def find_projects(text: str, places: Sequence[Span]) -> Iterator[Fact]:
    """Yield projects with a name: one in quotation marks, or one that holds the name of a place."""
    lead, generic = _project_lead()
    for match in _project_pattern().finditer(text):
        start = match.start()
        quoted = text[start] == "“"
        if not quoted:
            cut = lead.match(match[0])
            start += cut.end() if cut else 0
            inside = any(start <= p.start and p.end < match.end() for p in places)
            head = re.sub(
                rf"(?:{_longest_first('project')})(?:[一二三四]期)?$", "", text[start : match.end()]
            )
            if not inside or len(head) < 3 or generic.fullmatch(head):
                continue
        fact = Fact.at(text, start, match.end(), "project")
        yield replace(fact, about=fact.text)


@cache
def _subunit_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[省市县区州镇乡局厅委校院]|街道|[省市县区]政府办公?室?)?"
        rf"(?:(?:{_longest_first('subunit_field')}){{1,2}}(?:科|股|处)(?![室长员级理置罚分])|(?:{_longest_first('subunit')})(?!主任|[件理法公结事学实证税]))"
    )


def find_subunits(text: str) -> Iterator[Fact]:
    """Yield offices inside a unit: 局综合科, 法规股, 党政办. They say who does it, no more."""
    for match in _subunit_pattern().finditer(text):
        fact = Fact.at(text, match.start(), match.end(), "subunit")
        yield replace(fact, about=fact.text)


def find_totals(text: str, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield totals whose parts follow in the same unit: 86条，其中政策文件12条、动态74条."""
    counts = [f for f in found if f.type in ("quantity", "money") and f.value is not None]
    compared = {f.span.start: f.span.end for f in found if f.type == "comparison"}
    shares = [f.span for f in found if f.part]
    for index, whole in enumerate(counts[:-1]):
        at = whole.span.end
        at = compared.get(at, compared.get(at + 1, at))  # 1206件，同比下降8.4%，其中…
        opened = _PARTS.match(text, at)
        parts = _parts(text, whole, islice(counts, index + 1, None), opened, shares)
        if not parts:
            continue
        fact = Fact.at(text, whole.span.start, parts[-1].span.end, "total")
        listed = tuple((p.about, float(p.value or 0)) for p in parts)
        yield replace(
            fact, value=whole.value, unit=whole.unit, about=whole.about, parts=listed, part=True
        )


def _parts(
    text: str,
    whole: Fact,
    after: Iterable[Fact],
    opened: re.Match[str] | None,
    shares: Sequence[Span],
) -> list[Fact]:
    """Return the counts listed behind `opened`, as long as they fit into the whole."""
    if opened is None:
        return []
    at, parts, left = opened.end(), list[Fact](), whole.value or 0.0
    for fact in after:
        if fact.span.start < at:
            continue
        value = fact.value or 0.0
        listed = fact.unit == whole.unit and _LIST.match(text[at : fact.span.start])
        if not listed or value > left * 1.001:
            break
        parts.append(fact)
        left -= value
        at = fact.span.end
        behind = bisect_left(shares, at, key=lambda s: s.start)
        if behind < len(shares) and shares[behind].start - at <= 8:
            at = shares[behind].end  # …161条，占7.9%；…
    return parts
