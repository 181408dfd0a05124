"""Which reports are the same one, another version of one, or of an issuer written otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.corpus.issuers import parse_issuer
from analyzer.corpus.reference_build import find_aliases
from analyzer.corpus.reference_writer import plain_text_hash
from analyzer.corpus.segments import REFERENCE
from analyzer.corpus.shingles import text_hash
from analyzer.structure.report import Report

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Identified:
    """A report by what tells it from others."""

    key: int
    issuer: int
    superior: int
    named: bool
    year: int
    sha: int
    text: int
    office: int

    def fill(self, row: Any, key: int) -> None:
        """Write this into an entry of the catalogue."""
        row["key"], row["live"] = key, True
        for name in ("issuer", "superior", "named", "year", "sha", "text", "office"):
            row[name] = getattr(self, name)


def told(report: Report) -> dict[str, int]:
    """Return what a corpus keeps with a report to know its text and its office by.

    An office is known by its name as written, with its place: 某市人民政府 and its 办公室 may each
    report, and 民政局 without a place may be anyone's; neither may take the other's place.
    """
    issuer = _SPACE.sub("", report.identity.issuer or "")
    return {
        "text": plain_text_hash(report),
        "office": text_hash(issuer) if issuer and parse_issuer(issuer).places else 0,
    }


def identified(shards: Path) -> Iterator[Identified]:
    """Yield the reports of all shards of a folder in order of key."""
    for record in sorted(_records(shards), key=lambda r: int(r["key"])):
        yield Identified(
            key=record["key"],
            issuer=record["issuer_hash"],
            superior=record["superior_hash"],
            named=record["named"],
            year=record["year"],
            sha=record["sha"],
            text=record["more"]["text"],
            office=record["more"]["office"],
        )


def aliases_of(
    catalogue: npt.NDArray[Any], segments: Sequence[Path], sizes: Sequence[int]
) -> npt.NDArray[np.void]:
    """Return which names are one issuer's over the whole corpus, and write them into it."""
    records: list[dict[str, Any]] = []
    for folder, size in zip(segments, sizes, strict=True):
        found = sorted(_records(folder / REFERENCE / layout.SHARDS), key=lambda r: int(r["key"]))
        assert len(found) == size
        records.extend(found)
    aliases = find_aliases(records)
    for row, record in zip(catalogue, records, strict=True):
        row["issuer"] = aliases.get(record["issuer_hash"], record["issuer_hash"])
        row["superior"] = aliases.get(record["superior_hash"], record["superior_hash"])
    return np.array(sorted(aliases.items()), dtype=layout.ALIAS)


def _records(shards: Path) -> Iterable[dict[str, Any]]:
    for path in sorted(shards.glob("*.reports")):
        with path.open("rb") as file:
            for line in file:
                yield json.loads(line.decode("utf-8", "surrogatepass"))
