"""Find wording that must not count as boilerplate: statutory terms, formulas, contact lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from analyzer.language.lexicon import read_rows

FixedClass = Literal["statute", "heading", "preamble", "contact", "zero", "term", "political"]

_REACH = 300  # characters; contact lines are the longest fixed wording
_STOP = re.compile(r"[。；;！？\n]")
# Bounded, so that text without punctuation does not take cubic time.
_IN_CLAUSE = r"[^。；;，,！？\n]{0,80}"
_IN_SENTENCE = r"[^。；;！？\n]{0,250}"


@dataclass(frozen=True, slots=True)
class FixedSpan:
    """A fixed wording in a text; offsets count code points, half-open."""

    start: int
    end: int
    kind: FixedClass


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: FixedClass
    anchor: str
    pattern: re.Pattern[str] | None  # None: the anchor itself


def fixed_spans(text: str) -> tuple[FixedSpan, ...]:
    """Return the fixed wording of a text in order, overlaps merged (the longer kind stays)."""
    stops = [m.end() for m in _STOP.finditer(text)]
    found = sorted(
        (span for phrase in _phrases() for span in _find(phrase, text, stops)),
        key=lambda s: (s.start, -s.end, s.kind),
    )
    merged: list[FixedSpan] = []
    for span in found:
        last = merged[-1] if merged else None
        if last is None or span.start >= last.end:
            merged.append(span)
        elif span.end > last.end:
            longer = last.kind if last.end - last.start >= span.end - span.start else span.kind
            merged[-1] = FixedSpan(last.start, span.end, longer)
    return tuple(merged)


@cache
def statutory_headings() -> frozenset[str]:
    """Return the headings that the statute or its templates prescribe."""
    return frozenset(row[1] for row in read_rows("fixed_phrases.tsv") if row[0] == "heading")


def _find(phrase: _Phrase, text: str, stops: list[int]) -> Iterator[FixedSpan]:
    at = text.find(phrase.anchor)
    while at >= 0:
        end = at + len(phrase.anchor)
        if phrase.pattern is None:
            yield FixedSpan(at, end, phrase.kind)
        else:
            # A pattern never reaches beyond its sentence, so only that sentence is searched;
            # text without punctuation is no sentence, and would take quadratic time.
            index = bisect_right(stops, at)
            start = max(stops[index - 1] if index else 0, at - _REACH)
            end = min(stops[index] if index < len(stops) else len(text), end + _REACH)
            sentence = text[start:end]
            for match in phrase.pattern.finditer(sentence):
                if match.end() > match.start():
                    yield FixedSpan(start + match.start(), start + match.end(), phrase.kind)
        at = text.find(phrase.anchor, max(end, at + 1))


@cache
def _phrases() -> tuple[_Phrase, ...]:
    rows = [row for row in read_rows("fixed_phrases.tsv") if row[0] != "heading"]
    return tuple(
        _Phrase(cast(FixedClass, kind), anchor, None if pattern == "=" else _compiled(pattern))
        for kind, anchor, pattern in rows
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("~", _IN_CLAUSE).replace("…", _IN_SENTENCE))
