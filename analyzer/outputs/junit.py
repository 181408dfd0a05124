"""A run as JUnit XML for pipelines: one test case a report, failed by its grave findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from analyzer.outputs.safe_text import without_controls
from analyzer.outputs.source_uri import source_path
from analyzer.profile.record import (
    SEVERITIES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    FindingRecord,
    ReportRecord,
)
from analyzer.settings import Settings
from analyzer.signals.rule import Json

DEFAULT_FAIL_ON = "error"


def write(
    records: Iterable[ReportRecord],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    fail_on: str = DEFAULT_FAIL_ON,
) -> None:
    """Write the suite. Findings of `fail_on` or graver fail a report; unreadable ones are errors."""
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    cases = [_case(record, grave) for record in records]
    counts = (
        f'tests="{len(cases)}" failures="{sum(kind == "failure" for kind, _ in cases)}" '
        f'errors="{sum(kind == "error" for kind, _ in cases)}" '
        f'skipped="{sum(kind == "skipped" for kind, _ in cases)}"'
    )
    properties = {
        "version": run["version"],
        "settings": run["settings"],
        "preset": settings.preset,
        "fail_on": fail_on,
    }
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="wenzhi" {counts}>\n')
    out.write(f'<testsuite name="wenzhi" {counts}>\n<properties>\n')
    for name, value in properties.items():
        out.write(f"<property name={_attribute(name)} value={_attribute(str(value))}/>\n")
    out.write("</properties>\n")
    out.writelines(case for _, case in cases)
    out.write("</testsuite>\n</testsuites>\n")


def _case(record: ReportRecord, grave: Iterable[str]) -> tuple[str, str]:
    """Return what became of a report ("", "failure", "error", "skipped") and its element."""
    name = _attribute(source_path(record["source"]))
    kind, message, lines = _outcome(record, frozenset(grave))
    if not kind:
        return kind, f'<testcase classname="wenzhi" name={name}/>\n'
    body = _text("\n".join(lines))
    return kind, (
        f'<testcase classname="wenzhi" name={name}>\n'
        f"<{kind} message={_attribute(message)}>{body}</{kind}>\n</testcase>\n"
    )


def _outcome(record: ReportRecord, grave: frozenset[str]) -> tuple[str, str, list[str]]:
    reason = f"{STATUS_TITLES[record['status']]}：{record['reason']}"
    if record["status"] == "unreadable":
        return "error", reason, []
    found = [f for f in record["findings"] if f["severity"] in grave]
    if found:
        return "failure", f"{len(found)} 处需要处理", list(_told(found))
    if record["scores"]["total"]["value"] is None:
        return "skipped", reason, []
    return "", "", []


def _told(findings: Iterable[FindingRecord]) -> Iterator[str]:
    for finding in findings:
        page = f"第{finding['page']}页 " if "page" in finding else ""
        quote = " ".join(finding["quote"].split())
        tier = SEVERITY_TITLES[finding["severity"]]
        place = f"[{finding['start']}, {finding['end']})"
        yield f"{finding['rule']} {tier} {page}{place} ⟦{quote}⟧ {finding['message']}"


def _text(text: str) -> str:
    return escape(without_controls(text))


def _attribute(text: str) -> str:
    return quoteattr(without_controls(text))
