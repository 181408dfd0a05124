"""What `wenzhi annotate` tells on the terminal: one line a report, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TextIO

from analyzer.outputs.columns import columns, fit
from analyzer.profile.record import SEVERITIES, SEVERITY_TITLES, FindingRecord


class Told(Protocol):
    """What is told of one input."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def findings(self) -> tuple[FindingRecord, ...]: ...  # noqa: D102
    @property
    def shown(self) -> int | None: ...  # noqa: D102
    @property
    def files(self) -> tuple[Path, ...]: ...  # noqa: D102


def write(outcomes: Iterable[Told], out: TextIO, folder: Path) -> None:
    """Write one line for each input with results, then where they are."""
    counts = "/".join(SEVERITY_TITLES[name] for name in SEVERITIES)
    rows = [("序号", "报告", counts, "文中批注", "结果")]
    files = 0
    for outcome in outcomes:
        if not outcome.files:
            continue
        files += len(outcome.files)
        told = Counter(finding["severity"] for finding in outcome.findings)
        rows.append(
            (
                str(len(rows)),
                fit(outcome.source, 40),
                "/".join(str(told[name]) for name in SEVERITIES),
                "—" if outcome.shown is None else str(outcome.shown),
                "、".join(str(file.relative_to(folder)) for file in outcome.files),
            )
        )
    if len(rows) > 1:
        out.write(columns(rows, right=(0, 2, 3)))
    out.write(f"写出 {files} 个文件，在 {folder}\n")
