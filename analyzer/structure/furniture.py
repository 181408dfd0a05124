"""Page furniture: page numbers, running heads, and the frame of a web page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from analyzer.assets import asset
from analyzer.structure.forms import Forms
from analyzer.structure.lines import Line
from analyzer.structure.tables.evidence import is_number
from analyzer.text.characters import FINAL

_DASH = r"[-－—–―_~～·•.＊*\[\]【】|/]"
_DECORATED = re.compile(
    rf"{_DASH}+\d{{1,3}}{_DASH}+|{_DASH}{{0,3}}第?\d{{1,3}}页{_DASH}{{0,3}}"
    r"|第[\d一二三四五六七八九十]{1,3}页[,，/（(]?共[\d一二三四五六七八九十]{1,3}页[)）]?"
    r"|\d{1,3}/\d{1,3}页?|[Pp](?:age)?\.?\d{1,3}(?:(?:of|/)\d{1,3})?"
)
_BARE = re.compile(r"\d{1,3}")
_DATE = re.compile(r"[（(]?.{4}年.{1,3}月(?:.{1,3}日)?[)）]?")
_DIGITS = re.compile(r"\d+")
_NEAR = 2  # printed lines between a running head and the end of its page
_LONGEST_HEAD = 45
_SHORTEST_PAGE = 8  # lines
_MOST_MISSED = 6  # page numbers that may hide in a table between two others
_LEAST_SHARE = 0.4  # of the pages; left and right pages may have heads of their own


def without_furniture(
    lines: Sequence[Line], forms: Forms, *, is_title: Callable[[str], bool]
) -> list[Line]:
    """Drop page numbers, running heads and the frame of a web page."""

    def in_table(compact: str) -> bool:
        return is_number(compact) or forms.is_fragment(compact.strip("|｜│┃"))

    numbers = page_numbers(lines, in_table=in_table)
    heads = running_heads(lines, numbers, keep=forms.is_fragment, is_title=is_title)
    return _without(lines, numbers | heads | web_frame(lines))


def _without(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """Drop lines and the blank lines around them: these part pages, not paragraphs.

    Between the cells of a tabbed table one blank line stays, for there it ends a row.
    """
    kept: list[Line] = []
    blank: Line | None = None
    after = False  # of a dropped line
    for i, line in enumerate(lines):
        empty = not line.raw.strip()
        if i in dropped:
            while kept and not kept[-1].raw.strip():
                blank = kept.pop()
            after = True
        elif empty and after:
            blank = line
        else:
            if blank and after and kept and line.raw[:1] == kept[-1].raw[:1] == "\t":
                kept.append(blank)
            kept.append(line)
            blank, after = None, False
    return kept


def page_numbers(lines: Sequence[Line], *, in_table: Callable[[str], bool]) -> set[int]:
    """Return the indices of lines that are page numbers by their form or by their place.

    `in_table` tells figures and table labels, next to which a bare figure is a cell.
    """
    found = {i for i, line in enumerate(lines) if _DECORATED.fullmatch(line.compact)}
    if len(found) > 1:
        return found  # printed with decoration, so bare figures are something else
    if lines and lines[-1].page > 0:
        return found | _numbers_at_edges(lines, in_table)
    return found | _counted(lines, in_table)


def _numbers_at_edges(lines: Sequence[Line], in_table: Callable[[str], bool]) -> set[int]:
    """Return bare figures at page edges that rise with the pages, or stand beside prose."""
    edges = [i for edge in _page_edges(lines) for i in edge if _BARE.fullmatch(lines[i].compact)]
    shifts = Counter(int(lines[i].compact) - lines[i].page for i in edges)
    usual = {shift for shift, count in shifts.items() if count > 1}
    return {
        i
        for i in edges
        if int(lines[i].compact) - lines[i].page in usual or not _beside_cells(lines, i, in_table)
    }


def _counted(lines: Sequence[Line], in_table: Callable[[str], bool]) -> set[int]:
    """Return bare figures that count 1, 2, 3 … through a text without form feeds."""
    counted: list[int] = []
    for i, line in enumerate(lines):
        if not _BARE.fullmatch(line.compact) or _beside_cells(lines, i, in_table):
            continue
        last = counted[-1] if counted else -_SHORTEST_PAGE
        step = int(line.compact) - (int(lines[last].compact) if counted else 0)
        if 1 <= step <= _MOST_MISSED and i - last >= _SHORTEST_PAGE * step:
            counted.append(i)
    return set(counted) if len(counted) > 1 else set()


def _beside_cells(lines: Sequence[Line], index: int, in_table: Callable[[str], bool]) -> bool:
    """Tell whether a bare figure is a cell: tab-led, or a cell printed next to it."""
    if lines[index].raw.startswith("\t"):
        return True
    above = next((x for x in reversed(lines[max(0, index - 3) : index]) if x.compact), None)
    below = next((x for x in lines[index + 1 : index + 4] if x.compact), None)
    return any(x is not None and in_table(x.compact) for x in (above, below))


def running_heads(
    lines: Sequence[Line],
    numbers: set[int],
    *,
    keep: Callable[[str], bool],
    is_title: Callable[[str], bool],
) -> set[int]:
    """Return the indices of lines printed again at the top or at the foot of page after page.

    Pages end at form feeds, or else at page numbers. `keep` names lines that are never running
    heads (table heads are printed again too). The title printed again on each page is kept once.
    """
    printed = [i for i, line in enumerate(lines) if not line.blank and i not in numbers]
    pages = _pages(lines, printed, numbers)
    signed = _signature(lines, printed)
    found: set[int] = set()
    tops = [page[: _depth(page)] for page in pages]
    feet = [page[-_depth(page) :] for page in pages]
    for edges in (tops, feet):
        keys = [{i: _head(lines[i].compact) for i in edge} for edge in edges]
        seen = Counter(key for page in keys for key in set(page.values()) if key)
        wanted = {
            key
            for key, count in seen.items()
            if count >= max(2, _LEAST_SHARE * len(pages))
            and not keep(key)
            and not (count == 2 and key in signed)
        }
        exact = {lines[i].compact for page in keys for i, key in page.items() if key in wanted}
        found |= {i for i in printed if lines[i].compact in exact}
    return found - _first_title(lines, found, pages[0], is_title)


def _signature(lines: Sequence[Line], printed: Sequence[int]) -> set[str]:
    """Return the last line and lines dated below: the unit of a title printed again to sign."""
    return {
        _head(lines[i].compact)
        for i, below in zip(printed, [*printed[1:], -1], strict=False)
        if below < 0 or _DATE.fullmatch(lines[below].compact)
    }


def _depth(page: Sequence[int]) -> int:
    """Return how many lines of a page may be running heads: one on the short last page."""
    return _NEAR if len(page) > _SHORTEST_PAGE else 1


def _first_title(
    lines: Sequence[Line], found: set[int], page: Sequence[int], is_title: Callable[[str], bool]
) -> set[int]:
    """Return the running head of the first page when it is the only print of the title there."""
    heads = [i for i in page if i in found and is_title(lines[i].compact)]
    others = {lines[i].compact for i in page if i not in found}
    return {i for i in heads[:1] if lines[i].compact not in others}


def web_frame(lines: Sequence[Line]) -> set[int]:
    """Return the indices of lines that belong to a web page around the report."""
    pattern = _frame_pattern()
    found = set()
    for i, line in enumerate(lines):
        # Not `compact`: the sign before a crumb (> 政务公开) would pass for a quotation mark there.
        printed = "".join(line.raw.split())
        for text in {printed, line.compact} - {""}:
            if not _is_sentence(text) and pattern.fullmatch(text):
                found.add(i)
    return found


def _is_sentence(compact: str) -> bool:
    bracketed = compact[0] in "（(" and compact[-1] in "）)"
    return "。" in (compact[:-2] if bracketed else compact)


def _head(compact: str) -> str:
    if not 2 <= len(compact) <= _LONGEST_HEAD or compact[-1] in FINAL or compact[-1] in "；，：":
        return ""
    return _DIGITS.sub("0", compact) if not _BARE.fullmatch(compact) else ""


def _page_edges(lines: Sequence[Line]) -> list[set[int]]:
    """Return, page by page, the first and the last printed line."""
    pages: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if not line.blank:
            pages.setdefault(line.page, []).append(i)
    return [{rows[0], rows[-1]} for rows in pages.values()]


def _pages(lines: Sequence[Line], printed: Sequence[int], numbers: set[int]) -> list[list[int]]:
    """Return the printed lines page by page."""
    paged = bool(lines) and lines[-1].page > 0
    marks = sorted(numbers)
    pages: dict[int, list[int]] = {}
    for i in printed:
        page = lines[i].page if paged else bisect_left(marks, i)
        pages.setdefault(page, []).append(i)
    return list(pages.values()) or [[]]


@lru_cache(maxsize=1)
def _frame_pattern() -> re.Pattern[str]:
    path = asset("data", "schemes", "web_frame.txt")
    rows = [line.strip() for line in path.read_text(encoding="utf8").splitlines()]
    return re.compile("|".join(row for row in rows if row and not row.startswith("#")))
