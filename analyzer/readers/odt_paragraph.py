"""The text of one OpenDocument paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.readers.odt_numbering import STYLE, TEXT, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SPACE = re.compile("[ \t\r\n]+")
_MOST_SPACES = 1000
# What stands in a paragraph and is not its text.
_LEFT_OUT = frozenset(
    [
        f"{_OFFICE}annotation",
        f"{TEXT}ruby-text",
        f"{TEXT}tracked-changes",
        f"{TEXT}hidden-text",
        f"{TEXT}note-citation",
        f"{TEXT}script",
    ]
)
_BOXES = frozenset([f"{DRAW}frame", f"{DRAW}g", f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}a"])


@dataclass(slots=True)
class OdtParagraph:
    """What a paragraph holds: text, boxes anchored in it, bodies of its notes."""

    text: str = ""
    boxes: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)


def read_paragraph(element: _Element, hidden: frozenset[str]) -> OdtParagraph:
    """Gather a paragraph's text; white space is collapsed as the format says."""
    read = OdtParagraph()
    pieces: list[str] = []
    _walk(element, read, pieces, hidden)
    # What is written as itself (tabs, breaks, counted blanks) is kept from collapsing.
    text = _SPACE.sub(" ", "".join(pieces)).strip(" ")
    read.text = text.translate(_KEPT)
    return read


_BLANK, _TAB, _BREAK = "\ue0f0", "\ue0f1", "\ue0f2"
_KEPT = str.maketrans({_BLANK: " ", _TAB: "\t", _BREAK: "\n"})


def hidden_styles(roots: Iterable[_Element]) -> frozenset[str]:
    """Return the names of the styles whose text is not shown."""
    return frozenset(
        style.get(f"{STYLE}name", "")
        for root in roots
        for style in root.iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}text-properties")
        if properties.get(f"{TEXT}display") == "none"
    )


def _walk(element: _Element, read: OdtParagraph, pieces: list[str], hidden: frozenset[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        tag = str(child.tag)
        if tag == f"{TEXT}s":
            count = whole_number(child.get(f"{TEXT}c"))
            pieces.append(_BLANK * min(1 if count is None else count, _MOST_SPACES))
        elif tag == f"{TEXT}tab":
            pieces.append(_TAB)
        elif tag == f"{TEXT}line-break":
            pieces.append(_BREAK)
        elif tag == f"{TEXT}note":
            read.notes.extend(child.iterchildren(f"{TEXT}note-body"))
        elif tag in _BOXES:
            read.boxes.append(child)
        elif tag not in _LEFT_OUT and child.get(f"{TEXT}style-name") not in hidden:
            _walk(child, read, pieces, hidden)
        pieces.append(child.tail or "")
