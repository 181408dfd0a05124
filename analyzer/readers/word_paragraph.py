"""The text of one Word paragraph with the places of its runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.readers.word_styles import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_OFF = frozenset({"0", "false", "off", "none"})
# Elements around runs that add nothing of their own.
_WRAPPERS = frozenset(
    [
        "hyperlink",
        "smartTag",
        "ins",
        "moveTo",
        "sdt",
        "sdtContent",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    ]
)
_REMOVED = frozenset({"del", "moveFrom", "rt"})
_MATHS = frozenset({f"{M}oMath", f"{M}oMathPara"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
# The numbers in circles that Word's list of symbols offers.
_WINGDINGS = {
    **{0x81 + n: chr(ord("①") + n) for n in range(10)},
    **{0x8C + n: chr(ord("❶") + n) for n in range(10)},
}
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
}


@dataclass(slots=True)
class Fields:
    """Complex fields that are open (they may span paragraphs); True once the result has begun."""

    open: list[bool] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Tell whether we are inside a field's instruction."""
        return not all(self.open)

    def drop_unfinished(self) -> None:
        """Forget fields without a result: a damaged one must not hide the rest of the document."""
        self.open = [begun for begun in self.open if begun]

    def note(self, kind: str | None) -> None:
        """Take note of w:fldChar."""
        if kind == "begin":
            self.open.append(False)
        elif kind == "separate" and self.open:
            self.open[-1] = True
        elif kind == "end" and self.open:
            self.open.pop()


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds: text, a range per w:r (empty ones too), boxes and notes tied to it.

    `pieces` are the ranges of the text with the elements (w:t, w:tab …) that say them.

    Runs are numbered in document order among the w:r whose nearest w:p is this paragraph, deleted
    ones and both branches of mc:AlternateContent included, so that the
    element can be found again by `run` alone.
    """

    text: str = ""
    runs: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    pieces: list[tuple[int, int, _Element]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and id


def read_paragraph(paragraph: _Element, *, w: str, fields: Fields) -> ParagraphText:
    """Gather a paragraph's text: insertions kept, deletions and hidden text left out."""
    reader = _Reader(w, fields)
    reader.walk(paragraph, keep=True)
    fields.drop_unfinished()
    text = "".join(reader.texts)
    return ParagraphText(text, reader.runs, reader.boxes, reader.pieces, reader.notes)


def switched_on(properties: _Element | None, name: str, w: str) -> bool:
    """Tell whether a toggle property (w:vanish …) is set."""
    found = properties.find(f"{w}{name}") if properties is not None else None
    return found is not None and found.get(f"{w}val", "1") not in _OFF


class _Reader:
    def __init__(self, w: str, fields: Fields) -> None:
        self.w = w
        self.fields = fields
        self.texts: list[str] = []
        self.pieces: list[tuple[int, int, _Element]] = []
        self.length = 0
        self.runs: list[tuple[int, int]] = []
        self.boxes: list[_Element] = []
        self.notes: list[tuple[str, str]] = []

    def walk(self, parent: _Element, *, keep: bool) -> None:
        """Gather the runs below `parent`; `keep` is False inside deletions and unused branches."""
        for child in parent:
            name = local_name(child, self.w)
            if name == "r":
                self._run(child, keep=keep)
            elif name == f"{MC}AlternateContent":
                self._alternatives(child, keep=keep, inside_run=False)
            elif name in _WRAPPERS:
                self.walk(child, keep=keep)
            elif name in _REMOVED:
                self.walk(child, keep=False)
            elif name in _MATHS and keep:
                for text in child.iter(f"{M}t"):
                    self._put(text.text or "", text)

    def _run(self, run: _Element, *, keep: bool) -> None:
        start = self.length
        number = len(self.runs)
        self.runs.append((start, start))
        hidden = switched_on(run.find(f"{self.w}rPr"), "vanish", self.w)
        self._content(run, keep=keep and not hidden)
        self.runs[number] = (start, self.length)

    def _content(self, run: _Element, *, keep: bool) -> None:
        w = self.w
        for child in run:
            name = local_name(child, w)
            if name == f"{MC}AlternateContent":
                self._alternatives(child, keep=keep, inside_run=True)
            elif name == "fldChar":
                self.fields.note(child.get(f"{w}fldCharType"))
            elif not keep or self.fields.hidden:
                continue
            elif name == "t":
                self._put(written(child), child)
            elif name in _SIGNS:
                self._put(_SIGNS[name], child)
            elif name == "br" and child.get(f"{w}type", "textWrapping") == "textWrapping":
                self._put("\n", child)
            elif name == "sym":
                self._put(_symbol(child.get(f"{w}char", ""), child.get(f"{w}font", "")), child)
            elif name in _NOTES:
                self.notes.append((_NOTES[name], child.get(f"{w}id", "")))
            elif name in {"drawing", "pict", "object"}:
                self.boxes.extend(_boxes(child, w))
            elif name == "ruby":
                self.walk(child, keep=keep)

    def _alternatives(self, node: _Element, *, keep: bool, inside_run: bool) -> None:
        """Read one branch of mc:AlternateContent; the others only count their runs."""
        branches = [one for one in node if one.tag in {f"{MC}Choice", f"{MC}Fallback"}]
        chosen = next((one for one in branches if _says_something(one, self.w)), None)
        for branch in branches:
            kept = keep and branch is chosen
            if inside_run:
                self._content(branch, keep=kept)
            else:
                self.walk(branch, keep=kept)

    def _put(self, text: str, element: _Element) -> None:
        self.texts.append(text)
        self.pieces.append((self.length, self.length + len(text), element))
        self.length += len(text)


def written(element: _Element) -> str:
    """Return what a w:t shows: blanks at its edges only where they are to be preserved."""
    text = element.text or ""
    if "\n" in text or "\r" in text or "\t" in text:
        text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    preserved = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if preserved else text.strip(" ")


def _symbol(code: str, font: str) -> str:
    """Return w:sym as text; signs of symbol fonts lie in the private area, few mean characters."""
    try:
        number = int(code, 16)
        sign = chr(number)
    except (ValueError, OverflowError):
        return ""
    if "\ue000" <= sign <= "\uf8ff":
        return _WINGDINGS.get(number & 0xFF, "") if font.lower() == "wingdings" else ""
    return sign if sign.isprintable() else ""


def _says_something(branch: _Element, w: str) -> bool:
    return next(branch.iter(f"{w}t", f"{w}txbxContent"), None) is not None


def _boxes(drawing: _Element, w: str) -> list[_Element]:
    """Return the text boxes of a drawing, outermost only, one branch of each alternative."""
    found: list[_Element] = []
    for child in drawing:
        if child.tag == f"{w}txbxContent":
            found.append(child)
        elif child.tag == f"{MC}AlternateContent":
            branches = [one for one in child if one.tag in {f"{MC}Choice", f"{MC}Fallback"}]
            chosen = next((one for one in branches if _says_something(one, w)), None)
            found.extend(_boxes(chosen, w) if chosen is not None else [])
        else:
            found.extend(_boxes(child, w))
    return found
