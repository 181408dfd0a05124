"""Marks in a row, marks at the wrong edge, improvised dashes and ellipses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.signals.rule import Hit
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

_ROW = re.compile(r"[，。；：、]{2,}")
_AFTER_OPENING = re.compile(r"(?<=[（《“〔])[，。；、：](?!\n)")
_LINE_START = re.compile(r"(?<=\n)[，。；：、）》”！？](?=[^\n])")
_DOTS = re.compile(r"(?<![.\d])\.{3,}(?!\.)|…(?!…)(?<!……)|(?<=等)……|……(?=等)")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff”》])(?:-{2,}|－{2,}|—-+|-+—)(?=[\u4e00-\u9fff“《])")


def find(prose: Prose) -> Iterator[Hit]:
    """Yield doubled and misplaced marks."""
    text = prose.text
    for match in _ROW.finditer(text):
        marks = match.group()
        if "。。" in marks and len(marks) >= 3:
            yield _hit(match, "连用句号代替省略号", suggestion="……", confidence=0.85)
        else:
            same = len(set(marks)) == 1
            what = "标点重复" if same else "标点连用，请核对保留哪一个"
            yield _hit(match, what, suggestion=marks[0] if same else None, confidence=0.95)
    for match in _AFTER_OPENING.finditer(text):
        yield _hit(match, "前半个括号、引号或书名号后不用点号", confidence=0.85)
    for match in _LINE_START.finditer(text):
        yield _hit(match, "标点出现在段首，请核对是否误断行", confidence=0.6)
    for match in _DOTS.finditer(text) if "…" in text or "..." in text else ():
        if not prose.shields(*match.span()):
            yield _hit(match, "省略号宜用“……”，且不与“等”连用", confidence=0.7)
    for match in _DASH.finditer(text):
        if not prose.shields(*match.span()):
            yield _hit(match, "破折号宜用“——”", suggestion="——", confidence=0.92)


def _hit(
    match: re.Match[str], message: str, *, confidence: float, suggestion: str | None = None
) -> Hit:
    return Hit(
        place=Span(*match.span()),
        message=f"“{match.group()}”：{message}",
        suggestion=suggestion,
        confidence=confidence,
        evidence={"check": "doubled-mark"},
    )
