"""Find the runs of lines that are tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analyzer.structure.forms import Forms
from analyzer.structure.lines import Line
from analyzer.structure.tables.evidence import Evidence, weigh

_LEAST_STRONG = 2  # lines of a table; a single aligned line is more often a date or a signature


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `first` to `last` (inclusive) are one table."""

    first: int
    last: int


def find_regions(
    lines: Sequence[Line], *, forms: Forms, is_heading: Callable[[Line], bool]
) -> list[Region]:
    """Return the table regions in order; headings of sections never lie inside one."""
    weights = [
        Evidence.HEADING if is_heading(line) else weigh(line, forms) for line in lines
    ]
    regions = []
    index = 0
    while index < len(lines):
        if weights[index] is not Evidence.STRONG:
            index += 1
            continue
        region = _grow(weights, lines, index)
        strong = weights[region.first : region.last + 1].count(Evidence.STRONG)
        if strong >= _LEAST_STRONG:
            regions.append(region)
        index = region.last + 1
    return regions


def _grow(weights: Sequence[Evidence], lines: Sequence[Line], first: int) -> Region:
    last = first
    index = first + 1
    while index < len(weights):
        weight = weights[index]
        if weight is Evidence.HEADING:
            break
        if weight is Evidence.PROSE and not _inside_cell(weights, lines, index):
            break
        if weight is not Evidence.BLANK:
            last = index if weight is not Evidence.PROSE else last
            last = max(last, index)
        index += 1
    while last > first and weights[last] is Evidence.WEAK and not lines[last].raw.startswith("\t"):
        last -= 1
    return Region(first, last)


def _inside_cell(weights: Sequence[Evidence], lines: Sequence[Line], index: int) -> bool:
    """Tell whether a wordy line is guidance left in a cell: table lines touch it on both sides."""
    before = index > 0 and weights[index - 1] is not Evidence.BLANK
    after = index + 1 < len(lines) and lines[index + 1].raw.startswith("\t")
    return lines[index].raw.startswith("\t") or (before and after)
