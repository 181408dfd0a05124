"""Bytes to text: BOM → UTF-16 pattern → strict UTF-8 → strict GB18030 → charset-normalizer.

Genuine GB18030 Chinese is practically never valid UTF-8, so the strict tests decide; what a page
declares about itself comes second, because it is often false.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from analyzer.readers.legible import is_plausible

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GB18030_BOM = b"\x84\x31\x95\x33"
# A file cut inside a character or with a few bad bytes is still worth reading: at most one
# damaged place in a thousand characters and two at least (short files).
_TOLERATED_DAMAGE = 0.001
_SAMPLE = 1 << 16  # bytes that decide about patterns
# C0 controls that occur in text: tab, line feed, vertical tab, form feed, return, ^Z (DOS end).
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 0x1A)) + b"\x7f"
_BINARY_SHARE = 0.02  # random bytes hold 10 % controls, text of any encoding below none
_PLAUSIBLE_SHARE = 0.95
_PLAUSIBLE = re.compile("[\t\n\r\x20-\x7e\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark. `damaged` counts replaced characters."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """Decode a text file; None where the bytes are no text in any encoding we can tell.

    `declared` is what the file says of itself (HTML meta charset), tried after strict UTF-8.
    """
    marked = _by_mark(data)
    if marked is not None:
        return marked
    wide = _utf16_pattern(data[:_SAMPLE])
    if wide is not None:
        return _decode_as(data, wide)
    if is_binary(data):
        return None
    for encoding in ("utf-8", declared):
        decoded = _strictly(data, encoding)
        if decoded is not None:
            return decoded
    chinese = _strictly(data, "gb18030")  # nearly any bytes pass: see whether it makes words
    if chinese is not None and is_plausible(chinese.text):
        return chinese
    for encoding in ("utf-8", "gb18030"):
        tolerant = _decode_as(data, encoding)
        few = tolerant.damaged <= max(2, len(tolerant.text) * _TOLERATED_DAMAGE)
        if few and is_plausible(tolerant.text):
            return tolerant
    return _guess(data) or chinese


def is_binary(data: bytes) -> bool:
    """Tell whether a sample holds more control bytes than any text does."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > max(4, len(sample) * _BINARY_SHARE)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if data.startswith(_GB18030_BOM):
        return _decode_as(data[len(_GB18030_BOM) :], "gb18030")
    return None


def _utf16_pattern(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero bytes of its line breaks, digits and spaces."""
    if 0 not in sample or len(sample) < 4:
        return None
    even = sample[: len(sample) // 2 * 2]
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        shares[encoding] = len(_PLAUSIBLE.findall(text)) / len(text)
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _PLAUSIBLE_SHARE else None


def _strictly(data: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """Decode, replacing what is damaged, so that no lone surrogate ever enters a text."""
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # slow to import, rarely reached

    best = from_bytes(data[:_SAMPLE], steps=5, chunk_size=512).best()
    if best is None:
        return None
    return _decode_as(data, best.encoding)
