"""Totals with their parts, and shares with their counts, as the prose states them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.language.entities import Percent, Quantity
from analyzer.text.span import Span

_TRIGGER = re.compile(
    r"其中(?!的?[一之])|(?<=信息)中[，：]|分别[为是]|(?:主要)?类别有"
    r"|[从按](?:申请|答复|办理|处理|受理)[\u4e00-\u9fff]{0,6}(?:看|分|划分|统计)，"
)
# Words that begin another statement: what follows is no part of the total before.
_NEW_STATEMENT = re.compile(
    r"其中|总数|总计|合计|累计|此外|另有|另外|同时|今年|全年|共(?!同|性|产|青|享|建|治|计)"
)
_COMPARISON = re.compile(r"较|比上|比去|同比|环比|增加|减少|增长|下降|上升")
_INSIDE = re.compile(r"[，（(]\s?(?:内?含|包括|含有)[^，。；]{0,8}$")  # a part of a part
_OPEN = re.compile(r"[^，。；、（）]{0,6}等")
_REST = re.compile(r"其[他它余]")
_SHARE = re.compile(
    r"[，,（(、]?\s?(?:约)?占(?:[\u4e00-\u9fff]{0,12}?)(?:的)?(?:比例|比重)?(?:为|达|约)?"
)
# Units that count pieces of information alike: 100条，其中文件5件、解读3篇.
_PIECES = frozenset({"条", "件", "篇", "份", "则"})
_REACH = 60  # characters between a total and the word that opens its parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Totals that may be meant (nearest first) and the parts named after them."""

    totals: tuple[Quantity, ...]
    parts: tuple[Quantity, ...]
    open: bool  # 等: the parts need not be all
    exhaustive: bool  # 其他 …: the parts claim to be all

    @property
    def span(self) -> Span:
        """Return the stretch from the first to the last part."""
        return Span(self.parts[0].span.start, self.parts[-1].span.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A count with the share it is said to be."""

    quantity: Quantity
    percent: Percent
    decimals: int

    @property
    def span(self) -> Span:
        """Return the stretch from the count to the share."""
        return Span(self.quantity.span.start, self.percent.span.end)


def breakdowns(
    text: str, quantities: Sequence[Quantity], paragraphs: Iterable[Span]
) -> Iterator[Breakdown]:
    """Yield every total followed by parts, within paragraphs."""
    starts = [q.span.start for q in quantities]
    for paragraph in paragraphs:
        for match in _TRIGGER.finditer(text, paragraph.start, paragraph.end):
            low = bisect_left(starts, paragraph.start)
            at = bisect_left(starts, match.start())
            end = bisect_left(starts, paragraph.end)
            before = list(quantities[max(low, at - 4) : at])
            found = _breakdown(text, match, before, quantities[at:end])
            if found:
                yield found


def _breakdown(
    text: str, match: re.Match[str], before: list[Quantity], after: Sequence[Quantity]
) -> Breakdown | None:
    near = [q for q in reversed(before) if match.start() - q.span.end <= _REACH]
    counted = [q for q in near if q.unit_kind in ("count", "people")]
    if not counted and before:
        return None
    unit = counted[0].unit if counted else (after[0].unit if after else "")
    parts = _parts(text, match.end(), after, unit)
    if len(parts) < 2:
        return None
    tail = text[parts[-1].span.end : parts[-1].span.end + 12]
    last = text[parts[-2].span.end : parts[-1].span.start]
    return Breakdown(
        totals=tuple(q for q in counted if q.unit == unit or {q.unit, unit} <= _PIECES),
        parts=tuple(parts),
        open=bool(_OPEN.match(tail)) or "等" in text[match.end() : parts[0].span.start],
        exhaustive=bool(_REST.search(last)),
    )


def _parts(text: str, start: int, after: Sequence[Quantity], unit: str) -> list[Quantity]:
    parts: list[Quantity] = []
    position = start
    for index, quantity in enumerate(after):
        between = text[position : quantity.span.start]
        following = text[quantity.span.end : quantity.span.end + 4]
        if "。" in between and not _carries_on(text, parts, quantity):
            break
        if _NEW_STATEMENT.search(between) or "）" in between or "其中" in following:
            break
        alike = quantity.unit == unit or {quantity.unit, unit} <= _PIECES
        if not alike:
            continue
        if _COMPARISON.search(between) or _INSIDE.search(between):
            position = quantity.span.end
            continue
        parts.append(quantity)
        position = quantity.span.end
        if index > 40:
            break
    return parts


def _carries_on(text: str, parts: list[Quantity], quantity: Quantity) -> bool:
    """Tell whether a part in the next sentence continues the list: both have their share."""
    if len(parts) != 1:
        return False
    return all(_SHARE.match(text, q.span.end) for q in (parts[0], quantity))


def shares(
    text: str, quantities: Sequence[Quantity], percents: Sequence[Percent]
) -> tuple[Share, ...]:
    """Return counts followed directly by `占 … %`, in order."""
    ends = [q.span.end for q in quantities]
    found = []
    for percent in percents:
        at = bisect_right(ends, percent.span.start) - 1
        if at < 0 or percent.span.start - ends[at] > 24:
            continue
        between = text[ends[at] : percent.span.start]
        if _SHARE.fullmatch(between):
            written = percent.span.of(text)
            number = re.search(r"\d+(?:\.(\d+))?", written)
            decimals = len(number.group(1) or "") if number else 0
            found.append(Share(quantity=quantities[at], percent=percent, decimals=decimals))
    return tuple(found)
