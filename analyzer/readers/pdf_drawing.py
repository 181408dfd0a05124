"""Ruling lines of a PDF page: strokes, and fills so thin that they are strokes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import c_float, c_int, c_uint
from dataclasses import dataclass
from typing import Any

Turn = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_THIN = 2.5  # points
_PICTURE_SHARE = 0.25  # of the page: a picture this large without text is a scan
_MAX_OBJECTS = 50_000  # beyond this a page is a map or a drawing, not a ruled table
_FORM_DEPTH = 4
_NEAR_WHITE = 250  # of 255


@dataclass(frozen=True, slots=True)
class Ruling:
    """A horizontal or vertical line: `at` is the coordinate that stays."""

    at: float
    start: float
    end: float
    vertical: bool


def read_drawings(page: Any, turn: Turn) -> tuple[list[Ruling], bool]:
    """Return the ruling lines, and whether a picture covers much of the page."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    rulings: list[Ruling] = []
    pictured = False
    for number, (item, kind, outer) in enumerate(_objects(page)):
        if number > _MAX_OBJECTS:
            return [], pictured
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _within(_matrix(item), outer)
            pictured = pictured or abs(a * d - b * c) >= _PICTURE_SHARE * width * height
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            rulings.extend(_rulings(item, outer, turn))
    return rulings, pictured


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    import pypdfium2.raw as pdfium

    for i in range(max(pdfium.FPDFPage_CountObjects(page), 0)):
        yield from _expanded(pdfium.FPDFPage_GetObject(page, i), _IDENTITY, _FORM_DEPTH)


def _expanded(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield an object with the matrix it stands in; a form gives its contents."""
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, kind, outer
        return
    if depth == 0:
        return
    inner = _within(_matrix(item), outer)
    for i in range(max(pdfium.FPDFFormObj_CountObjects(item), 0)):
        yield from _expanded(pdfium.FPDFFormObj_GetObject(item, i), inner, depth - 1)


def _rulings(item: Any, outer: Matrix, turn: Turn) -> Iterator[Ruling]:
    import pypdfium2.raw as pdfium

    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if stroke.value and not _is_white(item, pdfium.FPDFPageObj_GetStrokeColor):
        for first, second in _segments(item, outer, turn):
            yield from ruling_of_stroke(first, second)
    elif fill.value and not _is_white(item, pdfium.FPDFPageObj_GetFillColor):
        yield from ruling_of_fill([p for segment in _segments(item, outer, turn) for p in segment])


def ruling_of_stroke(first: Point, second: Point) -> Iterator[Ruling]:
    """Yield the line between two points if it is horizontal or vertical."""
    (x0, y0), (x1, y1) = first, second
    if abs(x1 - x0) <= 1 < abs(y1 - y0):
        yield Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1), vertical=True)
    elif abs(y1 - y0) <= 1 < abs(x1 - x0):
        yield Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1), vertical=False)


def ruling_of_fill(points: list[Point]) -> Iterator[Ruling]:
    """Yield the line that a filled shape is if it is thin enough."""
    if not points:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if right - left <= _THIN < bottom - top:
        yield Ruling((left + right) / 2, top, bottom, vertical=True)
    elif bottom - top <= _THIN < right - left:
        yield Ruling((top + bottom) / 2, left, right, vertical=False)


def _is_white(item: Any, getter: Callable[..., int]) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not getter(item, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _NEAR_WHITE or alpha.value == 0


def _segments(item: Any, outer: Matrix, turn: Turn) -> list[tuple[Point, Point]]:
    """Return the straight segments of a path, as seen."""
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = _within(_matrix(item), outer)
    x, y = c_float(), c_float()
    segments: list[tuple[Point, Point]] = []
    start = last = (0.0, 0.0)
    for i in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            segments.append((last, point))
        if pdfium.FPDFPathSegment_GetClose(segment) and point != start:
            segments.append((point, start))
        last = point
    return segments


def _matrix(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(item, m) else _IDENTITY


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """Join the matrix of an object with the one it stands in."""
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )
