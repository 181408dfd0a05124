"""Brackets, quotation marks and title marks that do not pair or mix their widths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.signals.rule import Hit
from analyzer.text.span import Span

_CLOSING = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "〔": "〕",
    "【": "】",
}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_OTHER_WIDTH = {"（": ")", "(": "）"}
_WIDE = {"(": "（", ")": "）"}
_ANY = re.compile("[" + re.escape("".join(_CLOSING) + "".join(_OPENING)) + "]")
# 1） a） are item numbers, not closing brackets.
_ITEM_NUMBER = re.compile(
    r"(?:^|[\s，。；：、（])[0-9０-９a-zA-Z一二三四五六七八九十]{1,2}$", re.MULTILINE
)
_STOP = re.compile(r"[，。；]")
_STOP_OR_END = re.compile(r"[，。；\n]")
_REACH = 24  # characters shown around a mark without its other half
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def find(text: str, paragraphs: Iterable[Span]) -> Iterator[Hit]:
    """Yield what does not pair within a paragraph."""
    narrow: list[Span] = []
    for paragraph in paragraphs:
        yield from _paragraph(text, paragraph, narrow)
    if narrow:
        yield Hit(
            place=narrow[0],
            message=f"中文里的括号宜用全角（本文共{len(narrow)}处）",
            suggestion=f"（{narrow[0].of(text)[1:-1]}）",
            confidence=0.6,
            evidence={"check": "halfwidth-brackets", "count": len(narrow)},
        )


def _paragraph(text: str, paragraph: Span, narrow: list[Span]) -> Iterator[Hit]:
    open_marks: list[tuple[str, int]] = []
    for match in _ANY.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        if mark not in _CLOSING:
            yield from _close(match, paragraph, open_marks, narrow)
        elif mark in "“《" and open_marks and open_marks[-1][0] == mark:
            earlier = open_marks.pop()
            # Behind a stop a new pair begins: the earlier mark was left open.
            if _STOP.search(text, earlier[1], at) and text.find(_CLOSING[mark], at) >= 0:
                yield _unpaired(text, *earlier)
                open_marks.append((mark, at))
            else:
                yield _reopened(mark, at)
        else:
            open_marks.append((mark, at))
    if text[paragraph.end - 1 : paragraph.end] in "：:":
        return  # what follows the colon was set aside or broken off
    for mark, at in open_marks:
        # A quotation of several paragraphs opens each of them and closes the last.
        if not (mark == "“" and at == paragraph.start):
            yield _unpaired(text, mark, at)


def _close(
    match: re.Match[str], paragraph: Span, open_marks: list[tuple[str, int]], narrow: list[Span]
) -> Iterator[Hit]:
    """Match a closing mark with the marks still open; the pair leaves the list."""
    text, mark, at = match.string, match.group(), match.start()
    if open_marks and _CLOSING[open_marks[-1][0]] == mark:
        opening, start = open_marks.pop()
        if opening == "(" and _CHINESE.search(text, start, at):
            narrow.append(Span(start, at + 1))
    elif open_marks and _OTHER_WIDTH.get(open_marks[-1][0]) == mark:
        opening, start = open_marks.pop()
        # The number in front of a heading is STR03's.
        if start > paragraph.start or at - start > 3:
            yield _mixed(opening, start, mark, at)
    elif any(_CLOSING[opening] == mark for opening, _ in open_marks):
        while _CLOSING[open_marks[-1][0]] != mark:
            yield _unpaired(text, *open_marks.pop())
        open_marks.pop()
    elif not (mark in "）)" and _ITEM_NUMBER.search(text, paragraph.start, at)):
        yield _unpaired(text, mark, at)


def _mixed(opening: str, start: int, closing: str, end: int) -> Hit:
    at = start if opening in _WIDE else end
    written = opening if opening in _WIDE else closing
    return Hit(
        place=Span(at, at + 1),
        message=f"括号一半全角一半半角：“{opening}…{closing}”",
        hint=f"改为全角“{_WIDE[written]}”",
        suggestion=_WIDE[written],
        confidence=0.95,
        evidence={"check": "mixed-brackets"},
    )


def _reopened(mark: str, at: int) -> Hit:
    return Hit(
        place=Span(at, at + 1),
        message=f"前一个“{mark}”尚未闭合又出现“{mark}”，请核对是否应为“{_CLOSING[mark]}”",
        confidence=0.9,
        evidence={"check": "reopened-mark"},
    )


def _unpaired(text: str, mark: str, at: int) -> Hit:
    missing = _CLOSING.get(mark) or _OPENING[mark]
    return Hit(
        place=_stretch(text, mark, at),
        message=f"“{mark}”没有配对，请核对是否缺“{missing}”",
        confidence=0.9,
        evidence={"check": "unpaired-mark"},
    )


def _stretch(text: str, mark: str, at: int) -> Span:
    """Return the mark with the words of its clause, among which the other one is missing."""
    if mark in _CLOSING:
        stop = _STOP_OR_END.search(text, at + 1, at + _REACH)
        return Span(at, stop.start() if stop else min(len(text), at + _REACH))
    before = [m.end() for m in _STOP_OR_END.finditer(text, max(0, at - _REACH), at)]
    return Span(before[-1] if before else max(0, at - _REACH), at + 1)
