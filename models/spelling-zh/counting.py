"""Count runs of characters, weigh formal text against news, prune, and store them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.retrieval import StaticMap, build
from analyzer.language.spelling.statistics import ABSENT, ORDER, level_of, tagged
from analyzer.language.spelling.symbols import BASE, BOUNDARY, UNKNOWN, Alphabet

NEWS_WEIGHT = 0.5  # a run of the newspapers counts half: the reports are official prose
# order → least count in formal text, or in news, for a run to be kept
# (runs of five are pruned hard: without any, average precision on the open pairs falls by 0.005)
KEPT = {2: (1, 1), 3: (1, 2), 4: (2, 2), 5: (8, 12)}


@dataclass(frozen=True, slots=True)
class Counted:
    """Single characters (log counts by number), all runs, and the log of the total."""

    single: NDArray[np.float32]
    runs: StaticMap
    total: float
    kept: int
    pairs: NDArray[np.int64]  # two characters in base BASE …
    pair_counts: NDArray[np.float64]  # … and how often they stand together


def count(formal: list[str], news: list[str], alphabet: Alphabet) -> Counted:
    """Count sentences of formal text and of news."""
    rows = [_numbers(formal, alphabet), _numbers(news, alphabet)]
    single = np.full(BASE, ABSENT, np.float32)
    sums = np.bincount(rows[0], minlength=BASE) + NEWS_WEIGHT * np.bincount(rows[1], minlength=BASE)
    seen = sums > 0
    single[seen] = np.log(sums[seen])
    single[UNKNOWN] = ABSENT
    keys, levels = [], []
    for order in range(2, ORDER + 1):
        run, weight = _merged(rows, order)
        if order == 2:
            pairs, pair_counts = run.astype(np.int64), weight
        keys.append(tagged(run, order))
        levels.append(level_of(weight))
    key = np.concatenate(keys)
    total = float(np.log(sums[2:].sum()))
    runs = build(key, np.concatenate(levels))
    return Counted(single, runs, total, len(key), pairs, pair_counts)


def _numbers(sentences: list[str], alphabet: Alphabet) -> NDArray[np.uint16]:
    joined = "\0" + "\0".join(sentences) + "\0"
    numbers = alphabet.encode(joined).copy()
    numbers[np.frombuffer(joined.encode("utf-32-le"), np.uint32) == 0] = BOUNDARY
    return numbers


def _runs(numbers: NDArray[np.uint16], order: int) -> NDArray[np.uint64]:
    """Return all runs without a boundary inside and without unknown characters."""
    width = len(numbers) - order + 1
    key, good = np.zeros(width, np.uint64), np.ones(width, bool)
    for k in range(order):
        part = numbers[k : k + width]
        key = key * np.uint64(BASE) + part.astype(np.uint64)
        good &= part != UNKNOWN
        if 0 < k < order - 1:
            good &= part != BOUNDARY
    return key[good]


def _merged(
    rows: list[NDArray[np.uint16]], order: int
) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """Return kept runs of an order with their weighted counts."""
    (a, formal), (b, news) = (np.unique(_runs(r, order), return_counts=True) for r in rows)
    run = np.union1d(a, b)
    in_formal, in_news = np.zeros(len(run)), np.zeros(len(run))
    in_formal[np.searchsorted(run, a)] = formal
    in_news[np.searchsorted(run, b)] = news
    least_formal, least_news = KEPT[order]
    keep = (in_formal >= least_formal) | (in_news >= least_news)
    keep |= in_formal + in_news >= 1.5 * max(least_formal, 2)
    return run[keep], (in_formal + NEWS_WEIGHT * in_news)[keep]
