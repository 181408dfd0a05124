"""Shares of a year's reports, each compared with an equally large sample of the others.

What is shared grows with the number of reports compared, so every year is cut at random into
groups of one size, the same for all years, and each report is compared within its group only.
Cutting is repeated; each round also draws the reports anew with replacement, and the spread of
the rounds is the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus.layout import FEWEST_USERS
from analyzer.corpus.trend_material import Blocks, Flags, Ints, Year

Values = npt.NDArray[np.float64]  # one per report, NaN where it cannot be judged

MEASURES: Final = {
    "mandated": "法定与固定用语占正文",
    "stock_8": "多家通用表述（8字）",
    "stock_4": "多家通用表述（4字）",
    "own_last_year_8": "与本单位上年重合（8字）",
    "own_last_year_4": "与本单位上年重合（4字）",
    "peers_8": "与抽样中其他单位重合（8字）",
    "within_8": "本报告内重复（8字）",
    "original_8": "自有表述（8字均不重合）",
    "copied_60": "上年重合达六成的报告",
    "copied_90": "上年重合达九成的报告",
    "in_clusters": "与他份报告过半重合的报告",
}
COUNTS: Final = ("copied_60", "copied_90", "in_clusters")  # shares of reports, not of wording
_CLUSTER: Final = 0.5  # of the smaller one's blocks
_MOST_PAIRED: Final = 20  # users of a block that tells two reports are near-copies


@dataclass(frozen=True, slots=True)
class Estimate:
    """Quartiles over reports, and the interval of the median (of the share for COUNTS)."""

    reports: int
    quartiles: tuple[float, float, float]
    low: float
    high: float


def fixed_values(year: Year) -> dict[str, Values]:
    """Return what does not depend on the sample."""
    values = {"mandated": _mandated(year)}
    for length, kept in year.last_year.items():
        share = _share(year, year.blocks[length], kept)
        share[~year.has_last_year] = np.nan
        values[f"own_last_year_{length}"] = share
    values["within_8"] = _share(year, year.blocks[8], _repeated(year.blocks[8]))
    for percent in (60, 90):
        reached = (values["own_last_year_8"] >= percent / 100).astype(float)
        reached[~year.has_last_year] = np.nan
        values[f"copied_{percent}"] = reached
    return values


def rounds(
    year: Year, *, size: int, count: int, stock_share: float, seed: int
) -> Iterator[tuple[np.random.Generator, Ints, dict[str, Values]]]:
    """Yield `count` times a cut into groups of `size` reports and what depends on it."""
    kept = _repeated(year.blocks[8]) | year.last_year[8]
    firsts = {n: _dense(b) for n, b in year.blocks.items()}
    for number in range(count):
        chance = np.random.default_rng((seed, year.year, number))
        group, fillers = _cut(year.reports, size, chance)
        values, others = {}, {}
        for length, blocks in year.blocks.items():
            others[length] = _others(blocks, firsts[length], group, fillers)
            least = max(FEWEST_USERS, int(np.ceil(stock_share * (size - 1))))
            values[f"stock_{length}"] = _share(year, blocks, others[length] >= least)
        eight = year.blocks[8]
        values["peers_8"] = _share(year, eight, others[8] > 0)
        values["original_8"] = 1 - _share(year, eight, (others[8] > 0) | kept)
        values["in_clusters"] = _in_clusters(firsts[8], group, year.reports)
        yield chance, group, values


def estimate(
    drawn: list[Values], *, count: bool, draw: Callable[[int, int], Ints]
) -> Estimate | None:
    """Return the estimate from the values of all rounds; None where no report can be judged."""
    points, found = [], 0
    for number, values in enumerate(drawn):
        known = values[~np.isnan(values)]
        if len(known):
            found = len(known)
            again = known[draw(number, len(known))]
            points.append((_quartiles(known, count=count), _quartiles(again, count=count)))
    if not points:
        return None
    straight = np.mean([p for p, _ in points], axis=0).tolist()
    medians = [b[1] for _, b in points]
    low, high = np.quantile(medians, [0.025, 0.975]).tolist()
    return Estimate(found, (straight[0], straight[1], straight[2]), low, high)


def _quartiles(values: Values, *, count: bool) -> tuple[float, float, float]:
    if count:
        mean = float(values.mean())
        return mean, mean, mean
    first, median, third = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    return first, median, third


def _mandated(year: Year) -> Values:
    sizes = [(t.more["mandated"], t.more["characters"]) for t in year.texts]
    return np.array([part / whole if whole else np.nan for part, whole in sizes])


def _share(year: Year, blocks: Blocks, chosen: Flags) -> Values:
    """Return per report the share of own wording that lies in the chosen blocks."""
    steps = np.zeros(len(year.codes) + 1, dtype=np.int32)
    places = blocks.places[chosen]
    steps[places] += 1
    steps[places + blocks.length] -= 1
    covered = (np.cumsum(steps[:-1]) > 0) & year.own
    whole = np.bincount(year.owner, weights=year.own, minlength=year.reports)
    part = np.bincount(year.owner, weights=covered, minlength=year.reports)
    return np.where(whole > 0, part / np.maximum(whole, 1), np.nan)


def _repeated(blocks: Blocks) -> Flags:
    """Tell which blocks stand in their report before."""
    order = np.lexsort((blocks.places, blocks.hashes, blocks.reports))
    hashes, reports = blocks.hashes[order], blocks.reports[order]
    again = np.zeros(len(order), dtype=bool)
    again[1:] = (hashes[1:] == hashes[:-1]) & (reports[1:] == reports[:-1])
    repeated = np.zeros(len(order), dtype=bool)
    repeated[order] = again
    return repeated


@dataclass(frozen=True, slots=True)
class _Dense:
    """Blocks by a running number: per block, and once per report that has it."""

    numbers: Ints
    different: int
    block: Ints
    report: Ints


def _dense(blocks: Blocks) -> _Dense:
    hashes, numbers = np.unique(blocks.hashes, return_inverse=True)
    pairs = np.unique(blocks.reports * np.int64(len(hashes)) + numbers)
    different = max(1, len(hashes))
    return _Dense(numbers, len(hashes), pairs % different, pairs // different)


def _cut(reports: int, size: int, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Return the group of each report, and who fills up the last group as well."""
    order = chance.permutation(reports)
    group = np.empty(reports, dtype=np.int64)
    group[order] = np.arange(reports) // size
    missing = -reports % size
    return group, order[:missing]


