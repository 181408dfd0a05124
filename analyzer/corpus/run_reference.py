"""The reports of one run as a reference, on disk, in two passes.

How the pipeline uses it (workers are processes or the process itself; `key` is the position of
the report in the run's input, so that results do not depend on which worker took which report):

    # pass 1, in each worker, over its share of the input
    with ReferenceWriter(folder / "reference", shard="0") as writer, \\
            SpoolWriter(folder / "spool", shard="0") as spool:
        spool.put(key, source)
        writer.add(key, parse_report(source))
    # once, when all writers are closed; `each` maps a function over items (default: in-process;
    # a pool's `map` does as well)
    build_reference(folder / "reference", each=pool.map)
    # pass 2, anywhere; opening costs under a millisecond, the object is picklable
    reference = RunReference(folder / "reference", spool=Spool(folder / "spool"))
    Context(settings=settings, reference=reference)

A run of one report needs no reference (`Context.reference` None): the built-in one speaks.
Memory stays flat: writers spill, merging goes by hash range, queries read memory-mapped arrays.
Raises nothing on odd reports: one without sentences adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from analyzer.corpus.candidates import Flags, find_candidates
from analyzer.corpus.masking import MaskedReport, mask
from analyzer.corpus.passages import Aligner
from analyzer.corpus.reference import Passage
from analyzer.corpus.reference_build import build_reference
from analyzer.corpus.reference_writer import (
    ReferenceWriter,
    file_hash,
    issuer_hash,
    plain_text_hash,
)
from analyzer.corpus.shingles import block_hashes, block_starts, salted
from analyzer.corpus.spool import Spool, SpoolWriter
from analyzer.corpus.tables import Tables, find_sorted
from analyzer.structure.report import Report

__all__ = [
    "ReferenceWriter",
    "RunReference",
    "Spool",
    "SpoolWriter",
    "build_reference",
    "reference_of",
]


class RunReference:
    """The other reports of a run. Keeps files open, holds next to nothing in memory."""

    def __init__(self, folder: Path, *, spool: Spool) -> None:
        self.folder = folder
        self.spool = spool
        self._tables = Tables(folder)
        self._reports = -1
        self._issuers: dict[int | None, int] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return (_reopened, (self.folder, self.spool))

    @property
    def reports(self) -> int:
        """Number of reports, copies of one file counted once."""
        if self._reports < 0:
            self._reports = len(np.unique(self._tables.reports["sha"]))
        return self._reports

    def issuers(self, year: int | None) -> int:
        """Return how many different issuers reported about this year."""
        if year not in self._issuers:
            table = self._tables.reports
            of_year = table["issuer"][table["year"] == (year or 0)]
            self._issuers[year] = len(np.unique(of_year))
        return self._issuers[year]

    def passages(
        self, report: Report, *, masked: MaskedReport | None = None
    ) -> tuple[Passage, ...]:
        """Return what `report` shares with others (itself excluded), in order of place.

        Others are: the same issuer one year earlier, and other issuers of the same year or the
        year before; where a year is unknown, any.
        """
        masked = masked or mask(report)
        if not len(self._tables.reports) or not masked.units:
            return ()
        peers, last_year = self._eligible(report, masked.year)
        among_peers, among_own = find_candidates(self._tables, masked, (peers, last_year))
        aligner = Aligner(self._tables, report, masked, text_of=self._text_of)
        found = [
            *aligner.passages(among_own, last_year, own_last_year=True),
            *aligner.passages(among_peers, peers, own_last_year=False),
        ]
        return tuple(sorted(found, key=lambda p: (p.span, not p.own_last_year)))

    def users_of_blocks(self, masked: MaskedReport, *, length: int) -> Sequence[int]:
        """Return per block of `length` masked characters how many other issuers use it that year.

        One number per start position in `masked.codes`; -1 where no block starts. Numbers below
        two others are given as 0. The report itself is taken to be in the reference.
        """
        hashes, users = self._tables.blocks[length]
        starts = block_starts(masked, length)
        wanted = salted(block_hashes(masked.codes, length)[starts], masked.year)
        places = find_sorted(hashes, wanted)
        counts = np.full(len(masked.codes), -1, dtype=np.int64)
        counts[starts] = 0
        counts[starts[places >= 0]] = users[places[places >= 0]].astype(np.int64) - 1
        result: list[int] = counts.tolist()
        return result

    def last_year(self, report: Report) -> Report | None:
        """Return the same issuer's report of the year before, if it is there."""
        _, last_year = self._eligible(report, report.identity.year or 0)
        rows = np.flatnonzero(last_year)
        if not len(rows):
            return None
        return self.spool.report(int(self._tables.reports[rows[0]]["key"]))

    def _text_of(self, row: int, start: int, end: int) -> str:
        return self.spool.text(int(self._tables.reports[row]["key"]), start, end)

    def _eligible(self, report: Report, year: int) -> tuple[Flags, Flags]:
        """Tell per report of the reference whether it is a peer, and whether own last year."""
        table = self._tables.reports
        issuer = np.uint64(self._tables.canonical(issuer_hash(report)))
        copy = table["sha"] == np.uint64(file_hash(report))
        # One that names no issuer is the same report where the whole text is the same.
        named = report.identity.issuer is not None
        copy |= (table["text"] == np.uint64(plain_text_hash(report))) & ~(table["named"] & named)
        own = table["issuer"] == issuer
        near = (table["year"] == year) | (table["year"] == year - 1)
        unknown = (table["year"] == 0) | (year == 0)
        last_year = own & table["named"] & (table["year"] == year - 1) & (year != 0) & ~copy
        return ~copy & ~own & (near | unknown), last_year


def reference_of(reports: Iterable[Report], folder: Path) -> RunReference:
    """Build the reference of a few parsed reports under `folder` (comparisons, tests)."""
    with (
        ReferenceWriter(folder / "reference", shard="0") as writer,
        SpoolWriter(folder / "spool", shard="0") as spool,
    ):
        for key, report in enumerate(reports):
            spool.put(key, report.source)
            writer.add(key, report)
    build_reference(folder / "reference")
    return RunReference(folder / "reference", spool=Spool(folder / "spool"))


def _reopened(folder: Path, spool: Spool) -> RunReference:
    return RunReference(folder, spool=spool)
