"""What was marked as an error in the open reports and our samples, and what reading says of it.

The record holds no text: report, rule, offsets in the source, severity and the reader's verdict.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer.pipeline.run import profiles
from analyzer.settings import default_settings
from tests.quality.ranking.open_reports import open_reports

ROOT = Path(__file__).resolve().parents[3]
RECORD = ROOT / "data" / "gold" / "consistency" / "read_findings.tsv"
_FAMILIES = ("CON", "STR", "YOY")
_ERRORS = ("error", "warning")
Key = tuple[str, str, int, int]


@dataclass(frozen=True)
class Marked:
    """A finding of severity error or warning."""

    report: str
    rule: str
    start: int
    end: int
    severity: str

    @property
    def key(self) -> Key:
        """Return what the record knows it by."""
        return (self.report, self.rule, self.start, self.end)


@cache
def marked() -> tuple[Marked, ...]:
    """Return what is marked as an error, in order of report and place."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in open_reports().items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        paths = [folder, str(ROOT / "data" / "samples")]
        return tuple(_marked(paths))


def _marked(paths: list[str]) -> Iterator[Marked]:
    for record in profiles(paths, settings=default_settings()):
        name = Path(record["source"]).name
        for finding in record["findings"]:
            if finding["rule"][:3] in _FAMILIES and finding["severity"] in _ERRORS:
                yield Marked(
                    name.removesuffix(".txt"),
                    finding["rule"],
                    finding["start"],
                    finding["end"],
                    finding["severity"],
                )


def verdicts() -> dict[Key, bool]:
    """Return the reader's verdicts: True where what is marked is an error."""
    lines = [x for x in RECORD.read_text("utf-8").splitlines() if not x.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return {
        (r["report"], r["rule"], int(r["start"]), int(r["end"])): r["verdict"] == "error"
        for r in rows
    }


def precision(*, samples: bool) -> dict[str, Counter[str]]:
    """Return per family how many were marked, read, and errors on reading."""
    read = verdicts()
    found: dict[str, Counter[str]] = {}
    for one in marked():
        if _is_sample(one.report) != samples:
            continue
        for name in (one.rule[:3], "all"):
            counter = found.setdefault(name, Counter())
            counter["marked"] += 1
            counter["read"] += one.key in read
            counter["errors"] += read.get(one.key, False)
    return found


def _is_sample(report: str) -> bool:
    return not report.startswith(("ar-", "pt-"))
