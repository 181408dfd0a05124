"""OFD files as GB/T 33190-2016 describes them: lines of text with deltas, ruled tables, templates.

Lengths are millimetres from the top left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from tests.builders import zips
from tests.builders.pages import em_of, plan, wrap
from tests.builders.statutory import Row

Content = str | Sequence[Row]

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_LEFT, _TOP, _BOTTOM, _WIDTH = 26.0, 30.0, 262.0, 158.0
_SIZE, _LEADING, _CHARS = 5.64, 10.0, 28
_CELL_SIZE, _CELL_LEADING = 3.2, 4.0


def ofd(
    content: Iterable[Content], *, head: str = "", members: Mapping[str, bytes] | None = None
) -> bytes:
    """Print paragraphs (hard-wrapped, first line set in) and ruled tables over pages."""
    printer = _Printer()
    for one in content:
        if isinstance(one, str):
            printer.paragraph(one)
        else:
            printer.table(one)
    return package(printer.finish(), head=head, members=members)


def package(
    pages: Sequence[str],
    *,
    head: str = "",
    resources: str = "",
    members: Mapping[str, bytes] | None = None,
) -> bytes:
    """Put pages (the XML inside a layer) into a file; `head` is printed on each by a template."""
    common = "<ofd:MaxUnitID>99999</ofd:MaxUnitID>"
    common += "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    files: dict[str, bytes] = {}
    template = ""
    if resources:
        common += "<ofd:DocumentRes>Res/DocumentRes.xml</ofd:DocumentRes>"
        files["Doc_0/Res/DocumentRes.xml"] = _xml("Res", resources)
    if head:
        common += '<ofd:TemplatePage ID="9000" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(line(_LEFT, 20, head, 3.5))
        template = '<ofd:Template TemplateID="9000" ZOrder="Background"/>'
    listed = ""
    for number, page in enumerate(pages):
        listed += f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(page, template)
    files["Doc_0/Document.xml"] = _xml(
        "Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    )
    files["OFD.xml"] = _xml(
        "OFD",
        "<ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
    )
    return zips.archive({**files, **(members or {})})


def _page(content: str, template: str = "") -> bytes:
    return _xml(
        "Page",
        f'{template}<ofd:Content><ofd:Layer ID="1" Type="Body">{content}</ofd:Layer></ofd:Content>',
    )


def _xml(root: str, content: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:{root} {NAMESPACE}>{content}</ofd:{root}>'
    ).encode()


def line(x: float, base: float, text: str, size: float, *, attributes: str = "") -> str:
    """Return one printed line; equal steps are written as `g`, as real writers do."""
    steps = [size * em_of(char) for char in text[:-1]]
    deltas = []
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end] == steps[at]:
            end += 1
        deltas.append(
            f"g {end - at} {steps[at]:g}"
            if end - at > 2
            else " ".join([f"{steps[at]:g}"] * (end - at))
        )
        at = end
    width = sum(steps) + size
    return (
        f'<ofd:TextObject ID="2" Boundary="{x:g} {base - size:g} {width:g} {1.3 * size:g}" Font="3" '
        f'Size="{size:g}" {attributes}><ofd:TextCode X="0" Y="{size:g}" DeltaX="{" ".join(deltas)}">'
        f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a ruling line."""
    return (
        f'<ofd:PathObject ID="4" Boundary="{x0:g} {y0:g} {max(x1 - x0, 0.2):g} {max(y1 - y0, 0.2):g}" '
        f'LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


class _Printer:
    def __init__(self) -> None:
        self.pages: list[list[str]] = [[]]
        self.y = _TOP

    def put(self, xml: str) -> None:
        self.pages[-1].append(xml)

    def new_page(self) -> None:
        self.put(line(100, 280, f"— {len(self.pages)} —", 4))
        self.pages.append([])
        self.y = _TOP

    def paragraph(self, text: str) -> None:
        for number, one in enumerate(wrap(text, _CHARS, first=_CHARS - 2)):
            if self.y > _BOTTOM:
                self.new_page()
            self.put(line(_LEFT + (0 if number else 2 * _SIZE), self.y, one, _SIZE))
            self.y += _LEADING

    def table(self, rows: Sequence[Row]) -> None:
        step = _WIDTH / sum(cell.columns for cell in rows[0])
        self.y -= _LEADING / 2
        for row in plan(rows, lambda cell: (cell.columns * step - 1.2) / _CELL_SIZE):
            height = row.height * _CELL_LEADING + 2
            if self.y + height > _BOTTOM:
                self._close()
                self.new_page()
                self._close()
            for column, cell in row.starts:
                x = _LEFT + column * step
                self.put(rule(x, self.y, x + cell.columns * step, self.y))
            for column, lines in row.lines:
                for number, one in enumerate(lines):
                    base = self.y + 3.6 + number * _CELL_LEADING
                    self.put(line(_LEFT + column * step + 0.6, base, one, _CELL_SIZE))
            for edge in row.edges:
                x = _LEFT + edge * step
                self.put(rule(x, self.y, x, self.y + height))
            self.y += height
        self._close()
        self.y += _LEADING

    def _close(self) -> None:
        self.put(rule(_LEFT, self.y, _LEFT + _WIDTH, self.y))

    def finish(self) -> list[str]:
        self.put(line(100, 280, f"— {len(self.pages)} —", 4))
        return ["".join(page) for page in self.pages]
