"""The forms an analysis can take, loaded by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module
from typing import TextIO

from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json

_FAILING = frozenset({"junit"})
# Forms that need the text as read, to quote it or to count its lines.
WITH_TEXT = frozenset({"html", "table", "sarif", "github"})

# Each module has `write(records, out, settings, run)`; `run` is the provenance of the run. It
# takes the records one by one, in input order, and writes to `out`.
Writer = Callable[[Iterable[ReportRecord], TextIO, Settings, Mapping[str, Json]], None]

FORMS = {
    "table": "analyzer.outputs.table",
    "json": "analyzer.outputs.json_document",
    "jsonl": "analyzer.outputs.json_lines",
    "csv": "analyzer.outputs.comma_separated",
    "sections": "analyzer.outputs.section_rows",
    "html": "analyzer.outputs.html.page",
    "sarif": "analyzer.outputs.sarif",
    "github": "analyzer.outputs.github",
    "junit": "analyzer.outputs.junit",
}


def writer(form: str, *, fail_on: str | None = None) -> Writer:
    """Return the writer of a form. Raises KeyError for an unknown one.

    `fail_on` is the least severity that fails a report in the forms that know failures.
    """
    found: Callable[..., None] = import_module(FORMS[form]).write
    return partial(found, fail_on=fail_on) if form in _FAILING and fail_on else found
