"""From the text as read back to the characters in a Word document's XML."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.readers.word_paragraph import MC, Fields, M, ParagraphText, read_paragraph
from analyzer.readers.word_styles import local_name, namespace
from analyzer.text.span import SourceSpan

if TYPE_CHECKING:
    from lxml.etree import _Element

    from analyzer.text.source import SourceDocument, SourceParagraph

# What holds paragraphs. A comment must begin and end in the same one.
_CONTAINERS = ("body", "tc", "txbxContent")
_REFERENCES = ("footnoteReference", "endnoteReference")
_FORMULAS = (f"{M}oMath", f"{M}oMathPara")


@dataclass(frozen=True, slots=True)
class Spot:
    """One character: `offset` in what `piece` (w:t, w:tab …) shows, below `node`.

    `node` is the w:r that holds the piece. Where runs cannot be parted (text boxes, ruby, controls
    bound to data, alternatives for older programs) it is the whole element and `piece` is None.
    Both are None for a paragraph that shows nothing.
    """

    paragraph: _Element
    node: _Element | None = None
    piece: _Element | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a comment stands: its first and its last character.

    `place` is that range in the source; anchors that begin (end) at one offset have equal spots.
    `empty`: the paragraph shows nothing, so the comment covers nothing.
    """

    first: Spot
    last: Spot
    place: SourceSpan
    empty: bool = False
    inside: str = ""  # where the words stand, if the anchor is only at what carries them


@dataclass(frozen=True, slots=True)
class _Read:
    """A paragraph read again, with the source offset of its first own character."""

    element: _Element
    text: ParagraphText
    start: int


