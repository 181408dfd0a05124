"""Numbers as reports write them: Arabic, full-width, Chinese, mixed, approximate."""

from __future__ import annotations

import re

_FULLWIDTH_DIGITS = {0xFF10 + i: chr(0x30 + i) for i in range(10)}
_FULLWIDTH = {
    **_FULLWIDTH_DIGITS,
    **{0xFF21 + i: chr(0x41 + i) for i in range(26)},
    **{0xFF41 + i: chr(0x61 + i) for i in range(26)},
    0xFF0E: ".",
    0xFF05: "%",
    0xFF0B: "+",
    0xFF0D: "-",
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

# An Arabic number, with thousands separators or the single spaces that scanning puts there.
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?![\d])|\d{1,3}(?: \d{3})+(?![\d ])|\d+)(?:\.\d+)?"
CHINESE = r"(?:[一二三四五六七八九十百千万亿零〇两]+|半)"
SCALE = r"(?:[十百千]?[万亿]|[百千](?=[余多]))?"
VAGUE_AFTER = r"(?:[余多几]|\+|以上)?"
_CHINESE_ONLY = re.compile(r"[一二三四五六七八九十百千万亿零〇两半]+")


def halfwidth(text: str) -> str:
    """Return `text` with full-width digits, Latin letters and signs narrowed, same length."""
    return text.translate(_FULLWIDTH)


def parse_number(written: str) -> float | None:
    """Return the value of a number as written (`5500`, `1,136`, `12万`, `三十二`), or None."""
    plain = halfwidth(written).replace(",", "").replace("，", "").replace(" ", "")
    plain = plain.rstrip("余多几+").replace("以上", "")
    factor = 1.0
    while plain and plain[-1] in _SCALES and plain[0].isdigit():
        factor *= _SCALES[plain[-1]]
        plain = plain[:-1].rstrip("余多几")
    try:
        return round(float(plain) * factor, 6)  # 2.3亿 is 230000000, not …99.99
    except ValueError:
        return _parse_chinese(plain)


def _parse_chinese(written: str) -> float | None:
    if not _CHINESE_ONLY.fullmatch(written):
        return None
    if written == "半":
        return 0.5
    digits = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
    if all(c in digits for c in written):
        return float("".join(digits[c] for c in written))
    return _positional(written, digits)


def _positional(written: str, digits: dict[str, str]) -> float | None:
    """Return the value of 三百二十, 一万零五, 两亿三千万; None when the order makes no sense.

    cn2an does the same but costs 0.12 s to import and raises KeyError on 三三十二.
    """
    total = section = 0
    digit: int | None = None
    last = 0  # the unit read last in this section: they must fall
    for character in written:
        if character in digits:
            if digit is not None and digit != 0:
                return None
            digit = int(digits[character])
            continue
        unit = _SCALES[character]
        if unit >= _SCALES["万"]:
            group = section + (digit or 0)
            whole = unit > _SCALES["万"]  # 亿 takes all before it, 万 only its own group
            total = (total + group) * unit if whole else total + group * unit
            total = total or unit
            section, digit, last = 0, None, 0
            continue
        if last and unit >= last:
            return None
        section += (1 if digit is None else digit) * unit
        digit, last = None, unit
    return float(total + section + (digit or 0))
