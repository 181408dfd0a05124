"""A corpus on disk as the reference of an analysis, alone or together with the reports of a run.

    with pinned(folder) as corpus:                 # keeps the state, whoever writes meanwhile
        reference = corpus.open(run=run_reference)  # in any process; `corpus` is hashable, picklable
        Context(settings=settings, reference=reference)

A report that is in the corpus already is to be left out of the run's own reference (`holds`), so
that nobody counts twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.candidates import Flags
from analyzer.corpus.generation import (
    ALIASES,
    CATALOGUE,
    REMOVED,
    Generation,
    load,
    read_generation,
)
from analyzer.corpus.identities import told
from analyzer.corpus.issuers import comparable_issuer
from analyzer.corpus.joint_tables import JointTables
from analyzer.corpus.leases import reading
from analyzer.corpus.masking import MaskedReport, mask
from analyzer.corpus.passages import Aligner
from analyzer.corpus.reference import Passage
from analyzer.corpus.reference_writer import file_hash, issuer_hash
from analyzer.corpus.run_reference import RunReference
from analyzer.corpus.segments import REFERENCE, SPOOL, blocks_of
from analyzer.corpus.shingles import block_hashes, block_starts, salted, text_hash
from analyzer.corpus.spool import Spool
from analyzer.corpus.tables import Indexes, Tables, find_sorted
from analyzer.structure.report import Report


@dataclass(frozen=True, slots=True)
class Pinned:
    """One state of a corpus on disk."""

    folder: Path
    generation: Generation

    def open(self, *, run: RunReference | None = None) -> CorpusReference:
        """Open it, joined with the reports of a run or alone."""
        return CorpusReference(self.folder, self.generation, run=run)


@contextmanager
def pinned(folder: Path) -> Iterator[Pinned]:
    """Take the current state and keep writers from clearing it away meanwhile.

    Raises CorpusError where there is no corpus.
    """
    while True:
        generation = read_generation(folder)
        with reading(folder, generation):
            if read_generation(folder) == generation:
                yield Pinned(folder, generation)
                return


class CorpusReference:
    """One state of a corpus, with the reports of a run or without. Picklable; opens quickly."""

    def __init__(
        self, folder: Path, generation: Generation, *, run: RunReference | None = None
    ) -> None:
        self.folder = folder
        self.generation = generation
        self.run = run
        self._catalogue = load(folder, generation, CATALOGUE)
        self._live = np.array(self._catalogue["live"])
        self._issuers: dict[int | None, int] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return (_reopened, (Pinned(self.folder, self.generation), self.run))

    @property
    def reports(self) -> int:
        """Number of reports, copies of one file counted once."""
        return int(self._live.sum()) + (self.run.reports if self.run else 0)

    def holds(self, report: Report) -> bool:
        """Tell whether this very text, or another version of the report, is in the corpus."""
        return bool(self._versions(report).any())

    def issuers(self, year: int | None) -> int:
        """Return how many different issuers reported about this year."""
        if year not in self._issuers:
            table = self._table
            of_year = table["issuer"][(table["year"] == (year or 0)) & self._eligible_at_all]
            self._issuers[year] = len(np.unique(of_year))
        return self._issuers[year]

    def passages(
        self, report: Report, *, masked: MaskedReport | None = None
    ) -> tuple[Passage, ...]:
        """Return what `report` shares with others, in order of place; as `RunReference`."""
        masked = masked or mask(report)
        if not len(self._table) or not masked.units:
            return ()
        peers, last_year = self._eligible(report, masked.year)
        among_peers, among_own = self._tables.candidates(masked, (peers, last_year))
        aligner = Aligner(self._tables, report, masked, text_of=self._text_of)
        found = [
            *aligner.passages(among_own, last_year, own_last_year=True),
            *aligner.passages(among_peers, peers, own_last_year=False),
        ]
        return tuple(sorted(found, key=lambda p: (p.span, not p.own_last_year)))

    def users_of_blocks(self, masked: MaskedReport, *, length: int) -> Sequence[int]:
        """Return per block how many other issuers use it that year; as `RunReference`.

        The report itself is in the corpus or in the run's reference, or in neither where there
        is no run.
        """
        starts = block_starts(masked, length)
        wanted = salted(block_hashes(masked.codes, length)[starts], masked.year)
        users = np.zeros(len(wanted), dtype=np.int64)
        for part in self._tables.parts:
            users += _looked_up(*part.blocks[length], wanted)
        removed = load(self.folder, self.generation, REMOVED.format(length=length))
        users -= _looked_up(removed["hash"], removed["users"], wanted)
        users -= self._own_use(masked, wanted, length)
        counts = np.full(len(masked.codes), -1, dtype=np.int64)
        counts[starts] = np.where(users >= layout.FEWEST_USERS - 1, users, 0)
        result: list[int] = counts.tolist()
        return result

    def last_year(self, report: Report) -> Report | None:
        """Return the same issuer's report of the year before, if it is there."""
        _, last_year = self._eligible(report, report.identity.year or 0)
        rows = np.flatnonzero(last_year)
        return self.report_at(int(rows[0])) if len(rows) else None

    def report_at(self, row: int) -> Report:
        """Return a report as it was read, parsed again."""
        from analyzer.structure.parse import parse_report

        part, _ = self._tables.part_of(row)
        return parse_report(self._spools[part].get(int(self._table["key"][row])))

    def _own_use(
        self, masked: MaskedReport, wanted: npt.NDArray[np.uint64], length: int
    ) -> npt.NDArray[np.int64]:
        """Tell per block whether the report's own issuer is among its users of the year."""
        issuer = np.uint64(self._tables.canonical(_issuer_of(masked)))
        mine = (self._table["issuer"] == issuer) & (self._table["year"] == masked.year)
        rows = np.flatnonzero(mine & self._eligible_at_all)
        use = np.zeros(len(wanted), dtype=bool)
        for row in rows.tolist():
            part, local = self._tables.part_of(row)
            codes, units = self._tables.parts[part].codes_of(local)
            lengths = units["length"].astype(np.int64)
            use |= np.isin(wanted, blocks_of(codes, lengths, length, masked.year))
        return use.astype(np.int64)

    def _eligible(self, report: Report, year: int) -> tuple[Flags, Flags]:
        """Tell per report whether it is a peer, and whether own last year."""
        table = self._table
        issuer = np.uint64(self._tables.canonical(issuer_hash(report)))
        copy = table["sha"] == np.uint64(file_hash(report))
        copy |= table["text"] == np.uint64(told(report)["text"])
        there = ~copy & self._eligible_at_all
        own = table["issuer"] == issuer
        near = (table["year"] == year) | (table["year"] == year - 1)
        unknown = (table["year"] == 0) | (year == 0)
        before = (table["year"] == year - 1) & (year != 0)
        return there & ~own & (near | unknown), there & own & table["named"] & before

    def _versions(self, report: Report) -> Flags:
        said = told(report)
        same: Flags = self._catalogue["text"] == np.uint64(said["text"])
        if said["office"] and report.identity.year:
            office = self._catalogue["office"] == np.uint64(said["office"])
            same |= office & (self._catalogue["year"] == report.identity.year)
        versions: Flags = same & self._live
        return versions

    def _text_of(self, row: int, start: int, end: int) -> str:
        part, _ = self._tables.part_of(row)
        return self._spools[part].text(int(self._table["key"][row]), start, end)

    @property
    def _table(self) -> npt.NDArray[Any]:
        return self._tables.reports

    @cached_property
    def _eligible_at_all(self) -> Flags:
        run = len(self._table) - len(self._live)
        return np.concatenate((self._live, np.ones(run, dtype=bool)))

    @cached_property
    def _tables(self) -> JointTables:
        folders = self.generation.segment_folders(self.folder)
        parts = [Tables(folder / REFERENCE) for folder in folders]
        table, aliases = self._catalogue, load(self.folder, self.generation, ALIASES)
        if self.run is not None:
            there = Tables(self.run.folder)
            parts.append(there)
            table = np.concatenate((table, self._of_run(there, table, aliases)))
        return JointTables(parts, table, aliases)

    @staticmethod
    def _of_run(
        there: Tables, catalogue: npt.NDArray[Any], aliases: npt.NDArray[Any]
    ) -> npt.NDArray[Any]:
        """Return the run's reports as entries of a catalogue, issuers named as in the corpus."""
        entries = np.zeros(len(there.reports), dtype=catalogue.dtype)
        for name in ("key", "issuer", "superior", "named", "year", "sha", "text"):
            entries[name] = there.reports[name]
        for name in ("issuer", "superior"):
            places = find_sorted(aliases["short"], np.ascontiguousarray(entries[name]))
            entries[name][places >= 0] = aliases["long"][places[places >= 0]]
        entries["live"] = True
        return entries

    @cached_property
    def _spools(self) -> tuple[Spool, ...]:
        folders = self.generation.segment_folders(self.folder)
        spools = [Spool(folder / SPOOL) for folder in folders]
        return (*spools, self.run.spool) if self.run else tuple(spools)


def _looked_up(
    hashes: npt.NDArray[Any], users: npt.NDArray[Any], wanted: npt.NDArray[np.uint64]
) -> Indexes:
    places = find_sorted(hashes, wanted)
    found = np.zeros(len(wanted), dtype=np.int64)
    found[places >= 0] = users[places[places >= 0]]
    return found


def _issuer_of(masked: MaskedReport) -> int:
    name = comparable_issuer(masked.issuer)
    return text_hash(name) if name is not None else 0


def _reopened(corpus: Pinned, run: RunReference | None) -> CorpusReference:
    return corpus.open(run=run)
