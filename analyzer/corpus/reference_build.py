"""Between the passes: merge what the writers left into sorted, memory-mapped tables.

Everything is a map over ranges of hashes (`each`), so that any executor can run it; results do
not depend on which one does, nor on how the reports were spread over the writers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.reference_writer import append_by_range
from analyzer.corpus.shingles import block_hashes, distinct, starts_within
from analyzer.corpus.tables import starts_of

Item = TypeVar("Item")
Result = TypeVar("Result")
_SENTENCES_A_CHUNK: Final = 20_000


class Each(Protocol):
    """Maps a function over items and gives the results in order, like `map`."""

    def __call__(
        self, function: Callable[[Item], Result], items: Iterable[Item], /
    ) -> Iterable[Result]:
        """Map."""
        ...


def build_reference(
    folder: Path,
    *,
    each: Each = map,
    whole: bool = False,
    copies: Mapping[int, int] = MappingProxyType({}),
) -> None:
    """Turn the shards under `folder` into a reference that `RunReference` opens.

    `each` may be the `map` of a process pool. Peak memory is one range of hashes (1/16 of the
    table) plus about 50 bytes a sentence. A run's reports are asked about each other, so what
    stands in one sentence only tells nothing and is dropped; `whole` keeps it, for reports yet to
    come and for adding up several references. `copies` names files that are other forms of one
    report (key → the key that counts): they are left out.
    """
    shards = sorted({p.name.split(".")[0] for p in (folder / layout.SHARDS).glob("*.units")})
    aliases = _merge_reports(folder, shards, copies)
    units = _merge_units(folder, shards, copies)
    _find_grams(folder, shards, units)
    fewest = 1 if whole else 2
    _join_ranges(
        each(partial(_merge_grams, folder, fewest), range(layout.RANGES)),
        (folder / layout.GRAMS, folder / layout.GRAM_FIRST, folder / layout.POSTINGS),
        offsets=1,
    )
    np.save(folder / layout.GRAM_STARTS, starts_of(np.load(folder / layout.GRAMS, mmap_mode="r")))
    for length in layout.BLOCK_LENGTHS:
        fewest = 1 if whole else layout.FEWEST_USERS
        merge = partial(_merge_users, folder, length, aliases, fewest)
        _join_ranges(
            each(merge, range(layout.RANGES)),
            (
                folder / layout.BLOCK_HASHES.format(length=length),
                folder / layout.BLOCK_USERS.format(length=length),
            ),
        )


def _merge_reports(folder: Path, shards: list[str], copies: Mapping[int, int]) -> dict[int, int]:
    """Write the table of reports in order of key; return which issuers are the same one."""
    records: list[dict[str, Any]] = []
    for number, shard in enumerate(shards):
        with (folder / layout.SHARDS / f"{shard}.reports").open("rb") as file:
            for line in file:
                record = json.loads(line.decode("utf-8", "surrogatepass"))
                records.append({**record, "shard": number, "shard_name": shard})
    records.sort(key=lambda r: r["key"])
    issuers = {record["key"]: record["issuer_hash"] for record in records}
    # A form that names no issuer must not count as one more.
    same = {issuers[k]: issuers[of] for k, of in copies.items() if k in issuers and of in issuers}
    records = [record for record in records if record["key"] not in copies]
    aliases = {old: new for old, new in same.items() if old != new} | find_aliases(records)
    table = np.zeros(len(records), dtype=layout.REPORT)
    offset = 0
    with (folder / layout.REPORTS_TEXT).open("wb") as text:
        for row, record in zip(table, records, strict=True):
            row["key"] = record["key"]
            row["issuer"] = aliases.get(record["issuer_hash"], record["issuer_hash"])
            row["superior"] = aliases.get(record["superior_hash"], record["superior_hash"])
            row["named"] = record["named"]
            row["year"] = record["year"]
            row["sha"] = record["sha"]
            row["text"] = record.get("text", 0)  # shards of earlier versions have none
            row["shard"] = record["shard"]
            kept = ("source", "issuer", "superior", "sections", "shard_name", "more")
            shown = json.dumps({name: record[name] for name in kept}, ensure_ascii=False)
            data = f"{shown}\n".encode("utf-8", "surrogatepass")
            row["text_offset"], row["text_length"] = offset, len(data)
            offset += text.write(data)
    np.save(folder / layout.REPORTS, table)
    np.save(folder / layout.ALIASES, np.array(sorted(aliases.items()), dtype=layout.ALIAS))
    return aliases


def find_aliases(records: list[dict[str, Any]]) -> dict[int, int]:
    """Find issuers written with and without their upper places (柳桥区 and 平川市柳桥区).

    Two names are one issuer when the short one is a form of exactly one longer name.
    """
    longer: dict[int, set[int]] = {}
    present: set[int] = set()
    for record in records:
        for name, forms in (("issuer_hash", "forms"), ("superior_hash", "superior_forms")):
            present.add(record[name])
            for form in record[forms]:
                longer.setdefault(form, set()).add(record[name])
    aliases = {
        short: next(iter(names))
        for short, names in longer.items()
        if short in present and len(names) == 1
    }
    # 区 → 市区 → 省市区: follow to the longest name.
    return {short: _last(aliases, short) for short in aliases}


def _last(aliases: dict[int, int], name: int) -> int:
    while name in aliases:
        name = aliases[name]
    return name


def _merge_units(folder: Path, shards: list[str], copies: Mapping[int, int]) -> layout.Table:
    """Write the table of sentences in order of report, and the different ones among them."""
    parts = []
    for number, shard in enumerate(shards):
        part = np.fromfile(folder / layout.SHARDS / f"{shard}.units", dtype=layout.UNIT)
        part["shard"] = number
        parts.append(part[~np.isin(part["key"], list(copies))] if copies else part)
    units = np.concatenate(parts) if parts else np.empty(0, dtype=layout.UNIT)
    units = units[np.lexsort((units["ordinal"], units["key"]))]
    unique, inverse = np.unique(units["hash"], return_inverse=True)
    order = np.argsort(inverse, kind="stable").astype("<u4")
    first = np.searchsorted(inverse[order], np.arange(len(unique) + 1)).astype("<u4")
    np.save(folder / layout.UNITS, units)
    np.save(folder / layout.UNIQUE, unique)
    np.save(folder / layout.UNIQUE_FIRST, first)
    np.save(folder / layout.OCCURRENCES, order)
    keys = np.load(folder / layout.REPORTS)["key"]
    np.save(folder / layout.HOLDERS, np.searchsorted(keys, units["key"][order]).astype("<u4"))
    representatives: layout.Table = units[order[first[:-1]]]
    return representatives


def _find_grams(folder: Path, shards: list[str], sentences: layout.Table) -> None:
    """Write the grams of each different sentence, by range of hashes."""
    base = folder / layout.SHARDS / "grams"
    for left_over in base.parent.glob("grams.*"):
        left_over.unlink()
    numbers = np.arange(len(sentences), dtype="<u4")
    for shard_number, shard in enumerate(shards):
        mine = sentences["shard"] == shard_number
        path = folder / layout.SHARDS / f"{shard}.codes"
        if not mine.any():
            continue
        codes = np.memmap(path, dtype="<u2", mode="r")
        for chunk in _chunks(np.flatnonzero(mine)):
            rows = _grams_of(codes, sentences[chunk], numbers[chunk])
            append_by_range(rows, base)


def _chunks(indexes: npt.NDArray[np.int64]) -> Iterator[npt.NDArray[np.int64]]:
    for start in range(0, len(indexes), _SENTENCES_A_CHUNK):
        yield indexes[start : start + _SENTENCES_A_CHUNK]


def _grams_of(
    codes: npt.NDArray[np.uint16], sentences: layout.Table, numbers: npt.NDArray[np.uint32]
) -> layout.Table:
    lengths = sentences["length"].astype(np.int64)
    first = np.repeat(sentences["first"].astype(np.int64) - _before(lengths), lengths)
    text = codes[first + np.arange(len(first))].astype(np.uint32)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    starts = starts_within(text, owner, layout.GRAM_LENGTH)
    rows = np.empty(len(starts), dtype=layout.POSTING)
    rows["hash"] = block_hashes(text, layout.GRAM_LENGTH)[starts]
    rows["sentence"] = numbers[owner[starts]]
    return rows


def _before(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return for each length the sum of those before it."""
    total: npt.NDArray[np.int64] = np.cumsum(lengths) - lengths
    return total


