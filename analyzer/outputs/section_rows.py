"""One row a report and section, for Excel: what its prose is made of; the whole report first."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.language.private import mask
from analyzer.outputs.comma_separated import harmless
from analyzer.outputs.composition import LABEL_HEADINGS, RAW_HEADINGS, compositions
from analyzer.profile.discreet import shown_kinds
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json

_HEADER = (
    *("文件", "单位", "年度", "部分", "字数"),
    *(f"{title}%" for title in LABEL_HEADINGS.values()),
    *(f"{title}%" for title in RAW_HEADINGS.values()),
)


def write(
    records: Iterable[ReportRecord],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],  # noqa: ARG001 - the writers share one signature
) -> None:
    """Write the rows; what could not be judged is empty, what was not measured has no row."""
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_HEADER)
    shown = shown_kinds(settings.privacy)
    for record in records:
        identity = record["identity"]
        for one in compositions(record):
            row = (
                *(record["source"], identity["issuer"], identity["year"], one.title),
                one.characters,
                *(one.shares[label] for label in LABEL_HEADINGS),
                *(one.raw.get(name) for name in RAW_HEADINGS),
            )
            cells = (mask(cell, shown=shown) if isinstance(cell, str) else cell for cell in row)
            table.writerow([harmless(cell) for cell in cells])
