"""Concrete measures that last year's report announced, and whether this year's accounts for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analyzer.signals.continuity.answers import Account, is_ahead, names_something, pairs_of
from analyzer.signals.continuity.problems import SECTIONS, TURN
from analyzer.structure.report import Report
from analyzer.text.span import Span

# What can be asked after a year later: a number, a name, or enough wording of its own.
_CONCRETE = re.compile(r"\d|[“《]|每[年季月周旬日]")
# What an action is for, what it is to reach, and flourishes: 推动工作提质增效.
_AIM = re.compile(
    r"^(?:从而|以便|以|进一步|切实|不断|全面|努力)*(?:推动|确保|提高|提升|实现|促进|使|让|做到|推进.{0,12}再上)"
    r"|^为.{2,24}(?:创造|提供|奠定|营造)|^充分发挥.*作用$"
    r"|^(?:全年|年内|年底前?)?[^，]{0,10}(?:达到|达|降[为到至]|不低于|覆盖)"
)
# Only when, on what ground or under what banner: belongs to the clause behind it.
_ADVERBIAL = re.compile(
    r"^(?:按照|依据|根据|围绕|坚持|结合|对照|聚焦)[^，]{0,24}$|^[自从]?(?:20\d\d年)?[^，]{0,8}[起前后]$|^以.{2,20}为.{2,6}$"
)
_HEADED = re.compile(r"改进措施|改进打算|整改措施|努力方向")
_PIECE = re.compile(r"[^；。;\n]+")
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十\d][)）]|(?<!\d)\d[.．、])"
)
_LEAD = re.compile(
    r"^[^，：]{0,12}?(?:下一?步|下一?年|今后|明年|来年|改进措施|整改措施|改进打算)[^，：]{0,6}[：，,]?|^(?:我[局镇委区县办]|将|拟|计划|并)+"
)
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """An announced measure; `kept` is whether this year's report says what became of it."""

    span: Span  # counts characters of last year's text
    text: str
    kept: bool


def kept_promises(
    last_year: Report, first: Callable[[Callable[[Account], bool]], Span | None]
) -> tuple[Kept, ...]:
    """Return last year's concrete measures, in order, and whether this year accounts for each.

    `first` returns the first sentence of this year that fits.
    """

    def kept(text: str) -> bool:
        pairs = pairs_of(text)
        return first(lambda account: account.tells_of(pairs)) is not None

    return tuple(Kept(span, text, kept(text)) for span, text in _promises(last_year))


def _promises(report: Report) -> Iterator[tuple[Span, str]]:
    for index, section in enumerate(report.sections):
        if section.key not in SECTIONS:
            continue
        ahead = section.key == "next_steps"
        for paragraph in report.paragraphs:
            if paragraph.section != index or paragraph.kind not in ("text", "heading"):
                continue
            text = report.slice(paragraph.span)
            for piece in _pieces(text):
                written = piece.of(text)
                ahead = ahead or is_ahead(written) or _turns(written)
                lead = _LEAD.match(written)
                start = piece.start + (lead.end() if lead else 0)
                own = text[start : piece.end].strip("，。；： ")
                if ahead:
                    yield from _actions(own, paragraph.span.start + text.index(own, start))


def _turns(text: str) -> bool:
    """Tell whether what follows is announced; 存在的问题及改进措施 heads both."""
    return bool(TURN.search(text) or _HEADED.search(text)) and "问题及" not in text


def _actions(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """Yield the clauses of an announcement that are concrete, with what they are for."""
    at, opens = 0, -1
    found: list[tuple[int, int]] = []
    for clause in re.split(r"(?<=，)", text):
        end = at + len(clause.rstrip("，"))
        if _ADVERBIAL.match(clause.rstrip("，")):
            opens = at if opens < 0 else opens
        elif found and opens < 0 and _AIM.match(clause):
            found[-1] = (found[-1][0], end)
        elif not _AIM.match(clause):
            found.append((at if opens < 0 else opens, end))
            opens = -1
        at += len(clause)
    for first, last in found:
        own = text[first:last]
        if len(own) >= _LEAST and (_CONCRETE.search(own) or names_something(own)):
            yield Span(start + first, start + last), own


def _pieces(text: str) -> Iterable[Span]:
    """Cut a paragraph at full stops, semicolons and item numbers."""
    for match in _PIECE.finditer(text):
        start = match.start()
        for item in _ITEM.finditer(text, match.start(), match.end()):
            if item.start() > start:
                yield Span(start, item.start())
            start = item.end()
        if start < match.end():
            yield Span(start, match.end())
