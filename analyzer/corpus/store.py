"""Writing a corpus: add, supersede, remove, merge segments. One writer at a time, all or nothing.

Every change writes new folders beside the old ones and then replaces the manifest. Segments are
merged by size, so that a report is copied a number of times that grows with the logarithm of the
corpus, and a reader never has more than about twenty segments to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.generation import (
    CATALOGUE,
    EMPTY,
    ENTRY,
    GENERATIONS,
    MANIFEST,
    SEGMENTS,
    USED,
    load,
    read_generation,
    write_generation,
)
from analyzer.corpus.identities import Identified, aliases_of, identified
from analyzer.corpus.leases import in_use
from analyzer.corpus.lock import writing
from analyzer.corpus.reference_build import Each
from analyzer.corpus.segments import REFERENCE, Chosen, blocks_of, forget, write_segment
from analyzer.corpus.tables import Tables
from analyzer.corpus.trend_store import outdated
from analyzer.errors import CorpusError

STAGING: Final = "staging"
_MERGED_FROM: Final = 2  # a segment at most this many times as large as the newer one joins it


@dataclass(slots=True)
class Added:
    """What became of the reports that were to be added, by their key in the staging folder."""

    new: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)  # the same text is there already
    superseding: dict[int, str] = field(default_factory=dict)  # new; what each one takes over


class CorpusWriter:
    """Changes a corpus. Made by `open_for_writing`."""

    def __init__(self, folder: Path, *, each: Each = map) -> None:
        self.folder = folder
        self._each = each
        there = (folder / MANIFEST).exists()
        self.generation = read_generation(folder) if there else EMPTY
        self.catalogue: npt.NDArray[Any] = (
            np.array(load(folder, self.generation, CATALOGUE))
            if there
            else np.empty(0, dtype=ENTRY)
        )
        self._clean()

    @property
    def files(self) -> frozenset[int]:
        """Hashes of the files whose text is in the corpus."""
        return frozenset(self.catalogue["sha"][self.catalogue["live"]].tolist())

    def staging(self) -> Path:
        """Return a new folder to write reports to: `reference` and `spool`, any shards."""
        folder = self.folder / STAGING
        forget(folder)
        folder.mkdir()
        return folder

    def commit(self, staging: Path) -> Added:
        """Add what was staged, all of it or nothing; tell what became of each report."""
        staged = list(identified(staging / REFERENCE / layout.SHARDS))
        added, dead = self._sorted_out(staged)
        if added.new:
            next_key = self.generation.next_key
            keys = {key: next_key + number for number, key in enumerate(added.new)}
            entries = np.zeros(len(keys), dtype=ENTRY)
            for row, one in zip(entries, (s for s in staged if s.key in keys), strict=True):
                one.fill(row, keys[one.key])
            self.catalogue["live"][dead] = False
            self.catalogue = np.concatenate((self.catalogue, entries))
            self._append(Chosen(staging, keys), len(keys))
            self._write(next_key=next_key + len(keys))
        forget(staging)
        self._clean()
        return added

    def remove(self, keys: Sequence[int]) -> None:
        """Remove reports; their text leaves the disk as soon as no reader holds it any more."""
        gone = np.isin(self.catalogue["key"], np.array(keys, dtype="<u4"))
        self.catalogue["live"][gone] = False
        bases = np.cumsum([0, *self.generation.sizes])
        touched = [
            number
            for number in range(len(self.generation.segments))
            if gone[bases[number] : bases[number + 1]].any()
        ]
        for number in reversed(touched):
            self._merge(number, number + 1)
        self._write(next_key=self.generation.next_key)
        self._clean()

    def _sorted_out(self, staged: Sequence[Identified]) -> tuple[Added, list[int]]:
        """Tell new reports from known ones; return also the rows of the catalogue they replace."""
        added, dead = Added(), []
        live = np.flatnonzero(self.catalogue["live"])
        texts = set(self.catalogue["text"][live].tolist())
        offices = {
            (int(self.catalogue["office"][row]), int(self.catalogue["year"][row])): int(row)
            for row in live
            if self.catalogue["office"][row] and self.catalogue["year"][row]
        }
        of_this: dict[tuple[int, int], int] = {}
        for one in staged:
            if one.text in texts:
                added.known.append(one.key)
                continue
            texts.add(one.text)
            office = (one.office, one.year)
            if one.office and one.year:
                if office in of_this:
                    earlier = of_this[office]
                    added.new.remove(earlier)
                    added.superseding.pop(earlier, None)
                    added.superseding[one.key] = "同批中较早的版本"
                elif office in offices:
                    dead.append(offices[office])
                    number = int(self.catalogue["key"][offices[office]])
                    added.superseding[one.key] = f"编号 {number}"
                of_this[office] = one.key
            added.new.append(one.key)
        return added, dead

    def _append(self, chosen: Chosen, count: int) -> None:
        """Write the newest segment, joined with those before it that are not much larger."""
        sizes = list(self.generation.sizes)
        first, total = len(sizes), count
        while first and sizes[first - 1] <= _MERGED_FROM * total:
            first -= 1
            total += sizes[first]
        base = sum(sizes[:first])
        chosen_live = self._live(first, len(sizes))
        name = self._next_name()
        write_segment([*chosen_live, chosen], self._segment(name), each=self._each)
        kept = np.ones(len(self.catalogue), dtype=bool)
        kept[base:] = self.catalogue["live"][base:]
        self.catalogue = self.catalogue[kept]
        self.generation = replace(
            self.generation,
            segments=(*self.generation.segments[:first], name),
            sizes=(*sizes[:first], len(self.catalogue) - base),
            next_segment=self.generation.next_segment + 1,
        )

    def _merge(self, first: int, last: int) -> None:
        """Write segments anew as one, without what is dead."""
        sizes, segments = self.generation.sizes, self.generation.segments
        base, end = sum(sizes[:first]), sum(sizes[:last])
        live = self.catalogue["live"][base:end]
        names: tuple[str, ...] = ()
        if live.any():
            names = (self._next_name(),)
            write_segment(self._live(first, last), self._segment(names[0]), each=self._each)
        kept = np.ones(len(self.catalogue), dtype=bool)
        kept[base:end] = live
        self.catalogue = self.catalogue[kept]
        self.generation = replace(
            self.generation,
            segments=(*segments[:first], *names, *segments[last:]),
            sizes=(*sizes[:first], *([int(live.sum())] if names else []), *sizes[last:]),
            next_segment=self.generation.next_segment + len(names),
        )

    def _live(self, first: int, last: int) -> list[Chosen]:
        bases = np.cumsum([0, *self.generation.sizes])
        chosen = []
        for number in range(first, last):
            entries = self.catalogue[bases[number] : bases[number + 1]]
            keys = entries["key"][entries["live"]].tolist()
            folder = self._segment(self.generation.segments[number])
            chosen.append(Chosen(folder, dict(zip(keys, keys, strict=True))))
        return chosen

    def _write(self, *, next_key: int) -> None:
        self.generation = replace(
            self.generation, number=self.generation.number + 1, next_key=next_key
        )
        folders = self.generation.segment_folders(self.folder)
        aliases = aliases_of(self.catalogue, folders, self.generation.sizes)
        removed = {n: self._removed(n, folders) for n in layout.BLOCK_LENGTHS}
        write_generation(self.folder, self.generation, self.catalogue, aliases, removed)

    def _removed(self, length: int, folders: Sequence[Path]) -> npt.NDArray[np.void]:
        """Count the blocks of dead reports, to be taken off what the segments count."""
        bases = np.cumsum([0, *self.generation.sizes])
        found = []
        for number, folder in enumerate(folders):
            entries = self.catalogue[bases[number] : bases[number + 1]]
            rows = np.flatnonzero(~entries["live"])
            if not len(rows):
                continue
            tables = Tables(folder / REFERENCE)
            for row in rows.tolist():
                codes, units = tables.codes_of(row)
                lengths = units["length"].astype(np.int64)
                year = int(entries["year"][row])
                found.append(np.unique(blocks_of(codes, lengths, length, year)))
        hashes = np.concatenate(found) if found else np.empty(0, dtype="<u8")
        different, users = np.unique(hashes, return_counts=True)
        table = np.empty(len(different), dtype=USED)
        table["hash"], table["users"] = different, users
        return table

    def _segment(self, name: str) -> Path:
        return self.folder / SEGMENTS / name

    def _next_name(self) -> str:
        name = f"{self.generation.next_segment:06d}"
        forget(self._segment(name))  # of a writer that was killed
        return name

    def _clean(self) -> None:
        """Remove what no state names and no reader reads."""
        segments, generations = in_use(self.folder)
        segments.update(self.generation.segments)
        generations.add(self.generation.number)
        for folder in sorted((self.folder / SEGMENTS).glob("*")):
            if folder.name not in segments:
                forget(folder)
        for folder in sorted((self.folder / GENERATIONS).glob("*")):
            if folder.name not in {f"{number:06d}" for number in generations}:
                forget(folder)
        for folder in outdated(self.folder, generations):
            forget(folder)


@contextmanager
def open_for_writing(
    folder: Path, *, create: bool = False, each: Each = map
) -> Iterator[CorpusWriter]:
    """Open a corpus as its only writer. Raises CorpusError where that cannot be."""
    if create and not folder.exists():
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise CorpusError(f"{folder}：不能建立文件夹（{error.strerror}）；请换一处") from None
    if not (folder / MANIFEST).exists():
        if not create:
            read_generation(folder)  # says why there is none
        if not folder.is_dir():
            raise CorpusError(f"{folder}：不是文件夹；请另给语料库的位置")
        if any(p.name not in _OWN for p in folder.iterdir()):
            raise CorpusError(f"{folder}：文件夹不空，也不是语料库；请另给一个新文件夹")
    with writing(folder):
        yield CorpusWriter(folder, each=each)
        forget(folder / STAGING)


_OWN: Final = frozenset(
    ("writer.lock", STAGING, SEGMENTS, GENERATIONS, "readers", f"{MANIFEST}.new")
)
