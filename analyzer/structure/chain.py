"""Choose, among the lines that may open a section, those that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from analyzer.structure.openings import Opening
from analyzer.structure.scheme import UNKNOWN, Scheme

# Points of a candidate, and of a step from one to the next. The values only need the right order:
# a known phrase outweighs any accident of numbering, a word found in a heading does not outweigh
# a number out of order, and an unknown heading counts only where its number fits.
_EXACT, _WORDS, _UNKNOWN = 3.0, 1.5, 0.5
_NEXT, _GAP, _BACK, _NO_NUMBER = 1.0, -0.3, -4.0, 0.0
_STRAY_ARABIC = -2.0  # 4、 among 三、 and 五、
_LEAST_LISTED = 3  # headings behind each other that make a table of contents
_WINDOW = 80  # candidates looked back; no report has so many lines between two sections
_OTHER_STYLE = -5.0  # （二） where sections are numbered 一、: a sub-heading


def choose_openings(candidates: Sequence[tuple[int, Opening]], scheme: Scheme) -> list[int]:
    """Return the indices of the candidates (positions in the sequence) that open sections.

    The best chain by points: numbers should rise by one. Sub-items numbered like sections
    (一、 within 总体情况) lose against the chain that leaves them out. A known phrase left out
    because its number repeats another's is taken back where its place in the scheme fits.
    """
    if not candidates:
        return []
    style = _usual_level(candidates)
    best: list[tuple[float, int]] = []
    for i, (_, opening) in enumerate(candidates):
        start = _weight(opening, style) + (_NEXT if opening.ordinal == 1 else 0.0)
        score, before = start, -1
        for j in range(max(0, i - _WINDOW), i):
            step = best[j][0] + _weight(opening, style) + _step(candidates[j][1], opening)
            if step >= score:
                score, before = step, j
        best.append((score, before))
    # Of two equal chains the later one: the earlier one is the table of contents.
    at = max(range(len(best)), key=lambda i: (best[i][0], i))
    if best[at][0] <= _UNKNOWN:
        return []
    chosen = []
    while at >= 0:
        chosen.append(at)
        at = best[at][1]
    return _with_misnumbered(candidates, chosen[::-1], scheme)


def find_contents(
    candidates: Sequence[tuple[int, Opening]],
    chosen: Sequence[int],
    *,
    blank: Callable[[int], bool],
) -> set[int]:
    """Return the lines of a table of contents: headings listed before the sections they name."""
    keys = {candidates[i][1].key for i in chosen}
    early = [c for c in candidates[: chosen[0] if chosen else 0] if c[1].exact and c[1].key in keys]
    lines = [line for line, _ in early]
    listed = [
        (line, after)
        for line, after in pairwise(lines)
        if all(blank(i) for i in range(line + 1, after))
    ]
    return {i for pair in listed for i in pair} if len(listed) >= _LEAST_LISTED - 1 else set()


def _usual_level(candidates: Sequence[tuple[int, Opening]]) -> int:
    counts = Counter(o.level for _, o in candidates if o.exact)
    return max(counts, key=lambda level: (counts[level], -level)) if counts else 1


def _weight(opening: Opening, style: int) -> float:
    points = _EXACT if opening.exact else _WORDS if opening.key != UNKNOWN else _UNKNOWN
    if opening.level in (style, 0):
        return points
    return points + (_STRAY_ARABIC if opening.level == 3 and opening.exact else _OTHER_STYLE)


def _step(before: Opening, after: Opening) -> float:
    if not before.ordinal or not after.ordinal:
        return _NO_NUMBER
    if after.key == before.key and after.key != UNKNOWN:
        return _BACK
    if after.ordinal == before.ordinal + 1:
        return _NEXT
    rise = after.ordinal - before.ordinal
    return _GAP * rise if rise > 0 else _BACK * (1 - rise)


def _with_misnumbered(
    candidates: Sequence[tuple[int, Opening]], chosen: list[int], scheme: Scheme
) -> list[int]:
    keys = {candidates[i][1].key for i in chosen}
    for i, (_, opening) in enumerate(candidates):
        if i in chosen or not opening.exact or opening.key in keys or i < chosen[0]:
            continue
        if _fits(candidates, chosen, i, scheme):
            chosen = sorted([*chosen, i])
            keys.add(opening.key)
    return chosen


def _fits(
    candidates: Sequence[tuple[int, Opening]], chosen: list[int], i: int, scheme: Scheme
) -> bool:
    """Tell whether a candidate stands between its neighbours in the order of the scheme."""
    place = scheme.place_of(candidates[i][1].key)
    if not place:
        return False
    before = [scheme.place_of(candidates[j][1].key) for j in chosen if j < i]
    after = [scheme.place_of(candidates[j][1].key) for j in chosen if j > i]
    return max(before, default=0) < place and all(place < p for p in after if p)
