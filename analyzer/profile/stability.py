"""How firm a rank is: ranks and scores again under other weights and without each rule.

Weights: each block's weight is multiplied by a factor drawn between 1/(1+spread) and 1+spread,
evenly on the logarithm; the middle 90 % of the draws count. Rules: every rule that moves any
report's score is left out once, for all reports; all of these count. The interval holds both, and
the rank as published. The generator is PCG64 with the seed of the settings, so that the same
reports always have the same interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.profile.ranking import places
from analyzer.profile.record import BLOCKS, SUBSTANCE_BLOCKS
from analyzer.settings import Settings

if TYPE_CHECKING:
    import numpy.typing as npt

Blocks = Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stable:
    """What a report's blocks are, and become without each rule."""

    blocks: Blocks
    without_rule: Mapping[str, Blocks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Lowest and highest rank and score; `rule` is the rule whose absence moves the rank most."""

    rank: tuple[int, int]
    score: tuple[float, float]
    rule: str | None = None


def intervals(reports: Sequence[Stable], *, settings: Settings, by: str) -> list[Interval]:
    """Return the interval of every report; all must be scored. `by` is substance or total."""
    if not reports:
        return []
    limits = settings.thresholds
    weights, blocks = _weights(settings, by), _matrix(reports)
    tie = limits["tie_points"]
    base = _scores(blocks, weights)
    base_ranks = _ranks(base, tie)
    drawn = [_scores(blocks, w) for w in _draws(weights, limits)]
    shares = (1 - limits["ranking_middle"]) / 2, 1 - (1 - limits["ranking_middle"]) / 2
    drawn_ranks = np.array([_ranks(scores, tie) for scores in drawn])
    low, high = np.quantile(drawn_ranks, shares, axis=0, method="nearest")
    low_score, high_score = np.quantile(np.array(drawn), shares, axis=0)
    left_out = [(rule, _scores(m, weights)) for rule, m in _without(reports, blocks)]
    rules = [rule for rule, _ in left_out]
    rule_ranks = np.array([base_ranks, *(_ranks(scores, tie) for _, scores in left_out)])
    rule_scores = np.array([base, *(scores for _, scores in left_out)])
    moved = np.abs(rule_ranks - base_ranks)
    return [
        Interval(
            rank=(
                int(min(low[i], rule_ranks[:, i].min())),
                int(max(high[i], rule_ranks[:, i].max())),
            ),
            score=(
                round(float(min(low_score[i], rule_scores[:, i].min())), 1),
                round(float(max(high_score[i], rule_scores[:, i].max())), 1),
            ),
            rule=rules[int(moved[:, i].argmax()) - 1] if moved[:, i].max() else None,
        )
        for i in range(len(reports))
    ]


def _weights(settings: Settings, by: str) -> npt.NDArray[np.float64]:
    wanted = SUBSTANCE_BLOCKS if by == "substance" else BLOCKS
    return np.array([settings.weights.get(b, 0.0) if b in wanted else 0.0 for b in BLOCKS])


def _draws(
    weights: npt.NDArray[np.float64], limits: Mapping[str, float]
) -> Iterator[npt.NDArray[np.float64]]:
    generator = np.random.Generator(np.random.PCG64(int(limits["ranking_seed"])))
    reach = np.log1p(limits["ranking_spread"])
    for _ in range(int(limits["ranking_draws"])):
        yield weights * np.exp(generator.uniform(-reach, reach, len(weights)))


def _matrix(reports: Sequence[Stable]) -> npt.NDArray[np.float64]:
    """Return reports × blocks, NaN for what was not judged."""
    rows: list[list[Any]] = [[r.blocks.get(b) for b in BLOCKS] for r in reports]
    return np.array(rows, dtype=float)


def _without(
    reports: Sequence[Stable], blocks: npt.NDArray[np.float64]
) -> Iterator[tuple[str, npt.NDArray[np.float64]]]:
    for rule in sorted({rule for report in reports for rule in report.without_rule}):
        changed = blocks.copy()
        for row, report in enumerate(reports):
            for block, value in report.without_rule.get(rule, {}).items():
                if value is not None and block in BLOCKS:
                    changed[row, BLOCKS.index(block)] = value
        yield rule, changed


def _scores(
    blocks: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    judged = ~np.isnan(blocks) * weights
    whole = judged.sum(axis=1)
    points = np.where(np.isnan(blocks), 0.0, blocks)
    means: npt.NDArray[np.float64] = (points * judged).sum(axis=1) / np.where(whole > 0, whole, 1.0)
    return means


def _ranks(scores: npt.NDArray[np.float64], tie: float) -> npt.NDArray[np.int64]:
    # Rounded as published, so that what ties in the table ties here.
    rounded = np.round(scores, 1)
    order = np.argsort(-rounded, kind="stable")
    ranks = np.empty(len(scores), dtype=np.int64)
    ranks[order] = places([float(v) for v in rounded[order]], tie_points=tie)
    return ranks
