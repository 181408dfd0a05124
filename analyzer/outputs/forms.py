"""The forms an analysis can take, loaded by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TextIO

from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json

# Each module has `write(records, out, settings, run)`; `run` is the provenance of the run. It
# takes the records one by one, in input order, and writes to `out`.
Writer = Callable[[Iterable[ReportRecord], TextIO, Settings, Mapping[str, Json]], None]

FORMS = {
    "table": "analyzer.outputs.table",
    "json": "analyzer.outputs.json_document",
    "jsonl": "analyzer.outputs.json_lines",
    "csv": "analyzer.outputs.comma_separated",
    "html": "analyzer.outputs.html.page",
}


def writer(form: str) -> Writer:
    """Return the writer of a form. Raises KeyError for an unknown one."""
    found: Writer = import_module(FORMS[form]).write
    return found
