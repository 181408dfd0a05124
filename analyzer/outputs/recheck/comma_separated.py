"""A second look as CSV: one row a finding, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.outputs.comma_separated import harmless
from analyzer.outputs.recheck.rows import HEADER, rows
from analyzer.profile.recheck.changes import Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.settings import Settings
from analyzer.signals.rule import Json


def write(
    found: Iterable[Recheck | Alone],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],  # noqa: ARG001 - the writers share one signature
) -> None:
    """Write all pairs; reports without their other version are told on the terminal only."""
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEADER)
    number = 0
    for one in found:
        if isinstance(one, Alone):
            continue
        for row in rows(one, privacy=settings.privacy):
            number += 1
            table.writerow([harmless(cell) for cell in (number, *row)])
