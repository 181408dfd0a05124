"""Phrases that came up, spread or went out of use from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from analyzer.corpus import names
from analyzer.corpus.shingles import Hashes
from analyzer.corpus.trend_material import Flags, Year

Shares = npt.NDArray[np.float64]
Kind = Literal["born", "spread", "died"]
KINDS: Final[dict[Kind, str]] = {"born": "新出现", "spread": "扩散", "died": "消失"}
_LENGTH: Final = 8
_IN_USE: Final = 0.05  # of the reports, and at least three of them
_GROWN: Final = 2.0  # times, and by the share above
_SHOWN: Final = {
    names.NAME: "〔单位〕",
    names.NUMBER: "〔数〕",
    names.TITLE: "〔文件〕",
    names.TOPIC: "政府信息公开",
    names.FIXED: "〔固定用语〕",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of masked characters with the share of sampled reports that use it."""

    kind: Kind
    text: str
    before: float
    now: float


def changes(before: Year, now: Year, *, size: int, seed: int) -> Iterator[Phrase]:
    """Yield what changed between two years, in equally large samples of `size` reports."""
    shares = [_shares(year, size, seed) for year in (before, now)]
    hashes = np.union1d(shares[0][0], shares[1][0])
    was, there = (_at(hashes, *share) for share in shares)
    least = max(_IN_USE, 3 / size)
    born = (there >= least) & (was == 0)
    died = (was >= least) & (there == 0)
    spread = (was > 0) & (there >= _GROWN * was) & (there - was >= least)
    kinds: tuple[tuple[Kind, Flags, Year], ...] = (
        ("born", born, now),
        ("spread", spread, now),
        ("died", died, before),
    )
    for kind, chosen, year in kinds:
        for text, hashed in _runs(year, hashes[chosen]):
            at = np.searchsorted(hashes, hashed)
            yield Phrase(kind, text, float(was[at].max()), float(there[at].max()))


def _shares(year: Year, size: int, seed: int) -> tuple[Hashes, Shares]:
    """Return the blocks of a sample, and the share of its reports that have each."""
    chance = np.random.default_rng((seed, year.year))
    chosen = np.zeros(year.reports, dtype=bool)
    chosen[chance.permutation(year.reports)[:size]] = True
    blocks = year.blocks[_LENGTH]
    mine = chosen[blocks.reports]
    hashes, numbers = np.unique(blocks.hashes[mine], return_inverse=True)
    pairs = np.unique(blocks.reports[mine] * np.int64(max(1, len(hashes))) + numbers)
    users = np.bincount(pairs % max(1, len(hashes)), minlength=len(hashes))
    return hashes, users / size


def _at(hashes: Hashes, known: Hashes, shares: Shares) -> Shares:
    found = np.zeros(len(hashes))
    found[np.searchsorted(hashes, known)] = shares
    return found


def _runs(year: Year, wanted: Hashes) -> Iterator[tuple[str, Hashes]]:
    """Join wanted blocks that follow each other where they first stand into phrases."""
    blocks = year.blocks[_LENGTH]
    here = np.flatnonzero(np.isin(blocks.hashes, wanted))
    _, first = np.unique(blocks.hashes[here], return_index=True)
    here = here[np.sort(first)]
    places = blocks.places[here]
    ends = np.flatnonzero(np.diff(places) != 1) + 1
    for part in np.split(np.arange(len(here)), ends):
        if len(part):
            start, stop = int(places[part[0]]), int(places[part[-1]]) + _LENGTH
            text = "".join(map(chr, year.codes[start:stop].tolist()))
            yield "".join(_SHOWN.get(c, c) for c in text), blocks.hashes[here[part]]
