"""What is in a corpus, told to people: its reports, its size, its faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from analyzer.corpus.corpus_reference import Pinned
from analyzer.corpus.generation import CATALOGUE, GENERATIONS, load
from analyzer.corpus.segments import REFERENCE, damaged, size_of
from analyzer.corpus.tables import Tables


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the corpus."""

    key: int
    year: int | None
    issuer: str | None
    source: str

    def as_json(self) -> dict[str, Any]:
        """Return it as a record."""
        return asdict(self)


def contents(state: Pinned) -> Iterator[Entry]:
    """Yield every live report in order of number."""
    catalogue = load(state.folder, state.generation, CATALOGUE)
    at = 0
    for folder in state.generation.segment_folders(state.folder):
        tables = Tables(folder / REFERENCE)
        for row in range(len(tables.reports)):
            entry = catalogue[at]
            at += 1
            if entry["live"]:
                text = tables.report_text(row)
                year = int(entry["year"]) or None
                yield Entry(int(entry["key"]), year, text.issuer, text.source)


def summary(state: Pinned) -> dict[str, Any]:
    """Return counts and sizes."""
    catalogue = load(state.folder, state.generation, CATALOGUE)
    live = catalogue[catalogue["live"]]
    folders = state.generation.segment_folders(state.folder)
    years = Counter(live["year"].tolist())
    undated = years.pop(0, 0)
    return {
        "reports": len(live),
        "issuers": len(np.unique(live["issuer"])),
        "sentences": sum(len(Tables(folder / REFERENCE).unique) for folder in folders),
        "bytes": sum(map(size_of, folders)),
        "segments": len(folders),
        "generation": state.generation.number,
        "years": {str(year): years[year] for year in sorted(years)},
        "undated": undated,
    }


def faults(state: Pinned) -> list[str]:
    """Return what is wrong with the files, one Chinese line each."""
    found: list[str] = []
    for name, folder, size in zip(
        state.generation.segments,
        state.generation.segment_folders(state.folder),
        state.generation.sizes,
        strict=True,
    ):
        missing = damaged(folder)
        found.extend(f"{folder / file}：缺失或被改动" for file in missing)
        if not missing and len(Tables(folder / REFERENCE).reports) != size:
            found.append(f"{folder}：第 {name} 段的报告数与清单不符")
    if len(load(state.folder, state.generation, CATALOGUE)) != sum(state.generation.sizes):
        found.append(f"{state.folder / GENERATIONS}：目录与清单不符")
    return found
