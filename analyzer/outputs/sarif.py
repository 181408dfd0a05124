"""Findings as SARIF 2.1.0, for code scanning and editors. JSON stays the complete form.

Offsets count code points of the text as read. Lines are told for plain text only: elsewhere they
are no lines of the file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from analyzer.outputs.json_lines import compact
from analyzer.outputs.section_titles import section_title
from analyzer.outputs.source_uri import source_uri
from analyzer.outputs.text_lines import Lines
from analyzer.profile.record import STATUS_TITLES, FindingRecord, ReportRecord
from analyzer.settings import Settings
from analyzer.signals import catalog
from analyzer.signals.rule import Json, Rule

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_HEAD = {
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
    "version": "2.1.0",
}
_BASE = "%SRCROOT%"


def write(
    records: Iterable[ReportRecord], out: TextIO, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write one SARIF run; results as they come, files and failures after them."""
    rules = _rules()
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    driver = {"name": "Wenzhi", "version": str(run["version"]), "language": "zh-CN", "rules": rules}
    opening = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": {"settings": run["settings"], "preset": settings.preset},
    }
    out.write(f'{compact(_HEAD)[:-1]},"runs":[{compact(opening)[:-1]},"results":[')
    artifacts: list[Any] = []
    notes: list[Any] = []
    first = True
    for record in records:
        for result in _results(record, index, artifact=len(artifacts)):
            out.write(("\n" if first else ",\n") + compact(result))
            first = False
        if record["status"] != "ok":
            notes.append(_notification(record, artifact=len(artifacts)))
        artifacts.append(_artifact(record))
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": notes}
    out.write(f'\n],"artifacts":{compact(artifacts)},"invocations":[{compact(invocation)}]}}]}}\n')


def _rules() -> list[dict[str, Any]]:
    return [_rule(rule) for rule in catalog.all_rules() if rule.status != "retired"]


def _rule(rule: Rule[Any]) -> dict[str, Any]:
    page = rule.page.strip()
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": page.split("\n\n", 1)[0]},
        "help": {"text": page, "markdown": f"# {rule.id} {rule.title}\n\n{page}\n"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"status": rule.status, "source": rule.source},
    }


def _results(
    record: ReportRecord, index: Mapping[str, int], *, artifact: int
) -> Iterable[dict[str, Any]]:
    text = record.get("text")
    lines = Lines(text) if text is not None and record["format"] == "text" else None
    seen: Counter[str] = Counter()
    for finding in record["findings"]:
        mark = _fingerprint(finding)
        seen[mark] += 1
        yield {
            "ruleId": finding["rule"],
            "ruleIndex": index[finding["rule"]],
            "level": LEVELS[finding["severity"]],
            "message": {"text": _message(finding)},
            "locations": [_location(record, finding, lines, artifact)],
            "partialFingerprints": {"wenzhi/v1": f"{mark}:{seen[mark]}"},
            **_fix(record, finding, lines, artifact),
            "properties": {
                "confidence": finding["confidence"],
                **{k: finding[k] for k in ("page", "paragraph", "run") if k in finding},
            },
        }


def _fingerprint(finding: FindingRecord) -> str:
    """Return what a finding keeps when text before it changes."""
    told = f"{finding['rule']}\n{finding['quote']}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _message(finding: FindingRecord) -> str:
    return "。".join(part for part in (finding["message"], finding["hint"]) if part)


def _location(
    record: ReportRecord, finding: FindingRecord, lines: Lines | None, artifact: int
) -> dict[str, Any]:
    region = {**_region(finding, lines), "snippet": {"text": finding["quote"]}}
    return {
        "physicalLocation": {**_where(record, artifact), "region": region},
        "logicalLocations": [{"name": section_title(finding["section"]), "kind": "section"}],
    }


def _where(record: ReportRecord, artifact: int) -> dict[str, Any]:
    uri = source_uri(record["source"])
    base = {} if uri.startswith("file:") else {"uriBaseId": _BASE}
    return {"artifactLocation": {"uri": uri, **base, "index": artifact}}


def _region(finding: FindingRecord, lines: Lines | None) -> dict[str, Any]:
    start, end = finding["start"], finding["end"]
    region: dict[str, Any] = {"charOffset": start, "charLength": end - start}
    if lines is not None:
        region["startLine"], region["startColumn"] = lines.place(start)
        region["endLine"], region["endColumn"] = lines.place(end)
    return region


def _fix(
    record: ReportRecord, finding: FindingRecord, lines: Lines | None, artifact: int
) -> dict[str, Any]:
    """Return a replacement only for plain text: no tool can replace characters of a .docx."""
    if finding["suggestion"] is None or lines is None:
        return {}
    replacement = {
        "deletedRegion": _region(finding, lines),
        "insertedContent": {"text": finding["suggestion"]},
    }
    change = {**_where(record, artifact), "replacements": [replacement]}
    return {"fixes": [{"description": {"text": "建议，请核对"}, "artifactChanges": [change]}]}


def _artifact(record: ReportRecord) -> dict[str, Any]:
    uri = source_uri(record["source"])
    base = {} if uri.startswith("file:") else {"uriBaseId": _BASE}
    found: dict[str, Any] = {"location": {"uri": uri, **base}}
    if record["sha256"]:
        found["hashes"] = {"sha-256": record["sha256"]}
    if record["encoding"]:
        found["encoding"] = record["encoding"]
    return found


def _notification(record: ReportRecord, *, artifact: int) -> dict[str, Any]:
    return {
        "level": "error" if record["status"] == "unreadable" else "warning",
        "message": {"text": f"{STATUS_TITLES[record['status']]}：{record['reason']}"},
        "locations": [{"physicalLocation": _where(record, artifact)}],
    }
