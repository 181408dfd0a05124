"""Profiles of the samples in a form that a person can review in a diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from analyzer.pipeline import analyze
from analyzer.profile.record import ReportRecord
from analyzer.settings import default_settings

FOLDER = Path(__file__).resolve().parent
SAMPLES = FOLDER.parents[1] / "data" / "samples"
KEPT = ("liuqiao-2023.txt", "qingxi-2021.html", "wangjiang-2023.docx", "yunling-2024.pdf")


def current() -> dict[str, str]:
    """Analyse all samples in one run and return the kept profiles as JSON text by file name."""
    records = analyze(SAMPLES, settings=default_settings())
    by_name = {Path(record["source"]).name: record for record in records}
    return {f"{name}.json": _text(_condensed(by_name[name])) for name in KEPT}


def _condensed(record: ReportRecord) -> dict[str, Any]:
    """Leave out what says the same in other words (sentences, prose, tables in full)."""
    return {
        "status": record["status"],
        "reason": record["reason"],
        "identity": record["identity"],
        "sections": [f"{s['key']} {s['start']}-{s['end']}" for s in record["sections"]],
        "tables": [f"{t['kind']} {len(t['rows'])} rows" for t in record["tables"]],
        "scores": {name: score["value"] for name, score in record["scores"].items()},
        "metrics": {name: metric["value"] for name, metric in record["metrics"].items()},
        "gates": [gate["id"] for gate in record["gates"]],
        "findings": [
            f"{f['start']}-{f['end']} {f['rule']} {f['severity']} {f['confidence']}"
            f" 〈{_short(f['quote'])}〉 {f['message']}"
            for f in record["findings"]
        ],
        "facts": [f"{f['start']}-{f['end']} {f['text']}" for f in record["facts"]],
        "passages": [
            f"{p['start']}-{p['end']} {p.get('other_issuer')} {p.get('other_year')}"
            for p in record["passages"]
        ],
        "problems": [
            f"{p['id']} {p['grade']} {p['links']} {p['text']}" for p in record["problems"]
        ],
        "measures": [
            f"{m['id']} {m['grade']} {m['links']} {m['text']}" for m in record["measures"]
        ],
        "sentence_grades": "".join(str(s["grade"]) for s in record["sentences"]),
    }


def _short(quote: str) -> str:
    return quote if len(quote) <= 40 else f"{quote[:20]}…{quote[-19:]}"


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
