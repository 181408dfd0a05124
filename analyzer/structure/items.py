"""Enumerations: 一是…；二是…, 1、…2、…, （1）…, ①…, 首先…其次…, also inside one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.structure.markers import ordinal_of
from analyzer.structure.report import Item, Paragraph
from analyzer.text.span import Span

_N = "一二三四五六七八九十"
_STARTS = re.compile(
    rf"(?P<shi>(?P<shi_n>[{_N}]{{1,3}})(?:是|要|来|则))"
    rf"|(?P<di>第(?P<di_n>[{_N}])[，、：:]|其(?P<qi_n>[一二三四五六七八九])[，、是：:])"
    rf"|(?P<arabic>(?P<arabic_n>\d{{1,2}})(?:[、．]|[.](?!\d)|[)）](?=[^，。；、])))"
    rf"|(?P<round>[（(](?P<round_n>\d{{1,2}})[)）])"
    rf"|(?P<hook>[（(](?P<hook_n>[{_N}]{{1,3}})[)）])"
    rf"|(?P<ring>(?P<ring_n>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]))"
    rf"|(?P<word>(?P<word_n>首先|其次|再次|再者|最后)[，,])"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 99}
_BEFORE = "。；;：:！？，,、”）)\n 』」"
_TRIM = "。；;，, \n"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    style: str
    ordinal: int


def find_items(
    text: str, paragraphs: Sequence[Paragraph], headings: Sequence[object] = ()
) -> tuple[Item, ...]:
    """Find the enumerations of the running text; members share a group number."""
    items: list[Item] = []
    group = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind not in ("text", "heading"):
            continue
        for run in _runs(_marks(text, paragraph.span)):
            ends = [mark.start for mark in run[1:]] + [paragraph.span.end]
            items += [
                _item(text, mark, end, index, group) for mark, end in zip(run, ends, strict=True)
            ]
            group += 1
    return tuple(sorted(items, key=lambda item: item.span))


def _marks(text: str, span: Span) -> list[_Mark]:
    marks = []
    for match in _STARTS.finditer(text, span.start, span.end):
        style = str(match.lastgroup).removesuffix("_n")
        numeral = next(v for k, v in match.groupdict().items() if k.endswith("_n") and v)
        style = next(
            k for k in ("shi", "di", "arabic", "round", "hook", "ring", "word") if match[k]
        )
        ordinal = _WORDS.get(numeral) or ordinal_of(numeral)
        if match.start() > span.start and text[match.start() - 1] not in _BEFORE:
            # 一是 may follow a word directly ("针对这个问题一是…"); numbers may not.
            if style != "shi" or not text[match.start() : match.end()].endswith("是"):
                continue
        marks.append(_Mark(match.start(), match.end(), style, ordinal))
    return marks


def _runs(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """Collect marks of one style whose ordinals rise; one member alone is no enumeration."""
    runs: list[list[_Mark]] = []
    for style in ("shi", "di", "arabic", "round", "hook", "ring", "word"):
        run: list[_Mark] = []
        for mark in (m for m in marks if m.style == style):
            if run and mark.ordinal <= run[-1].ordinal:
                runs.append(run)
                run = []
            run.append(mark)
        runs.append(run)
    return sorted((r for r in runs if len(r) >= 2), key=lambda r: r[0].start)


def _item(text: str, mark: _Mark, end: int, paragraph: int, group: int) -> Item:
    stop = end
    while stop > mark.end and text[stop - 1] in _TRIM:
        stop -= 1
    return Item(
        span=Span(mark.start, end),
        body=Span(mark.end, stop),
        marker=text[mark.start : mark.end],
        ordinal=mark.ordinal,
        paragraph=paragraph,
        group=group,
    )
