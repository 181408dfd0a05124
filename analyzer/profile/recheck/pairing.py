"""Which report of one folder is the other version of which report of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.profile.record import ReportRecord

# What offices and we add to the name of a later version.
_VERSION = re.compile(
    r"[-_ （(]*(?:批注|意见单|修改稿|修订稿|修改后|修改|修订|改后|定稿|终稿|最终版|第?[一二三四五\d]+稿"
    r"|v\d+(?:\.\d+)*|new|final|old|副本|原稿|初稿|送审稿|\d{1,2})[)）]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Alone:
    """A report without its other version, and why. `side` is "old" or "new"."""

    side: Literal["old", "new"]
    source: str
    reason: str
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What a report is recognised by."""

    index: int
    issuer: str | None
    year: int | None
    name: str


def key_of(record: ReportRecord, index: int) -> Key:
    """Return what a report is recognised by."""
    name = record["source"].replace("\\", "/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    while (shorter := _VERSION.sub("", stem)) and shorter != stem:
        stem = shorter
    return Key(index, record["identity"]["issuer"], record["identity"]["year"], stem.casefold())


def pair(old: Sequence[Key], new: Sequence[Key]) -> list[tuple[int | None, int | None]]:
    """Return pairs of indexes in order of the new reports; what has no partner stands alone.

    One report on either side is a pair whatever it is called. Otherwise reports pair by issuer and
    year, and what is left by name; what stands twice on a side pairs by name only.
    """
    if len(old) == 1 and len(new) == 1:
        return [(old[0].index, new[0].index)]
    partner: dict[int, int] = {}
    _match(old, new, partner, _identity)
    _match(old, new, partner, lambda key: key.name or None)
    found: list[tuple[int | None, int | None]] = [
        (partner.get(key.index), key.index) for key in new
    ]
    taken = set(partner.values())
    return [*found, *((key.index, None) for key in old if key.index not in taken)]


def _identity(key: Key) -> Hashable | None:
    return (key.issuer, key.year) if key.issuer and key.year else None


def _match(
    old: Sequence[Key],
    new: Sequence[Key],
    partner: dict[int, int],
    told: Callable[[Key], Hashable | None],
) -> None:
    """Pair what has the same mark once on either side. `partner`: new index → old index."""
    paired = set(partner.values())
    sides = (
        [key for key in old if key.index not in paired],
        [key for key in new if key.index not in partner],
    )
    counts = [Counter(told(key) for key in side) for side in sides]
    for key in sides[1]:
        mark = told(key)
        if mark is not None and counts[0][mark] == counts[1][mark] == 1:
            partner[key.index] = next(one.index for one in sides[0] if told(one) == mark)
