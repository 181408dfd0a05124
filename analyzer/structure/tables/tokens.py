"""Split printed table lines into labels and values, and gather the values row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyzer.structure.forms import Forms, normal
from analyzer.structure.lines import Line, offsets_of_compact
from analyzer.structure.tables.cells import Printed, printed
from analyzer.structure.tables.evidence import is_number
from analyzer.text.characters import display_width

_INK = r"[^ \t\u00a0\u2002\u2003\u3000|｜│┃]+"
_FIELD = re.compile(rf"{_INK}(?:[ \u00a0\u3000]{_INK})*")
_WORD = re.compile(_INK)


@dataclass(slots=True)
class ValueRow:
    """The values of one printed row with the words around them."""

    page: int
    values: list[Printed] = field(default_factory=list)
    before: list[Printed] = field(default_factory=list)  # words since the row above
    after: list[Printed] = field(default_factory=list)  # words up to the row below


def tokenize(source: str, line: Line, forms: Forms) -> list[Printed]:
    """Split a line into cells at gaps, at labels and before figures."""
    tokens: list[Printed] = []
    for match in _FIELD.finditer(line.raw):
        start, end = line.start + match.start(), line.start + match.end()
        for token in _split_field(source, start, end, forms):
            middle = (
                display_width(source[line.start : token.start])
                + display_width(source[line.start : token.end])
            ) / 2
            tokens.append(Printed(token.text, token.start, token.end, middle))
    return tokens


def tokenize_squashed(source: str, line: Line, forms: Forms) -> list[Printed]:
    """Split a squashed line at the labels found in it, whatever blanks are left."""
    same = normal(line.compact)
    offsets = offsets_of_compact(line)
    tokens: list[Printed] = []
    at = 0
    for match in forms.long_labels.finditer(same):
        if match.start() > at:
            tokens += _words(source, offsets[at], offsets[match.start() - 1] + 1)
        tokens.append(printed(source, offsets[match.start()], offsets[match.end() - 1] + 1))
        at = match.end()
    if at < len(offsets):
        tokens += _words(source, offsets[at], offsets[-1] + 1)
    return tokens


def _split_field(source: str, start: int, end: int, forms: Forms) -> Iterator[Printed]:
    text = source[start:end]
    if is_number(text) or forms.is_fragment(text) or " " not in text:
        yield printed(source, start, end)
        return
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text)]
    figures = 0
    while figures < len(words) and is_number(source[slice(*words[-1 - figures])]):
        figures += 1
    head = words[: len(words) - figures]
    # Labels at the end stand alone ("…数 件 7"); what comes before them is one label.
    tail = len(head)
    while tail and forms.is_label(source[slice(*head[tail - 1])]):
        tail -= 1
    if tail:
        yield printed(source, head[0][0], head[tail - 1][1])
    yield from (printed(source, *w) for w in words[tail:])


def _words(source: str, start: int, end: int) -> list[Printed]:
    return [
        printed(source, start + m.start(), start + m.end())
        for m in _WORD.finditer(source[start:end])
    ]


def gather_rows(lines: Sequence[tuple[Line, list[Printed]]]) -> list[ValueRow]:
    """Gather values that follow each other without words between them into rows.

    Several values on one printed line are always a row of their own; values printed one a line
    (a table flattened by a converter) go on with the row above.
    """
    rows: list[ValueRow] = []
    words: list[Printed] = []
    for line, tokens in lines:
        several = sum(is_number(t.text) for t in tokens) > 1
        fresh = several
        for token in tokens:
            if not is_number(token.text):
                words.append(token)
                continue
            if words or fresh or not rows:
                if rows:
                    rows[-1].after = list(words)
                rows.append(ValueRow(line.page, before=list(words)))
                words, fresh = [], False
            rows[-1].values.append(token)
    if rows:
        rows[-1].after = list(words)
    return rows
