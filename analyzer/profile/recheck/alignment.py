"""Where the characters of one version stand in the other; sentences may have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel, LCSseq

from analyzer.profile.recheck.units import Unit, Version

_LONG: Final = 6  # characters; shorter units (cells) say nothing where they stand elsewhere
_ALIKE: Final = 0.5  # similarity from which one sentence is taken for the other, re-written
_NEAR: Final = 300  # units on either side among which a re-written sentence is looked for


@dataclass(frozen=True, slots=True)
class Alignment:
    """Characters of the old version in the new one and back, -1 where there is none.

    `moved` are the numbers of the old units that stand elsewhere now.
    """

    to_new: list[int]
    to_old: list[int]
    moved: frozenset[int]


def align(old: Version, new: Version) -> Alignment:
    """Align two versions: equal sentences in order, equal ones elsewhere, re-written ones, pieces."""
    pairing = _Pairing(old.units, new.units)
    blocks = pairing.in_order()
    pairing.elsewhere()
    for left, right in blocks:
        pairing.rewritten(left, right)
    pairing.rewritten(range(len(old.units)), range(len(new.units)))
    for left, right in blocks:
        pairing.refilled(left, right)
    to_new, to_old = [-1] * len(old.offsets), [-1] * len(new.offsets)
    for i, j in pairing.partner.items():
        for a, b in _equal(old.units[i], new.units[j]):
            to_new[a], to_old[b] = b, a
    _inside(old, new, to_new, to_old)
    _inside(new, old, to_old, to_new)
    return Alignment(to_new, to_old, frozenset(pairing.moved()))


class _Pairing:
    """Which unit of the new version took the place of which old one."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self._old = old
        self._new = new
        self.partner: dict[int, int] = {}
        self._taken: set[int] = set()
        self._stayed: list[int] = []

    def in_order(self) -> list[tuple[range, range]]:
        """Pair equal units that stand in the same order; return what stands between them."""
        keys: dict[str, int] = {}
        left = [keys.setdefault(unit.text, len(keys)) for unit in self._old]
        right = [keys.setdefault(unit.text, len(keys)) for unit in self._new]
        blocks: list[tuple[range, range]] = []
        i = j = 0
        for op in LCSseq.opcodes(left, right):
            if op.tag != "equal":
                continue
            if op.src_start > i or op.dest_start > j:
                blocks.append((range(i, op.src_start), range(j, op.dest_start)))
            for step in range(op.src_end - op.src_start):
                self._pair(op.src_start + step, op.dest_start + step)
                self._stayed.append(op.src_start + step)
            i, j = op.src_end, op.dest_end
        blocks.append((range(i, len(left)), range(j, len(right))))
        return blocks

    def elsewhere(self) -> None:
        """Pair equal sentences that were moved."""
        places: dict[str, list[int]] = defaultdict(list)
        for j, unit in enumerate(self._new):
            if j not in self._taken and len(unit.text) >= _LONG:
                places[unit.text].append(j)
        for i, unit in enumerate(self._old):
            if i not in self.partner and places.get(unit.text):
                self._pair(i, places[unit.text].pop(0))

    def rewritten(self, left: range, right: range) -> None:
        """Pair sentences most of whose characters agree, the most alike first."""
        old, new = self._old, self._new
        free = [j for j in right if j not in self._taken and len(new[j].text) >= _LONG]
        found: list[tuple[float, int, int, int]] = []
        for i in left:
            if i in self.partner or len(old[i].text) < _LONG:
                continue
            for j in free[bisect_left(free, i - _NEAR) : bisect_left(free, i + _NEAR)]:
                alike = Indel.normalized_similarity(old[i].text, new[j].text, score_cutoff=_ALIKE)
                if alike:
                    found.append((-alike, abs(i - j), i, j))
        for _, _, i, j in sorted(found):
            if i not in self.partner and j not in self._taken:
                self._pair(i, j)

    def refilled(self, left: range, right: range) -> None:
        """Pair what is left between two fixed points where it is as many: cells with new figures."""
        free = [i for i in left if i not in self.partner]
        unclaimed = [j for j in right if j not in self._taken]
        if len(free) == len(unclaimed):
            for i, j in zip(free, unclaimed, strict=True):
                self._pair(i, j)

    def moved(self) -> Iterator[int]:
        """Yield old units whose partner does not stand between the partners of their neighbours."""
        for i, j in self.partner.items():
            at = bisect_left(self._stayed, i)
            if at < len(self._stayed) and self._stayed[at] == i:
                continue
            low = self.partner[self._stayed[at - 1]] if at else -1
            high = self.partner[self._stayed[at]] if at < len(self._stayed) else len(self._new)
            if not low < j < high:
                yield i

    def _pair(self, i: int, j: int) -> None:
        self.partner[i] = j
        self._taken.add(j)


def _equal(one: Unit, other: Unit) -> Iterator[tuple[int, int]]:
    """Yield the characters of two units that agree, in order."""
    if one.text == other.text:
        yield from zip(
            range(one.first, one.first + len(one.text)),
            range(other.first, other.first + len(other.text)),
            strict=True,
        )
        return
    for op in Indel.opcodes(one.text, other.text):
        if op.tag == "equal":
            for step in range(op.src_end - op.src_start):
                yield one.first + op.src_start + step, other.first + op.dest_start + step


def _inside(one: Version, other: Version, forth: list[int], back: list[int]) -> None:
    """Find sentences without a partner inside others: joined to them, or taken out of them."""
    whole = "".join(unit.text for unit in other.units)
    for unit in one.units:
        span = range(unit.first, unit.first + len(unit.text))
        core = unit.text.rstrip("。！？!?；;，,")
        if len(core) < _LONG or any(forth[at] >= 0 for at in span):
            continue
        at = whole.find(core)
        while at >= 0 and any(back[at + step] >= 0 for step in range(len(core))):
            at = whole.find(core, at + 1)
        if at >= 0:
            for step in range(len(core)):
                forth[unit.first + step], back[at + step] = at + step, unit.first + step