def _merge_grams(folder: Path, fewest: int, number: int) -> tuple[npt.NDArray[Any], ...]:
    """Return the grams of one range that stand in `fewest` to MOST_POSTINGS sentences."""
    path = folder / layout.SHARDS / f"grams.{number:02d}"
    rows = np.fromfile(path, dtype=layout.POSTING) if path.exists() else _EMPTY_POSTINGS
    hashes = np.ascontiguousarray(rows["hash"])
    order = np.argsort(hashes)
    hashes = hashes[order]
    first = _changes(hashes)
    # Group and sentence in one number: sorting these is fast and leaves repetitions adjacent.
    pairs = (np.cumsum(first, dtype=np.uint64) - np.uint64(1)) << np.uint64(32)
    pairs |= rows["sentence"][order]
    del rows, order
    pairs = distinct(pairs)
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=int(first.sum()))
    kept = (counts >= fewest) & (counts <= layout.MOST_POSTINGS)
    postings = (pairs[np.repeat(kept, counts)] & np.uint64(0xFFFFFFFF)).astype("<u4")
    return hashes[first][kept], _before(counts[kept].astype(np.int64)), postings


_EMPTY_POSTINGS: Final = np.empty(0, dtype=layout.POSTING)


def _merge_users(
    folder: Path, length: int, aliases: dict[int, int], fewest: int, number: int
) -> tuple[npt.NDArray[Any], ...]:
    """Return the blocks of one range that `fewest` issuers or more use, with how many do."""
    parts = [
        np.fromfile(path, dtype=layout.USER)
        for path in sorted((folder / layout.SHARDS).glob(f"*.block{length}.{number:02d}"))
    ]
    rows = np.concatenate(parts) if parts else np.empty(0, dtype=layout.USER)
    for short, long in sorted(aliases.items()):
        rows["issuer"][rows["issuer"] == np.uint64(short)] = np.uint64(long)
    rows = rows[np.lexsort((rows["issuer"], rows["hash"]))]
    rows = rows[_changes(rows["hash"]) | _changes(rows["issuer"])]
    hashes, users = np.unique(rows["hash"], return_counts=True)
    kept = users >= fewest
    return hashes[kept], np.minimum(users[kept], 0xFFFF).astype("<u2")


