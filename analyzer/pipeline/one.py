"""Exactly one report from one path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyzer.errors import UnreadableReport
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.structure.report import Report


def one_report(path: str, settings: Settings) -> Report:
    """Read and parse the one report at `path`. Raises UnreadableReport."""
    from analyzer.readers.discover import discover
    from analyzer.readers.read import read
    from analyzer.structure.parse import parse_report

    found = list(discover([path], limits=settings.limits))
    if len(found) != 1:
        raise UnreadableReport(
            path, f"含 {len(found)} 个文件", "请给出一份报告的文件", code="not-one-file"
        )
    if isinstance(found[0], UnreadableReport):
        raise found[0]
    return parse_report(read(found[0], limits=settings.limits, office=settings.office))
