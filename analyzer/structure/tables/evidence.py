"""What a printed line says about itself: a table row, a piece of one, a heading, prose."""

from __future__ import annotations

import re
from enum import IntEnum

from analyzer.structure.forms import Forms, normal
from analyzer.structure.lines import Line
from analyzer.text.characters import count_chinese


class Evidence(IntEnum):
    """How a line bears on the question whether it belongs to a table."""

    BLANK = 0
    PROSE = 1  # ends a table
    HEADING = 2  # heading of a section; ends a table
    WEAK = 3  # belongs to a table when it stands inside one
    STRONG = 4  # opens or continues a table


_GAP = re.compile(r"[ \u00a0\u3000]{2,}|\t+|\s*[|｜│┃]\s*")
_NUMBER = re.compile(
    r"[+\-－＋]?[0-9０-９][0-9０-９,，.．]*(?:万?元|条|件|次|个|人|篇|份|项|%|％)?|[-—－/／\\]+|〇|○|零|无"
)
_CELL_END = re.compile(r"[。；！？]")
_STOPS = re.compile(r"[，。；：！？]")


def fields(raw: str) -> list[str]:
    """Split a line where a table would have cell borders."""
    return [part for part in (p.strip() for p in _GAP.split(raw)) if part]


def is_number(text: str) -> bool:
    """Tell whether a cell holds a value: a number with or without unit, a dash, 无."""
    return _NUMBER.fullmatch(text) is not None


def weigh(line: Line, forms: Forms) -> Evidence:
    """Weigh one line by itself; neighbours are looked at elsewhere."""
    compact = line.compact
    if not compact:
        return Evidence.BLANK
    if "|" in compact and compact.count("|") >= 2:
        return Evidence.STRONG
    if forms.is_label(compact):
        return Evidence.STRONG if len(compact) > 2 else Evidence.WEAK
    parts = fields(line.raw)
    if len(parts) >= 2 and _looks_like_row(parts, forms):
        return Evidence.STRONG
    if line.raw.startswith("\t") and not _is_prose(compact):
        return Evidence.STRONG
    if is_number(compact) or (len(compact) <= 12 and forms.is_fragment(compact)):
        return Evidence.WEAK
    if len(compact) > 12 and forms.is_fragment(compact):
        return Evidence.STRONG
    return Evidence.PROSE if _is_prose(compact) else Evidence.WEAK


def _looks_like_row(parts: list[str], forms: Forms) -> bool:
    known = sum(is_number(p) or forms.is_fragment(normal(p)) for p in parts)
    if known == len(parts):
        return True
    if len(parts) >= 3 and known * 2 >= len(parts):
        return True
    return len(parts) >= 3 and all(
        count_chinese(p) <= 12 and not _STOPS.search(p) for p in parts
    )


def _is_prose(compact: str) -> bool:
    if _CELL_END.search(compact) and count_chinese(compact) >= 6:
        return True
    return count_chinese(compact) >= 16 and _STOPS.search(compact) is not None
