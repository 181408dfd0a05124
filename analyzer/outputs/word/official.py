"""A new Word file in the layout of official documents (GB/T 9704): page, fonts, page numbers.

Fonts are named as offices have them; where one is missing, the table of fonts names what to take
instead, so that no program falls back to anything odd.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from analyzer.outputs.safe_text import without_controls

TITLE = "方正小标宋简体"
BODY = "仿宋_GB2312"
HEADING = "黑体"
_INSTEAD = {TITLE: "宋体", BODY: "仿宋", HEADING: "SimHei"}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "fontTable": "fontTable", "footer": "footer"}
_FIXED = (1980, 1, 1, 0, 0, 0)
# A4; margins of 37, 26, 35 and 28 mm leave 22 lines of 28 characters.
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" '
    'w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>'
)
TEXT_WIDTH = 11906 - 1474 - 1588  # twentieths of a point


def run(text: str, *, font: str = "", half_points: int = 0, bold: bool = False) -> str:
    """Return a run; line breaks in `text` become breaks. What is not given the style decides."""
    look = _fonts(font) if font else ""
    look += "<w:b/>" if bold else ""
    look += f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    lines = [
        f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        for line in without_controls(text).split("\n")
    ]
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of runs."""
    options = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{options}{''.join(runs)}</w:p>"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int]) -> str:
    """Return a ruled table; cells are paragraphs as XML. The header is repeated on every page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    line = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row([paragraph(run(h), style="TableHead") for h in header], widths, head=True)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{line}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{head}{''.join(_row(cells, widths) for cells in rows)}</w:tbl>"
    )


def package(body: str) -> bytes:
    """Return the .docx with this body; the same body gives the same bytes."""
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **_PARTS}.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(_PARTS.items(), start=1)
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": _part("document", f"<w:body>{body}{_PAGE}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        "word/styles.xml": _part("styles", _STYLES),
        "word/fontTable.xml": _part("fonts", _font_table()),
        "word/footer.xml": _part("ftr", _FOOTER),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _DECLARATION + content)
    return out.getvalue()


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{root}>'


def _fonts(font: str) -> str:
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" '
        f'w:cs="Times New Roman"/>'
    )


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    options = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{options}</w:trPr>{inner}</w:tr>"


def _style(key: str, name: str, shape: str, look: str, *, default: bool = False) -> str:
    base = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""} '
        f'w:styleId="{key}"><w:name w:val="{name}"/>{base}<w:qFormat/><w:pPr>{shape}</w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _lines(twentieths: int) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twentieths}" w:lineRule="exact"/>'


_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_CELL = (
    '<w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/>'
    '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
)
# Sizes in half points: 二号 44, 三号 32, 小四 24, 五号 21; lines of 29 points.
_STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY)}{_size(32)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + _style(
        "Normal",
        "Normal",
        f'{_lines(580)}{_INDENT}<w:jc w:val="both"/>',
        _fonts(BODY) + _size(32),
        default=True,
    )
    + _style(
        "Title",
        "Title",
        '<w:spacing w:before="0" w:after="300" w:line="700" w:lineRule="exact"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
        '<w:outlineLvl w:val="0"/>',
        _fonts(TITLE) + _size(44),
    )
    + _style("Heading", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', _fonts(HEADING))
    + _style(
        "TableHead", "Table Head", f'{_CELL}<w:jc w:val="center"/>', _fonts(HEADING) + _size(24)
    )
    + _style("Cell", "Table Text", f'{_CELL}<w:jc w:val="left"/>', _size(21))
    + _style("Note", "Note", f'{_lines(360)}<w:jc w:val="both"/>', _size(21))
)
_FOOTER = (
    '<w:p><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    f"{run('— ', font='宋体', half_points=28)}"
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
    f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f"{run('1', font='宋体', half_points=28)}"
    f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" —", font="宋体", half_points=28)}</w:p>'
)


def _font_table() -> str:
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, other in _INSTEAD.items()
    )
