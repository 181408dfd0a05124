"""Numbers in front of headings and items, and where their order or form breaks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.structure.report import Heading, Item, Report, Section
from analyzer.text.span import Span

_NUMERALS = "一二三四五六七八九十"
_CHINESE = re.compile(rf"[{_NUMERALS}]")
_BRACKETED = re.compile(r"^[（(]").match
_ARABIC = re.compile(r"^[（(]?\d")
_SPOKEN = re.compile(rf"^[{_NUMERALS}]{{1,3}}(?:是|要|来|则)")
_SHORT_LINE = 7  # characters; a text that keeps such headings has lost none for being short
_LIKELY_ORDINAL = 20


@dataclass(frozen=True, slots=True)
class Break:
    """A number that does not fit, with what is expected there."""

    span: Span  # of the marker
    expected: str
    kind: str  # "form", "order", "brackets", "item"
    confidence: float


def numbering_breaks(evidence: CompletenessEvidence) -> Iterator[Break]:
    """Yield the breaks of one report in order of kind."""
    report = evidence.report
    order = {part.key: number for number, part in enumerate(evidence.requirements.parts, 1)}
    yield from _section_forms(report)
    yield from _section_order(report, order)
    yield from _brackets(report.headings)
    yield from _items(report)
    if any(len(report.slice(h.span)) <= _SHORT_LINE and not h.run_in for h in report.headings):
        yield from _heading_order(report)


def marker_span(heading: Heading) -> Span:
    """Return the place of a heading's number without the blanks behind it."""
    start = heading.span.start
    return Span(start, start + len(heading.marker.rstrip()))


def chinese(ordinal: int) -> str:
    """Write 1–99 as 一…九十九."""
    tens, units = divmod(ordinal, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens - 1] + "十"
    return head + (_NUMERALS[units - 1] if units else "")


def _numbered(report: Report) -> list[tuple[Section, Heading]]:
    return [
        (s, s.heading)
        for s in report.sections
        if s.heading is not None and s.heading.ordinal is not None and s.heading.marker.strip()
    ]


def _section_forms(report: Report) -> Iterator[Break]:
    """Find 4、 among 三、 and 五、."""
    headed = [heading for _, heading in _numbered(report)]
    usual = sum(bool(_CHINESE.search(h.marker)) for h in headed)
    for heading in headed:
        if usual > len(headed) / 2 and _ARABIC.match(heading.marker) and heading.ordinal:
            yield Break(marker_span(heading), f"{chinese(heading.ordinal)}、", "form", 0.95)


def _section_order(report: Report, order: dict[str, int]) -> Iterator[Break]:
    """Find a number given twice, or one left out between parts that follow each other."""
    headed = _numbered(report)
    # （一）主动公开情况。… inside 一、 may be read as a part of its own; its number counts there.
    bare = [pair for pair in headed if not _BRACKETED(pair[1].marker)]
    if len(bare) * 2 > len(headed):
        headed = bare
    for (before, first), (after, second) in itertools.pairwise(headed):
        assert first.ordinal is not None
        assert second.ordinal is not None
        if second.ordinal == first.ordinal + 1:
            continue
        adjacent = order.get(after.key, 0) - order.get(before.key, -9) == 1
        if second.ordinal <= first.ordinal or adjacent:
            expected = f"{chinese(first.ordinal + 1)}、"
            yield Break(marker_span(second), expected, "order", 0.9)


def _brackets(headings: Sequence[Heading]) -> Iterator[Break]:
    """Find (二） between （一） and （三）."""
    for heading in headings:
        marker = heading.marker.strip()
        mixed = marker[:1] + marker[-1:]
        if mixed in ("(）", "（)") and heading.ordinal:
            yield Break(marker_span(heading), f"（{marker[1:-1]}）", "brackets", 0.95)


def _items(report: Report) -> Iterator[Break]:
    """Find 三是 behind 一是."""
    groups: dict[int, list[Item]] = {}
    for item in report.items:
        groups.setdefault(item.group, []).append(item)
    for group in groups.values():
        for before, after in itertools.pairwise(group):
            spoken = _SPOKEN.match(before.marker) and _SPOKEN.match(after.marker)
            if not spoken or after.ordinal == before.ordinal + 1:
                continue
            if max(before.ordinal, after.ordinal) <= _LIKELY_ORDINAL:
                span = Span(after.span.start, after.span.start + len(after.marker))
                tail = after.marker.lstrip(_NUMERALS)
                yield Break(span, chinese(before.ordinal + 1) + tail, "item", 0.9)


def _heading_order(report: Report) -> Iterator[Break]:
    """Find （三） behind （一） under one heading, where no headings were lost in extraction."""
    last: dict[int, Heading] = {}
    for heading in report.headings:
        for deeper in [level for level in last if level > heading.level]:
            del last[deeper]
        before = last.get(heading.level)
        if heading.ordinal is None:
            continue
        last[heading.level] = heading
        if heading.level == 1 or before is None or before.ordinal is None:
            continue
        if heading.ordinal in (before.ordinal + 1, 1) or _told_between(report, before, heading):
            continue
        yield Break(marker_span(heading), _like(heading, before.ordinal + 1), "order", 0.8)


def _told_between(report: Report, before: Heading, after: Heading) -> bool:
    """Tell whether the numbers between stand in running text (1.… 2.… without headings)."""
    between = report.text.text[before.span.end : after.span.start]
    assert before.ordinal is not None
    missing = before.ordinal + 1
    return bool(re.search(rf"(?:{missing}[、.．)）]|[（(]?{chinese(missing)}[）)、是])", between))


def _like(heading: Heading, ordinal: int) -> str:
    number = str(ordinal) if re.search(r"\d", heading.marker) else chinese(ordinal)
    return re.sub(rf"[\d{_NUMERALS}]+", number, heading.marker.strip(), count=1)
