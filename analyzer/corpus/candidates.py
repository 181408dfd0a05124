"""Which sentences of the reference may share wording with those of a report: by rare grams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.shingles import block_hashes, block_starts, unit_hashes, units_of_characters
from analyzer.corpus.tables import Indexes, Tables, find_hashes, find_sorted

Flags = npt.NDArray[np.bool_]
Found = tuple[Indexes, Indexes, Indexes]  # units, sentences, grams in common

_RAREST: Final = 24  # grams asked per sentence (design brief); a third of a long one
_UNITS_AT_ONCE: Final = 1000
_CROWDING: Final = 12  # grams in common: nearly the same sentence
_FEWEST_VOTES: Final = 3  # grams in common: seven characters on end
_BEST: Final = 5  # sentences aligned per sentence asked about (design brief)
_WORTH: Final = 4  # a candidate with less than a quarter of the best one's votes adds nothing
IDENTICAL: Final = 0xFFFF  # votes of the very same sentence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A different sentence of the reference worth aligning with a unit of the report."""

    unit: int
    sentence: int
    votes: int  # grams in common; a large number for the very same sentence


def find_candidates(
    tables: Tables, masked: MaskedReport, eligible: Sequence[Flags]
) -> list[list[Candidate]]:
    """Return, for each set of eligible reports, the best candidates per unit, best first.

    A set is given by one flag per row of the reference's reports.
    """
    own = _own_sentences(tables, masked)
    same = np.flatnonzero(own >= 0)
    identical = (same, own[same], np.full(len(same), IDENTICAL))
    found = _joined(identical, _vote(tables, masked, own))
    held = _held_by(tables, found[1], eligible)
    crowded = _crowded(found, held, eligible, len(masked.units))
    if crowded.any():
        kept = ~crowded[found[0]] | (found[2] == IDENTICAL)
        less = (found[0][kept], found[1][kept], found[2][kept])
        found = _joined(less, _vote(tables, masked, own, only=crowded))
        held = _held_by(tables, found[1], eligible)
    units, sentences, votes = found
    return [_best(units[kept], sentences[kept], votes[kept]) for kept in held]


def _joined(some: Found, more: Found) -> Found:
    return (
        np.concatenate((some[0], more[0])),
        np.concatenate((some[1], more[1])),
        np.concatenate((some[2], more[2])),
    )


def _crowded(found: Found, held: Sequence[Flags], eligible: Sequence[Flags], count: int) -> Flags:
    """Tell per unit whether near-copies that do not count may have kept others from being found."""
    units, _, votes = found
    near = (votes >= _CROWDING) & (votes != IDENTICAL)
    crowded = np.zeros(count, dtype=bool)
    for flags, kept in zip(eligible, held, strict=True):
        if flags.any():
            here = np.zeros(count, dtype=bool)
            here[units[near & ~kept]] = True
            here[units[near & kept]] = False  # a near-copy that does count has been found
            crowded |= here
    return crowded


