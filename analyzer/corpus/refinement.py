"""Add to the blocks of a passage what agrees in shorter runs between and beside them.

Where a copy was edited here and there, what stands between two edits is copied too, however short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from analyzer.corpus.alignment import Common

_WIDEST: Final = 60  # characters of a gap that are laid over each other
_SLACK: Final = 4  # characters put in on one side while following a copy beyond a block
_DENSE: Final = 0.4  # of a gap agrees: single characters count; else chance, and only pairs do
_SPARSE: Final = 2  # characters that agree on end where little else does
_DROP: Final = 4  # edits, less characters that agree, at which a copy has ended


def refine(left: str, right: str, blocks: Sequence[Common]) -> tuple[Common, ...]:
    """Return the blocks and what agrees between and beside them, in order of the left text.

    Between blocks that follow each other on both sides the texts are laid over each other with
    the fewest edits (Levenshtein). From a block whose neighbour stands elsewhere, and from the
    outer ones, the copy is followed as long as more agrees than was edited (BLAST's drop-off).
    `blocks` lie apart on the left, in order.
    """
    gaps = _Gaps(right, blocks)
    found = list(_backwards(left, 0, gaps, 0, blocks))
    for number, (block, following) in enumerate(pairwise(blocks)):
        found.append(block)
        end = block.left + block.length
        if end < following.left:
            if gaps.follow(number):
                start, stop = gaps.after(number)
                found.extend(_laid_over(left[end : following.left], right[start:stop], end, start))
            else:
                found.extend(_forwards(left, following.left, gaps, number, blocks))
                last = found[-1].left + found[-1].length
                found.extend(_backwards(left, last, gaps, number + 1, blocks))
    found.append(blocks[-1])
    found.extend(_forwards(left, len(left), gaps, len(blocks) - 1, blocks))
    return tuple(found)


class _Gaps:
    """What of the right text is still free before and after each block."""

    def __init__(self, right: str, blocks: Sequence[Common]) -> None:
        self.right = right
        self._order = sorted(range(len(blocks)), key=lambda n: blocks[n].right)
        self._rank = {number: rank for rank, number in enumerate(self._order)}
        ordered = [blocks[number] for number in self._order]
        self._starts = [0, *(b.right + b.length for b in ordered)]
        self._ends = [*(b.right for b in ordered), len(right)]

    def follow(self, number: int) -> bool:
        """Tell whether the next block on the left is the next on the right too."""
        return self._rank[number] + 1 == self._rank[number + 1]

    def after(self, number: int) -> tuple[int, int]:
        """Return the free place behind a block."""
        rank = self._rank[number] + 1
        return self._starts[rank], max(self._starts[rank], self._ends[rank])

    def before(self, number: int) -> tuple[int, int]:
        """Return the free place before a block."""
        rank = self._rank[number]
        return min(self._starts[rank], self._ends[rank]), self._ends[rank]

    def take_after(self, number: int, end: int) -> None:
        """Say that the place behind a block is taken up to `end`."""
        self._starts[self._rank[number] + 1] = end

    def take_before(self, number: int, start: int) -> None:
        """Say that the place before a block is taken from `start` on."""
        self._ends[self._rank[number]] = start


def _forwards(
    left: str, stop: int, gaps: _Gaps, number: int, blocks: Sequence[Common]
) -> Iterator[Common]:
    """Follow the copy beyond a block, up to `stop` on the left."""
    at = blocks[number].left + blocks[number].length
    other, limit = gaps.after(number)
    if at == stop or other == limit:
        return
    here, there = left[at:stop], gaps.right[other:limit]
    # Texts that end together are laid over each other to their end.
    whole = stop == len(left) and limit == len(gaps.right)
    for block in _followed(here, there, whole=whole):
        yield Common(at + block.left, other + block.right, block.length)
        gaps.take_after(number, other + block.right + block.length)


def _backwards(
    left: str, start: int, gaps: _Gaps, number: int, blocks: Sequence[Common]
) -> Iterator[Common]:
    """Follow the copy before a block, down to `start` on the left."""
    at = blocks[number].left
    limit, other = gaps.before(number)
    if at == start or other == limit:
        return
    here, there = left[start:at][::-1], gaps.right[limit:other][::-1]
    found = [
        Common(at - b.left - b.length, other - b.right - b.length, b.length)
        for b in _followed(here, there, whole=start == 0 and limit == 0)
    ]
    if found:
        gaps.take_before(number, found[-1].right)
    yield from reversed(found)


def _followed(here: str, there: str, *, whole: bool) -> Iterator[Common]:
    """Yield what agrees from the beginnings on, as long as more agrees than was edited."""
    if whole and len(here) == len(there):
        yield from _laid_over(here, there, 0, 0)
        return
    length = min(len(here), len(there), _WIDEST)
    here, there = here[: length + _SLACK], there[: length + _SLACK]
    found = _agreeing(here, there)
    score = best = reach = 0
    before = Common(0, 0, 0)
    for number, block in enumerate(found, start=1):
        skipped = (block.left - before.left, block.right - before.right)
        score -= max(skipped) - before.length
        if score <= best - _DROP:
            break
        score += block.length
        if score >= best:
            best, reach = score, number
        before = block
    yield from found[:reach]


def _laid_over(here: str, there: str, start: int, other: int) -> Iterator[Common]:
    """Yield what agrees of two texts that begin and end together."""
    if not here or not there or min(len(here), len(there)) > _WIDEST:
        return
    found, least = _one_by_one(here, there) if len(here) == len(there) else [], 1
    straight = _total(found)
    if 2 * straight < len(here):
        bent = _agreeing(here, there)
        dense = _total(bent) >= _DENSE * min(len(here), len(there))
        if _total(bent) > straight + (not dense):
            found, least = bent, 1 if dense else _SPARSE
    for block in found:
        if block.length >= least:
            yield Common(start + block.left, other + block.right, block.length)


def _total(blocks: Sequence[Common]) -> int:
    return sum(block.length for block in blocks)


def _agreeing(here: str, there: str) -> list[Common]:
    """Return the runs that agree when one text is made into the other with the fewest edits."""
    matching = Levenshtein.opcodes(here, there).as_matching_blocks()
    return [Common(b.a, b.b, b.size) for b in matching if b.size]


def _one_by_one(here: str, there: str) -> list[Common]:
    """Return the runs of characters that agree place by place."""
    found: list[Common] = []
    begin = -1
    for at, (a, b) in enumerate(zip(here, there, strict=True)):
        if a == b:
            if begin < 0:
                begin = at
        elif begin >= 0:
            found.append(Common(begin, begin, at - begin))
            begin = -1
    if begin >= 0:
        found.append(Common(begin, begin, len(here) - begin))
    return found