def _changes(column: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell per row whether its value differs from the row before."""
    changed = np.ones(len(column), dtype=bool)
    np.not_equal(column[1:], column[:-1], out=changed[1:])
    return changed


def _join_ranges(
    parts: Iterable[tuple[npt.NDArray[Any], ...]], paths: tuple[Path, ...], *, offsets: int = -1
) -> None:
    """Write the columns of all ranges one behind the other; column `offsets` counts onwards."""
    with ExitStack() as stack:
        columns = [stack.enter_context(_Column(path)) for path in paths]
        total = 0
        for part in parts:
            for number, (column, piece) in enumerate(zip(columns, part, strict=True)):
                column.append(piece + total if number == offsets else piece)
            total += len(part[offsets + 1])
        if offsets >= 0:
            columns[offsets].append(np.array([total]))


class _Column:
    """A numpy file written piece by piece, so that no column is ever whole in memory."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._kind: np.dtype[Any] | None = None
        self._length = 0

    def append(self, piece: npt.NDArray[Any]) -> None:
        """Append values; the first ones tell the kind."""
        if self._kind is None:
            self._kind = piece.dtype
            self._write_head()
        self._length += len(piece)
        piece.astype(self._kind, copy=False).tofile(self._file)

    def _write_head(self) -> None:
        # numpy leaves room in the head for the length to grow, so writing it again fits.
        assert self._kind is not None
        described = np.lib.format.dtype_to_descr(self._kind)
        head = {"descr": described, "fortran_order": False, "shape": (self._length,)}
        np.lib.format.write_array_header_1_0(self._file, head)

    def __enter__(self) -> _Column:
        return self

    def __exit__(self, *_: object) -> None:
        end = self._file.tell()
        self._file.seek(0)
        self._write_head()
        assert self._file.tell() <= end
        self._file.close()
