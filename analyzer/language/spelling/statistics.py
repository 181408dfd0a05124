"""How often runs of up to five characters occur in edited official text and news."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.retrieval import StaticMap
from analyzer.language.spelling.symbols import BASE

ORDER = 5
STEP = 0.28  # natural-logarithm width of one of the 64 levels a count is stored in
SMALLEST = 0.5  # the count that level 0 stands for
ABSENT = np.float32(-3.0)  # stands for log 0: below the smallest stored count
_BACK_OFF = np.log(0.4)  # Brants et al. 2007, "stupid backoff"

Numbers = NDArray[np.uint16]
Scores = NDArray[np.float32]


def tagged(key: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Keep runs of different length apart: 0 ahead of a run would not change its number."""
    return key ^ np.uint64((length * 0xA24BAED4963EE407) & 0xFFFFFFFFFFFFFFFF)


def level_of(counts: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Return the stored level of counts (at least SMALLEST)."""
    levels = np.rint(np.log(np.maximum(counts, SMALLEST) / SMALLEST) / STEP)
    stored: NDArray[np.uint8] = np.clip(levels, 0, 63).astype(np.uint8)
    return stored


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of single characters (dense) and of runs of two to five (static map)."""

    single: Scores  # natural logarithm of the count of each number
    runs: StaticMap
    total: float  # natural logarithm of the number of characters counted

    def log_counts(self, strings: Numbers, *, orders: int = ORDER) -> list[Scores]:
        """Return log counts of all runs in strings of shape [n, length], one array an order.

        The array for order k has shape [n, length - k + 1]; what was never seen has ABSENT. A run
        is looked up only where both its shorter parts are known.
        """
        found = [self.single[strings]]
        known = found[0] > ABSENT
        for order in range(2, orders + 1):
            if strings.shape[1] < order:
                break
            known = known[:, :-1] & known[:, 1:]
            counts = np.full(known.shape, ABSENT, np.float32)
            rows, columns = np.nonzero(known)
            if len(rows):
                key = np.zeros(len(rows), np.uint64)
                for shift in range(order):
                    key = key * np.uint64(BASE) + strings[rows, columns + shift].astype(np.uint64)
                levels = self.runs.get(tagged(key, order))
                seen = levels >= 0
                rows, columns, levels = rows[seen], columns[seen], levels[seen]
                counts[rows, columns] = np.log(SMALLEST) + levels * np.float32(STEP)
                known = np.zeros_like(known)
                known[rows, columns] = True
            found.append(counts)
        return found

    def seen_pair(self, first: Numbers, second: Numbers) -> NDArray[np.bool_]:
        """Tell whether characters were ever seen side by side."""
        key = first.astype(np.uint64) * np.uint64(BASE) + second.astype(np.uint64)
        found: NDArray[np.bool_] = self.runs.get(tagged(key, 2)) >= 0
        return found

    def surprise(self, counts: list[Scores]) -> tuple[Scores, Scores]:
        """Return log probabilities of each character, read forwards and read backwards.

        `counts` is what `log_counts` returned; both results have shape [n, length].
        """
        length = counts[0].shape[1]
        forward = counts[0] - self.total + np.float32(_BACK_OFF * (ORDER - 1))
        backward = forward.copy()
        for order in range(2, len(counts) + 1):
            whole, part = counts[order - 1], counts[order - 2]
            seen = whole > ABSENT
            penalty = np.float32(_BACK_OFF * (ORDER - order))
            after, before = part[:, : length - order + 1], part[:, 1:]
            target = forward[:, order - 1 :]
            np.copyto(target, np.minimum(whole - after, 0) + penalty, where=seen)
            target = backward[:, : length - order + 1]
            np.copyto(target, np.minimum(whole - before, 0) + penalty, where=seen)
        return forward, backward
