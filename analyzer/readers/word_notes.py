"""Footnotes and endnotes of a Word document.

A note stands as paragraphs of its own after the paragraph that refers to it: no sentence is cut in
two, the note stays in its section, and what is wrong in it is found. The reference sign is not
written. Its paragraphs lie in another part of the file, so they have no place in the document
part: their index is -1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.readers.blocks import Line
from analyzer.readers.word_paragraph import Fields, read_paragraph
from analyzer.readers.word_styles import namespace

if TYPE_CHECKING:
    from lxml.etree import _Element

NOT_IN_DOCUMENT = -1
# Lines and remarks that Word keeps among the notes: separator, continuationSeparator …
_OWN = "normal"


class WordNotes:
    """The notes of a document by kind ("footnote", "endnote") and id."""

    def __init__(self, **parts: _Element | None) -> None:
        self._notes: dict[tuple[str, str], _Element] = {}
        for kind, root in parts.items():
            if root is None:
                continue
            w = namespace(root)
            for note in root.iterchildren(f"{w}{kind}"):
                if note.get(f"{w}type", _OWN) == _OWN:
                    self._notes[kind, note.get(f"{w}id", "")] = note

    def lines(self, kind: str, key: str) -> Iterator[Line]:
        """Yield the paragraphs of a note that say something; nothing for a note there is not."""
        note = self._notes.pop((kind, key), None)  # a note referred to twice stands once
        if note is None:
            return
        w = namespace(note)
        for paragraph in note.iter(f"{w}p"):
            text = read_paragraph(paragraph, w=w, fields=Fields()).text.strip()
            if text:
                yield Line(text, index=NOT_IN_DOCUMENT, style=f"{kind} text")
