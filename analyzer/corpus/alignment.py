"""Find what two masked sentences share, in whatever order, with exact places on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from analyzer.corpus import names

SHORTEST: Final = 4  # characters; shorter agreement is chance
_PLACES_TRIED: Final = 20  # where a run of four stands; text that repeats itself has thousands
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
    places: dict[str, list[int]]  # of its runs of four characters
    own: list[int]  # characters of own wording before each place

    def wording(self, block: Common) -> int:
        """Count the author's own characters inside a block."""
        return self.own[block.left + block.length] - self.own[block.left]


def index(text: str) -> Indexed:
    """Make a masked text ready to be aligned with many others."""
    places: dict[str, list[int]] = {}
    for at in range(len(text) - SHORTEST + 1):
        places.setdefault(text[at : at + SHORTEST], []).append(at)
    own = list(accumulate((c not in _PLACEHOLDERS for c in text), initial=0))
    return Indexed(text, places, own)


def common_blocks(given: Indexed, right: str) -> tuple[Common, ...]:
    """Return the shared runs of four characters or more, in order of the given text, apart from another.

    Takes the longest agreement at each place of `right`, so that clauses put in another order are
    found too (a longest common subsequence would lose them).
    """
    left, places = given.text, given.places
    found: list[Common] = []
    following = 0
    begins = [i for i in range(len(right) - SHORTEST + 1) if right[i : i + SHORTEST] in places]
    for at in begins:
        if at < following:
            continue
        candidates = places[right[at : at + SHORTEST]]
        start = candidates[0]
        length = _agreement(left, right, start, at)
        for other in candidates[1:_PLACES_TRIED]:
            agreed = _agreement(left, right, other, at)
            if agreed > length:
                length, start = agreed, other
        found.append(Common(start, at, length))
        following = at + length
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
    return len(text.translate(NO_PLACEHOLDERS))


def shared_wording(left: str, blocks: Iterable[Common]) -> int:
    """Count the author's own characters inside the blocks."""
    return sum(wording(left[b.left : b.left + b.length]) for b in blocks)


def _agreement(left: str, right: str, at: int, other: int) -> int:
    limit = min(len(left) - at, len(right) - other)
    length = SHORTEST
    while length < limit and left[at + length] == right[other + length]:
        length += 1
    return length
