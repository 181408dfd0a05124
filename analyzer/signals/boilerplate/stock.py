"""Which blocks of a report are stock: used by many issuers of the year, or by the built-in ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.corpus.builtin import BuiltinReference, Usage
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.reference import Reference
from analyzer.settings import Settings
from analyzer.signals.boilerplate.labels import Flags, covered_by_blocks

_FEWEST_USERS = 3
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
    own = builtin.own_groups(masked)
    issuers = reference.issuers(masked.year or None) if reference else 0
    enough = issuers - 1 >= settings.thresholds["boilerplate_fewest_issuers"]
    of_year = reference if reference is not None and enough else None
    covered = np.zeros(size, dtype=bool)
    users = np.zeros(len(masked.codes), dtype=np.int64)
    blocks = {}
    for length in (4, _BUILTIN_LENGTH, 8):
        usage = builtin.usage(masked, length=length, own=own)
        stock, counts = _in_builtin(usage, length, settings)
        if of_year is not None and length != _BUILTIN_LENGTH:
            others = np.array(of_year.users_of_blocks(masked, length=length))
            least = math.ceil(settings.thresholds["boilerplate_stock_share"] * (issuers - 1))
            stock |= others >= max(_FEWEST_USERS, least)
            counts = np.maximum(counts, others)
        starts = np.flatnonzero(stock)
        blocks[length] = covered_by_blocks(masked, length, starts, size)
        if length > 4:
            covered |= blocks[length]
            users[starts] = np.maximum(users[starts], counts[starts])
    return Stock(
        covered=covered,
        blocks=(blocks[4], blocks[8]),
        users=users,
        issuers_of_year=issuers,
        own_groups=own,
    )


def _in_builtin(
    usage: Usage, length: int, settings: Settings
) -> tuple[Flags, npt.NDArray[np.int64]]:
    """Return per masked character whether a stock block starts there, and its users."""
    limits = settings.thresholds
    stock = usage.groups >= limits["boilerplate_builtin_groups"]
    if length < 8:
        # Shorter blocks of official documents are subjects (生产安全事故), not stock wording.
        return stock, usage.groups
    stock |= usage.documents >= limits["boilerplate_builtin_documents"]
    return stock, usage.groups + usage.documents
