"""Numbering in front of headings: 一、 第一部分 （一） 1. （1） ①."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMERALS = "一二三四五六七八九十"
_VALUE = {c: i for i, c in enumerate(NUMERALS, 1)}
_VALUE |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖拾", 1)}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_B = r"[ \t\u00a0\u2002\u2003\u3000]*"

# Level 1 一、 第一部分 · level 2 （一） · level 3 1. 1、 1） · level 4 （1） ①
_MARKER = re.compile(
    rf"{_B}(?:"
    rf"(?P<l1>[{NUMERALS}]{{1,3}}|[壹贰叁肆伍陆柒捌玖拾]){_B}[、.．，,：:·]"
    rf"|第(?P<l1b>[{NUMERALS}]{{1,3}}){_B}(?:部分|章){_B}[、：:]?"
    rf"|[（(〔\[【]{_B}(?P<l2>[{NUMERALS}]{{1,3}}){_B}[)）〕\]】]{_B}[、.．]?"
    rf"|(?P<l3>[0-9０-９]{{1,2}}){_B}(?:[、．]|[.](?![0-9０-９])|[)）])"
    rf"|[（(]{_B}(?P<l4>[0-9０-９]{{1,2}}){_B}[)）]{_B}[、.．]?"
    rf"|(?P<l4b>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]){_B}[、.．]?"
    rf"){_B}"
)
_LEVELS = {"l1": 1, "l1b": 1, "l2": 2, "l3": 3, "l4": 4, "l4b": 4}
# A numeral with its stop lost: only before a known heading ("一 总体情况", "二主动公开…").
_BARE = re.compile(rf"{_B}([{NUMERALS}]{{1,3}}|[0-9]{{1,2}}){_B}(?=[\u4e00-\u9fff])")


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


def read_bare_marker(text: str) -> Marker | None:
    """Read a numeral that lost its stop at the beginning of `text`."""
    match = _BARE.match(text)
    if match is None:
        return None
    return Marker(3 if match[1].isdigit() else 1, ordinal_of(match[1]), match.end())


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
