"""What a reader got from a file: text in one coordinate system, with layout and native tables."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from analyzer.text.span import SourceSpan

# "doc": Word 97 and WPS, read through LibreOffice (places are those of the converted .docx).
SourceFormat = Literal["text", "html", "docx", "doc", "rtf", "odt", "pdf", "ofd"]


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell of a table. Merged cells appear once, at their first row and column."""

    text: str
    span: SourceSpan
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table the file format itself declares (Word, HTML, ruled PDF).

    `rows` is the rectangular view (merged cells repeated as ""), `cells` the same with places.
    """

    span: SourceSpan
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[SourceCell, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph as the format declares it (Word, HTML) or a printed line (PDF, text).

    `index` is, for Word, the place of the w:p among all w:p of the document part in document order
    (those in tables, text boxes and unused mc:Fallback branches counted); for plain text the line
    number; for HTML and PDF the number of the line read; all from 0; -1 for Word's footnotes, which
    lie in another part of the file. `runs` has one span per w:r
    whose nearest w:p is this one, in document order, empty spans for runs that show nothing, so
    that a run's place in the tuple finds it in the file again; generated numbers lie in none.
    """

    span: SourceSpan
    index: int
    style: str = ""  # "heading 1", "h2", "indent" (PDF: first line of a paragraph), …
    runs: tuple[SourceSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offset lies in the file's own terms; None where the format has no such thing."""

    page: int | None = None  # 1-based
    paragraph: int | None = None  # 0-based
    run: int | None = None  # 0-based within the paragraph


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The text of one file and what its format tells about layout.

    `text` is what every published `start` and `end` counts, in code points: the decoded file for
    plain text, the extracted text for the other formats. Paragraphs end in "\\n", PDF pages in
    "\\f". Table text stands in `text` too (so that findings can quote it), inside `tables[i].span`.
    """

    name: str
    format: SourceFormat
    text: str
    sha256: str
    encoding: str | None = None
    tables: tuple[SourceTable, ...] = ()
    paragraphs: tuple[SourceParagraph, ...] = ()
    page_starts: tuple[int, ...] = ()
    title: str | None = None  # as declared by metadata (HTML <title>), never guessed
    notices: tuple[str, ...] = field(default=())  # Chinese remarks for the user, e.g. on encoding

    def place(self, offset: int) -> Place:
        """Say where a source offset lies in the file's own terms."""
        page = bisect_right(self.page_starts, offset) or None if self.page_starts else None
        index = bisect_right(self.paragraphs, offset, key=_start_of_paragraph) - 1
        if index < 0:
            return Place(page=page)
        paragraph = self.paragraphs[index]
        run = bisect_right(paragraph.runs, offset, key=_start_of_run) - 1
        # Generated text (automatic numbers) and the final line break belong to no run.
        inside = run >= 0 and offset < paragraph.runs[run].end
        if paragraph.index < 0:  # a footnote: in another part of the file
            return Place(page=page)
        return Place(page=page, paragraph=paragraph.index, run=run if inside else None)


def _start_of_paragraph(paragraph: SourceParagraph) -> int:
    return paragraph.span.start


def _start_of_run(run: SourceSpan) -> int:
    return run.start
