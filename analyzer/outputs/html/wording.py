"""What a report's prose is made of, as rows of stacked bars."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.outputs.html.titles import section_title
from analyzer.profile.record import ReportRecord

KINDS = {
    "original": "本单位自己的文字",
    "within": "文内重复",
    "peers": "与其他单位相同",
    "own_last_year": "与本单位上年相同",
    "stock": "多家通用表述",
    "mandated": "法定与固定用语",
}
_LEAST = 40  # characters; a heading's worth of text has no composition


@dataclass(frozen=True, slots=True)
class Piece:
    """A share of a row: percent, and where it starts."""

    kind: str
    title: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A section or the whole report."""

    title: str
    pieces: list[Piece]


def wording(record: ReportRecord) -> list[Row]:
    """Return the composition of the whole report and of each section; empty where unmeasured."""
    metrics = record["metrics"]
    whole = {kind: metrics.get(f"boilerplate.share_of_prose_{kind}") for kind in KINDS}
    shares = {kind: metric["value"] for kind, metric in whole.items() if metric}
    rows = [Row("全文", _pieces(shares))] if any(shares.values()) else []
    for section in record["section_wording"]:
        start, end = section["start"], section["end"]
        if isinstance(start, int) and isinstance(end, int) and end - start >= _LEAST:
            shares = {kind: _number(section.get(kind)) for kind in KINDS}
            rows.append(Row(section_title(str(section["key"])), _pieces(shares)))
    return rows


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _pieces(shares: dict[str, float | None]) -> list[Piece]:
    pieces, at = [], 0.0
    for kind, title in KINDS.items():
        percent = 100 * (shares.get(kind) or 0.0)
        if percent >= 0.05:
            pieces.append(Piece(kind, title, round(at, 2), round(percent, 2)))
        at += percent
    return pieces
