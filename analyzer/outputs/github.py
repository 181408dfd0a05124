"""Findings as annotations of GitHub's workflow commands: `::error file=…,line=…::…`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.outputs.source_uri import source_path
from analyzer.outputs.text_lines import Lines
from analyzer.profile.record import SEVERITY_TITLES, STATUS_TITLES, FindingRecord, ReportRecord
from analyzer.settings import Settings
from analyzer.signals import catalog
from analyzer.signals.rule import Json

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_QUOTED = 80  # characters


def write(
    records: Iterable[ReportRecord],
    out: TextIO,
    settings: Settings,  # noqa: ARG001 - the writers share one signature
    run: Mapping[str, Json],  # noqa: ARG001
) -> None:
    """Write one line a finding, and one for each file without a score."""
    for record in records:
        place = {"file": source_path(record["source"])}
        if record["status"] != "ok":
            command = "error" if record["status"] == "unreadable" else "warning"
            out.write(
                _line(command, place, f"{STATUS_TITLES[record['status']]}：{record['reason']}")
            )
        text = record.get("text")
        lines = Lines(text) if text is not None and record["format"] == "text" else None
        for finding in record["findings"]:
            at = {**place, **_place(finding, lines), "title": _title(finding)}
            out.write(_line(COMMANDS[finding["severity"]], at, _message(finding)))


def _place(finding: FindingRecord, lines: Lines | None) -> dict[str, str]:
    """Return line and columns in plain text; in other formats the first line stands for the file."""
    if lines is None:
        return {"line": "1"}
    (line, column), (last, end) = lines.place(finding["start"]), lines.place(finding["end"])
    if last != line:
        return {"line": str(line), "endLine": str(last)}
    return {"line": str(line), "col": str(column), "endColumn": str(end)}


def _title(finding: FindingRecord) -> str:
    return f"{finding['rule']} {catalog.rule(finding['rule']).title}"


def _message(finding: FindingRecord) -> str:
    quote = " ".join(finding["quote"].split())
    quote = quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"
    page = f"第{finding['page']}页，" if "page" in finding else ""
    told = f"{page}“{quote}”：{finding['message']}"
    hint = f"\n{finding['hint']}" if finding["hint"] else ""
    return f"{SEVERITY_TITLES[finding['severity']]}　{told}{hint}"


def _line(command: str, place: Mapping[str, str], message: str) -> str:
    told = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{command} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
