"""PDF files printed with reportlab, without any office: lines, ruled tables, page heads and feet.

The font is the CID font STSong-Light, which is not embedded; what counts is the text layer.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from tests.builders.pages import plan, wrap
from tests.builders.statutory import Row

Content = str | Sequence[Row]

_FONT = "STSong-Light"
_LEFT, _TOP, _BOTTOM = 74.0, 770.0, 90.0
_CHARS = 28  # of a line
_SIZE, _LEADING = 16.0, 28.0
_CELL_SIZE, _CELL_LEADING, _WIDTH = 9.0, 11.0, 448.0


def pdf(
    content: Iterable[Content],
    *,
    head: str = "",
    numbers: bool = True,
    password: str | None = None,
    rules: str = "all",
) -> bytes:
    """Print paragraphs (hard-wrapped, first line set in) and tables over pages.

    `rules`: which lines tables have, "all", "flat" (horizontal only) or "none".
    """
    from reportlab.lib.pdfencrypt import StandardEncryption

    printer = _Printer(
        head=head,
        numbers=numbers,
        encrypt=StandardEncryption(password, strength=128) if password else None,
        rules=rules,
    )
    for one in content:
        if isinstance(one, str):
            printer.paragraph(one)
        else:
            printer.table(one)
    return printer.finish()


def pdf_in_columns(
    title: str, paragraphs: Sequence[str], *, head: str = "", columns: int = 2
) -> bytes:
    """Print a title over the whole width and paragraphs in columns, page after page."""
    printer = _Printer(head=head, numbers=True, encrypt=None)
    gap = 20.0
    width = (_WIDTH - gap * (columns - 1)) / columns
    size, leading = 10.5, 17.0
    printer.write((595 - len(title) * 16) / 2, printer.y, title, 16)
    lines = [
        (number == 0, line)
        for text in paragraphs
        for number, line in enumerate(wrap(text, width // size, first=width // size - 2))
    ]
    top = printer.y - 40
    column, y = 0, top
    for first, line in lines:
        if y < _BOTTOM:
            column, y = column + 1, top
            if column == columns:
                printer.new_page()
                column, top = 0, _TOP
                y = top
        x = _LEFT + column * (width + gap)
        printer.write(x + (2 * size if first else 0), y, line, size)
        y -= leading
    return printer.finish()


def scanned_pdf(pages: int = 2, *, text_pages: Sequence[int] = ()) -> bytes:
    """Return pages that are one large picture each, except `text_pages` (from 1)."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    printer = _Printer(head="", numbers=False, encrypt=None)
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for page in range(1, pages + 1):
        if page in text_pages:
            for _ in range(5):
                printer.paragraph("全年主动公开政府信息三百二十六条，办结依申请公开十七件。")
        else:
            printer.canvas.drawImage(picture, 20, 20, 550, 800)
        if page < pages:
            printer.new_page()
    return printer.finish()


class _Printer:
    def __init__(self, *, head: str, numbers: bool, encrypt: object, rules: str = "all") -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(595, 842), encrypt=encrypt, invariant=1)
        self.head, self.numbers, self.rules = head, numbers, rules
        self.page = 1
        self.y = _TOP
        self._head()

    def _head(self) -> None:
        if self.head:
            self.write(_LEFT, 800, self.head, 10)

    def write(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(_FONT, size)
        self.canvas.drawString(x, y, text)

    def new_page(self) -> None:
        if self.numbers:
            self.write(280, 50, f"— {self.page} —", 12)
        self.canvas.showPage()
        self.page += 1
        self.y = _TOP
        self._head()

    def paragraph(self, text: str) -> None:
        for number, line in enumerate(wrap(text, _CHARS, first=_CHARS - 2)):
            if self.y < _BOTTOM:
                self.new_page()
            self.write(_LEFT + (0 if number else 2 * _SIZE), self.y, line, _SIZE)
            self.y -= _LEADING

    def table(self, rows: Sequence[Row]) -> None:
        """Draw a table row by row, closed at the foot of a page and opened on the next."""
        step = _WIDTH / sum(cell.columns for cell in rows[0])
        for row in plan(rows, lambda cell: (cell.columns * step - 4) / _CELL_SIZE):
            height = row.height * _CELL_LEADING + 6
            if self.y - height < _BOTTOM:
                self._close()
                self.new_page()
                self._close()
            for column, cell in row.starts:
                x = _LEFT + column * step
                if self.rules != "none":
                    self.canvas.line(x, self.y, x + cell.columns * step, self.y)
            for column, lines in row.lines:
                for number, line in enumerate(lines):
                    y = self.y - 10 - number * _CELL_LEADING
                    self.write(_LEFT + column * step + 2, y, line, _CELL_SIZE)
            for edge in row.edges if self.rules == "all" else ():
                x = _LEFT + edge * step
                self.canvas.line(x, self.y, x, self.y - height)
            self.y -= height
        self._close()
        self.y -= _LEADING

    def _close(self) -> None:
        if self.rules == "none":
            return
        self.canvas.line(_LEFT, self.y, _LEFT + _WIDTH, self.y)

    def finish(self) -> bytes:
        if self.numbers:
            self.write(280, 50, f"— {self.page} —", 12)
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()


def pdf_without_meaning() -> bytes:
    """Return a PDF whose font shows shapes but maps them to no characters."""
    shown = "".join(f"{code:04X}" for code in range(300, 420))
    stream = f"BT /F1 12 Tf 40 700 Td <{shown}> Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Secret/Encoding/Identity-H"
        b"/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Secret/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R>>",
        b"<</Type/FontDescriptor/FontName/AAAAAA+Secret/Flags 4/FontBBox[0 0 1000 1000]"
        b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
    ]
    data = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    index = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        index,
    )


def pdf_with_watermark(text: str, mark: str) -> bytes:
    """Return a page with a line of text and a slanted watermark over it."""
    printer = _Printer(head="", numbers=False, encrypt=None)
    printer.write(_LEFT, 700, text, _SIZE)
    printer.canvas.saveState()
    printer.canvas.translate(200, 600)
    printer.canvas.rotate(40)
    printer.write(0, 0, mark, 50)
    printer.canvas.restoreState()
    return printer.finish()


def turned_pdf(lines: Sequence[str], rotation: int) -> bytes:
    """Return a page stored turned, so that it is seen upright once a viewer turns it."""
    printer = _Printer(head="", numbers=False, encrypt=None)
    canvas = printer.canvas
    canvas.setPageRotation(rotation)
    if rotation == 90:
        canvas.translate(595, 0)
    elif rotation == 180:
        canvas.translate(595, 842)
    else:
        canvas.translate(0, 842)
    canvas.rotate(rotation)
    for number, line in enumerate(lines):
        printer.write(100, 400 - 30 * number, line, _SIZE)
    return printer.finish()
