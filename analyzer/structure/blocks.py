"""Join hard-wrapped lines into paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.structure.lines import Line
from analyzer.structure.markers import Marker, read_marker
from analyzer.text.characters import CLOSING, FINAL

_WIDEST_WRAP = 130  # columns; longer lines are paragraphs, not print
_NARROWEST_WRAP = 36
_FULL = 0.84  # share of the usual width from which a line counts as full
_RAGGED = 6  # columns by which full lines differ: closing marks hang over, wide ones are moved
_LEAST_CROWD = 0.3  # share of the long lines that end within those columns
_LEAST_OPEN = 0.3  # share of full lines that end in mid-sentence in a hard-wrapped text
_LAST_WORDS = 12  # characters of a heading on its second line
_STOPS = frozenset("，。；：！？")
_WIDEST_INDENT = 12  # columns; what is set in further is centred or flush right
_CLOSING = "".join(sorted(CLOSING))


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one paragraph; `heading` marks the heading of a section."""

    lines: tuple[Line, ...]
    heading: bool = False

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Return the source ranges, one a line."""
        return tuple((line.start, line.end) for line in self.lines)

    @property
    def compact(self) -> str:
        """Return the text without blanks."""
        return "".join(line.compact for line in self.lines)


@dataclass(frozen=True, slots=True)
class Print:
    """How a text is printed: columns of a full line (0: not hard-wrapped), margin of each page."""

    width: int
    margins: dict[int, int]
    indented: frozenset[int]  # pages on which some lines are indented and others not

    def full(self, line: Line) -> bool:
        """Tell whether a line reaches the right margin."""
        return self.width > 0 and line.width >= self.width * _FULL

    def opens(self, line: Line) -> bool:
        """Tell whether a line is indented against the margin of its page."""
        return line.page in self.indented and line.indent > self.margins[line.page]

    def apart(self, line: Line) -> bool:
        """Tell whether a line is centred or flush right."""
        return line.indent - self.margins[line.page] > _WIDEST_INDENT


def join_lines(
    lines: Sequence[Line], *, headings: set[int], ends_title: Callable[[str], bool]
) -> list[Block]:
    """Join the printed lines of the prose. `headings` are offsets where sections open.

    `ends_title` tells lines with which a title is complete.
    """
    layout = _measure([line for line in lines if not line.blank])
    spaced = _double_spaced(lines)
    blocks: list[Block] = []
    current: list[Line] = []
    gap = False
    for line in lines:
        if line.blank:
            gap = True
            continue
        is_heading = line.start in headings
        if not is_heading and not gap and _completes(blocks, current, line, layout):
            blocks[-1] = Block((*blocks[-1].lines, line), heading=True)
            continue
        parted = gap and not spaced and current and current[-1].page == line.page
        if current and (
            is_heading
            or parted
            or ends_title(current[-1].compact)
            or not _goes_on(current, line, layout)
        ):
            blocks.append(Block(tuple(current)))
            current = []
        if is_heading:
            blocks.append(Block((line,), heading=True))
        else:
            current.append(line)
        gap = False
    if current:
        blocks.append(Block(tuple(current)))
    return blocks


def _completes(blocks: Sequence[Block], current: Sequence[Line], line: Line, layout: Print) -> bool:
    """Tell whether a line is the last word or two of a heading that was wrapped."""
    if current or not blocks or not blocks[-1].heading or line.cut:
        return False
    head = blocks[-1].lines[-1]
    return (
        layout.full(head)
        and not layout.opens(line)
        and (len(line.compact) <= _LAST_WORDS or _closes_bracket(head.compact, line.compact))
        and read_marker(line.compact) is None
        and not any(c in _STOPS for c in line.compact + head.compact[-1])
    )


def _closes_bracket(head: str, rest: str) -> bool:
    """Tell whether a line ends with the bracket that the heading above left open."""
    return head.rfind("（") > head.rfind("）") and rest.endswith("）") and "（" not in rest[-2:]


def _goes_on(current: Sequence[Line], line: Line, layout: Print) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    above = current[-1]
    ended = _ends(above.compact)
    marker = read_marker(line.compact)
    if (
        line.cut
        or layout.apart(line)
        or not (layout.full(above) or _hangs(current, line, ended, layout))
    ):
        return False
    if marker is not None and (ended or layout.opens(line) or _numbers_on(current, marker)):
        return False
    if ended and not layout.indented:
        return False  # nothing tells a new paragraph from the next sentence; parting harms less
    return not (layout.opens(line) and (ended or _short_head(above)))


def _hangs(current: Sequence[Line], line: Line, ended: bool, layout: Print) -> bool:
    """Tell whether an indented line is followed, in mid-sentence, by one at the margin.

    That is hard wrapping even in a text too short to show its usual width.
    """
    return (
        not ended
        and not _short_head(current[-1])
        and current[-1].width >= _NARROWEST_WRAP
        and (layout.opens(current[0]) or current[0].cut)
        and line.page in layout.indented
        and not layout.opens(line)
    )


def _numbers_on(current: Sequence[Line], marker: Marker) -> bool:
    """Tell whether a numbered line follows a numbered paragraph that has no final stop."""
    first = read_marker(current[0].compact)
    return (
        first is not None
        and first.level == marker.level
        and first.ordinal + 1 == marker.ordinal
        and current[-1].compact.endswith(("；", ";"))
    )


def _short_head(line: Line) -> bool:
    marker = read_marker(line.compact)
    return marker is not None and not any(c in line.compact for c in "，。；")


def _ends(compact: str) -> bool:
    stripped = compact.rstrip(_CLOSING)
    return bool(stripped) and stripped[-1] in FINAL


def _measure(lines: Sequence[Line]) -> Print:
    margins: dict[int, int] = {}
    for line in lines:
        margins[line.page] = min(line.indent, margins.get(line.page, line.indent))
    set_in = Counter(
        line.page for line in lines if 0 < line.indent - margins[line.page] <= _WIDEST_INDENT
    )
    indented = frozenset(page for page, count in set_in.items() if count > 1)
    return Print(usual_width(lines), margins, indented)


def usual_width(lines: Sequence[Line]) -> int:
    """Return the columns of a full line, 0 for a text whose lines are paragraphs.

    Hard-wrapped lines end within a few columns of each other, most of them in mid-sentence.
    """
    long = sorted(line.width for line in lines if line.width >= _NARROWEST_WRAP)
    crowd = {
        width: bisect_right(long, width) - bisect_left(long, width - _RAGGED) for width in long
    }
    width = max(crowd, key=lambda w: (crowd[w], w), default=0)
    if width > _WIDEST_WRAP or crowd.get(width, 0) < max(3, _LEAST_CROWD * len(long)):
        return 0
    full = [line for line in lines if width * _FULL <= line.width <= width]
    open_ended = sum(not _ends(line.compact) for line in full)
    return width if open_ended >= _LEAST_OPEN * len(full) else 0


def _double_spaced(lines: Sequence[Line]) -> bool:
    """Tell whether blank lines stand between nearly all lines and so part nothing."""
    printed = sum(not line.blank for line in lines)
    followed = sum(not line.blank and after.blank for line, after in pairwise(lines))
    return printed > 8 and followed > 0.8 * printed
