"""What a report says twice: blocks of characters that stand in two of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.corpus.alignment import common_blocks, index, wording
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.shingles import block_hashes, block_starts, units_of_characters
from analyzer.text.span import Span

_FIGURE = re.compile(r"[0-9０-９]+")
_EARLIER_HELD = 20  # sentences remembered per block; a list repeated a thousand times needs no more
_SHORTEST_UNIT = 10  # masked characters; shorter sentences repeat by their subject


@dataclass(frozen=True, slots=True)
class Repetition:
    """A sentence that repeats an earlier one of the same report."""

    span: Span
    earlier: Span
    share: float  # of the later sentence's wording that stands in the earlier one


def repeated_starts(masked: MaskedReport, length: int) -> npt.NDArray[np.int64]:
    """Return where blocks of `length` start that an earlier sentence has already."""
    starts = block_starts(masked, length)
    hashes = block_hashes(masked.codes, length)[starts]
    units = units_of_characters(masked)[starts]
    order = np.argsort(hashes, kind="stable")
    hashes, units, starts = hashes[order], units[order], starts[order]
    new = np.ones(len(hashes), dtype=bool)
    np.not_equal(hashes[1:], hashes[:-1], out=new[1:])
    first = np.flatnonzero(new)[np.cumsum(new) - 1] if len(new) else np.empty(0, dtype=np.int64)
    repeated: npt.NDArray[np.int64] = starts[units != units[first]]
    return np.sort(repeated)


def repetitions(text: str, masked: MaskedReport, *, least_share: float) -> Iterator[Repetition]:
    """Yield sentences of which `least_share` of the 8-character blocks stand in an earlier one.

    `text` is the cleaned text. Sentences with other figures report another matter in one form.
    """
    starts = block_starts(masked, 8)
    units = units_of_characters(masked)[starts]
    hashes, inverse = np.unique(block_hashes(masked.codes, 8)[starts], return_inverse=True)
    blocks = np.bincount(units, minlength=len(masked.units))
    often = np.bincount(inverse, minlength=len(hashes)) > 1
    owners: dict[int, list[int]] = {}
    votes: dict[int, dict[int, int]] = {}
    for place in np.flatnonzero(often[inverse]).tolist():
        unit, earlier = int(units[place]), owners.setdefault(int(inverse[place]), [])
        for other in earlier:
            if other < unit:
                found = votes.setdefault(unit, {})
                found[other] = found.get(other, 0) + 1
        if len(earlier) < _EARLIER_HELD and (not earlier or earlier[-1] != unit):
            earlier.append(unit)
    for unit in sorted(votes):
        own = masked.units[unit]
        best = max(votes[unit], key=lambda other: (votes[unit][other], -other))
        long = own.last - own.first >= _SHORTEST_UNIT
        earlier_span = masked.units[best].span
        if (
            long
            and votes[unit][best] >= least_share * blocks[unit]
            and _FIGURE.findall(own.span.of(text)) == _FIGURE.findall(earlier_span.of(text))
        ):
            yield Repetition(own.span, earlier_span, _share(masked, unit, best))


def _share(masked: MaskedReport, later: int, earlier: int) -> float:
    left, right = masked.text(masked.units[later]), masked.text(masked.units[earlier])
    shared = sum(
        wording(left[b.left : b.left + b.length]) for b in common_blocks(index(left), right)
    )
    return shared / max(1, wording(left))