class WordPlaces:
    """Finds the characters of one document. `root` is its main part, `source` what was read."""

    def __init__(self, root: _Element, source: SourceDocument) -> None:
        self._w = namespace(root)
        self._root = root
        self._source = source
        self._elements = list(root.iter(f"{self._w}p"))
        self._starts = [paragraph.span.start for paragraph in source.paragraphs]
        self._known: dict[int, _Read | None] = {}

    def anchor(self, place: SourceSpan) -> Anchor | None:
        """Return where a place stands in the document, None where it does not.

        Characters that stand in no run (automatic numbers) are left out; a place of nothing else
        stands for its paragraph.
        """
        first = last = None
        container: _Element | None = None
        for read, start, end in self._covered(place):
            inside = self._container(read.element)
            if first is None:
                first, container = (read, start), inside
            if inside is container:
                last = (read, end)  # a range must end in the same cell or box
        if first is None or last is None:
            return self._at_reference(place)
        # A range in a text box is ignored by Word ([MS-OI29500] 2.1.315): comment on its carrier.
        carrier = self._carrier(container)
        if carrier is not None:
            return Anchor(carrier, carrier, place, inside="文本框")
        (read, start), (other, end) = first, last
        if not read.text.text:
            return Anchor(Spot(read.element), Spot(read.element), place, empty=True)
        if not place:  # a place between characters: the one after it, or the last one
            start = min(start, len(read.text.text) - 1)
            other, end = read, start + 1
        exact = SourceSpan(read.start + start, other.start + end)
        return Anchor(self._spot(read, start), self._spot(other, end - 1), exact)

    def whole(self, number: int) -> SourceSpan:
        """Return the own characters of a source paragraph."""
        read = self._read(number)
        if read is None:
            return self._source.paragraphs[number].span
        return SourceSpan(read.start, read.start + len(read.text.text))

    def page_breaks(self) -> tuple[list[int], list[int]]:
        """Return the source offsets where Word last began a page, and of breaks by the author."""
        w = self._w
        wanted = (f"{w}lastRenderedPageBreak", f"{w}pageBreakBefore", f"{w}br")
        holders: dict[_Element, list[_Element]] = {}
        for element in self._root.iter(*wanted):
            if element.tag != wanted[2] or element.get(f"{w}type") == "page":
                paragraph = next(element.iterancestors(f"{w}p"), None)
                if paragraph is not None:
                    holders.setdefault(paragraph, []).append(element)
        numbers = {paragraph.index: n for n, paragraph in enumerate(self._source.paragraphs)}
        rendered: list[int] = []
        forced: list[int] = []
        for index, paragraph in enumerate(self._elements):
            read = self._read(numbers[index]) if paragraph in holders and index in numbers else None
            if read is None or self._carrier(self._container(paragraph)) is not None:
                continue
            for element in holders[paragraph]:
                drawn = element.tag == wanted[0]
                (rendered if drawn else forced).append(self._offset(read, element))
        return rendered, forced

    def _offset(self, read: _Read, element: _Element) -> int:
        """Return the source offset of an element that shows nothing."""
        said = {piece: end for _, end, piece in read.text.pieces}
        at = 0
        for one in read.element.iter():
            if one is element:
                break
            at = said.get(one, at)
        return read.start + at

    def _covered(self, place: SourceSpan) -> Iterator[tuple[_Read, int, int]]:
        """Yield the paragraphs under a place, with the range of their own characters under it."""
        number = max(bisect_right(self._starts, place.start) - 1, 0)
        while number < len(self._starts):
            paragraph = self._source.paragraphs[number]
            if paragraph.span.start >= max(place.end, place.start + 1):
                return
            read = self._read(number)
            if read is not None and place.start <= paragraph.span.end:
                size = len(read.text.text)
                start = min(max(place.start - read.start, 0), size)
                end = min(max(place.end - read.start, 0), size)
                if start >= end and place.end <= read.start:  # nothing but an automatic number
                    start, end = 0, size
                if start < end or not place:
                    yield read, start, end
            number += 1

    def _read(self, number: int) -> _Read | None:
        """Read a paragraph of the document again; None where its text is not in the main part."""
        if number not in self._known:
            paragraph = self._source.paragraphs[number]
            self._known[number] = self._read_again(paragraph)
        return self._known[number]

    def _read_again(self, paragraph: SourceParagraph) -> _Read | None:
        if not 0 <= paragraph.index < len(self._elements):
            return None
        element = self._elements[paragraph.index]
        read = read_paragraph(element, w=self._w, fields=Fields())
        start = paragraph.span.end - len(read.text)
        if start < paragraph.span.start:
            return None
        if self._source.text[start : paragraph.span.end] != read.text:
            return None
        return _Read(element, read, start)

    def _at_reference(self, place: SourceSpan) -> Anchor | None:
        """Return the sign in the body of the note that holds a place.

        A note's paragraphs follow the one that refers to it; where they are not as many as the
        signs, all signs stand for them.
        """
        number = bisect_right(self._starts, place.start) - 1
        if number < 0 or self._source.paragraphs[number].index >= 0:
            return None
        host, end = number, number + 1
        while host >= 0 and self._source.paragraphs[host].index < 0:
            host -= 1
        while end < len(self._starts) and self._source.paragraphs[end].index < 0:
            end += 1
        read = self._read(host) if host >= 0 else None
        if read is None:
            return None
        signs = list(read.element.iter(*(f"{self._w}{name}" for name in _REFERENCES)))
        if len(signs) == end - host - 1:
            signs = [signs[number - host - 1]]
        if not signs or self._carrier(self._container(read.element)) is not None:
            return None
        first, last = (self._whole_run(read, sign) for sign in (signs[0], signs[-1]))
        return Anchor(first, last, place, inside="脚注")

    def _whole_run(self, read: _Read, element: _Element) -> Spot:
        run = next(element.iterancestors(f"{self._w}r"))
        return Spot(read.element, self._outermost(run, read.element))

    def _container(self, paragraph: _Element) -> _Element | None:
        names = [f"{self._w}{name}" for name in _CONTAINERS]
        return next(paragraph.iterancestors(*names), None)

    def _carrier(self, container: _Element | None) -> Spot | None:
        """Return the run that carries the outermost text box around a container."""
        if container is None:
            return None
        boxes = [container, *container.iterancestors()]
        outer = [one for one in boxes if one.tag == f"{self._w}txbxContent"]
        if not outer:
            return None
        run = next(outer[-1].iterancestors(f"{self._w}r"), None)
        paragraph = next(outer[-1].iterancestors(f"{self._w}p"), None)
        if run is None or paragraph is None:
            return None
        return Spot(paragraph, self._outermost(run, paragraph))

    def _spot(self, read: _Read, offset: int) -> Spot:
        """Return the character of a paragraph at an offset of its own text."""
        pieces = [piece for piece in read.text.pieces if piece[1] > piece[0]]
        number = bisect_right(pieces, offset, key=lambda piece: piece[0]) - 1
        start, end, piece = pieces[max(number, 0)]
        run = next(piece.iterancestors(f"{self._w}r"), None)
        if run is None:  # a formula, which stands beside runs
            formula = next(one for one in piece.iterancestors() if one.tag in _FORMULAS)
            return Spot(read.element, self._outermost(formula, read.element))
        node = self._outermost(run, read.element)
        if node is not run or piece.getparent() is not run:
            return Spot(read.element, node)
        return Spot(read.element, run, piece, min(offset, end - 1) - start)

    def _outermost(self, run: _Element, paragraph: _Element) -> _Element:
        """Return the run, or the outermost element around it that must stay in one piece."""
        w = self._w
        node = run
        for above in run.iterancestors():
            if above is paragraph:
                break
            name = local_name(above, w)
            bound = name == "sdt" and above.find(f"{w}sdtPr/{w}dataBinding") is not None
            if bound or name in {"r", *_FORMULAS, f"{MC}AlternateContent"}:
                node = above
        return node
