"""Segments of a corpus on disk: reports that were added together, never changed once written.

A segment is a folder with a reference (`analyzer.corpus.layout`, with everything kept, so that
segments can be added up) and the spool of its documents. Writing one copies chosen reports of
other folders, so the same code adds, merges segments, and drops what was removed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.reference_build import Each, build_reference
from analyzer.corpus.reference_writer import append_by_range
from analyzer.corpus.shingles import Hashes, block_hashes, salted, starts_within
from analyzer.corpus.spool import copy_spool

REFERENCE: Final = "reference"
SPOOL: Final = "spool"
FILES: Final = "files.json"  # size and hash of every file, for `verify`
_ONLY: Final = "0"  # name of a segment's one shard
_UNITS_AT_ONCE: Final = 20_000
_ROWS_HELD: Final = 400_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """Reports of a folder by their key there, each with the key it is to have."""

    folder: Path
    keys: Mapping[int, int]


def write_segment(sources: Sequence[Chosen], target: Path, *, each: Each = map) -> None:
    """Write the chosen reports as a new segment into the folder `target`, which must not exist."""
    shards = target / REFERENCE / layout.SHARDS
    shards.mkdir(parents=True)
    with _Shard(shards) as out:
        for source in sources:
            folder = source.folder / REFERENCE / layout.SHARDS
            for name in sorted({p.name.split(".")[0] for p in folder.glob("*.units")}):
                out.copy(folder / name, source.keys)
    copy_spool([(s.folder / SPOOL, s.keys) for s in sources], target / SPOOL, shard=_ONLY)
    _find_blocks(shards / _ONLY)
    build_reference(target / REFERENCE, each=each, whole=True)
    for spent in (*shards.glob("grams.*"), *shards.glob("*.block*")):
        spent.unlink()
    listed = {path.relative_to(target).as_posix(): _told(path) for path in _files(target)}
    (target / FILES).write_text(json.dumps(listed, indent=0, sort_keys=True), encoding="utf-8")


def damaged(segment: Path) -> list[str]:
    """Return which files of a segment are missing or altered."""
    try:
        listed = json.loads((segment / FILES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [FILES]
    return [
        name
        for name, told in sorted(listed.items())
        if not (segment / name).is_file() or _told(segment / name) != told
    ]


def size_of(segment: Path) -> int:
    """Return the bytes a segment takes."""
    return sum(path.stat().st_size for path in _files(segment))


def blocks_of(
    codes: npt.NDArray[Any], lengths: npt.NDArray[np.int64], length: int, year: int
) -> Hashes:
    """Return the hashes of all blocks of a report's sentences, given their masked characters."""
    wide = codes.astype(np.uint32)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    return salted(block_hashes(wide, length)[starts_within(wide, owner, length)], year)


class _Shard:
    """The one shard of a segment being written."""

    def __init__(self, shards: Path) -> None:
        names = ("codes", "starts", "ends", "units", "reports")
        self._files = {name: (shards / f"{_ONLY}.{name}").open("wb") for name in names}
        self._characters = 0

    def copy(self, base: Path, keys: Mapping[int, int]) -> None:
        """Append the reports of another shard that have a new key."""
        with base.with_name(f"{base.name}.reports").open("rb") as file:
            for line in file:
                record = json.loads(line.decode("utf-8", "surrogatepass"))
                if record["key"] in keys:
                    record["key"] = keys[record["key"]]
                    shown = json.dumps(record, ensure_ascii=False) + "\n"
                    self._files["reports"].write(shown.encode("utf-8", "surrogatepass"))
        units = np.fromfile(base.with_name(f"{base.name}.units"), dtype=layout.UNIT)
        units = units[np.isin(units["key"], np.array(list(keys), dtype="<u4"))]
        for start in range(0, len(units), _UNITS_AT_ONCE):
            self._copy_units(base, units[start : start + _UNITS_AT_ONCE], keys)

    def _copy_units(self, base: Path, units: layout.Table, keys: Mapping[int, int]) -> None:
        lengths = units["length"].astype(np.int64)
        before = np.cumsum(lengths) - lengths
        places = np.repeat(units["first"].astype(np.int64) - before, lengths)
        places += np.arange(len(places))
        for name, kind in (("codes", "<u2"), ("starts", "<u4"), ("ends", "<u4")):
            column = np.memmap(base.with_name(f"{base.name}.{name}"), dtype=kind, mode="r")
            column[places].tofile(self._files[name])
        units["first"] = self._characters + before
        units["key"] = [keys[key] for key in units["key"].tolist()]
        units.tofile(self._files["units"])
        self._characters += len(places)

    def __enter__(self) -> _Shard:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()


def _find_blocks(base: Path) -> None:
    """Write the blocks of every report with its issuer, by range of hashes."""
    units = np.fromfile(base.with_name(f"{base.name}.units"), dtype=layout.UNIT)
    if not len(units):
        return
    codes = np.memmap(base.with_name(f"{base.name}.codes"), dtype="<u2", mode="r")
    known = {key: (issuer, year) for key, issuer, year in _issuers(base)}
    held: dict[int, list[layout.Table]] = {length: [] for length in layout.BLOCK_LENGTHS}
    rows = 0
    changes = np.flatnonzero(np.diff(units["key"])) + 1
    for part in np.split(units, changes):
        lengths = part["length"].astype(np.int64)
        first = int(part["first"][0])
        issuer, year = known[int(part["key"][0])]
        text = codes[first : first + int(lengths.sum())]
        for length in layout.BLOCK_LENGTHS:
            found = np.unique(blocks_of(text, lengths, length, year))
            table = np.empty(len(found), dtype=layout.USER)
            table["hash"], table["issuer"] = found, issuer
            held[length].append(table)
            rows += len(table)
        if rows > _ROWS_HELD:
            _spill(held, base)
            rows = 0
    _spill(held, base)


def _spill(held: dict[int, list[layout.Table]], base: Path) -> None:
    for length, tables in held.items():
        if tables:
            append_by_range(np.concatenate(tables), base.with_name(f"{base.name}.block{length}"))
            tables.clear()


def _issuers(base: Path) -> Iterator[tuple[int, int, int]]:
    with base.with_name(f"{base.name}.reports").open("rb") as file:
        for line in file:
            record = json.loads(line.decode("utf-8", "surrogatepass"))
            yield record["key"], record["issuer_hash"], record["year"]


def _files(folder: Path) -> Iterable[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != FILES)


def _told(path: Path) -> list[int | str]:
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return [path.stat().st_size, digest.hexdigest()]


def forget(folder: Path) -> None:
    """Remove a folder of the corpus that nothing names any more."""
    shutil.rmtree(folder, ignore_errors=True)
