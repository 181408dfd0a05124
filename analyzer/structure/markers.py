"""Numbering in front of headings and items: 一、 （一） 1. （1） ① 一是 首先."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERALS = "一二三四五六七八九十"
_VALUE = {c: i for i, c in enumerate(_NUMERALS, 1)}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_B = r"[ \t\u00a0\u3000]*"

# Level 1 一、 第一部分 · 2 （一） · 3 1. 1、 1） · 4 （1） ①
_MARKER = re.compile(
    rf"{_B}(?:"
    rf"(?P<l1>[{_NUMERALS}]{{1,3}}){_B}[、.．，,：:·]"
    rf"|第(?P<l1b>[{_NUMERALS}]{{1,3}}){_B}(?:部分|章|节)[、：:]?"
    rf"|[（(〔\[【]{_B}(?P<l2>[{_NUMERALS}]{{1,3}}){_B}[)）〕\]】]{_B}[、.．]?"
    rf"|(?P<l3>[0-9０-９]{{1,2}}){_B}(?:[、．]|[.](?![0-9０-９])|[)）])"
    rf"|[（(]{_B}(?P<l4>[0-9０-９]{{1,2}}){_B}[)）]{_B}[、.．]?"
    rf"|(?P<l4b>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]){_B}[、.．]?"
    rf"){_B}"
)
_LEVELS = {"l1": 1, "l1b": 1, "l2": 2, "l3": 3, "l4": 4, "l4b": 4}


@dataclass(frozen=True, slots=True)
class Marker:
    """A number in front of a line."""

    level: int
    ordinal: int
    end: int  # behind the marker and its blanks


def read_marker(text: str, start: int = 0) -> Marker | None:
    """Read the marker at `start`, None where there is none."""
    match = _MARKER.match(text, start)
    if match is None:
        return None
    group = str(match.lastgroup)
    return Marker(_LEVELS[group], ordinal_of(match.group(group)), match.end())


def ordinal_of(numeral: str) -> int:
    """Return the value of 一…九十九, 1…99 or ①…⑫."""
    if "①" <= numeral <= "⑫":
        return ord(numeral) - ord("①") + 1
    numeral = numeral.translate(_DIGITS)
    if numeral.isdigit():
        return int(numeral)
    if "十" in numeral:
        tens, _, units = numeral.partition("十")
        return _VALUE.get(tens, 1) * 10 + _VALUE.get(units, 0)
    return _VALUE.get(numeral[-1], 0)
