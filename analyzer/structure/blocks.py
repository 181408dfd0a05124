"""Join hard-wrapped lines into paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analyzer.structure.lines import Line
from analyzer.structure.markers import read_marker
from analyzer.text.characters import CLOSING, FINAL

Piece = tuple[int, int]
_WIDEST_WRAP = 130  # columns; longer lines are paragraphs, not print
_FULL = 0.84  # share of the usual width from which a line counts as full


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as source ranges, one per line."""

    pieces: tuple[Piece, ...]


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the usual width of a full line in columns, 0 for a text that is not hard-wrapped."""
    widths = [line.width for line in lines if not line.blank]
    long = [w for w in widths if w >= 40]
    if len(long) < 3:
        return 0
    ranked = sorted(long)
    width = ranked[int(len(ranked) * 0.9)] if len(ranked) > 4 else ranked[-1]
    if width > _WIDEST_WRAP:
        return 0
    full = [line for line in lines if line.width >= width * _FULL]
    open_ended = sum(not _ends(line.compact) for line in full)
    return width if open_ended * 3 >= len(full) else 0


def join_lines(
    lines: Sequence[Line], *, stands_alone: Callable[[Line], bool]
) -> list[Block]:
    """Join the printed lines of the prose; blank lines part paragraphs unless a page ends there."""
    width = wrap_width(lines)
    margins = _margins(lines)
    blocks: list[Block] = []
    current: list[Line] = []
    for line in lines:
        if line.blank:
            continue
        if current and not _continues(current[-1], line, width, margins, stands_alone):
            blocks.append(_block(current))
            current = []
        current.append(line)
    if current:
        blocks.append(_block(current))
    return blocks


def _continues(
    above: Line,
    line: Line,
    width: int,
    margins: dict[int, int],
    stands_alone: Callable[[Line], bool],
) -> bool:
    if not width or above.width < width * _FULL or stands_alone(above) or stands_alone(line):
        return False
    if read_marker(line.compact) and _ends(above.compact):
        return False
    if line.indent > margins[line.page] + 1 and (_ends(above.compact) or read_marker(line.compact)):
        return False
    return not (_ends(above.compact) and line.indent > margins[line.page])


def _ends(compact: str) -> bool:
    stripped = compact.rstrip("".join(CLOSING))
    return bool(stripped) and stripped[-1] in FINAL


def _margins(lines: Sequence[Line]) -> dict[int, int]:
    margins: dict[int, int] = {}
    for line in lines:
        if not line.blank:
            margins[line.page] = min(line.indent, margins.get(line.page, line.indent))
    return margins


def _block(lines: Sequence[Line]) -> Block:
    return Block(tuple((line.start, line.end) for line in lines))


def repeated(lines: Sequence[Line]) -> Counter[str]:
    """Count the lines by what they print."""
    return Counter(line.compact for line in lines if not line.blank)
