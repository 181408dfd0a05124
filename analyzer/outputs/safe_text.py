"""Text that no program runs and no file format chokes on."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# What XML 1.0 cannot hold, and C1 controls, which nobody means to write.
_UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


def without_controls(text: str) -> str:
    """Return a text that XML can hold: control characters and lone surrogates are left out."""
    return _UNPRINTED.sub("", _BREAKS.sub("\n", text))


def like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might run a text."""
    return text.lstrip(" \u3000\xa0\n\ufeff").startswith(FORMULA_STARTS)
