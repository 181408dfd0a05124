"""One profile a line, written as soon as it is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json


def write(
    records: Iterable[ReportRecord],
    out: TextIO,
    settings: Settings,  # noqa: ARG001 - the writers share one signature
    run: Mapping[str, Json],  # noqa: ARG001
) -> None:
    """Write every record as one line of JSON and flush it."""
    for record in records:
        out.write(compact(record) + "\n")
        out.flush()


def compact(value: object) -> str:
    """Return JSON on one line, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
