"""The whole run as one JSON document; see data/schema/profile.schema.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.outputs.json_lines import compact
from analyzer.profile.record import SCHEMA_VERSION, ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json


def write(
    records: Iterable[ReportRecord],
    out: TextIO,
    settings: Settings,  # noqa: ARG001 - the writers share one signature
    run: Mapping[str, Json],
) -> None:
    """Write the document, one report a line, without holding more than one in memory."""
    head = {"schema_version": SCHEMA_VERSION, "provenance": run}
    out.write(compact(head)[:-1] + ',"reports":[')
    for number, record in enumerate(records):
        out.write((",\n" if number else "\n") + compact(record))
    out.write("\n]}\n")
