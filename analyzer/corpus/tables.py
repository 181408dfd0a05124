"""A built reference opened for reading: memory-mapped tables and the texts behind them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout

_TEXTS_HELD: Final = 4096
_FEW: Final = 32
_FEWEST_BITS: Final = 4
_MOST_BITS: Final = 16
Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ReportText:
    """What is told of a report when it is named as evidence."""

    source: str
    issuer: str | None
    superior: str | None
    sections: tuple[str, ...]
    shard: str
    more: Mapping[str, Any]  # what the writer kept with it


class AnyTables(Protocol):
    """What aligning asks of the tables of one reference or of several joined ones.

    Reports, sentences (`units`) and different sentences are known by their rows.
    """

    @property
    def reports(self) -> npt.NDArray[Any]:
        """Entries of all reports."""
        ...

    def held_by(self, sentence: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return where a different sentence occurs, and in which reports."""
        ...

    def report_text(self, row: int) -> ReportText:
        """Return names and sections of a report."""
        ...

    def section_of(self, unit: int, report: int) -> str:
        """Return the key of the section of a sentence."""
        ...

    def masked_text(self, unit: int, report: int) -> str:
        """Return the masked text of a sentence."""
        ...

    def source_ranges(
        self, unit: int, report: int, first: int, last: int
    ) -> tuple[list[int], list[int]]:
        """Return starts and ends in the file of masked characters of a sentence."""
        ...

    def canonical(self, name: int) -> int:
        """Return the number of the longest name known for an issuer's."""
        ...


