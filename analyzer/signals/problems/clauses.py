"""Clauses of a section on problems: where they begin and end, and under which number they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.text.span import Span

_N = "一二三四五六七八九十"
# 一是 may follow a word directly ("针对这个问题一是…") but 之一是, 统一是 are words.
_MARKER = re.compile(
    rf"(?<![之统唯同第专单{_N}])[{_N}]{{1,2}}(?:是(?!否)|则|要(?=[^求点素件闻])|来(?=[^自源]))[，：:]?"
    rf"|(?:^|(?<=[。；;：:，,\s”）)])|(?<=问题)|(?<=不足)|(?<=措施)|(?<=举措)|(?<=情况)|(?<=打算))(?:"
    rf"[{_N}]{{1,2}}[、．.]\s*|[（(〔][{_N}]{{1,2}}[)）〕]\s*[、．.]?"
    rf"|\d{{1,2}}(?:[、．)）]|[.](?!\d))\s*|[（(]\d{{1,2}}[)）]\s*|[①②③④⑤⑥⑦⑧⑨⑩]\s*"
    rf"|(?:首先|其次|再次|最后)[，,]?|第[{_N}][，、,]|其[{_N}][，、,]"
    rf"|(?:问题|不足|措施|改进)[{_N}\d]{{1,2}}[：:、.．]"
    rf")"
)
_STOP = re.compile(
    r"《[^》\n]{0,60}》|“[^”\n]{0,60}”|[（(][^）)\n]{0,60}[）)]"
    r"|(?P<stop>[，；。！？：;!?]|(?<!\d),|,(?!\d)|(?<!\d):|:(?!\d)|\n)"
)
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_SENTENCE_ENDS = frozenset("。！？!?\n")
_BLANKS = " \t　\u00a0"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two stops. `start` and `end` count the text that was split."""

    start: int
    end: int  # without the stop
    text: str
    stop: str  # "，" "；" "。" …; a line break at the end of a paragraph
    marker: str  # "一是", "1、", … where the clause opens an item; "" otherwise
    line: int  # paragraph
    opens_sentence: bool


def split_clauses(text: str, *, within: Sequence[Span]) -> tuple[Clause, ...]:
    """Split the given stretches (paragraphs) of `text` into clauses, empty ones left out."""
    clauses: list[Clause] = []
    for line, span in enumerate(within):
        clauses += _clauses(text, span, line)
    return tuple(clauses)


def _clauses(text: str, within: Span, line: int) -> Iterator[Clause]:
    opens = True
    for start, end, stop in _stretches(text, within):
        pieces = [p for p in _pieces(text, start, end) if p[1] < p[2]]
        for index, (marker, first, last) in enumerate(pieces):
            until = stop if index == len(pieces) - 1 else "，"
            yield Clause(first, last, text[first:last], until, marker, line, opens)
            opens = False
        if stop in _SENTENCE_ENDS:
            opens = True


def _stretches(text: str, within: Span) -> Iterator[tuple[int, int, str]]:
    position = within.start
    for match in _STOP.finditer(text, within.start, within.end):
        if match["stop"]:
            yield position, match.start(), _FULL_WIDTH.get(match["stop"], match["stop"])
            position = match.end()
    if position < within.end:
        yield position, within.end, "\n"


def _pieces(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Cut a stretch at the markers inside it; each piece is (marker, start, end)."""
    pieces: list[tuple[str, int, int]] = []
    marker, position = "", start
    for match in _MARKER.finditer(text, start, end):
        if match.start() > position or marker:
            pieces.append(_piece(text, marker, position, match.start()))
        marker, position = match.group().strip(), match.end()
    pieces.append(_piece(text, marker, position, end))
    return pieces


def _piece(text: str, marker: str, start: int, end: int) -> tuple[str, int, int]:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return marker, start, end
