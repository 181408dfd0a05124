"""PDF with a text layer: printed lines in reading order, ruled tables, page starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analyzer.errors import UnreadableReport
from analyzer.readers.assemble import assemble
from analyzer.readers.failures import damaged, encrypted, too_long
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.readers.pdf_flow import flow
from analyzer.readers.pdf_page import PdfPage, load_page
from analyzer.text.source import SourceDocument

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_UNMAPPED_SHARE = 0.1  # of the characters: beyond it the text layer is noise


def read_pdf(data: bytes, *, name: str, limits: Limits) -> SourceDocument:
    """Return each printed line as a paragraph, its indent written as spaces (half an em each).

    A line set in by two characters, as first lines of Chinese paragraphs are, has the style
    "indent". Running heads and page numbers stay: structure removes them. A paragraph's index
    counts lines from 0, cells included. Raises UnreadableReport.
    """
    pages = _pages(data, name, limits)
    _require_text_layer(pages, name)
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
        raise UnreadableReport(
            name,
            f"PDF 页数过多（{count} 页，上限 {limits['pdf_pages']} 页）",
            "请确认是否为单份年度报告；汇编请拆成单独的文件",
            code="too-many-pages",
        )
    pages: list[PdfPage] = []
    characters = 0
    for index in range(count):
        page = load_page(document, index, most=limits["text_chars"] + 1)
        characters += len(page.glyphs)
        if characters > limits["text_chars"]:
            raise too_long(name, limits["text_chars"])
        pages.append(page)
    return pages


def _require_text_layer(pages: Sequence[PdfPage], name: str) -> None:
    """Raise UnreadableReport for scans ("scanned") and fonts without meaning ("garbled-fonts")."""
    if not pages:
        raise damaged(name)
    readable = sum(len(page.glyphs) for page in pages)
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > _UNMAPPED_SHARE * (readable + unmapped):
        bad = [i for i, p in enumerate(pages, 1) if p.unmapped > _UNMAPPED_SHARE * len(p.glyphs)]
        raise UnreadableReport(
            name,
            f"{page_list(bad)}的字体缺少文字编码，读出的是乱码",
            "请用 Word 原文件，或重新导出带文字的 PDF",
            code="garbled-fonts",
        )
    scans = [i for i, page in enumerate(pages, 1) if not page.glyphs and page.pictured]
    # A picture for a cover or a back page hides no report.
    inner = [i for i in scans if i not in {1, len(pages)}]
    if inner or readable == 0:
        raise UnreadableReport(
            name,
            f"{page_list(scans or list(range(1, len(pages) + 1)))}没有文字层，可能是扫描件",
            "请提供 Word 原文件，或先做文字识别（OCR）",
            code="scanned",
        )


def page_list(numbers: Sequence[int]) -> str:
    """Write page numbers for a message: 第 1–6、9 页."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in ranges]
    return f"第 {'、'.join(parts)} 页"
