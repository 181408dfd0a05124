"""The text forms of a second look, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.outputs.recheck import comma_separated, json_document, page, table
from analyzer.profile.recheck.changes import Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.settings import Settings
from analyzer.signals.rule import Json


def write(
    form: str,
    found: Iterable[Recheck | Alone],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    everything: bool,
) -> None:
    """Write "table", "json", "csv" or "html"; `everything` holds for the table."""
    if form == "json":
        json_document.write(found, out, settings, run)
    elif form == "csv":
        comma_separated.write(found, out, settings, run)
    elif form == "html":
        page.write(found, out, settings, run)
    else:
        table.write(found, out, settings, run, everything=everything)
