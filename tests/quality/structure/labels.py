"""The labels of data/gold/structure and the real reports they point into."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
LABELS = ROOT / "data" / "gold" / "structure" / "labels.json"
SHARED = ROOT.parent / "shared"
REPORTS = SHARED / "reports" / "reports.jsonl"
FILES = SHARED / "reports" / "files"
PDF_OF = {
    "ar-006": "ar-006_huaian_2024.pdf",
    "ar-122": "ar-122_hongze_2023.pdf",
    "ar-123": "ar-123_hongze_2024.pdf",
}
TEMPLATE = "template.docx"


@dataclass(frozen=True)
class Label:
    """What a reader found in one real report. Offsets are code points of its text."""

    id: str
    text: str
    sections: tuple[tuple[str, int], ...]  # key, offset of the heading's first character
    subheadings: tuple[tuple[int, int], ...]  # offset, level
    tables: tuple[tuple[str, int, int], ...]  # kind, rows, columns
    prose: tuple[tuple[int, int], ...] | None  # half-open ranges; None: not labelled


def load_labels() -> list[Label]:
    """Return the labels with the texts they belong to. Raises ValueError when a text differs."""
    texts = {}
    for line in REPORTS.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        texts[record["id"]] = record["text"]
    raw: dict[str, dict[str, Any]] = json.loads(LABELS.read_text(encoding="utf8"))
    labels = []
    for name, entry in raw.items():
        text = texts[name]
        if hashlib.sha256(text.encode()).hexdigest() != entry["sha256"]:
            raise ValueError(f"{name}: the text is not the one that was labelled")
        labels.append(
            Label(
                id=name,
                text=text,
                sections=tuple((key, at) for key, at in entry["sections"]),
                subheadings=tuple((at, level) for at, level in entry["subheadings"]),
                tables=tuple((kind, rows, columns) for kind, rows, columns in entry["tables"]),
                prose=tuple((a, b) for a, b in entry["prose"]) if "prose" in entry else None,
            )
        )
    return labels


def load_views() -> dict[str, str]:
    """Return the rough prose view of each report."""
    lines = (SHARED / "reports" / "prose.jsonl").read_text(encoding="utf8").splitlines()
    return {record["id"]: record["prose"] for record in map(json.loads, lines)}


def fingerprint() -> str:
    """Return the hash of the labels; the floors name it."""
    return hashlib.sha256(LABELS.read_bytes()).hexdigest()
