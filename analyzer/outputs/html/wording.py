"""What a report's prose is made of, as rows of stacked bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.outputs.composition import Composition, compositions
from analyzer.profile.record import ReportRecord
from analyzer.signals.boilerplate.metrics import RAW_TITLES

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
    raw: str = ""  # the overlapping shares, in words


def wording(record: ReportRecord) -> list[Row]:
    """Return the composition of the whole report and of each section; empty where unmeasured."""
    return [
        Row(one.title, _pieces(one.shares), _raw(one))
        for one in compositions(record)
        if not one.key or one.characters is None or one.characters >= _LEAST
    ]


def _raw(one: Composition) -> str:
    """Return the overlapping shares at both block lengths; those that cannot be judged are left out."""
    found = []
    for name, title in RAW_TITLES.items():
        four, eight = (one.raw.get(f"{name}_{length}") for length in (4, 8))
        if four is not None and eight is not None:
            found.append(f"{title} {four:.1f}% / {eight:.1f}%")
    return " · ".join(found)


def _pieces(shares: Mapping[str, float | None]) -> list[Piece]:
    pieces, at = [], 0.0
    for kind, title in KINDS.items():
        percent = shares.get(kind) or 0.0
        if percent >= 0.05:
            pieces.append(Piece(kind, title, round(at, 2), round(percent, 2)))
        at += percent
    return pieces
