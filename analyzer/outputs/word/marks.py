"""Set comment ranges into a document's XML. Nothing else of it changes but where runs are parted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.outputs.word.places import Anchor, Spot
from analyzer.readers.word_paragraph import written
from analyzer.readers.word_styles import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Elements of a paragraph that a range may enter; at their edge it stays outside.
_ENTERED = frozenset(
    ["hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo"]
)
# What stands beside runs and shows nothing.
_UNSEEN = frozenset(
    [
        "commentRangeStart",
        "commentRangeEnd",
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "smartTagPr",
        "customXmlPr",
    ]
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to be set: its number and where it stands."""

    id: int
    anchor: Anchor


def set_marks(comments: Sequence[Comment], *, w: str, style: str | None) -> None:
    """Set range starts, range ends and references of all comments.

    Works from the end of the text to its beginning, because parting a run leaves the places
    before it valid. `style` is the id of the document's style for comment references.
    """
    maker = _Maker(w, style)
    starts: dict[int, list[Comment]] = {}
    ends: dict[int, list[Comment]] = {}
    for comment in sorted(comments, key=lambda comment: comment.id):
        starts.setdefault(comment.anchor.place.start, []).append(comment)
        if not comment.anchor.empty:
            ends.setdefault(comment.anchor.place.end, []).append(comment)
    for offset in sorted({*starts, *ends}, reverse=True):
        # What begins here stands to the right of what ends here.
        maker.start(starts.get(offset, ()))
        maker.end(ends.get(offset, ()))


class _Maker:
    def __init__(self, w: str, style: str | None) -> None:
        self._w = w
        self._style = style

    def start(self, comments: Sequence[Comment]) -> None:
        """Begin ranges before their common first character."""
        full = [comment for comment in comments if not comment.anchor.empty]
        if full:
            node = self._before(full[0].anchor.first)
            for comment in full:
                node.addprevious(self._mark(node, "commentRangeStart", comment.id))
        for comment in comments:
            if comment.anchor.empty:
                self._point(comment)

    def end(self, comments: Sequence[Comment]) -> None:
        """End ranges after their common last character.

        The reference stands beside the end or, where that lies inside a control, link or tracked
        change, after that: a refusal of the change or an update of the control must not lose the
        comment.
        """
        if not comments:
            return
        spot = comments[0].anchor.last
        node = self._after(spot)
        for comment in reversed(comments):
            mark = self._mark(node, "commentRangeEnd", comment.id)
            _put_after(node, mark)
            top = mark
            while (above := top.getparent()) is not None and above is not spot.paragraph:
                top = above
            _put_after(top, self._reference(mark, comment.id))

    def _point(self, comment: Comment) -> None:
        """Set a range that covers nothing into a paragraph that shows nothing."""
        paragraph = comment.anchor.first.paragraph
        paragraph.append(self._mark(paragraph, "commentRangeStart", comment.id))
        paragraph.append(self._mark(paragraph, "commentRangeEnd", comment.id))
        paragraph.append(self._reference(paragraph, comment.id))

    def _before(self, spot: Spot) -> _Element:
        """Return the element before which a range must begin; parts the run where needed."""
        assert spot.node is not None
        node = spot.node
        if spot.piece is not None and not self._leads(spot):
            node = self._part(node, spot.piece, spot.offset)
        return self._edge(node, forward=False)

    def _after(self, spot: Spot) -> _Element:
        """Return the element after which a range must end; parts the run where needed."""
        assert spot.node is not None
        if spot.piece is not None and not self._closes(spot):
            self._part(spot.node, spot.piece, spot.offset + 1)
        return self._edge(spot.node, forward=True)

    def _leads(self, spot: Spot) -> bool:
        before = spot.piece.itersiblings(preceding=True) if spot.piece is not None else ()
        return spot.offset == 0 and all(local_name(one, self._w) == "rPr" for one in before)

    def _closes(self, spot: Spot) -> bool:
        piece = spot.piece
        assert piece is not None
        size = len(written(piece)) if local_name(piece, self._w) == "t" else 1
        return spot.offset + 1 == size and piece.getnext() is None

    def _edge(self, node: _Element, *, forward: bool) -> _Element:
        """Climb out of links, controls and tracked changes while the node is at their edge."""
        while (above := node.getparent()) is not None:
            if local_name(above, self._w) not in _ENTERED:
                return node
            beyond = node.itersiblings(preceding=not forward)
            if any(local_name(one, self._w) not in _UNSEEN for one in beyond):
                return node
            control = local_name(above, self._w) == "sdtContent"
            outer = above.getparent() if control else above
            if outer is None:
                return node
            node = outer
        return node

    def _part(self, run: _Element, piece: _Element, offset: int) -> _Element:
        """Part a run before the character at `offset` of a piece; return the second half."""
        w = self._w
        second = run.makeelement(run.tag, {str(k): str(v) for k, v in run.items()})
        properties = run.find(f"{w}rPr")
        if properties is not None:
            second.append(deepcopy(properties))
        following = list(piece.itersiblings())
        if offset == 0:
            following.insert(0, piece)
        elif local_name(piece, w) == "t" and offset < len(shown := written(piece)):
            rest = deepcopy(piece)
            rest.tail = None
            preserved = piece.get(_SPACE) == "preserve"
            _write(piece, shown[:offset], preserved=preserved)
            _write(rest, shown[offset:], preserved=preserved)
            second.append(rest)
        for one in following:
            second.append(one)
        _put_after(run, second)
        return second

    def _mark(self, near: _Element, name: str, number: int) -> _Element:
        w = self._w
        return near.makeelement(f"{w}{name}", {f"{w}id": str(number)})

    def _reference(self, near: _Element, number: int) -> _Element:
        w = self._w
        run = near.makeelement(f"{w}r", {})
        if self._style is not None:
            properties = run.makeelement(f"{w}rPr", {})
            properties.append(properties.makeelement(f"{w}rStyle", {f"{w}val": self._style}))
            run.append(properties)
        run.append(self._mark(near, "commentReference", number))
        return run


def _write(piece: _Element, text: str, *, preserved: bool) -> None:
    piece.text = text
    if not preserved and text != text.strip():
        piece.set(_SPACE, "preserve")


def _put_after(node: _Element, new: _Element) -> None:
    """Insert without moving the white space that follows `node`."""
    new.tail, node.tail = node.tail, None
    node.addnext(new)
