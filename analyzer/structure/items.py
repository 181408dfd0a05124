"""Enumerations: 一是…；二是…, 1、…2、…, （1）…, ①…, 首先…其次…, in one paragraph or over several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.structure.markers import NUMERALS, ordinal_of
from analyzer.structure.report import Item, Paragraph
from analyzer.text.characters import CLOSING
from analyzer.text.span import Span

_STARTS = re.compile(
    rf"(?P<shi>(?P<shi_n>[{NUMERALS}]{{1,3}})(?:是|要|来|则))"
    rf"|(?P<qi>其(?P<qi_n>[一二三四五六七八九])[，、是：:])"
    rf"|(?P<di>第(?P<di_n>[{NUMERALS}]{{1,2}})[，、：:])"
    rf"|(?P<arabic>(?P<arabic_n>\d{{1,2}})(?:[、．]|[.](?!\d)|[)）](?=[^，。；、])))"
    rf"|(?P<round>[（(](?P<round_n>\d{{1,2}})[)）][、.．]?)"
    rf"|(?P<hook>[（(](?P<hook_n>[{NUMERALS}]{{1,3}})[)）][、.．]?)"
    rf"|(?P<ring>(?P<ring_n>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫])[、.．]?)"
    rf"|(?P<word>(?P<word_n>首先|其次|再次|再者|最后)[，,])"
    rf"|(?P<side>(?P<side_n>一方面|另一方面|又一方面)[，,]?)"
)
_WORDS = {
    "首先": 1, "其次": 2, "再次": 3, "再者": 4, "最后": 99, "一方面": 1, "另一方面": 2, "又一方面": 3,
}  # fmt: skip
_BEFORE = frozenset("。；;：:！？，,、”）)\n 』」…")
_STOP = re.compile(r"[。！？]")
_TRIM = "。；;，, \n"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    style: str
    ordinal: int
    paragraph: int
    opens: bool  # at the beginning of its paragraph


def find_items(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Item, ...]:
    """Find the enumerations of the running text; members of one share a group number."""
    inner: list[_Mark] = []
    outer: list[_Mark] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "text":
            for mark in _marks(text, paragraph.span, index):
                (outer if mark.opens else inner).append(mark)
    runs = [*_runs_over_paragraphs(outer, inner, paragraphs), *_runs_inside(outer, inner)]
    runs.sort(key=lambda run: run[0].start)
    starts: dict[tuple[int, str], list[int]] = {}
    for run in runs:
        starts.setdefault((run[0].paragraph, run[0].style), []).append(run[0].start)
    items = [
        _item(text, mark, end, group)
        for group, run in enumerate(runs)
        for mark, end in _with_ends(text, run, paragraphs, starts)
    ]
    return tuple(sorted(items, key=lambda item: (item.span.start, -item.span.end)))


def _marks(text: str, span: Span, paragraph: int) -> Iterator[_Mark]:
    for match in _STARTS.finditer(text, span.start, span.end):
        style = str(match.lastgroup)
        opens = match.start() == span.start
        # 一是 may follow a word directly ("针对这个问题一是…"); numbers may not.
        if not opens and text[match.start() - 1] not in _BEFORE and text[match.end() - 1] != "是":
            continue
        numeral = match[f"{style}_n"]
        ordinal = _WORDS.get(numeral) or ordinal_of(numeral)
        yield _Mark(match.start(), match.end(), style, ordinal, paragraph, opens)


def _rising(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """Part marks where the number does not rise; one member alone is no enumeration."""
    run: list[_Mark] = []
    for mark in marks:
        if run and mark.ordinal <= run[-1].ordinal:
            if len(run) > 1:
                yield run
            run = []
        run.append(mark)
    if len(run) > 1:
        yield run


def _runs_over_paragraphs(
    outer: Sequence[_Mark], inner: Sequence[_Mark], paragraphs: Sequence[Paragraph]
) -> Iterator[list[_Mark]]:
    """Gather paragraphs that begin with one style of number, within one section."""
    busy = {(mark.paragraph, mark.style) for mark in inner}
    groups: dict[tuple[str, int], list[_Mark]] = {}
    for mark in outer:
        if (mark.paragraph, mark.style) not in busy:
            groups.setdefault((mark.style, paragraphs[mark.paragraph].section), []).append(mark)
    for group in groups.values():
        yield from _rising(group)


def _runs_inside(outer: Sequence[_Mark], inner: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """Gather marks of one style within one paragraph, the one that opens it included."""
    opening = {(mark.paragraph, mark.style): mark for mark in outer}
    groups: dict[tuple[int, str], list[_Mark]] = {}
    for mark in inner:
        key = (mark.paragraph, mark.style)
        if key not in groups:
            groups[key] = [opening[key]] if key in opening else []
        groups[key].append(mark)
    for group in groups.values():
        yield from _rising(group)


def _with_ends(
    text: str,
    run: Sequence[_Mark],
    paragraphs: Sequence[Paragraph],
    starts: Mapping[tuple[int, str], Sequence[int]],
) -> Iterator[tuple[_Mark, int]]:
    """Pair each mark with the end of its item; `starts` of all runs by paragraph and style."""
    single = True  # every item so far is one sentence or less
    for mark, following in zip(run, [*run[1:], None], strict=True):
        end = paragraphs[mark.paragraph].span.end
        if following is not None and following.paragraph == mark.paragraph:
            end = following.start
            single = single and _STOP.search(text, mark.end, end - 1) is None
        elif following is None and not _over_paragraphs(run):
            later = [s for s in starts[mark.paragraph, mark.style] if mark.start < s < end]
            end = _last_end(text, mark, end, single, later)
        yield mark, end


def _over_paragraphs(run: Sequence[_Mark]) -> bool:
    return run[0].paragraph != run[-1].paragraph


def _last_end(text: str, mark: _Mark, end: int, single: bool, later: Sequence[int]) -> int:
    """Say where the last item ends: with its sentence when the others are single sentences.

    `later` are the beginnings of other enumerations of the same style in the paragraph.
    """
    stops = [m.end() for m in _STOP.finditer(text, mark.end, min([*later, end]))]
    if not stops or not (single or later):
        return end
    stop = stops[0] if single else stops[-1]
    while stop < end and text[stop] in CLOSING:
        stop += 1
    return stop


def _item(text: str, mark: _Mark, end: int, group: int) -> Item:
    stop = end
    while stop > mark.end and text[stop - 1] in _TRIM:
        stop -= 1
    return Item(
        span=Span(mark.start, end),
        body=Span(mark.end, stop),
        marker=text[mark.start : mark.end],
        ordinal=mark.ordinal,
        paragraph=mark.paragraph,
        group=group,
    )
