"""Find the runs of lines that are tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.structure.forms import Forms, normal
from analyzer.structure.lines import Line
from analyzer.structure.markers import read_marker
from analyzer.structure.tables.evidence import Evidence

_LEAST_ROWS = 2  # a single row is more often a date or a signature
_LEAST_CELLS = 3
_LEAST_TABBED = 6  # tab-led lines without any label or figure among them
_LONGEST_GAP = 6  # lines of words in a row that no table of ours has between two rows

_LINES_UP = 4
_LEAST_LABELS = 3  # of one form above a wordy line
_LEAST_LABEL = 2  # characters of a label below it
_AHEAD = 10  # lines looked ahead for more cells
_CELLS = frozenset({Evidence.BLANK, Evidence.CELL, Evidence.TABBED, Evidence.ROW})


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `first` to `last` (inclusive) are one table or several in a row."""

    first: int
    last: int


def find_regions(
    lines: Sequence[Line], evidence: Sequence[Evidence], *, headings: set[int], forms: Forms
) -> list[Region]:
    """Return the table regions in order. `headings` are indices of lines that open sections."""
    weights = [Evidence.HEADING if i in headings else found for i, found in enumerate(evidence)]
    regions = []
    index = 0
    while index < len(lines):
        if weights[index] < Evidence.TABBED:
            index += 1
            continue
        region = _grow(weights, lines, index, forms)
        if _is_table(weights[region.first : region.last + 1]):
            regions.append(region)
        index = region.last + 1
    return regions


def _is_table(weights: Sequence[Evidence]) -> bool:
    if Evidence.WHOLE in weights:
        return True
    rows = weights.count(Evidence.ROW)
    tabbed = weights.count(Evidence.TABBED)
    cells = rows + tabbed + weights.count(Evidence.CELL)
    if rows >= _LEAST_ROWS and cells >= _LEAST_CELLS:
        return True
    return tabbed >= _LEAST_TABBED


def _grow(weights: Sequence[Evidence], lines: Sequence[Line], first: int, forms: Forms) -> Region:
    """Follow the table from a row to its last row; leading cells above it are taken in."""
    last = first
    words = 0
    for index in range(first + 1, len(weights)):
        weight = weights[index]
        if weight is Evidence.HEADING or words > _LONGEST_GAP:
            break
        if (
            weight is Evidence.PROSE
            and not _inside_cell(weights, lines, index)
            and not _inside_form(weights, lines, first, index, forms)
        ):
            break
        if weight is Evidence.WORDS and _is_subheading(lines[index]):
            break
        if weight >= Evidence.CELL or weight is Evidence.PROSE:
            last, words = index, 0
        elif weight is Evidence.WORDS:
            if _inside_cell(weights, lines, index):
                last, words = index, 0
            else:
                words += 1
    return Region(_first_cell(weights, first), last)


def _first_cell(weights: Sequence[Evidence], first: int) -> int:
    """Go up from the first row over pieces of a wrapped head, a blank line between at most."""
    at = first - 1
    while at >= 0 and first - at <= _LINES_UP:
        if weights[at] is Evidence.CELL:
            first = at
        elif weights[at] is not Evidence.BLANK:
            break
        at -= 1
    return first


def _is_subheading(line: Line) -> bool:
    marker = read_marker(line.compact)
    return marker is not None and marker.level <= 2


def _inside_cell(weights: Sequence[Evidence], lines: Sequence[Line], index: int) -> bool:
    """Tell whether a wordy line is guidance left in a cell of a tabbed table.

    Such a line begins with a tab, or goes on with the cell above it; more cells follow.
    """
    before = _printed(lines, index, -1)
    if before is None or not lines[before].raw:
        return False
    if lines[index].raw.startswith("\t"):
        ahead = [i for i in range(index + 1, min(len(lines), index + 1 + _AHEAD)) if lines[i].raw]
        cells = [i for i in ahead if lines[i].raw.startswith("\t") and weights[i] in _CELLS]
        return len(cells) >= _LEAST_CELLS
    if before != index - 1 or weights[before] < Evidence.WORDS:
        return False
    after = _printed(lines, index, 1)
    goes_on = after is not None and lines[after].raw.startswith("\t")
    # The last cell of a table has a blank line below, and no sentence in it.
    last = lines[before].raw.startswith("\t") and weights[index] is Evidence.WORDS
    return goes_on or (last and (index + 1 == len(lines) or not lines[index + 1].raw))


def _inside_form(
    weights: Sequence[Evidence], lines: Sequence[Line], first: int, index: int, forms: Forms
) -> bool:
    """Tell whether the form printed above a wordy line goes on below it.

    Then the line is guidance left in a cell: no sentence of a report stands within a form.
    """
    above = {normal(lines[i].compact) for i in range(first, index)}
    touching = normal(lines[index - 1].compact)
    form = next(
        (f for f in forms.forms if len(f.labels & above) >= _LEAST_LABELS or touching in f.labels),
        None,
    )
    if form is None:
        return False
    for i in range(index + 1, min(len(lines), index + 1 + _AHEAD)):
        if weights[i] is Evidence.HEADING:
            return False
        label = normal(lines[i].compact)
        if label in form.labels and label not in above and len(label) >= _LEAST_LABEL:
            return True
    return False


def _printed(lines: Sequence[Line], index: int, step: int) -> int | None:
    """Return the next line with anything on it, be it a tab, over one empty line at most."""
    for other in (index + step, index + 2 * step):
        if 0 <= other < len(lines) and lines[other].raw:
            return other
    return None
