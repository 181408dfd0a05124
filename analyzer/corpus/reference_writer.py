"""First pass of a reference: what a report adds, appended to one shard on disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import numpy as np

from analyzer.corpus import layout
from analyzer.corpus.issuers import comparable_issuer, place_forms, superior_of
from analyzer.corpus.masking import MaskedReport, mask
from analyzer.corpus.shingles import (
    Hashes,
    block_hashes,
    block_starts,
    distinct,
    salted,
    text_hash,
    unit_hashes,
)
from analyzer.structure.report import Report

_SPACE: Final = re.compile(r"\s+")
_ROWS_HELD: Final = 200_000  # block rows in memory before they are written out (3 MB)
_BEYOND_PLANE: Final = 0xFFFD


class ReferenceWriter:
    """Adds reports to one shard of a reference. Several writers may work side by side."""

    def __init__(self, folder: Path, *, shard: str, blocks: bool = True) -> None:
        """Open a shard. Without `blocks` building must find them in the sentences."""
        shards = folder / layout.SHARDS
        shards.mkdir(parents=True, exist_ok=True)
        self._base = shards / shard
        for left_over in shards.glob(f"{shard}.*"):
            left_over.unlink()
        self._files: dict[str, IO[bytes]] = {
            name: self._path(name).open("wb")
            for name in ("codes", "starts", "ends", "units", "reports")
        }
        self._characters = 0
        self._blocks = layout.BLOCK_LENGTHS if blocks else ()
        self._held: dict[int, list[Hashes]] = {length: [] for length in layout.BLOCK_LENGTHS}
        self._issuers: dict[int, list[int]] = {length: [] for length in layout.BLOCK_LENGTHS}
        self._rows = 0

    def add(
        self,
        key: int,
        report: Report,
        *,
        masked: MaskedReport | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a report under its position in the run's input; `more` is kept with its names."""
        masked = masked or mask(report)
        sections = sorted({unit.section for unit in masked.units})
        self._write_units(key, report, masked, sections)
        issuer = issuer_hash(report)
        for length in self._blocks:
            blocks = distinct(block_hashes(masked.codes, length)[block_starts(masked, length)])
            self._held[length].append(salted(blocks, masked.year))
            self._issuers[length].append(issuer)
            self._rows += len(blocks)
        if self._rows > _ROWS_HELD:
            self._spill()
        superior = superior_of(masked.issuer)
        record = {
            "key": key,
            "source": report.source.name,
            "issuer": masked.issuer,
            "superior": superior,
            "superior_hash": text_hash(superior) if superior else 0,
            "named": comparable_issuer(masked.issuer) is not None,
            "issuer_hash": issuer,
            "year": masked.year,
            "sha": file_hash(report),
            "text": plain_text_hash(report),
            "forms": [text_hash(form) for form in place_forms(masked.issuer)],
            "superior_forms": [text_hash(form) for form in place_forms(superior)],
            "sections": sections,
            "more": dict(more or {}),
        }
        line = json.dumps(record, ensure_ascii=False) + "\n"
        self._files["reports"].write(line.encode("utf-8", "surrogatepass"))

    def close(self) -> None:
        """Write out what is held and make the shard ready for building."""
        self._spill()
        for file in self._files.values():
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _path(self, name: str) -> Path:
        return self._base.with_name(f"{self._base.name}.{name}")

    def _write_units(
        self, key: int, report: Report, masked: MaskedReport, sections: list[str]
    ) -> None:
        if not len(masked.codes):
            return
        origins = np.frombuffer(report.text.origins, dtype=np.dtype("L"))
        codes = np.where(masked.codes < 0x10000, masked.codes, _BEYOND_PLANE)
        codes.astype("<u2").tofile(self._files["codes"])
        origins[masked.starts].astype("<u4").tofile(self._files["starts"])
        (origins[masked.ends - 1] + 1).astype("<u4").tofile(self._files["ends"])
        rows = np.zeros(len(masked.units), dtype=layout.UNIT)
        if len(rows):
            bounds = np.array([(u.first, u.last) for u in masked.units])
            rows["hash"] = unit_hashes(masked)
            rows["first"] = self._characters + bounds[:, 0]
            rows["key"] = key
            rows["ordinal"] = np.arange(len(rows))
            rows["length"] = bounds[:, 1] - bounds[:, 0]
            rows["section"] = [sections.index(unit.section) for unit in masked.units]
        rows.tofile(self._files["units"])
        self._characters += len(masked.codes)

    def _spill(self) -> None:
        """Append the held block rows to one file per range of hashes."""
        for length in layout.BLOCK_LENGTHS:
            held, issuers = self._held[length], self._issuers[length]
            if not held:
                continue
            rows = np.empty(sum(map(len, held)), dtype=layout.USER)
            rows["hash"] = np.concatenate(held)
            rows["issuer"] = np.repeat(np.array(issuers, dtype="<u8"), [len(h) for h in held])
            append_by_range(rows, self._path(f"block{length}"))
            held.clear()
            issuers.clear()
        self._rows = 0


def append_by_range(rows: layout.Table, base: Path) -> None:
    """Append rows to `<base>.<range>` by the highest bits of their hash."""
    ranges = (rows["hash"] >> layout.RANGE_SHIFT).astype(np.int64)
    order = np.argsort(ranges, kind="stable")
    bounds = np.searchsorted(ranges[order], np.arange(layout.RANGES + 1))
    for number in range(layout.RANGES):
        part = rows[order[bounds[number] : bounds[number + 1]]]
        if len(part):
            with base.with_name(f"{base.name}.{number:02d}").open("ab") as file:
                part.tofile(file)


def issuer_hash(report: Report) -> int:
    """Return a number for the issuer; a report that names none is an issuer of its own.

    The same report in another format is of the same issuer, named or not.
    """
    name = comparable_issuer(report.identity.issuer)
    return text_hash(name if name is not None else f"?{plain_text_hash(report)}")


def plain_text_hash(report: Report) -> int:
    """Return a number for the cleaned text, the same in whatever format it came."""
    return text_hash(_SPACE.sub("", report.text.text))


def file_hash(report: Report) -> int:
    """Return a number for the file's content, to know copies by."""
    return text_hash(report.source.sha256)
