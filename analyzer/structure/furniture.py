"""Page furniture: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.structure.lines import Line

_PAGE_NUMBER = re.compile(
    r"[-－—–―_~·•.\s]*(?:第)?(?P<n>\d{1,3})(?:页)?[-－—–―_~·•.\s]*"
    r"|第\d{1,3}页[,，/]?共\d{1,3}页|\d{1,3}/\d{1,3}页?|第[一二三四五六七八九十]{1,3}页"
    r"|[Pp]age\d{1,3}(?:of\d{1,3})?"
)
_DECORATED = re.compile(r"[-－—–―]+\d{1,3}[-－—–―]+|第.{1,4}页.*|[Pp]age.*|\d{1,3}/\d{1,3}页?")


def furniture_lines(lines: Sequence[Line]) -> set[int]:
    """Return the indices of lines that are page numbers or running heads."""
    found = {i for i, line in enumerate(lines) if _DECORATED.fullmatch(line.compact)}
    paged = lines[-1].page > 0 if lines else False
    if not paged:
        return found
    edges = _page_edges(lines)
    heads = Counter(lines[i].compact for i in edges)
    for i in edges:
        compact = lines[i].compact
        if heads[compact] >= 3 and not _PAGE_NUMBER.fullmatch(compact):
            found.add(i)
        if _PAGE_NUMBER.fullmatch(compact) and lines[i].compact.isdigit():
            found.add(i)
    return found


def _page_edges(lines: Sequence[Line]) -> list[int]:
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if not line.blank:
            by_page.setdefault(line.page, []).append(i)
    return [i for rows in by_page.values() for i in {rows[0], rows[-1]}]
