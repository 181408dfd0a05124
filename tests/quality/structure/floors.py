"""The floors: what was reached once is not given up."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.toml")
SEEDS = ("ar-001", "ar-002", "ar-003", "ar-004", "ar-005")


def load_floors(path: Path = FLOORS) -> dict[str, Any]:
    """Return the floors by group and name, and the hash of the labels."""
    return tomllib.loads(path.read_text(encoding="utf8"))


def reached_texts(texts: dict[str, Any], views: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Reduce the measurement of the texts to the figures that have floors (worst report each)."""
    prose = texts["prose"]
    pdfs = [name for name in prose if name not in SEEDS]
    return {
        "texts": {
            "seed_prose_precision": min(prose[name]["precision"] for name in SEEDS),
            "seed_prose_recall": min(prose[name]["recall"] for name in SEEDS),
            "pdf_text_prose_precision": min(prose[name]["precision"] for name in pdfs),
            "pdf_text_prose_recall": min(prose[name]["recall"] for name in pdfs),
            "section_precision": texts["sections"]["precision"],
            "section_recall": texts["sections"]["recall"],
            "subheading_precision": texts["subheadings"]["precision"],
            "subheading_recall": texts["subheadings"]["recall"],
            "table_shapes": texts["tables"]["right_shape"],
        },
        "views": {name: views[name] for name in ("section_recall", "prose_recall")},
    }


def reached_files(files: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Reduce the measurement of the published files to the figures that have floors."""
    reports = [files[name] for name in files if name != "template"]
    return {
        "files": {
            "prose_precision": min(r["precision"] for r in reports),
            "prose_recall": min(r["recall"] for r in reports),
            "sections": 100.0 * all(r["sections"] for r in reports),
            "table_shapes": 100.0 * all(r["tables"] for r in reports),
            "template_without_prose": 100.0
            * (files["template"]["characters_beyond_headings"] == 0),
        }
    }


def reached_changes(changes: dict[str, Any]) -> dict[str, float]:
    """Reduce the measurement of changed prints to its worst figures."""
    return {
        name: min(figures[name] for figures in changes.values())
        for name in ("precision", "recall", "sections")
    }


def below(floors: dict[str, Any], reached: dict[str, dict[str, float]]) -> list[str]:
    """Return a line for each figure below its floor."""
    return [
        f"{group}.{name}: {value} < {floors[group][name]}"
        for group, figures in reached.items()
        for name, value in figures.items()
        if value < floors[group][name]
    ]


def ratchet(reached: dict[str, dict[str, float]], labels: str) -> None:
    """Raise floors to what was reached (rounded down to a tenth); never lower one."""
    text = FLOORS.read_text(encoding="utf8")
    floors = load_floors()
    for group, figures in reached.items():
        for name, value in figures.items():
            floor = max(floors[group][name], int(value * 10) / 10)
            text = _set(text, group, name, floor)
    FLOORS.write_text(re.sub(r'(?m)^labels = ".*"$', f'labels = "{labels}"', text), "utf8")


def _set(text: str, group: str, name: str, value: float) -> str:
    head, mark, rest = text.partition(f"[{group}]\n")
    body, bracket, tail = rest.partition("\n[")
    body = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", body)
    return head + mark + body + bracket + tail