def _others(blocks: Blocks, dense: _Dense, group: Ints, fillers: Ints) -> Ints:
    """Return per block how many other reports of its report's group have it."""
    base = np.int64(max(1, dense.different))
    keys = group[dense.report] * base + dense.block
    if len(fillers):
        last = int(group.max())
        filling = np.isin(dense.report, fillers)
        keys = np.concatenate((keys, last * base + dense.block[filling]))
    users = np.bincount(keys, minlength=int((group.max() + 1) * base))
    others: Ints = users[group[blocks.reports] * base + dense.numbers] - 1
    return others


def _in_clusters(dense: _Dense, group: Ints, reports: int) -> Values:
    """Tell per report whether another of its group has half of its blocks or more."""
    sizes = np.bincount(dense.report, minlength=reports)
    order = np.lexsort((dense.report, dense.block, group[dense.report]))
    block, report = dense.block[order], dense.report[order]
    place = group[report] * np.int64(max(1, dense.different)) + block
    _, users = np.unique(place, return_counts=True)
    rare = np.repeat(users <= _MOST_PAIRED, users)
    place, report = place[rare], report[rare]
    pairs = [np.zeros(0, dtype=np.int64)]
    for step in range(1, _MOST_PAIRED):
        same = place[step:] == place[:-step]
        pairs.append(report[:-step][same] * np.int64(reports) + report[step:][same])
    different, counts = np.unique(np.concatenate(pairs), return_counts=True)
    left, right = different // reports, different % reports
    near = counts >= _CLUSTER * np.minimum(sizes[left], sizes[right])
    inside = np.zeros(reports)
    inside[left[near]] = 1
    inside[right[near]] = 1
    return inside
