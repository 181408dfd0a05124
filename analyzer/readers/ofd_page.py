"""One page of an OFD file: characters with their places, ruling lines, large pictures.

Lengths in the file are millimetres from the top left; here they become points, as in a PDF. Each
object has a box (`Boundary`) that its own coordinates, turned by its matrix (`CTM`), start from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.readers.pdf_drawing import Ruling, ruling_of_fill, ruling_of_stroke
from analyzer.readers.pdf_page import Glyph, PdfPage

if TYPE_CHECKING:
    from lxml.etree import _Element

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_POINT = 72 / 25.4  # points in a millimetre
_UNIT: Matrix = (_POINT, 0.0, 0.0, _POINT, 0.0, 0.0)
_SLANT = math.radians(3)
_PICTURE_SHARE = 0.25  # of the page, as for PDF
_DEPTH = 8  # of blocks inside blocks
_MOST_OBJECTS = 50_000  # of a page; beyond it a map or a drawing
_MOST_VISITED = 1_000_000  # objects of a page, those of composites again at each use
_MOST_STEPS = 1_000_000  # that `g` may stand for in one object
_A4 = (0.0, 0.0, 210.0, 297.0)
_ASCENT = 0.85  # em above the base line
_NARROW = 0.5  # em: advance of a Latin character where the file gives none
_CURVES = {"Q": 4, "B": 6, "A": 7}  # operands of what is no straight line
_TOKEN = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


@dataclass(frozen=True, slots=True)
class Shared:
    """What several pages are made of, by id: template pages, and graphics used as one object."""

    templates: Mapping[str, _Element]
    composites: Mapping[str, _Element]


@dataclass(slots=True)
class _Content:
    """What has been found so far."""

    area: float  # of the page, square points
    most: int  # characters
    composites: Mapping[str, _Element]
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    unmapped: int = 0
    pictured: bool = False
    objects: int = 0


def read_page(page: _Element, *, shared: Shared, default_box: str, most: int) -> PdfPage:
    """Take one page apart, with the templates it is printed on; at most `most` characters."""
    box = _numbers(next((e.text or "" for e in page.iter() if local(e) == "PhysicalBox"), ""))
    x, y, width, height = _four(box) or _four(_numbers(default_box)) or _A4
    start: Matrix = (_POINT, 0.0, 0.0, _POINT, -x * _POINT, -y * _POINT)
    content = _Content(width * height * _POINT * _POINT, most, shared.composites)
    layers = [
        shared.templates.get(child.get("TemplateID", "")) for child in _named(page, "Template")
    ]
    for part in (*layers, page):
        if part is not None:
            for holder in _named(part, "Content"):
                for layer in _named(holder, "Layer"):
                    _objects(layer, start, content, _DEPTH)
    if content.objects > _MOST_OBJECTS:
        content.rulings.clear()
    return PdfPage(
        tuple(content.glyphs), tuple(content.rulings), content.unmapped, content.pictured
    )


def _objects(parent: _Element, outer: Matrix, content: _Content, depth: int) -> None:
    for child in parent:
        content.objects += 1
        if content.objects > _MOST_VISITED:
            return
        kind = local(child)
        if child.get("Visible") in {"false", "0"} or child.get("Alpha") == "0":
            continue
        if kind == "PageBlock" and depth > 0:
            _objects(child, outer, content, depth - 1)
        elif kind == "CompositeObject" and depth > 0:
            unit = content.composites.get(child.get("ResourceID", ""))
            for holder in _named(unit, "Content") if unit is not None else ():
                _objects(holder, _within(child, outer), content, depth - 1)
        elif kind == "TextObject":
            _text(child, _within(child, outer), content)
        elif kind == "PathObject" and content.objects <= _MOST_OBJECTS:
            content.rulings.extend(_rulings(child, _within(child, outer)))
        elif kind == "ImageObject":
            a, b, c, d, _, _ = _within(child, outer)
            box = _four(_numbers(child.get("Boundary", "")))
            covered = abs(a * d - b * c)
            if box is not None and child.get("CTM") is None:
                covered = abs(box[2] * box[3]) * _POINT * _POINT
            content.pictured = content.pictured or covered >= _PICTURE_SHARE * content.area


def _within(item: _Element, outer: Matrix) -> Matrix:
    """Return the matrix from an object's own coordinates to the page."""
    box = _four(_numbers(item.get("Boundary", "")))
    matrix = _numbers(item.get("CTM", ""))
    inner: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if len(matrix) == 6:
        inner = (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5])
    moved = (*inner[:4], inner[4] + (box[0] if box else 0), inner[5] + (box[1] if box else 0))
    a, b, c, d, e, f = moved
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _text(item: _Element, matrix: Matrix, content: _Content) -> None:
    """Gather the characters of a text object."""
    a, b, c, d, e, f = matrix
    slant = math.atan2(b, a) % (math.pi / 2)
    if min(slant, math.pi / 2 - slant) > _SLANT:
        return  # a watermark
    size = _number(item.get("Size")) or 0.0
    stretch = _number(item.get("HScale")) or 1.0
    across = math.hypot(a, b)
    up = math.hypot(c, d) * size
    last = (0.0, 0.0)
    for code in _named(item, "TextCode"):
        places = list(_places(code, last, size * stretch))
        text = code.text or ""
        for index, (char, (x, y)) in enumerate(zip(text, places, strict=False)):
            last = (x, y)
            if len(content.glyphs) >= content.most:
                return
            if char in {"\ufffd", "¤"} or "\ue000" <= char <= "\uf8ff":
                content.unmapped += 1
                continue
            if not char.isprintable() or char.isspace():
                continue
            wide = char >= "\u2e80"
            advance = size * stretch * (1.0 if wide else _NARROW)
            if not wide and index + 1 < len(places) and index + 1 < len(text):
                step = places[index + 1][0] - x
                advance = step if 0 < step < size * stretch else advance
            left, base = a * x + c * y + e, b * x + d * y + f
            right = left + advance * across
            content.glyphs.append(Glyph(char, left, right, base - _ASCENT * up, base))


