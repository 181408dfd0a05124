"""PDF with a text layer: printed lines in reading order, ruled tables, page starts."""

from __future__ import annotations

from typing import Any

from analyzer.readers.assemble import assemble
from analyzer.readers.failures import damaged, encrypted, too_long, too_many_pages
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.readers.pdf_flow import flow
from analyzer.readers.pdf_page import PdfPage, load_page
from analyzer.readers.text_layer import require_text_layer
from analyzer.text.source import SourceDocument

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, *, name: str, limits: Limits) -> SourceDocument:
    """Return each printed line as a paragraph, its indent written as spaces (half an em each).

    A line set in by two characters, as first lines of Chinese paragraphs are, has the style
    "indent". Running heads and page numbers stay: structure removes them. A paragraph's index
    counts lines from 0, cells included. Raises UnreadableReport.
    """
    pages = _pages(data, name, limits)
    require_text_layer(pages, name)
    document = assemble(flow(pages), data=data, name=name, format="pdf")
    check_legible(document.text, name=name)
    return document


def _pages(data: bytes, name: str, limits: Limits) -> list[PdfPage]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise encrypted(name, "PDF 文件") from error
        raise damaged(name) from error
    try:
        return _load(document, name, limits)
    except pypdfium2.PdfiumError as error:
        raise damaged(name) from error
    finally:
        document.close()


def _load(document: Any, name: str, limits: Limits) -> list[PdfPage]:
    count = len(document)
    if count > limits["pdf_pages"]:
        raise too_many_pages(name, "PDF", count, limits["pdf_pages"])
    pages: list[PdfPage] = []
    characters = 0
    for index in range(count):
        page = load_page(document, index, most=limits["text_chars"] + 1)
        characters += len(page.glyphs)
        if characters > limits["text_chars"]:
            raise too_long(name, limits["text_chars"])
        pages.append(page)
    return pages
