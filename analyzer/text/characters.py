"""Classes of characters: Chinese, blank, invisible, final punctuation, brackets, width."""

from __future__ import annotations

import re
from typing import Final

# Blanks that carry layout only; line ends are not among them.
BLANKS: Final = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800"
# Characters without a glyph: joiners, marks of direction, soft hyphens, byte order marks,
# object placeholders and control characters.
INVISIBLE: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f"
CHINESE: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\u25cb\U00020000-\U0003134f"
CHINESE_PUNCTUATION: Final = (
    "\u3001-\u3003\u3005\u3006\u3008-\u3011\u3014-\u301f\u00b7\u2014\u2018\u2019\u201c\u201d\u2026"
    "\u2460-\u24ff\uff01-\uff5e\uffe5"
)
LINE_ENDS: Final = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"

FINAL: Final = frozenset("。！？!?")
CLOSING: Final = frozenset("”’」』）)〉》】〕］]｝}\"'")
OPENING: Final = frozenset("“‘「『（(〈《【〔［[｛{")
PAIRS: Final = {
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
    "）": "（(",
    ")": "（(",
    "〉": "〈",
    "》": "《",
    "】": "【",
    "〕": "〔",
    "］": "［[",
    "]": "［[",
}

_IS_CHINESE = re.compile(f"[{CHINESE}]")
_WIDE_RUN = re.compile(f"[{CHINESE}{CHINESE_PUNCTUATION}\u3000\u3001-\u30ff]+")
_CHINESE_RUN = re.compile(f"[{CHINESE}]+")


def count_chinese(text: str) -> int:
    """Count Chinese characters (punctuation not included)."""
    return sum(len(run) for run in _CHINESE_RUN.findall(text))


def is_chinese(character: str) -> bool:
    """Tell whether one character is a Chinese character (〇 and ○ included)."""
    return _IS_CHINESE.match(character) is not None


def display_width(text: str) -> int:
    """Return the columns the text takes in a fixed-pitch font (Chinese characters take two)."""
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE_RUN.findall(text)))