def _places(code: _Element, last: Point, size: float) -> Iterator[Point]:
    """Yield where each character begins; without deltas they follow each other by their size."""
    text = code.text or ""
    x = _number(code.get("X"))
    y = _number(code.get("Y"))
    here = (last[0] if x is None else x, last[1] if y is None else y)
    given = code.get("DeltaX"), code.get("DeltaY")
    across, down = _deltas(given[0], len(text)), _deltas(given[1], len(text))
    for index, char in enumerate(text):
        yield here
        step = size if char >= "\u2e80" else size * _NARROW
        dx = across[index] if index < len(across) else (step if given == (None, None) else 0.0)
        here = here[0] + dx, here[1] + (down[index] if index < len(down) else 0.0)


def _deltas(written: str | None, most: int) -> list[float]:
    """Read "1 g 10 5.6 3": `g n d` stands for n times d."""
    words = (written or "").split()
    values: list[float] = []
    at = 0
    while at < len(words) and len(values) < most:
        if words[at] == "g" and at + 2 < len(words):
            times = int(min(_number(words[at + 1]) or 0, _MOST_STEPS, most))
            values += [_number(words[at + 2]) or 0.0] * times
            at += 3
        else:
            values.append(_number(words[at]) or 0.0)
            at += 1
    return values


def _rulings(item: _Element, matrix: Matrix) -> Iterator[Ruling]:
    """Yield the straight lines of a path that are drawn, as for PDF."""
    a, b, c, d, e, f = matrix
    data = next((child.text or "" for child in _named(item, "AbbreviatedData")), "")
    segments = [
        ((a * x0 + c * y0 + e, b * x0 + d * y0 + f), (a * x1 + c * y1 + e, b * x1 + d * y1 + f))
        for (x0, y0), (x1, y1) in _segments(data)
    ]
    if item.get("Stroke", "true") != "false":
        if not _is_white(item, "StrokeColor"):
            for first, second in segments:
                yield from ruling_of_stroke(first, second)
    elif item.get("Fill") == "true" and not _is_white(item, "FillColor"):
        yield from ruling_of_fill([point for segment in segments for point in segment])


def _segments(data: str) -> list[tuple[Point, Point]]:
    segments: list[tuple[Point, Point]] = []
    tokens = _TOKEN.findall(data)
    start = here = (0.0, 0.0)
    at = 0
    while at < len(tokens):
        sign = tokens[at]
        count = _CURVES.get(sign, 2 if sign in {"M", "S", "L"} else 0)
        values = [_number(one) for one in tokens[at + 1 : at + 1 + count]]
        at += 1 + count if sign.isalpha() else 1
        if len(values) < count or None in values:
            break
        if sign == "C":
            if here != start:
                segments.append((here, start))
            here = start
        elif count:
            target = (values[-2] or 0.0, values[-1] or 0.0)
            if sign == "L":
                segments.append((here, target))
            elif sign in {"M", "S"}:
                start = target
            here = target
    return segments


def _is_white(item: _Element, name: str) -> bool:
    color = next(iter(_named(item, name)), None)
    values = _numbers(color.get("Value", "")) if color is not None else []
    if color is not None and color.get("Alpha") == "0":
        return True
    return len(values) == 3 and min(values) >= 250


def local(element: _Element) -> str:
    """Return a tag without its namespace; writers disagree about that of OFD."""
    tag: object = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _named(parent: _Element, name: str) -> Iterator[_Element]:
    return (child for child in parent if local(child) == name)


def _numbers(written: str) -> list[float]:
    return [value for value in map(_number, written.split()) if value is not None]


def _number(written: str | None) -> float | None:
    try:
        value = float(written) if written is not None else None
    except ValueError:
        return None
    return value if value is not None and math.isfinite(value) and abs(value) < 1e7 else None


def _four(values: list[float]) -> tuple[float, float, float, float] | None:
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None