class Tables:
    """The tables of a reference. Nothing is read before it is asked for, little is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reports: npt.NDArray[Any] = _load(folder, layout.REPORTS)
        self.aliases = _load(folder, layout.ALIASES)
        self.units = _load(folder, layout.UNITS)
        self.unique = _load(folder, layout.UNIQUE)
        self.unique_first = _load(folder, layout.UNIQUE_FIRST)
        self.occurrences = _load(folder, layout.OCCURRENCES)
        self.holders = _load(folder, layout.HOLDERS)
        self.grams = _load(folder, layout.GRAMS)
        self.gram_first = _load(folder, layout.GRAM_FIRST)
        # References of earlier versions have no such file.
        there = (folder / layout.GRAM_STARTS).exists()
        self.gram_starts = _load(folder, layout.GRAM_STARTS) if there else None
        self.postings = _load(folder, layout.POSTINGS)
        self.blocks = {
            length: (
                _load(folder, layout.BLOCK_HASHES.format(length=length)),
                _load(folder, layout.BLOCK_USERS.format(length=length)),
            )
            for length in layout.BLOCK_LENGTHS
        }
        self._texts: dict[int, ReportText] = {}
        self._shards: dict[str, tuple[Any, Any, Any]] = {}

    def report_text(self, row: int) -> ReportText:
        """Return names and sections of the report in row `row`."""
        if row not in self._texts:
            if len(self._texts) > _TEXTS_HELD:
                self._texts.clear()
            self._texts[row] = self._read_text(row)
        return self._texts[row]

    def canonical(self, name: int) -> int:
        """Return the number of the longest name known for an issuer's (hash of its) name."""
        at = int(find_sorted(self.aliases["short"], np.array([name], dtype=np.uint64))[0])
        return int(self.aliases["long"][at]) if at >= 0 else name

    def _read_text(self, row: int) -> ReportText:
        entry = self.reports[row]
        with (self.folder / layout.REPORTS_TEXT).open("rb") as file:
            file.seek(int(entry["text_offset"]))
            record = json.loads(file.read(int(entry["text_length"])).decode("utf-8"))
        return ReportText(
            source=record["source"],
            issuer=record["issuer"],
            superior=record["superior"],
            sections=tuple(record["sections"]),
            shard=record["shard_name"],
            more=record["more"],
        )

    def held_by(self, sentence: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return rows of `units` where a different sentence occurs, and the reports' rows."""
        first, last = self.unique_first[sentence : sentence + 2].tolist()
        return self.occurrences[first:last], self.holders[first:last]

    def section_of(self, unit: int, report: int) -> str:
        """Return the key of the section of a sentence; `report` is the row of its report."""
        return self.report_text(report).sections[int(self.units[unit]["section"])]

    def masked_text(self, unit: int, report: int) -> str:
        """Return the masked text of a sentence; `report` is the row of its report."""
        entry = self.units[unit]
        first = int(entry["first"])
        codes = self._shard(self.report_text(report).shard)[0][first : first + int(entry["length"])]
        text: str = codes.tobytes().decode("utf-16-le", "surrogatepass")
        return text

    def source_ranges(
        self, unit: int, report: int, first: int, last: int
    ) -> tuple[list[int], list[int]]:
        """Return starts and ends in the file of masked characters [first, last) of a sentence."""
        base = int(self.units[unit]["first"])
        _, starts, ends = self._shard(self.report_text(report).shard)
        return starts[base + first : base + last].tolist(), ends[
            base + first : base + last
        ].tolist()

    def codes_of(self, report: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return the masked characters of a report's sentences, and the rows of these in `units`.

        Rows of `units` are in order of report.
        """
        key = self.reports[report]["key"]
        bounds = np.searchsorted(self.units["key"], [key, key + 1]).tolist()
        units = self.units[slice(*bounds)]
        lengths = units["length"].astype(np.int64)
        first = units["first"].astype(np.int64) - (np.cumsum(lengths) - lengths)
        codes = self._shard(self.report_text(report).shard)[0]
        return codes[np.repeat(first, lengths) + np.arange(lengths.sum())], units

    def _shard(self, name: str) -> tuple[Any, Any, Any]:
        if name not in self._shards:
            base = self.folder / layout.SHARDS / name
            self._shards[name] = (
                _mapped(base.with_name(f"{name}.codes"), "<u2"),
                _mapped(base.with_name(f"{name}.starts"), "<u4"),
                _mapped(base.with_name(f"{name}.ends"), "<u4"),
            )
        return self._shards[name]


def find_sorted(table: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> Indexes:
    """Return the place of each wanted value in a sorted table, -1 where it is not there."""
    if not len(table):
        return np.full(len(wanted), -1, dtype=np.int64)
    if len(wanted) < _FEW:
        return _looked_up(table, wanted)
    # In ascending order neighbouring searches touch the same pages of a large table.
    order = np.argsort(wanted)
    found = np.empty(len(wanted), dtype=np.int64)
    found[order] = _looked_up(table, wanted[order])
    return found


def starts_of(table: npt.NDArray[Any]) -> Indexes:
    """Return where the values with each pattern of highest bits begin in a table of hashes."""
    bits = max(_FEWEST_BITS, min(_MOST_BITS, len(table).bit_length() - _FEWEST_BITS))
    patterns = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    return np.append(np.searchsorted(table, patterns), len(table))


def find_hashes(
    table: npt.NDArray[Any], wanted: npt.NDArray[np.uint64], starts: Indexes | None
) -> Indexes:
    """Return what `find_sorted` does, four times as fast in a large table of even hashes.

    `starts` narrows each search to a few entries that lie side by side.
    """
    if starts is None or not len(table) or len(wanted) < _FEW:
        return find_sorted(table, wanted)
    bits = (len(starts) - 1).bit_length() - 1
    bucket = (wanted >> np.uint64(64 - bits)).astype(np.int64)
    low, high = starts[bucket], starts[bucket + 1]
    last = len(table) - 1
    for _ in range(int((high - low).max()).bit_length()):
        middle = (low + high) >> 1
        less = table[np.minimum(middle, last)] < wanted
        high = np.where(less, high, middle)
        low = np.where(less & (middle < high), middle + 1, low)
    low[low > last] = 0
    found: Indexes = np.where(table[low] == wanted, low, -1)
    return found


def _looked_up(table: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> Indexes:
    places = np.searchsorted(table, wanted)
    places[places == len(table)] = 0
    found: Indexes = np.where(table[places] == wanted, places, -1)
    return found


def _load(folder: Path, name: str) -> npt.NDArray[Any]:
    loaded: npt.NDArray[Any] = np.load(folder / name, mmap_mode="r")
    # A plain view: memory-mapped arrays of numpy's own class are slow to index.
    return loaded.view(np.ndarray)


def _mapped(path: Path, kind: str) -> npt.NDArray[Any]:
    return np.memmap(path, dtype=kind, mode="r").view(np.ndarray)
