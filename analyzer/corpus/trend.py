"""How boilerplate moves over the years of a corpus, free of the corpus's own growth.

Formulas: `trend_shares`; phrases: `trend_phrases`. Format eras change what is mandated, so years of
different eras are never joined: no line between them, no phrase born or died across the border.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from analyzer.corpus.corpus_reference import Pinned
from analyzer.corpus.generation import CATALOGUE, load
from analyzer.corpus.trend_material import MOST, Ints, Year, years_of
from analyzer.corpus.trend_phrases import Phrase, changes
from analyzer.corpus.trend_shares import (
    COUNTS,
    MEASURES,
    Estimate,
    Values,
    estimate,
    fixed_values,
    rounds,
)

By = Literal["all", "level", "region", "issuer"]
ROUNDS: Final = 40
SEED: Final = 20
LARGEST_SAMPLE: Final = 200  # reports a report is compared with; more changes no quartile
FEWEST: Final = 10  # reports a year needs to be judged
FEWEST_OF_GROUP: Final = 3  # and a group of one, but for single issuers


@dataclass(frozen=True, slots=True)
class Point:
    """One measure of one group in one year; `estimate` None with the reason where unjudged."""

    group: str
    year: int
    era: str
    measure: str
    estimate: Estimate | None
    reason: str | None


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


def find_trend(
    state: Pinned,
    *,
    by: By = "all",
    stock_share: float,
    rounds_: int = ROUNDS,
    seed: int = SEED,
    progress: Callable[[int], None] | None = None,
) -> Trend:
    """Return the trend over all years of a corpus. Deterministic for a seed."""
    held = _held(state)
    sample = sample_size(list(held.values()))
    points: list[Point] = []
    found: list[Change] = []
    before: Year | None = None
    for done, year in enumerate(years_of(state, seed=seed), start=1):
        judged = sample > 0 and year.reports >= max(FEWEST, sample)
        points.extend(
            _points(year, by, sample, stock_share=stock_share, count=rounds_, seed=seed)
            if judged
            else _unjudged(year)
        )
        if judged and before is not None and _joined(before, year):
            phrases = sorted(
                changes(before, year, size=sample, seed=seed),
                key=lambda p: (p.kind, -abs(p.now - p.before), p.text),
            )
            found.append(Change(year.year, tuple(phrases)))
        before = year if judged else None
        if progress is not None:
            progress(done)
    years = tuple((year, count, era_of(year)) for year, count in held.items())
    return Trend(by, sample, rounds_, seed, years, tuple(points), tuple(found))


def sample_size(held: list[int]) -> int:
    """Return the common size of samples: the smallest year that can be judged at all."""
    enough = [min(count, MOST) for count in held if count >= FEWEST]
    return min([*enough, LARGEST_SAMPLE]) if enough else 0


def _held(state: Pinned) -> dict[int, int]:
    catalogue = load(state.folder, state.generation, CATALOGUE)
    years, counts = np.unique(catalogue["year"][catalogue["live"]], return_counts=True)
    return {y: c for y, c in zip(years.tolist(), counts.tolist(), strict=True) if y}


def _joined(before: Year, now: Year) -> bool:
    return before.year == now.year - 1 and era_of(before.year) == era_of(now.year)


def _points(
    year: Year, by: By, sample: int, *, stock_share: float, count: int, seed: int
) -> Iterator[Point]:
    fixed = fixed_values(year)
    drawn: dict[str, list[Values]] = {name: [values] * count for name, values in fixed.items()}
    for _, _, values in rounds(year, size=sample, count=count, stock_share=stock_share, seed=seed):
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


def _unjudged(year: Year) -> Iterator[Point]:
    reason = f"本年只有{year.held}份报告，少于{FEWEST}份，未评"
    for measure in MEASURES:
        yield Point("全部", year.year, era_of(year.year), measure, None, reason)
