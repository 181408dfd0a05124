"""Quote whole words and whole pieces of a clause, where blocks of characters cut through them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from analyzer.text.span import Span

_PIECE = re.compile(r"[^，；。、,;:：！？!?“”‘’（）()《》〈〉\s]+")
_SHORTEST: Final = 3  # characters of a piece at the edge; 年， or 条、 is what was cut off
_LINKS: Final = frozenset(
    "的地得了着和与及或并等为对在于由将把被向从以而且其该这那是有就也都还又之所"
)


def at_word_edges(text: str, span: Span, starts: Sequence[int], ends: Sequence[int]) -> Span:
    """Return the span grown to whole words, less small words and cut pieces at its edges.

    `starts` and `ends` are those of all words. What is left without them is returned as it was
    given.
    """
    start, end = _grown(span, starts, ends)
    pieces = [m.span() for m in _PIECE.finditer(text, start, end)]
    while len(pieces) > 1 and pieces[0][1] - pieces[0][0] < _SHORTEST:
        pieces.pop(0)
    while len(pieces) > 1 and pieces[-1][1] - pieces[-1][0] < _SHORTEST:
        pieces.pop()
    if not pieces:
        return span
    start, end = pieces[0][0], pieces[-1][1]
    while start < end and text[start] in _LINKS and _is_word(start, start + 1, starts, ends):
        start += 1
    while start < end and text[end - 1] in _LINKS and _is_word(end - 1, end, starts, ends):
        end -= 1
    return Span(start, end) if start < end else span


def _grown(span: Span, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
    first = bisect_right(starts, span.start) - 1
    last = bisect_left(ends, span.end)
    start = starts[first] if first >= 0 and ends[first] > span.start else span.start
    end = ends[last] if last < len(ends) and starts[last] < span.end else span.end
    return start, end


def _is_word(start: int, end: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] == start and ends[at] == end
