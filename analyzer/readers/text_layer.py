"""Is there a text to read on the pages of a PDF or OFD? Scans and fonts without meaning are named."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.errors import UnreadableReport
from analyzer.readers.failures import damaged
from analyzer.readers.pdf_page import PdfPage

_UNMAPPED_SHARE = 0.1  # of the characters: beyond it the text layer is noise


def require_text_layer(pages: Sequence[PdfPage], name: str) -> None:
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
            "请用 Word 原文件，或重新导出带文字的版本",
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
