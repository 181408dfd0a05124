"""The tables of several references joined: rows counted through, equal sentences known as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from analyzer.corpus.candidates import Candidate, Flags, best_of, find_candidates
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.tables import ReportText, Tables, find_sorted


class JointTables:
    """Several references as one. `reports` and `aliases` are those of the whole."""

    def __init__(
        self, parts: Sequence[Tables], reports: npt.NDArray[Any], aliases: npt.NDArray[Any]
    ) -> None:
        self.parts = tuple(parts)
        self.reports = reports
        self.aliases = aliases
        self.report_bases = _bases([len(p.reports) for p in parts])
        self._unit_bases = _bases([len(p.units) for p in parts])
        self._sentence_bases = _bases([len(p.unique) for p in parts])
        self._same: dict[int, list[tuple[int, int]]] = {}  # sentence → part and sentence there

    def candidates(self, masked: MaskedReport, eligible: Sequence[Flags]) -> list[list[Candidate]]:
        """Return for each set of eligible reports the best candidates per unit over all parts."""
        found: list[list[Candidate]] = [[] for _ in eligible]
        hashes: dict[int, int] = {}
        for number, part in enumerate(self.parts):
            rows = slice(self.report_bases[number], self.report_bases[number + 1])
            here = find_candidates(part, masked, [flags[rows] for flags in eligible])
            base = self._sentence_bases[number]
            for whole, candidates in zip(found, here, strict=True):
                for c in candidates:
                    hashes[base + c.sentence] = int(part.unique[c.sentence])
                    whole.append(Candidate(c.unit, base + c.sentence, c.votes))
        first = self._join_same(hashes)
        return [self._best(candidates, first) for candidates in found]

    def _join_same(self, hashes: dict[int, int]) -> dict[int, int]:
        """Find each sentence in all parts; return which one stands for it."""
        wanted = np.array(sorted(set(hashes.values())), dtype=np.uint64)
        places = [find_sorted(part.unique, wanted) for part in self.parts]
        self._same.clear()
        stands: dict[int, int] = {}
        for at, value in enumerate(wanted.tolist()):
            held = [(n, int(found[at])) for n, found in enumerate(places) if found[at] >= 0]
            name = self._sentence_bases[held[0][0]] + held[0][1]
            self._same[name] = held
            stands[value] = name
        return {sentence: stands[value] for sentence, value in hashes.items()}

    @staticmethod
    def _best(candidates: list[Candidate], first: dict[int, int]) -> list[Candidate]:
        candidates.sort(key=lambda c: c.unit)
        kept: list[Candidate] = []
        for unit, group in groupby(candidates, key=lambda c: c.unit):
            votes: dict[int, int] = {}
            for c in group:
                name = first[c.sentence]
                votes[name] = max(votes.get(name, 0), c.votes)
            kept.extend(Candidate(unit, name, n) for name, n in best_of(votes))
        return kept

    def held_by(self, sentence: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return where a different sentence occurs, and in which reports."""
        rows, holders = [], []
        for number, local in self._same[sentence]:
            there = self.parts[number].held_by(local)
            rows.append(there[0].astype(np.int64) + self._unit_bases[number])
            holders.append(there[1].astype(np.int64) + self.report_bases[number])
        if len(rows) == 1:
            return rows[0], holders[0]
        return np.concatenate(rows), np.concatenate(holders)

    def report_text(self, row: int) -> ReportText:
        """Return names and sections of a report."""
        part, local = self.part_of(row)
        return self.parts[part].report_text(local)

    def section_of(self, unit: int, report: int) -> str:
        """Return the key of the section of a sentence."""
        part, local = self.part_of(report)
        return self.parts[part].section_of(unit - self._unit_bases[part], local)

    def masked_text(self, unit: int, report: int) -> str:
        """Return the masked text of a sentence."""
        part, local = self.part_of(report)
        return self.parts[part].masked_text(unit - self._unit_bases[part], local)

    def source_ranges(
        self, unit: int, report: int, first: int, last: int
    ) -> tuple[list[int], list[int]]:
        """Return starts and ends in the file of masked characters of a sentence."""
        part, local = self.part_of(report)
        unit -= self._unit_bases[part]
        return self.parts[part].source_ranges(unit, local, first, last)

    def canonical(self, name: int) -> int:
        """Return the number of the longest name known for an issuer's."""
        at = int(find_sorted(self.aliases["short"], np.array([name], dtype=np.uint64))[0])
        return int(self.aliases["long"][at]) if at >= 0 else name

    def part_of(self, report: int) -> tuple[int, int]:
        """Return the part that holds a report, and its row there."""
        part = bisect_right(self.report_bases, report) - 1
        return part, report - self.report_bases[part]


def _bases(sizes: Sequence[int]) -> list[int]:
    bases: list[int] = np.cumsum([0, *sizes]).tolist()
    return bases
