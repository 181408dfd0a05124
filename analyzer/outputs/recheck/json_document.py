"""A second look as one JSON document; offsets count the text of each version as read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.outputs.json_lines import compact
from analyzer.outputs.recheck.rows import change_of, ordered
from analyzer.profile.recheck.changes import STATES, Change, Passage, Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json

SCHEMA_VERSION = "1.0"


def write(
    found: Iterable[Recheck | Alone],
    out: TextIO,
    settings: Settings,  # noqa: ARG001 - the writers share one signature
    run: Mapping[str, Json],
) -> None:
    """Write the document, one pair a line."""
    head = {"schema_version": SCHEMA_VERSION, "provenance": run}
    out.write(compact(head)[:-1] + ',"pairs":[')
    alone: list[Alone] = []
    pairs = 0
    for one in found:
        if isinstance(one, Alone):
            alone.append(one)
            continue
        out.write((",\n" if pairs else "\n") + compact(_pair(one)))
        pairs += 1
    told = [{"side": one.side, "source": one.source, "reason": one.reason} for one in alone]
    out.write("\n]," + compact({"alone": told})[1:] + "\n")


def _pair(found: Recheck) -> dict[str, Json]:
    return {
        "old": _version(found.old),
        "new": _version(found.new),
        "counts": {state: found.count(state) for state in STATES},
        "scores": {
            name: {"old": old, "new": new, "change": change_of(old, new)}
            for name, (old, new) in found.scores().items()
        },
        "changes": [_change(change) for change in ordered(found)],
    }


def _version(record: ReportRecord) -> dict[str, Json]:
    identity = record["identity"]
    return {
        "source": record["source"],
        "sha256": record["sha256"],
        "title": identity["title"],
        "issuer": identity["issuer"],
        "year": identity["year"],
    }


def _change(change: Change) -> dict[str, Json]:
    finding = change.finding
    return {
        "state": change.state,
        "rule": change.rule,
        "severity": change.severity,
        "confidence": finding["confidence"],
        "section": finding["section"],
        "message": finding["message"],
        "hint": finding["hint"],
        "suggestion": finding["suggestion"],
        "note": change.note,
        "old": _passage(change.old),
        "new": _passage(change.new),
    }


def _passage(passage: Passage | None) -> dict[str, Json] | None:
    if passage is None:
        return None
    return {
        "start": passage.start,
        "end": passage.end,
        "before": passage.before,
        "quote": passage.quote,
        "after": passage.after,
    }
