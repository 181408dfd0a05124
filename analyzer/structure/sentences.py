"""Split paragraphs into sentences and sentences into clauses."""

from __future__ import annotations

import re

from analyzer.structure.report import Report, Sentence
from analyzer.text.characters import CLOSING, OPENING, PAIRS
from analyzer.text.span import Span

_END = re.compile(r"[。！？!?]+|…{2,}|\n")
_CLAUSE = re.compile(r"[；;。！？!?]")


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """Split `text[start:end]` at 。！？ outside brackets; a closing quote stays with its sentence.

    Inside “…” and 《…》 a full stop ends the sentence only when the quotation ends right behind it
    and nothing but a new sentence follows.
    """
    spans = []
    begin = position = start
    while match := _END.search(text, position, end):
        stop = match.end()
        while stop < end and text[stop] in CLOSING:
            stop += 1
        position = max(stop, match.end())
        if _open_bracket(text, begin, stop):
            continue
        if stop > match.end() and stop < end and text[stop] in "，、；的等和与，,）":
            continue
        spans.append(Span(begin, stop))
        begin = stop
    if begin < end:
        spans.append(Span(begin, end))
    return spans


def _open_bracket(text: str, begin: int, stop: int) -> bool:
    """Tell whether a bracket or quotation opened in the sentence is still open at `stop`."""
    depth: list[str] = []
    for character in text[begin:stop]:
        if character in OPENING:
            depth.append(character)
        elif character in PAIRS and depth and depth[-1] in PAIRS[character]:
            depth.pop()
    # A bracket never closed must not swallow the rest of the paragraph.
    return bool(depth) and stop - begin < 200


def clauses(report: Report, sentence: Sentence) -> tuple[Span, ...]:
    """Split a sentence at ； outside nothing in particular; every clause keeps its mark."""
    text = report.text.text
    spans = []
    begin = sentence.span.start
    for match in _CLAUSE.finditer(text, sentence.span.start, sentence.span.end):
        spans.append(Span(begin, match.end()))
        begin = match.end()
    if begin < sentence.span.end:
        spans.append(Span(begin, sentence.span.end))
    return tuple(spans)
