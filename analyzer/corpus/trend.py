"""How boilerplate moves over the years of a corpus, free of the corpus's own growth.

Formulas: `trend_shares`; phrases: `trend_phrases`. Format eras change what is mandated, so years of
different eras are never joined: no line between them, no phrase born or died across the border.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np

from analyzer.corpus.corpus_reference import Pinned
from analyzer.corpus.trend_material import MOST, Ints, Material, Year
from analyzer.corpus.trend_phrases import Phrase, changes
from analyzer.corpus.trend_shares import (
    COUNTS,
    MEASURES,
    Values,
    estimate,
    fixed_values,
    rounds,
)
from analyzer.corpus.trend_store import DoneYear, Point, trend_store

By = Literal["all", "level", "region", "issuer"]
ROUNDS: Final = 40
SEED: Final = 20
LARGEST_SAMPLE: Final = 200  # reports a report is compared with; more changes no quartile
FEWEST: Final = 10  # reports a year needs to be judged
FEWEST_OF_GROUP: Final = 3  # and a group of one, but for single issuers


@dataclass(frozen=True, slots=True)
class Change:
    """Phrases that changed from the year before, the most used first."""

    year: int
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The whole result. `sample` is the number of reports each one is compared among."""

    by: By
    sample: int
    rounds: int
    seed: int
    years: tuple[tuple[int, int, str], ...]  # year, reports held, era
    points: tuple[Point, ...]
    changes: tuple[Change, ...]


def era_of(year: int) -> str:
    """Return the format era of a reporting year (国办公开办函〔2019〕60号、〔2021〕30号)."""
    if year < 2019:
        return "2008-2018"
    return "2019-2020" if year < 2021 else "2021-"


@dataclass(frozen=True, slots=True)
class _Options:
    by: By
    stock_share: float
    rounds: int
    seed: int
    sample: int


def find_trend(
    state: Pinned,
    *,
    by: By = "all",
    stock_share: float,
    rounds_: int = ROUNDS,
    seed: int = SEED,
    progress: Callable[[int, int], None] | None = None,
) -> Trend:
    """Return the trend over all years of a corpus. Deterministic for a seed.

    Each year that is done is kept, so that an interrupted trend goes on where it stopped, and the
    same trend in another form costs nothing. `progress` is told years done and years in all.
    """
    material = Material(state, seed=seed)
    held = material.held
    options = _Options(by, stock_share, rounds_, seed, sample_size(list(held.values())))
    store = trend_store(state, asdict(options))
    points: list[Point] = []
    found: list[Change] = []
    read = lru_cache(maxsize=2)(material.of)  # a year and the one before
    for done, year in enumerate(held, start=1):
        known = store.get(year)
        if known is None:
            known = _year(year, held, read, options)
            store.put(year, known)
        points.extend(known.points)
        if known.phrases is not None:
            found.append(Change(year, known.phrases))
        if progress is not None:
            progress(done, len(held))
    years = tuple((year, count, era_of(year)) for year, count in held.items())
    return Trend(by, options.sample, rounds_, seed, years, tuple(points), tuple(found))


def _year(
    year: int, held: Mapping[int, int], read: Callable[[int], Year], options: _Options
) -> DoneYear:
    """Return what is to be said of a year, beside the year before where they may be compared."""
    if not _judged(held[year], options.sample):
        return DoneYear(tuple(_unjudged(year, held[year])), None)
    joined = era_of(year - 1) == era_of(year) and _judged(held.get(year - 1, 0), options.sample)
    before = read(year - 1) if joined else None  # first, so that this year is kept for the next
    now = read(year)
    points = tuple(_points(now, options))
    if before is None:
        return DoneYear(points, None)
    phrases = sorted(
        changes(before, now, size=options.sample, seed=options.seed),
        key=lambda p: (p.kind, -abs(p.now - p.before), p.text),
    )
    return DoneYear(points, tuple(phrases))


def _judged(held: int, sample: int) -> bool:
    return sample > 0 and min(held, MOST) >= max(FEWEST, sample)


def sample_size(held: list[int]) -> int:
    """Return the common size of samples: the smallest year that can be judged at all."""
    enough = [min(count, MOST) for count in held if count >= FEWEST]
    return min([*enough, LARGEST_SAMPLE]) if enough else 0


def _points(year: Year, options: _Options) -> Iterator[Point]:
    by, seed, count = options.by, options.seed, options.rounds
    fixed = fixed_values(year)
    drawn: dict[str, list[Values]] = {name: [values] * count for name, values in fixed.items()}
    for _, _, values in rounds(
        year, size=options.sample, count=count, stock_share=options.stock_share, seed=seed
    ):
        for name, found in values.items():
            drawn.setdefault(name, []).append(found)
    for group, members in _groups(year, by):
        for measure in MEASURES:
            found_here = [values[members] for values in drawn[measure]]
            result = (
                estimate(found_here, count=measure in COUNTS, draw=_drawer(seed, year.year))
                if by == "issuer" or len(members) >= FEWEST_OF_GROUP
                else None
            )
            reason = None if result else _why_not(measure, len(members), by)
            yield Point(group, year.year, era_of(year.year), measure, result, reason)


def _why_not(measure: str, members: int, by: By) -> str:
    if by != "issuer" and members < FEWEST_OF_GROUP:
        return f"本组只有{members}份，未评"
    if measure.startswith(("own_last_year", "copied")):
        return "库中没有上年报告"
    return "没有可判断的文字"


def _drawer(seed: int, year: int) -> Callable[[int, int], Ints]:
    def draw(number: int, count: int) -> Ints:
        return np.random.default_rng((seed, year, number, count)).integers(0, count, count)

    return draw


def _groups(year: Year, by: By) -> Iterator[tuple[str, Ints]]:
    if by == "all":
        yield "全部", np.arange(year.reports)
        return
    found: dict[str, list[int]] = {}
    for number, text in enumerate(year.texts):
        name = text.issuer if by == "issuer" else text.more[by]
        found.setdefault(name or "不明", []).append(number)
    for name in sorted(found):
        yield name, np.array(found[name])


def _unjudged(year: int, held: int) -> Iterator[Point]:
    reason = f"本年只有{held}份报告，少于{FEWEST}份，未评"
    for measure in MEASURES:
        yield Point("全部", year, era_of(year), measure, None, reason)
