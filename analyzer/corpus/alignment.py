"""Find what two masked sentences share, in whatever order, with exact places on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from analyzer.corpus import names

SHORTEST: Final = 4  # characters; shorter agreement is chance, but for what `refine` adds
_PLACES_TRIED: Final = 20  # where a run of four stands; text that repeats itself has thousands
_STRIDE: Final = 16  # characters compared at once
_WIDEST_GAP: Final = 24  # characters between blocks that inserted or dropped words may explain
_LEAST_IN_GAP: Final = 2  # a single character beside inserted words agrees by chance
_DROP: Final = 4  # mismatches in a row, less matches, at which a copy has ended
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


def refine(left: str, right: str, blocks: Sequence[Common]) -> tuple[Common, ...]:
    """Add the shorter agreements inside and at the edges of a passage, in order of the left text.

    Where a copy was edited here and there, what stands between two edits is copied too, however
    short. Between blocks that follow each other on both sides characters are laid over each other
    one by one; where words were put in or left out, by the fewest changes (Levenshtein). From the
    outer blocks the copy goes on as long as more agrees than differs (BLAST's drop-off).
    """
    found: list[Common] = []
    head, tail = blocks[0], blocks[-1]
    if head.left and head.right and head.right == min(b.right for b in blocks):
        found.extend(_before(left, right, head))
    for block, following in pairwise(blocks):
        found.append(block)
        found.extend(_between(left, right, block, following))
    found.append(tail)
    end, other = tail.left + tail.length, tail.right + tail.length
    both_go_on = end < len(left) and other < len(right)
    if both_go_on and other == max(b.right + b.length for b in blocks):
        found.extend(_after(left[end:], right[other:], end, other))
    return tuple(found)


def _between(left: str, right: str, block: Common, following: Common) -> Iterator[Common]:
    start, other = block.left + block.length, block.right + block.length
    wide, there = following.left - start, following.right - other
    if wide <= 0 or there <= 0:
        return
    if wide == there:
        yield from _one_by_one(
            left[start : start + wide], right[other : other + wide], start, other
        )
    elif max(wide, there) <= _WIDEST_GAP:
        steps = Levenshtein.opcodes(left[start : start + wide], right[other : other + there])
        for step in steps:
            length = step.src_end - step.src_start
            if step.tag == "equal" and length >= _LEAST_IN_GAP:
                yield Common(start + step.src_start, other + step.dest_start, length)


def _one_by_one(here: str, there: str, start: int, other: int) -> Iterator[Common]:
    """Yield the runs of characters that agree place by place."""
    begin = -1
    for at, (a, b) in enumerate(zip(here, there, strict=False)):
        if a == b:
            if begin < 0:
                begin = at
        elif begin >= 0:
            yield Common(start + begin, other + begin, at - begin)
            begin = -1
    if begin >= 0:
        length = min(len(here), len(there)) - begin
        yield Common(start + begin, other + begin, length)


def _after(here: str, there: str, start: int, other: int) -> Iterator[Common]:
    # Texts that end together are laid over each other to their end.
    length = len(here) if len(here) == len(there) else _reach(here, there)
    yield from _one_by_one(here[:length], there[:length], start, other)


def _before(left: str, right: str, head: Common) -> Iterator[Common]:
    length = head.left
    if head.left != head.right:
        length = _reach(left[: head.left][::-1], right[: head.right][::-1])
    start, other = head.left - length, head.right - length
    yield from _one_by_one(left[start : head.left], right[other : head.right], start, other)


def _reach(here: str, there: str) -> int:
    """Return how far two texts agree more than they differ, from their first characters on."""
    score = best = reach = 0
    for at, (a, b) in enumerate(zip(here, there, strict=False), start=1):
        score += 1 if a == b else -1
        if score >= best and a == b:
            best, reach = score, at
        elif score <= best - _DROP:
            break
    return reach


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
