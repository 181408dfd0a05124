"""The reference that ships with the product: how many issuers use a block of characters.

It holds hashes and counts only, no text. See models/boilerplate-reference/CARD.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyzer.assets import asset
from analyzer.corpus.issuers import comparable_issuer, parse_issuer
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.shingles import Hashes, block_hashes, block_starts, text_hash
from analyzer.corpus.tables import find_sorted

NAME: Final = "boilerplate-reference"
LENGTHS: Final = (4, 6, 8)
# A report that shares this much of its sentences with a group of the reference is of that group
# (an earlier version of it, or the very text): near-copies share 60 % and more, unrelated reports
# at most 2 %.
_SAME_GROUP: Final = 0.2

_ONES: Final = np.array([number.bit_count() for number in range(0x10000)], dtype=np.int64)

Counts = npt.NDArray[np.int64]
Groups = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Usage:
    """Who uses the block that starts at a masked character; zero where no block starts."""

    groups: Counts  # groups of reports from one place, the report's own left out
    documents: Counts  # issuers of official documents (work reports, policies)


@dataclass(frozen=True, slots=True)
class BuiltinReference:
    """Blocks of reports and official documents. Arrays are sorted by hash and memory-mapped."""

    reports: int
    issuers: int
    groups: int
    documents: int
    _blocks: dict[int, tuple[Hashes, Groups, npt.NDArray[np.uint8]]]
    _sentences: tuple[Hashes, npt.NDArray[np.uint8]]
    _names: tuple[Hashes, npt.NDArray[np.uint8]]

    def own_groups(self, masked: MaskedReport) -> int:
        """Return a bit mask of the groups that the report belongs to itself.

        A report must not count as boilerplate because it, or last year's, is in the reference.
        """
        found = 0
        hashes, groups = self._names
        for name in names_of(masked.issuer):
            for at in np.flatnonzero(hashes == np.uint64(text_hash(name))).tolist():
                found |= 1 << int(groups[at])
        hashes, groups = self._sentences
        sentences = [text_hash(masked.text(unit)) for unit in masked.units]
        places = find_sorted(hashes, np.array(sentences, dtype=np.uint64))
        shared = np.bincount(groups[places[places >= 0]], minlength=self.groups)
        for group in np.flatnonzero(shared >= _SAME_GROUP * max(1, len(sentences))).tolist():
            found |= 1 << group
        return found

    def usage(self, masked: MaskedReport, *, length: int, own: int) -> Usage:
        """Return who uses each block of `length` masked characters, groups of `own` left out."""
        hashes, groups, documents = self._blocks[length]
        starts = block_starts(masked, length)
        places = find_sorted(hashes, block_hashes(masked.codes, length)[starts])
        known = places >= 0
        others = groups[places[known]] & np.uint16(0xFFFF & ~own)
        in_groups = np.zeros(len(masked.codes), dtype=np.int64)
        in_documents = np.zeros(len(masked.codes), dtype=np.int64)
        in_groups[starts[known]] = _ONES[others]
        in_documents[starts[known]] = documents[places[known]]
        return Usage(in_groups, in_documents)


@cache
def builtin_reference() -> BuiltinReference:
    """Open the shipped reference; about a millisecond. Raises AssetError when it is missing."""
    return open_builtin(asset("models", NAME))


def open_builtin(folder: Path) -> BuiltinReference:
    """Open a reference written by models/boilerplate-reference/train.py."""
    size = json.loads((folder / "manifest.json").read_text("utf-8"))["size"]
    return BuiltinReference(
        reports=size["reports"],
        issuers=size["issuers"],
        groups=size["groups"],
        documents=size["documents"],
        _blocks={
            length: (
                _column(folder, f"blocks{length}_hashes"),
                _column(folder, f"blocks{length}_groups"),
                _column(folder, f"blocks{length}_documents"),
            )
            for length in LENGTHS
        },
        _sentences=(_column(folder, "sentences_hashes"), _column(folder, "sentences_group")),
        _names=(_column(folder, "names_hashes"), _column(folder, "names_group")),
    )


def names_of(issuer: str | None) -> tuple[str, ...]:
    """Return the names by which a report is known to be of a group: its own and its places'."""
    if issuer is None:
        return ()
    own = comparable_issuer(issuer)
    return (*((own,) if own else ()), *parse_issuer(issuer).stems)


def _column(folder: Path, name: str) -> npt.NDArray[Any]:
    loaded: npt.NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
    return loaded.view(np.ndarray)
