"""Word documents (.docx), read from their XML because python-docx loses insertions and boxes."""

from __future__ import annotations

from analyzer.readers.assemble import assemble
from analyzer.readers.failures import pictures_only
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.readers.plain import check_length
from analyzer.readers.word_body import WordBody
from analyzer.readers.word_notes import WordNotes
from analyzer.readers.word_numbering import Numbering
from analyzer.readers.word_package import open_package
from analyzer.readers.word_styles import WordStyles
from analyzer.text.source import SourceDocument, SourceFormat


def read_docx(
    data: bytes,
    *,
    name: str,
    limits: Limits,
    original: bytes | None = None,
    format: SourceFormat = "docx",
) -> SourceDocument:
    """Return the body of a Word document in order, without headers and footers.

    A paragraph's `index` is the place of its w:p among all w:p of the document part in document
    order, those in tables, text boxes and unused mc:Fallback branches included; runs are counted
    as `ParagraphText` says. Automatic numbers are written into the text and belong to no run.
    `original` is the file that was converted to this one, for its fingerprint. Raises
    UnreadableReport and DamagedArchive.
    """
    package = open_package(data, name=name, limits=limits)
    styles = WordStyles(package.part("styles"))
    numbering = Numbering(package.part("numbering"), styles)
    notes = WordNotes(footnote=package.part("footnotes"), endnote=package.part("endnotes"))
    body = WordBody(package.document(), styles=styles, numbering=numbering, notes=notes)
    document = assemble(body.blocks(), data=original or data, name=name, format=format)
    if not document.text.strip() and package.has_pictures():
        raise pictures_only(name)
    check_length(document.text, name=name, limits=limits)
    check_legible(document.text, name=name)
    return document