def _best(units: Indexes, sentences: Indexes, votes: Indexes) -> list[Candidate]:
    order = np.lexsort((sentences, -votes, units))
    ranks = _rank_in_group(units[order])
    best = votes[order][np.arange(len(order)) - ranks]
    # Beside the very same sentence only those matter that are nearly the same too.
    least = np.where(best == IDENTICAL, _RAREST // 2, np.minimum(best, _RAREST) / _WORTH)
    order = order[(ranks < _BEST) & (votes[order] >= least)]
    columns = (units[order].tolist(), sentences[order].tolist(), votes[order].tolist())
    return [Candidate(*row) for row in zip(*columns, strict=True)]


def best_of(votes: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the best candidates of one unit with their votes, by the same rule, best first."""
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_BEST]
    best = ranked[0][1]
    least = _RAREST // 2 if best == IDENTICAL else min(best, _RAREST) / _WORTH
    return [(name, n) for name, n in ranked if n >= least]


def _own_sentences(tables: Tables, masked: MaskedReport) -> Indexes:
    return find_sorted(tables.unique, unit_hashes(masked))


def _vote(
    tables: Tables, masked: MaskedReport, own: Indexes, *, only: Flags | None = None
) -> Found:
    """Return units, sentences and their grams in common, from the rarest grams of each unit.

    With `only`, for the units of that flag and from all their grams: where sentences that do not
    count are near-copies (of other years, taken out), theirs are the rarest.
    """
    starts = block_starts(masked, layout.GRAM_LENGTH)
    hashes = block_hashes(masked.codes, layout.GRAM_LENGTH)[starts]
    places = find_hashes(tables.grams, hashes, tables.gram_starts)
    known = places >= 0
    units, places = units_of_characters(masked)[starts[known]].astype(np.int64), places[known]
    first, last = tables.gram_first[places], tables.gram_first[places + 1]
    # A report may be in the reference itself: what only its own sentence has tells nothing.
    told = (last - first > (own[units] >= 0)) & (only is None or only[units])
    units, places, first, last = units[told], places[told], first[told], last[told]
    # Equally rare grams are taken in order of hash, that is from all over the sentence.
    order = np.lexsort((places, last - first, units))
    if only is None:
        lengths = np.array([u.last - u.first for u in masked.units] or [0])
        asked = np.maximum(_RAREST, lengths // 3)
        order = order[_rank_in_group(units[order]) < asked[units[order]]]
    units, first, last = units[order], first[order], last[order]
    found = [
        _count(tables, own, units[part], first[part], last[part])
        for part in _parts(units, len(masked.units))
    ]
    pairs = np.concatenate([pairs for pairs, _ in found])
    votes = np.concatenate([votes for _, votes in found])
    return pairs >> 32, pairs & 0xFFFFFFFF, votes


def _parts(units: Indexes, count: int) -> Iterator[slice]:
    """Cut rows in order of unit so that no part takes more memory than a few megabytes."""
    bounds = np.searchsorted(units, np.arange(0, count + _UNITS_AT_ONCE, _UNITS_AT_ONCE)).tolist()
    for start, end in pairwise(bounds):
        yield slice(start, end)


def _count(
    tables: Tables, own: Indexes, units: Indexes, first: Indexes, last: Indexes
) -> tuple[Indexes, Indexes]:
    """Return pairs of unit and sentence (in one number) with their grams in common."""
    sizes = (last - first).astype(np.int64)
    expanded = np.repeat(first - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    sentences = tables.postings[expanded].astype(np.int64)
    units = np.repeat(units, sizes)
    other = sentences != own[units]
    pairs = np.sort(units[other] << 32 | sentences[other])
    # Only pairs that stand often enough are counted: most stand once.
    often = np.flatnonzero(pairs[_FEWEST_VOTES - 1 :] == pairs[: 1 - _FEWEST_VOTES])
    pairs = pairs[often]
    first = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)])
    votes = np.diff(np.concatenate((first, [len(pairs)]))) + _FEWEST_VOTES - 1
    return pairs[first], votes


def _held_by(tables: Tables, sentences: Indexes, eligible: Sequence[Flags]) -> list[Flags]:
    """Tell per sentence whether a report of each set holds it."""
    different, inverse = np.unique(sentences, return_inverse=True)
    first = tables.unique_first[different].astype(np.int64)
    sizes = tables.unique_first[different + 1].astype(np.int64) - first
    before = np.cumsum(sizes) - sizes
    holders = tables.holders[np.repeat(first - before, sizes) + np.arange(sizes.sum())]
    if not len(different):
        return [np.zeros(0, dtype=bool) for _ in eligible]
    return [np.logical_or.reduceat(flags[holders], before)[inverse] for flags in eligible]


def _rank_in_group(groups: npt.NDArray[Any]) -> Indexes:
    """Return for each member of sorted groups its rank within its group."""
    if not len(groups):
        return np.empty(0, dtype=np.int64)
    starts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(groups)])))
    ranks: Indexes = np.arange(len(groups)) - np.repeat(starts, sizes)
    return ranks
