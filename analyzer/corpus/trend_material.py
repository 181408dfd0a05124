"""The reports of one year of a corpus as arrays: what trends are counted from.

A year is read by itself and at most `MOST` of its reports are taken, so memory does not grow with
the corpus: about 60 bytes per character of the reports taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.corpus_reference import Pinned
from analyzer.corpus.generation import CATALOGUE, load
from analyzer.corpus.masking import PLACEHOLDER_FIRST, PLACEHOLDER_LAST
from analyzer.corpus.segments import REFERENCE
from analyzer.corpus.shingles import Hashes, block_hashes, starts_within
from analyzer.corpus.tables import ReportText, Tables

MOST: Final = 2000  # reports a year; beyond it the quartiles no longer move
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of one length in all reports of a year, in order of place."""

    length: int
    hashes: Hashes
    places: Ints  # into the year's characters
    reports: Ints


@dataclass(frozen=True, slots=True)
class Year:
    """Reports of one year. Characters are the masked ones of all its sentences, end to end."""

    year: int
    held: int  # reports of the year in the corpus; those taken may be fewer
    texts: tuple[ReportText, ...]
    codes: npt.NDArray[np.uint32]
    owner: Ints  # report of each character
    own: Flags  # character is the author's own wording
    blocks: dict[int, Blocks]
    last_year: dict[int, Flags]  # per length, per block: it stands in the issuer's report before
    has_last_year: Flags  # per report

    @property
    def reports(self) -> int:
        """Number of reports taken."""
        return len(self.texts)


def years_of(state: Pinned, *, seed: int) -> Iterator[Year]:
    """Yield the years of a corpus in order. Reports without a year are left out."""
    material = Material(state, seed=seed)
    for year in material.held:
        yield material.of(year)


class Material:
    """Reads single years of a corpus. `held` tells the years and how many reports each has."""

    def __init__(self, state: Pinned, *, seed: int) -> None:
        self.catalogue = load(state.folder, state.generation, CATALOGUE)
        self._seed = seed
        years, counts = np.unique(
            self.catalogue["year"][self.catalogue["live"]], return_counts=True
        )
        self.held: dict[int, int] = {
            y: c for y, c in zip(years.tolist(), counts.tolist(), strict=True) if y
        }
        folders = state.generation.segment_folders(state.folder)
        self._parts = [Tables(folder / REFERENCE) for folder in folders]
        self._bases = np.cumsum([0, *state.generation.sizes])

    def of(self, year: int) -> Year:
        """Return the reports of a year, MOST of them where there are more."""
        rows = np.flatnonzero(self.catalogue["live"] & (self.catalogue["year"] == year))
        held = len(rows)
        if held > MOST:
            chance = np.random.default_rng((self._seed, year))
            rows = np.sort(chance.choice(rows, MOST, replace=False))
        return self._year(year, held, rows)

    def _year(self, year: int, held: int, rows: Ints) -> Year:
        """Return one year's reports, given their rows in the catalogue."""
        found = [self._codes(row) for row in rows.tolist()]
        codes = np.concatenate([text for text, _ in found]).astype(np.uint32)
        owner = np.repeat(np.arange(len(rows)), [len(text) for text, _ in found])
        sentences = np.concatenate([lengths for _, lengths in found])
        sentence = np.repeat(np.arange(len(sentences)), sentences)
        blocks = {n: _blocks(codes, sentence, owner, n) for n in layout.BLOCK_LENGTHS}
        before = self._before(year, rows)
        return Year(
            year=year,
            held=held,
            texts=tuple(self._text(row) for row in rows.tolist()),
            codes=codes,
            owner=owner,
            own=(codes < PLACEHOLDER_FIRST) | (codes > PLACEHOLDER_LAST),
            blocks=blocks,
            last_year={n: self._kept(b, before) for n, b in blocks.items()},
            has_last_year=np.array([row is not None for row in before], dtype=bool),
        )

    def _before(self, year: int, rows: Ints) -> list[int | None]:
        """Return per report the row of the same issuer's report of the year before."""
        table = self.catalogue
        there = np.flatnonzero(table["live"] & table["named"] & (table["year"] == year - 1))
        by_issuer = {int(table["issuer"][row]): int(row) for row in there.tolist()}
        return [
            by_issuer.get(int(table["issuer"][row])) if table["named"][row] else None
            for row in rows.tolist()
        ]

    def _kept(self, blocks: Blocks, before: Sequence[int | None]) -> Flags:
        kept = np.zeros(len(blocks.hashes), dtype=bool)
        bounds = np.searchsorted(blocks.reports, np.arange(len(before) + 1)).tolist()
        for number, row in enumerate(before):
            if row is not None:
                text, lengths = self._codes(row)
                wide = text.astype(np.uint32)
                owner = np.repeat(np.arange(len(lengths)), lengths)
                hashes = block_hashes(wide, blocks.length)
                hashes = hashes[starts_within(wide, owner, blocks.length)]
                here = slice(bounds[number], bounds[number + 1])
                kept[here] = np.isin(blocks.hashes[here], hashes)
        return kept

    def _codes(self, row: int) -> tuple[npt.NDArray[Any], Ints]:
        part, local = self._place(row)
        codes, units = self._parts[part].codes_of(local)
        return codes, units["length"].astype(np.int64)

    def _text(self, row: int) -> ReportText:
        part, local = self._place(row)
        return self._parts[part].report_text(local)

    def _place(self, row: int) -> tuple[int, int]:
        part = int(np.searchsorted(self._bases, row, side="right")) - 1
        return part, row - int(self._bases[part])


def _blocks(codes: npt.NDArray[np.uint32], sentence: Ints, owner: Ints, length: int) -> Blocks:
    starts = starts_within(codes, sentence, length)
    return Blocks(length, block_hashes(codes, length)[starts], starts, owner[starts])
