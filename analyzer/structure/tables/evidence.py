"""What a printed line says about itself: a table row, a piece of one, or prose."""

from __future__ import annotations

import re
from enum import IntEnum

from analyzer.structure.forms import Forms
from analyzer.structure.lines import Line
from analyzer.structure.markers import read_marker
from analyzer.structure.tables.squashed import squashed_span
from analyzer.text.characters import count_chinese


class Evidence(IntEnum):
    """How a line bears on the question whether it belongs to a table."""

    BLANK = 0
    PROSE = 1  # ends a table
    HEADING = 2  # heading of a section; ends a table
    WORDS = 3  # a few words; inside a table only when the table goes on behind them
    CELL = 4  # a figure or a piece of a label; belongs to the table it touches
    TABBED = 5  # begins with a tab like a cell of a converted Word table
    ROW = 6  # opens or continues a table
    WHOLE = 7  # a squashed table, complete on one line


_GAP = re.compile(r"[ \u00a0\u2002\u2003\u3000]{2,}|\t+|\s*[|｜│┃]\s*")
_BAR = re.compile(r"[|｜│┃]")
_NUMBER = re.compile(
    r"(?:约|共)?[+\-－＋]?[0-9０-９]+(?:[,，.．][0-9０-９]+)*"
    r"(?:[万亿]?元|[万亿]|条|件|次|个|人|篇|份|项|%|％|期|场|人次)?"
    r"|[-—－–/／\\]+|〇|○|零|[+＋]|Ｏ|O"
)
_CELL_END = re.compile(r"[。；！？;!?]")
_STOPS = re.compile(r"[，。；：！？;:!?]|,(?!\d)")
_LETTER_SPACED = 1.6  # characters a part; below it the blanks only stretch the line
_LEAST_LABEL = 4  # characters of a label that may lead a row parted by single blanks
_FEW_WORDS = 16  # Chinese characters a line without any full stop may have in a cell


def fields(raw: str) -> list[str]:
    """Split a line where a table would have cell borders."""
    return [part for part in (p.strip() for p in _GAP.split(raw)) if part]


def is_number(text: str) -> bool:
    """Tell whether a cell holds a value: a number with or without unit, a dash."""
    return _NUMBER.fullmatch(text) is not None


def weigh(line: Line, forms: Forms) -> Evidence:
    """Weigh one line by itself; neighbours are looked at elsewhere."""
    if not line.compact:
        return Evidence.BLANK
    if len(_BAR.findall(line.compact)) >= 2:
        return Evidence.ROW
    compact = _BAR.sub("", line.compact)
    if not compact:
        return Evidence.CELL
    if forms.is_label(compact):
        return Evidence.ROW if len(compact) > 2 else Evidence.CELL
    if squashed_span(line, forms) is not None:
        return Evidence.WHOLE
    if _is_row(line.raw, forms):
        return Evidence.ROW
    if is_number(compact):
        return Evidence.TABBED if line.raw.startswith("\t") else Evidence.CELL
    if forms.is_fragment(compact):
        return Evidence.ROW if len(compact) > 12 else Evidence.CELL
    if line.raw.startswith("\t") and not is_prose(compact) and not read_marker(compact):
        return Evidence.TABBED
    return Evidence.PROSE if is_prose(compact) else Evidence.WORDS


def is_prose(compact: str) -> bool:
    """Tell whether the characters of a line read like running text."""
    if _CELL_END.search(compact) and count_chinese(compact) >= 6:
        return True
    words = count_chinese(compact)
    return words > _FEW_WORDS and (_STOPS.search(compact) is not None or words > 2 * _FEW_WORDS)


def _is_row(raw: str, forms: Forms) -> bool:
    parts = fields(raw)
    if len(parts) >= 2 and _all_cells(parts, forms):
        return True
    words = raw.split()
    return len(words) >= 2 and _single_spaced_row(words, forms)


def _all_cells(parts: list[str], forms: Forms) -> bool:
    if sum(map(len, parts)) < _LETTER_SPACED * len(parts) and not any(map(is_number, parts)):
        return False
    known = sum(is_number(p) or forms.is_fragment(p) or forms.is_filled_label(p) for p in parts)
    if known == len(parts):
        return True
    if len(parts) >= 3 and known * 2 >= len(parts):
        return True
    return len(parts) >= 3 and all(_short_cell(p) for p in parts)


def _short_cell(part: str) -> bool:
    return count_chinese(part) <= 12 and not _STOPS.search(part)


def _single_spaced_row(words: list[str], forms: Forms) -> bool:
    """Labels with their figures, or figures alone, parted by single blanks."""
    figures = 0
    while figures < len(words) and is_number(words[-1 - figures]):
        figures += 1
    head = words[: len(words) - figures]
    if not head:
        return figures >= 2
    if all(map(forms.is_label, head)):
        return True
    if not figures:
        return False
    label = "".join(head)
    if forms.is_label(label) or (figures >= 3 and forms.is_fragment(label)):
        return True
    return len(head[0]) >= _LEAST_LABEL and all(map(forms.is_fragment, head))
