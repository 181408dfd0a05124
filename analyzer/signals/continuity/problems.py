"""Find the problems a report names, as far as comparing two years needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analyzer.corpus.masking import MaskedReport, Unit
from analyzer.language.lexicon import read_rows, words_by_class
from analyzer.structure.report import Report
from analyzer.text.span import Span

SECTIONS = frozenset({"problems", "next_steps"})
_LEAST = 6  # masked characters
# Where the section turns from what is wrong to what will be done.
TURN = re.compile(
    r"(?:改进|整改|下一?步|今后|下一年)(?:的)?(?:措施|打算|情况|工作|计划|方向|思路)?(?:如下|是|主要是)?(?:[:：。，]|(?=[将把]))"
    r"|针对(?:上述|以上|这些|存在)|为此|因此，我们"
)
# 虽然取得一定成效，但仍存在一些不足: leads over to the problems and names none.
_LEAD = re.compile(
    r"(?:存在|仍有|还有|尚有)(?:着|以下|如下|一定|一些|几个|不少|许多)*的?(?:差距|不足|问题|短板|薄弱环节|困难)"
    r"(?:和(?:差距|不足|问题))?(?:[，：:]?(?:主要|具体)?(?:是|有|表现在|体现在)?)?$"
    r"|^(?:存在的|主要)*(?:问题|不足|困难)(?:是|有)?$"
)
_MEASURES = re.compile(r"措施|打算|改进|整改|下一?步|今后|计划")
_PROBLEMS = re.compile(r"问题|不足|困难")
# One item: up to a full stop, a semicolon or a colon, or the next number of an enumeration.
_ITEM = re.compile(
    r"(?P<number>[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)\s*)?"
    r"(?P<told>(?:(?![一二三四五六七八九十]是)[^；。：:\n])+)"
)
_OPENS = re.compile(r"^(?:如(?=\S)|主要(?:是|有)|(?:仍|还|也)?存在(?=[^，]{6})|但|同时|，|、)+")
_EFFECT = re.compile(r"造成|导致|致使|以致|影响|使得|引发")
_DIGIT = re.compile(r"\d")
_LEAST_POINT = 6
_LEAST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a sentence admits; `themes` may be empty."""

    span: Span
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamedProblem:
    """A sentence that admits problems, as it stands in a report, and each of them."""

    span: Span
    unit: Unit
    points: tuple[Point, ...]


def named_problems(report: Report, masked: MaskedReport) -> tuple[NamedProblem, ...]:
    """Return the sentences of the section on problems that admit something, in order."""
    return tuple(_problems(report, masked))


def themes_of(text: str) -> frozenset[str]:
    """Return the themes (意识, 时效, 平台 …) a text speaks of."""
    return frozenset(theme for theme, words in _themes() if words.search(text))


def lacks(text: str) -> bool:
    """Tell whether a text says that something is lacking."""
    return bool(_lacking().search(text))


def _problems(report: Report, masked: MaskedReport) -> Iterator[NamedProblem]:
    turned: dict[int, bool] = {}
    for unit in masked.units:
        if unit.section not in SECTIONS:
            continue
        section = report.section_at(unit.span.start)
        text = report.slice(unit.span)
        turn = TURN.search(text)
        before = text[: turn.start()] if turn else text
        after = turned.get(section) or _of_measures(report, unit.span)
        points = () if after else tuple(_points(before, unit.span.start))
        if points and unit.last - unit.first >= _LEAST:
            yield NamedProblem(unit.span, unit, points)
        turned[section] = turned.get(section, False) or turn is not None


def _of_measures(report: Report, place: Span) -> bool:
    """Tell whether the nearest heading before a place announces measures: （二）改进措施."""
    heading = next((h for h in reversed(report.headings) if h.span.start < place.start), None)
    return (
        heading is not None
        and heading.level > 1
        and bool(_MEASURES.search(heading.text))
        and not _PROBLEMS.search(heading.text)
    )


def _points(text: str, offset: int) -> Iterator[Point]:
    """Yield what a sentence admits; what only leads over to it (仍存在一些不足) is left out."""
    for item in _ITEM.finditer(text):
        told, start = item["told"], item.start("told")
        lead = _LEAD.search(told)
        told = told[: lead.start()] if lead else told
        if not lacks(told) and not (item["number"] and len(told) > _LEAST_LISTED):
            continue  # its place in the list may say that it is a problem
        pieces = _pieces(told)
        for at, piece in pieces:
            opening = _OPENS.match(piece)
            first = at + (opening.end() if opening else 0)
            end = at + len(piece)
            if end - first >= _LEAST_POINT:
                span = Span(offset + start + first, offset + start + end)
                yield Point(span, themes_of(piece))


def _pieces(told: str) -> list[tuple[int, str]]:
    """Cut 甲不及时、乙不到位 where every piece says of its own theme that something is lacking."""
    pieces: list[tuple[int, str]] = []
    at = 0
    for part in re.split(r"(?<=[、，])", told):
        own = part.rstrip("、，")
        themes = themes_of(own)
        before = pieces[-1][1] if pieces else ""
        separate = lacks(own) and lacks(before) and themes and not themes & themes_of(before)
        if separate and (_EFFECT.match(own) or (told[at - 1 : at] == "，" and _DIGIT.search(own))):
            separate = False  # what comes of it, how far it goes: 抽查的60家里有17家没有
        if pieces and not separate:
            first, _ = pieces[-1]
            pieces[-1] = (first, told[first : at + len(own)])
        else:
            pieces.append((at, own))
        at += len(part)
    return pieces


@cache
def _lacking() -> re.Pattern[str]:
    patterns = [pattern for kind, pattern in read_rows("problem_cues.tsv") if kind == "shortfall"]
    words = words_by_class("continuity_cues.tsv")["lack"]
    return re.compile("|".join([*patterns, *map(re.escape, words)]))


@cache
def _themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_rows("problem_topics.tsv")
    return tuple((row[0], re.compile("|".join(map(re.escape, row[-1].split())))) for row in rows)
