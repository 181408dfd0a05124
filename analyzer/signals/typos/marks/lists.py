"""Separators inside one enumeration and the mark behind Arabic item numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from analyzer.signals.rule import Hit
from analyzer.text.span import Span

_NUMERALS = "一二三四五六七八九十"
_ITEM = re.compile(
    rf"(?<=[，。；：、\n”])(?P<n>[{_NUMERALS}])是(?!否)|(?<=\n)(?P<d>\d{{1,2}})[、．.](?!\d)"
)
_ARABIC = re.compile(r"(?:(?<=[\n，。；：])|^)(?P<n>\d{1,2})(?P<m>[、．])(?=[^\d\n])")


_SHARE_SIGN = re.compile(r"[%％]")
_SENTENCE = re.compile(r"[^。\n]+")
# The mark between two items of the kind `甲类12条，占20%`.
_AFTER_SHARE = re.compile(
    r"\d[%％](?P<mark>[，；])(?=[^，；]{1,30}\d+[\u4e00-\u9fff]{1,2}，?(?:\d|占))"
)


@dataclass(frozen=True, slots=True)
class _Member:
    ordinal: int
    start: int


def mixed_separators(text: str, paragraphs: Iterable[Span]) -> Iterator[Hit]:
    """Yield separators that differ from the others of one 一是…；二是… enumeration."""
    for paragraph in paragraphs:
        for run in _runs(text, paragraph):
            yield from _judge(text, run)


def _runs(text: str, paragraph: Span) -> Iterator[list[_Member]]:
    run: list[_Member] = []
    for match in _ITEM.finditer(text, paragraph.start, paragraph.end):
        if not match.group("n"):
            continue
        member = _Member(_NUMERALS.index(match.group("n")) + 1, match.start())
        if run and member.ordinal <= run[-1].ordinal:
            yield run
            run = []
        run.append(member)
    yield run


def _judge(text: str, run: list[_Member]) -> Iterator[Hit]:
    if len(run) < 3:
        return
    marks: list[tuple[str, int]] = []
    for before, member in pairwise(run):
        inner = text[before.start : member.start - 1]
        # An item of several sentences must end in 。: its mark says nothing about the others.
        if "。" not in inner:
            marks.append((text[member.start - 1], member.start - 1))
    counts = Counter(mark for mark, _ in marks if mark in "，；。")
    if len(counts) < 2:
        return
    common = max("；。，", key=lambda mark: counts[mark])
    for mark, at in marks:
        if mark != common and mark in counts:
            sure = common == "；" and counts[common] > counts[mark]
            yield Hit(
                place=Span(at, at + 1),
                message=f"同一组并列项多用“{common}”，此处用“{mark}”",
                hint=f"统一为“{common}”",
                suggestion=common,
                confidence=0.9 if sure else 0.6,
                evidence={"check": "mixed-separators", "marks": "".join(m for m, _ in marks)},
            )


def repeated_ordinals(text: str, paragraphs: Iterable[Span]) -> Iterator[Hit]:
    """Yield the second 二是 of one enumeration."""
    for paragraph in paragraphs:
        last = 0
        for match in _ITEM.finditer(text, paragraph.start, paragraph.end):
            if not match.group("n"):
                continue
            ordinal = _NUMERALS.index(match.group("n")) + 1
            if ordinal == last and ordinal > 1:
                written = f"{match.group('n')}是"
                yield Hit(
                    place=Span(match.start(), match.start() + 2),
                    message=f"同一组并列项中“{written}”出现两次，请核对序号",
                    confidence=0.93,
                    evidence={"check": "repeated-ordinal"},
                )
            last = ordinal


def share_separators(text: str) -> Iterator[Hit]:
    """Yield a comma between items of a list of shares that uses semicolons elsewhere."""
    for sentence in _SENTENCE.finditer(text) if "占" in text else ():
        if not _SHARE_SIGN.search(sentence.group()):
            continue
        marks = [
            (match.group("mark"), sentence.start() + match.start("mark"))
            for match in _AFTER_SHARE.finditer(sentence.group())
        ]
        kinds = {mark for mark, _ in marks}
        if len(marks) >= 2 and kinds == {"，", "；"}:
            for mark, at in marks:
                if mark == "，":
                    yield Hit(
                        place=Span(at, at + 1),
                        message="同一组数据项之间多用“；”，此处用“，”",
                        hint="统一为“；”",
                        suggestion="；",
                        confidence=0.7,
                        evidence={"check": "share-separators"},
                    )


def arabic_numbers(text: str) -> Iterator[Hit]:
    """Yield the first of each list numbered 1、2、 (GB/T 9704 and 15834: 1. 2.)."""
    last = 0
    common = ""
    for match in _ARABIC.finditer(text):
        ordinal, mark = int(match.group("n")), match.group("m")
        first = ordinal == 1 or ordinal <= last
        if mark == "、" and first:
            yield Hit(
                place=Span(*match.span()),
                message=f"阿拉伯数字序号后宜用“.”：“{match.group()}”",
                suggestion=f"{ordinal}.",
                confidence=0.85,
                severity="info",
                evidence={"check": "arabic-number-comma"},
            )
        elif mark == "．" and common == "、" and not first:
            yield Hit(
                place=Span(*match.span()),
                message=f"同一组序号写法不一：“{match.group()}”",
                confidence=0.8,
                evidence={"check": "arabic-number-mixed"},
            )
        last, common = ordinal, mark if first else common
