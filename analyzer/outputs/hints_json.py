"""The hints of one report as a JSON document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TextIO

from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json

HINTS_VERSION = "1.0"


def write(record: ReportRecord, out: TextIO, settings: Settings, run: Mapping[str, Json]) -> None:
    """Write source, status, gates and hints; `start` and `end` count the text as read."""
    advice = record.get("advice")
    document = {
        "schema_version": HINTS_VERSION,
        "preset": settings.preset,
        "weights": dict(settings.weights),
        "provenance": dict(run),
        "source": record["source"],
        "status": record["status"],
        "reason": record["reason"] or record["scores"]["substance"]["reason"],
        "identity": record["identity"],
        "gates": record["gates"],
        "before": advice["before"] if advice else None,
        "after": advice["after"] if advice else None,
        "hints": advice["hints"] if advice else [],
    }
    json.dump(document, out, ensure_ascii=False, indent=1)
    out.write("\n")
