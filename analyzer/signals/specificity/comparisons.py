"""Comparisons with last year or with an earlier state: how much changed, in what unit, of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analyzer.language.lexicon import words_by_class
from analyzer.language.quantities import object_before
from analyzer.signals.specificity.fact import Fact

# By 较上年增加12件 and 同比增长8%, or by both ends: 由52家集约为45家.
_BEFORE = (
    r"(?:上一?年度?|去年|前年|上期|上季度?|上半年|上届|上次|往年|以往|此前|(?:19|20)\d\d年度?"
    r"|[\u4e00-\u9fff]{2,4}前)(?:同期)?"
)
_CHANGE = r"(?:增|减|升|降|提高|持平|翻|多|少|缩短|压缩|回落|下滑|提前)"
_REACHED = r"(?:[增升降减提扩缩压精集整合优调下上][\u4e00-\u9fff]{0,3}?(?:至|到|为|成)|变为|变成)"
PATTERN = re.compile(
    rf"(?:比|较|与|同|和){_BEFORE}(?:相比|比较)?[，]?[^，。；]{{0,16}}?{_CHANGE}[^，。；]{{0,14}}"
    rf"|同比[^，。；]{{0,4}}(?:增|减|升|降|提高|持平|翻|上涨|下滑)[^，。；]{{0,12}}"
    rf"|(?:由|从)[^，。；]{{0,14}}\d[^，。；]{{0,12}}?{_REACHED}[^，。；]{{0,14}}"
)
_FIGURE = re.compile(r"[\d一二两三四五六七八九十百倍半]|持平|翻番")
_ENDS = re.compile(r"^[由从]")


@cache
def _down() -> re.Pattern[str]:
    return re.compile("|".join(words_by_class("fact_words.tsv")["down"]))


def find_comparisons(text: str) -> list[Fact]:
    """Return the comparisons of a sentence, without their values."""
    return [
        Fact.at(text, m.start(), m.end(), "comparison")
        for m in PATTERN.finditer(text)
        if _FIGURE.search(m[0])
    ]


def with_changes(text: str, found: Sequence[Fact]) -> list[Fact]:
    """Return the facts with the value, unit and object of every comparison among them.

    The value is the signed change; of 由52家集约为45家 it is -7. The numbers are those of the facts
    inside the comparison.
    """
    made = [
        _with_change(text, fact, index, found) if fact.type == "comparison" else fact
        for index, fact in enumerate(found)
    ]
    compared = [c for c in made if c.type == "comparison"]
    return [fact if fact.about else _named_by_comparison(fact, compared) for fact in made]


def _named_by_comparison(fact: Fact, found: Sequence[Fact]) -> Fact:
    """Return a number of a comparison with the object of the comparison."""
    outer = (c for c in found if c.span.contains(fact.span))
    about = next((c.about for c in outer), "")
    return replace(fact, about=about) if fact.type in ("quantity", "percent") else fact


def _with_change(text: str, fact: Fact, index: int, found: Sequence[Fact]) -> Fact:
    inside = [
        f
        for f in found[index + 1 :]
        if fact.span.contains(f.span) and f.type in ("quantity", "percent", "money")
    ]
    about = _subject(text, fact, inside, found[:index])
    if not inside:
        level = 0.0 if "持平" in fact.text else 100.0 if "翻番" in fact.text else None
        unit = "" if level is None else "%"
        return replace(fact, value=level, unit=unit, about=about)
    last = inside[-1]
    if _ENDS.match(fact.text) and len(inside) > 1 and inside[0].value is not None:
        value = round((last.value or 0.0) - inside[0].value, 6)
        return replace(fact, value=value, unit=last.unit, about=about)
    before = text[fact.span.start : last.span.start]
    sign = -1.0 if _down().search(before + last.text) else 1.0
    return replace(fact, value=sign * (last.value or 0.0), unit=last.unit, about=about)


_HANDLED = re.compile(r"(?:将|把|对)([^，。；]{2,12}?)(?:进行|作|加以|予以)")


def _subject(text: str, fact: Fact, inside: Sequence[Fact], earlier: Sequence[Fact]) -> str:
    """Return what changed: the words before, the number's own, the last count's, or 将…进行."""
    before = object_before(text, fact.span.start)
    handled = _HANDLED.search(text, 0, fact.span.start)
    parts = text.rfind("其中", 0, fact.span.start)
    if parts >= 0:  # 86条，其中…12条、…74条，较上年增加9条: the whole is compared
        earlier = [f for f in earlier if f.span.end <= parts] or earlier
    return (
        before
        or next((f.about for f in inside if f.about), "")
        or next((f.about for f in reversed(earlier) if f.type == "quantity"), "")
        or (handled[1] if handled else "")
    )
