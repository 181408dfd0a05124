"""Split paragraphs into sentences and sentences into clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.structure.report import Heading, Item, Paragraph, Report, Sentence
from analyzer.text.characters import CLOSING, OPENING, PAIRS
from analyzer.text.span import Span

_END = re.compile(r"[。！？!?]+|…{2,}")
_CLAUSE = re.compile(r"[；;]+")
_LONGEST_BRACKET = 200  # a bracket never closed must not swallow the rest of the paragraph
# Behind a closing quotation these go on with the sentence: …公开。”的要求，
_GOES_ON = frozenset("，、；：的等和与及或是中为）,;:")


def find_sentences(
    text: str,
    paragraphs: Sequence[Paragraph],
    headings: Sequence[Heading],
    items: Sequence[Item],
) -> tuple[Sentence, ...]:
    """Split the running text; headings that run into it are left out."""
    run_in = {heading.span.start: heading.span.end for heading in headings if heading.run_in}
    own: dict[int, list[tuple[int, Item]]] = {}
    for k, item in enumerate(items):
        own.setdefault(item.paragraph, []).append((k, item))
    sentences = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind != "text":
            continue
        start = run_in.get(paragraph.span.start, paragraph.span.start)
        for span in sentence_spans(text, start, paragraph.span.end):
            inner = [
                k for k, item in own.get(index, ()) if item.span.start <= span.start < item.span.end
            ]
            sentences.append(Sentence(span, index, paragraph.section, inner[-1] if inner else -1))
    return tuple(sentences)


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """Split `text[start:end]` at 。！？ outside brackets and quotations.

    A closing quotation mark stays with its sentence; blanks between sentences with none.
    """
    spans = []
    begin = _skip_blanks(text, start, end)
    position = begin
    while match := _END.search(text, position, end):
        stop = match.end()
        while stop < end and text[stop] in CLOSING:
            stop += 1
        position = stop
        if _open_bracket(text, begin, stop) or (
            stop > match.end() and stop < end and text[stop] in _GOES_ON
        ):
            continue
        spans.append(Span(begin, stop))
        begin = position = _skip_blanks(text, stop, end)
    if begin < end:
        spans.append(Span(begin, end))
    return spans


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _open_bracket(text: str, begin: int, stop: int) -> bool:
    """Tell whether a bracket or quotation opened in the sentence is still open at `stop`."""
    opened: list[int] = []
    for at in range(begin, stop):
        character = text[at]
        if character in OPENING:
            opened.append(at)
        elif character in PAIRS and opened and text[opened[-1]] in PAIRS[character]:
            opened.pop()
    return bool(opened) and stop - opened[0] < _LONGEST_BRACKET


def clauses(report: Report, sentence: Sentence) -> tuple[Span, ...]:
    """Split a sentence at ； outside brackets and quotations; every clause keeps its mark."""
    text = report.text.text
    spans = []
    begin = sentence.span.start
    for match in _CLAUSE.finditer(text, sentence.span.start, sentence.span.end):
        if _open_bracket(text, begin, match.start()):
            continue
        spans.append(Span(begin, match.end()))
        begin = match.end()
    if begin < sentence.span.end:
        spans.append(Span(begin, sentence.span.end))
    return tuple(spans)
