"""Series whose members are counted or built alike: one mark among them that differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from analyzer.signals.rule import Hit
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

_SENTENCE = re.compile(r"[^。；：！？\n]+")
_SEGMENT = re.compile(r"[^，、]+")
# 工作动态类88条: a name, a number, a classifier. A total is no member beside the others.
_COUNTED = re.compile(
    r"(?:其中)?(?!共|合计|总计|另|比|较|同比|占|约|达|累计)[^\d，、]{1,15}(?P<like>[^\d，、])"
    r"\d[\d.]*万?余?(?P<unit>人次|[条件篇份次期场个项人户家块台处])(?:（[^（）]*）)?"
)
_FEWEST = 3
_SHORTEST, _LONGEST = 4, 8  # characters of members that are built alike


@dataclass(frozen=True, slots=True)
class _Member:
    words: str
    start: int
    end: int


def find(prose: Prose) -> Iterator[Hit]:
    """Yield the mark that differs from the others between counted or like-built members."""
    text = prose.text
    for sentence in _SENTENCE.finditer(text):
        commas, others = sentence.group().count("，"), sentence.group().count("、")
        if not commas or not others or commas + others + 1 < _FEWEST:
            continue
        members = [
            _Member(m.group(), m.start(), m.end())
            for m in _SEGMENT.finditer(text, sentence.start(), sentence.end())
        ]
        yield from _judge(text, members, counted=True)
        yield from _judge(text, members, counted=False)


def _judge(text: str, members: list[_Member], *, counted: bool) -> Iterator[Hit]:
    for run in _runs(members, counted=counted):
        marks = [(text[a.end], a.end) for a, b in pairwise(run)]
        listed = sum(mark == "、" for mark, _ in marks)
        if not 0 < listed < len(marks):
            continue
        # Like-built clauses are a series however many of the marks say so.
        most = len(marks) if not counted else max(listed, len(marks) - listed)
        if counted and most * 2 <= len(marks):
            continue
        common = "、" if not counted or listed * 2 > len(marks) else "，"
        for mark, at in marks:
            if mark != common:
                yield Hit(
                    place=Span(at, at + 1),
                    message=f"同一组并列项多用“{common}”，此处用“{mark}”",
                    hint=f"统一为“{common}”",
                    suggestion=common,
                    confidence=0.9 if common == "、" else 0.75,
                    evidence={"check": "series-mark"},
                )


def _runs(members: list[_Member], *, counted: bool) -> Iterator[list[_Member]]:
    run: list[_Member] = []
    for member in members:
        if (_counted_alike if counted else _built_alike)(run, member):
            run.append(member)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = [member]
    if len(run) >= _FEWEST:
        yield run


def _counted_alike(run: list[_Member], member: _Member) -> bool:
    """Tell whether a member counts the same as the last: …类12条 after …类9条."""
    # 其中 opens a list: what stands before it is the whole.
    here = None if member.words.startswith("其中") else _COUNTED.fullmatch(member.words)
    last = _COUNTED.fullmatch(run[-1].words) if run else None
    return bool(here and last and here.group("like", "unit") == last.group("like", "unit"))


def _built_alike(run: list[_Member], member: _Member) -> bool:
    """Tell whether a member has the length of the last and one of its characters in its place."""
    if not run or not _SHORTEST <= len(member.words) <= _LONGEST:
        return False
    last, size = run[-1].words, len(member.words)
    # The first member may stand behind what governs the series: 做到公开有依据.
    if len(last) != size and not (
        len(run) == 1 and last[:-size].endswith(("做到", "做到了", "让"))
    ):
        return False
    return any(a == b for a, b in zip(last[-size:], member.words, strict=True))
