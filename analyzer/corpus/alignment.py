"""Find what two masked sentences share, in whatever order, with exact places on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from analyzer.corpus import names

SHORTEST: Final = 4  # characters; shorter agreement is chance, but inside a passage (`refine`)
_PLACES_TRIED: Final = 20  # where a run of four stands; text that repeats itself has thousands
_STRIDE: Final = 16  # characters compared at once
_PLACEHOLDERS: Final = names.NAME + names.NUMBER + names.TITLE + names.TOPIC + names.FIXED
NO_PLACEHOLDERS = str.maketrans("", "", _PLACEHOLDERS)


@dataclass(frozen=True, slots=True)
class Common:
    """`length` characters that stand at `left` in one text and at `right` in the other."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """A masked text made ready to be aligned with many others."""

    text: str
    first: dict[str, int]  # where each of its runs of four characters stands first
    again: dict[str, list[int]]  # all places of those that stand more than once
    total: int  # characters of own wording

    def wording(self, block: Common) -> int:
        """Count the author's own characters inside a block."""
        if self.total == len(self.text):
            return block.length
        return wording(self.text[block.left : block.left + block.length])


def index(text: str) -> Indexed:
    """Make a masked text ready to be aligned with many others."""
    grams = [text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)]
    first = dict(zip(reversed(grams), range(len(grams) - 1, -1, -1), strict=True))
    again: dict[str, list[int]] = {}
    if len(first) < len(grams):
        for at, gram in enumerate(grams):
            if first[gram] != at:
                again.setdefault(gram, [first[gram]]).append(at)
    return Indexed(text, first, again, wording(text))


def common_blocks(given: Indexed, right: str) -> tuple[Common, ...]:
    """Return the shared runs of four characters or more, in order of the given text, apart from another.

    Takes the longest agreement at each place of `right`, so that clauses put in another order are
    found too (a longest common subsequence would lose them).
    """
    left, first, again = given.text, given.first, given.again
    found: list[Common] = []
    at, last = 0, len(right) - SHORTEST
    while at <= last:
        gram = right[at : at + SHORTEST]
        start = first.get(gram)
        if start is None:
            at += 1
            continue
        length = _agreement(left, right, start, at)
        if again and gram in again:
            for other in again[gram][1:_PLACES_TRIED]:
                agreed = _agreement(left, right, other, at)
                if agreed > length:
                    length, start = agreed, other
        found.append(Common(start, at, length))
        at += length
    return tuple(_apart(found))


def _apart(blocks: list[Common]) -> list[Common]:
    """Give each place of the left text to the longest block there; cut the others short.

    What is left of a block is kept from three characters on: it was a run of four or more.
    """
    if all(a.left + a.length <= b.left for a, b in pairwise(blocks)):
        return blocks
    kept: list[Common] = []
    for block in sorted(blocks, key=lambda b: (-b.length, b.left, b.right)):
        start, end = block.left, block.left + block.length
        for other in kept:
            other_end = other.left + other.length
            if other.left <= start < other_end:
                start = other_end
            elif other.left < end <= other_end:
                end = other.left
        if end - start >= SHORTEST - 1:
            kept.append(Common(start, block.right + start - block.left, end - start))
    return sorted(kept, key=lambda b: b.left)


def wording(text: str) -> int:
    """Count the characters of a masked text that are the author's own (no placeholders)."""
    return len(text) - sum(map(text.count, _PLACEHOLDERS))


def shared_wording(left: str, blocks: Iterable[Common]) -> int:
    """Count the author's own characters inside the blocks."""
    return sum(wording(left[b.left : b.left + b.length]) for b in blocks)


def _agreement(left: str, right: str, at: int, other: int) -> int:
    limit = min(len(left) - at, len(right) - other)
    length = SHORTEST
    while (
        length + _STRIDE <= limit
        and left[at + length : at + length + _STRIDE]
        == right[other + length : other + length + _STRIDE]
    ):
        length += _STRIDE
    while length < limit and left[at + length] == right[other + length]:
        length += 1
    return length
