"""What pdfium draws on a page: characters with their places, ruling lines, large pictures.

pdfium (pypdfium2, Apache-2.0 or BSD-3) instead of pdfplumber: the same characters at the same
places in a seventh of the time, measured on three published reports (tests/unit/readers compares
the two), which keeps a PDF within what one report may cost. Coordinates run from the top left of
the page as it is seen, in points.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

from analyzer.readers.pdf_drawing import Ruling, read_drawings

Turn = Callable[[float, float], tuple[float, float]]

_HYPHENS = frozenset({0x02, 0xFFFE})  # pdfium's mark for a hyphen at a line's end
_SLANT = math.radians(3)
_HUGE = 40.0  # points; larger boxes are either large type or pdfium's error for vertical fonts


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character. `right - left` is its advance, `base` its base line."""

    char: str
    left: float
    right: float
    top: float
    base: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page. `unmapped` counts characters to whose shapes the font gives no meaning."""

    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    unmapped: int
    pictured: bool  # a picture covers much of it


def load_page(document: Any, index: int, *, most: int = 1_000_000) -> PdfPage:
    """Take one page of a pypdfium2 document apart; characters beyond `most` are not looked at."""
    page = document[index]
    try:
        turn = _turn(page)
        glyphs, unmapped = _glyphs(page, turn, most)
        rulings, pictured = read_drawings(page, turn)
        return PdfPage(tuple(glyphs), tuple(rulings), unmapped, pictured)
    finally:
        page.close()


def _turn(page: Any) -> Turn:
    """Return the way from the file's coordinates to what is seen, from the top left."""
    left, bottom, right, top = page.get_cropbox()
    rotation = page.get_rotation()
    if rotation == 90:
        return lambda x, y: (y - bottom, x - left)
    if rotation == 180:
        return lambda x, y: (right - x, y - bottom)
    if rotation == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _glyphs(page: Any, turn: Turn, most: int) -> tuple[list[Glyph], int]:
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    text = textpage.raw  # a handle; the helper object would be asked for it at every call
    glyphs: list[Glyph] = []
    unmapped = 0
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    try:
        for i in range(min(pdfium.FPDFText_CountChars(text), most)):
            code = pdfium.FPDFText_GetUnicode(text, i)
            if code in _HYPHENS:
                code = 0x2D
            elif pdfium.FPDFText_IsGenerated(text, i):
                continue  # spaces and line ends that pdfium guesses; we measure the gaps
            if code in {0, 0xFFFD} or pdfium.FPDFText_HasUnicodeMapError(text, i):
                unmapped += 1
                continue
            char = chr(code)
            if not char.isprintable() or char == " " or "\ue000" <= char <= "\uf8ff":
                continue
            if _is_slanted(pdfium.FPDFText_GetCharAngle(text, i)):
                continue  # a watermark
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            pdfium.FPDFText_GetLooseCharBox(text, i, box)
            if box.right - box.left > _HUGE:
                _tighten(text, i, box)
            (x0, y0), (x1, y1) = turn(box.left, box.top), turn(box.right, box.bottom)
            base = turn(x.value, y.value)[1]
            glyphs.append(Glyph(char, min(x0, x1), max(x0, x1), min(y0, y1), base))
    finally:
        textpage.close()
    return glyphs, unmapped


def _tighten(text: Any, index: int, box: Any) -> None:
    """Replace the box of a character in a vertical font, which pdfium makes twentyfold too large."""
    import pypdfium2.raw as pdfium

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    if max(right.value - left.value, top.value - bottom.value) < (box.right - box.left) / 4:
        box.left, box.right = left.value, right.value
        box.bottom, box.top = bottom.value, top.value


def _is_slanted(angle: float) -> bool:
    off = angle % (math.pi / 2)
    return min(off, math.pi / 2 - off) > _SLANT
