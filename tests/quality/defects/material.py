"""What the defect rules are measured on: proofread reports and edited official text of ../shared."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Sources of `official.jsonl.xz` that read like reports; the rest are statutes.
_REPORT_LIKE = ("provincial-gov", "GovWorkReport", "ZhengCeWenBen", "wikisource", "platform-1")
_STATUTES_KEPT = 5  # one in …
_NEWSCASTS_KEPT = 6


@dataclass(frozen=True)
class Defect:
    """A defect that proofreaders marked, with its place in the prose."""

    start: int
    end: int
    both: bool
    sure: bool
    kind: str

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a finding at [start, end) lies on or beside the defect."""
        return start < self.end + 1 and self.start < end + 1


@dataclass(frozen=True)
class Proofread:
    """A report's prose with what the proofreaders marked."""

    id: str
    prose: str
    defects: tuple[Defect, ...]

    @property
    def group(self) -> str:
        """Return the group of related issuers: copies inside a group are no independent proof."""
        if self.id.startswith("pt-") or self.id == "ar-014":
            return "pingtan"
        return "huaian" if self.id in ("ar-006", "ar-122", "ar-123") else "seeds"


def proofread(shared: Path) -> tuple[Proofread, ...]:
    """Return the open reports with their labels."""
    with (shared / "reports" / "prose.jsonl").open(encoding="utf-8") as lines:
        prose = {entry["id"]: entry["prose"] for entry in map(json.loads, lines)}
    found: dict[str, list[Defect]] = {name: [] for name in prose}
    rows = (shared / "gold" / "language_defects.tsv").read_text("utf-8").split("\n")[1:]
    for row in rows:
        if not row:
            continue
        name, annotators, confidence, kind, context, wrong, _ = row.split("\t")
        start = prose[name].index(context) + (context.index(wrong) if wrong else 0)
        found[name].append(
            Defect(
                start=start,
                end=start + max(1, len(wrong)),
                both=annotators == "2",
                sure=confidence == "high",
                kind=kind,
            )
        )
    return tuple(Proofread(name, prose[name], tuple(found[name])) for name in prose)


def edited(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of edited text: reports and papers, statutes, newscasts, news sentences."""
    with lzma.open(shared / "corpora" / "official.jsonl.xz", "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if any(word in entry["source"] for word in _REPORT_LIKE):
                yield "papers", entry["text"]
            elif int(entry["id"].rpartition("-")[2]) % _STATUTES_KEPT == 0:
                yield "statutes", entry["text"]
    with lzma.open(shared / "corpora" / "newscast.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, entry in enumerate(map(json.loads, lines)):
            if number % _NEWSCASTS_KEPT == 0:
                yield "newscasts", entry["text"]
    lines = (shared / "csc" / "clean_news.tsv").read_text("utf-8").splitlines()
    yield "clean_news", "\n".join(line.split("\t")[0] for line in lines)
