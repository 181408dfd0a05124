"""Find what two masked sentences share, in whatever order, with exact places on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from analyzer.corpus import names

SHORTEST: Final = 4  # characters; shorter agreement is chance
_PLACES_TRIED: Final = 20  # where a run of four stands; text that repeats itself has thousands
NO_PLACEHOLDERS = str.maketrans(
    "", "", names.NAME + names.NUMBER + names.TITLE + names.TOPIC + names.FIXED
)


@dataclass(frozen=True, slots=True)
class Common:
    """`length` characters that stand at `left` in one text and at `right` in the other."""

    left: int
    right: int
    length: int


def positions_of_blocks(text: str) -> dict[str, list[int]]:
    """Index a text by its runs of four characters, for `common_blocks`."""
    places: dict[str, list[int]] = {}
    for at in range(len(text) - SHORTEST + 1):
        places.setdefault(text[at : at + SHORTEST], []).append(at)
    return places


def common_blocks(
    left: str, right: str, left_places: dict[str, list[int]] | None = None
) -> tuple[Common, ...]:
    """Return the shared runs of four characters or more, in order of `left`, apart from another.

    Takes the longest agreement at each place of `right`, so that clauses put in another order are
    found too (a longest common subsequence would lose them). `left_places` is the index of `left`,
    to align one text with many.
    """
    places = positions_of_blocks(left) if left_places is None else left_places
    found: list[Common] = []
    at, end = 0, len(right) - SHORTEST
    while at <= end:
        candidates = places.get(right[at : at + SHORTEST])
        if candidates is None:
            at += 1
            continue
        start = candidates[0]
        length = _agreement(left, right, start, at)
        for other in candidates[1:_PLACES_TRIED]:
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
