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
        return float(plain) * factor
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
    if len(written) == 1:
        return float(_SCALES[written])
    import cn2an

    try:
        return float(cn2an.cn2an(written.replace("〇", "零"), "smart"))
    except ValueError:
        return None
