"""Columns of text that line up on a terminal, where a Chinese character takes two cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Return the number of terminal cells a text takes."""
    return sum(map(_cells, text))


def fit(text: str, cells: int) -> str:
    """Cut a text to at most `cells` terminal cells, ending in … where something was cut."""
    if width(text) <= cells:
        return text
    kept, room = [], cells - 1
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Fill a text with spaces to `cells` terminal cells."""
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Return rows as aligned lines; `right` are the columns aligned to the right."""
    if not rows:
        return ""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(pad(cell, widths[i], right=i in right) for i, cell in enumerate(row)).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
