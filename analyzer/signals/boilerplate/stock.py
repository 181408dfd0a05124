"""Which blocks of a report are stock: used by many issuers of the year, or by the built-in ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.corpus.builtin import BuiltinReference
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.reference import Reference
from analyzer.settings import Settings
from analyzer.signals.boilerplate.labels import Flags, covered_by_blocks

Starts = npt.NDArray[np.int64]
_BUILTIN_LENGTH = 6  # see reports/quality/boilerplate.md: 8 is too long for so small a reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Stock wording of a report, and what it was judged by."""

    covered: Flags  # per cleaned character
    blocks: tuple[Flags, Flags]  # in stock blocks of 4 and of 8 characters
    users: npt.NDArray[np.int64]  # per masked character: issuers that use the block there
    issuers_of_year: int  # in the run, the report's own included
    own_groups: int  # of the built-in reference, as a bit mask


def find_stock(
    masked: MaskedReport,
    builtin: BuiltinReference,
    reference: Reference | None,
    *,
    settings: Settings,
    size: int,
) -> Stock:
    """Return the stock wording of a report; `size` is the length of its cleaned text.

    A block is stock when a share of the run's issuers of that year use it (Lang & Stice-Lawrence
    2015), provided there are enough of them; or when issuers of the built-in reference do.
    """
    limits = settings.thresholds
    own = builtin.own_groups(masked)
    issuers = reference.issuers(masked.year or None) if reference else 0
    enough = issuers - 1 >= limits["boilerplate_fewest_issuers"]
    least = max(3, math.ceil(limits["boilerplate_stock_share"] * (issuers - 1)))
    covered = np.zeros(size, dtype=bool)
    users = np.zeros(len(masked.codes), dtype=np.int64)
    blocks = []
    for length in (4, _BUILTIN_LENGTH, 8):
        usage = builtin.usage(masked, length=length, own=own)
        stock = usage.groups >= limits["boilerplate_builtin_groups"]
        counts = usage.groups
        if length == 8:
            # Shorter blocks of official documents are subjects (生产安全事故), not stock wording.
            stock |= usage.documents >= limits["boilerplate_builtin_documents"]
            counts = counts + usage.documents
        if reference is not None and enough and length != _BUILTIN_LENGTH:
            others = np.array(reference.users_of_blocks(masked, length=length))
            stock |= others >= least
            counts = np.maximum(counts, others)
        starts = np.flatnonzero(stock)
        found = covered_by_blocks(masked, length, starts, size)
        if length == 4:
            blocks.append(found)
            continue
        if length == 8:
            blocks.append(found)
        covered |= found
        users[starts] = np.maximum(users[starts], counts[starts])
    return Stock(
        covered=covered,
        blocks=(blocks[0], blocks[1]),
        users=users,
        issuers_of_year=issuers,
        own_groups=own,
    )
