"""A bar chart that Word and WPS draw and let one edit, put where a placeholder stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_MADE = datetime(2000, 1, 1)
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU = 36_000  # per millimetre
_WIDE, _HIGH = 150, 66  # millimetres
_FONT = "仿宋_GB2312"
_COLOUR = "4F81BD"


@dataclass(frozen=True, slots=True)
class Bars:
    """What a chart shows. Values that are None (未评) leave a gap."""

    title: str
    names: Sequence[str]
    values: Sequence[float | None]
    form: str = "0"  # number format
    most: float | None = None  # end of the axis


class Chart:
    """A chart in a template: printing it adds its parts to the document."""

    def __init__(self, template: DocxTemplate, bars: Bars) -> None:
        self._template = template
        self._bars = bars

    def __html__(self) -> str:
        """Return the drawing between two runs; called once per placeholder."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        document = self._template.docx.part
        package = document.package
        number = 1 + sum("/charts/" in str(part.partname) for part in package.iter_parts())
        chart = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, b"", package)
        book = Part(
            PackURI(f"/word/embeddings/chart{number}.xlsx"), _BOOK_TYPE, _book(self._bars), package
        )
        data = chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        chart._blob = chart_xml(self._bars, data).encode()  # no setter in python-docx
        relation = document.relate_to(chart, RELATIONSHIP_TYPE.CHART)
        drawing = _inline(relation, number, self._bars.title)
        return (
            f"</w:t></w:r><w:r><w:drawing>{drawing}</w:drawing></w:r>"
            '<w:r><w:t xml:space="preserve">'
        )

    __str__ = __html__


def chart_xml(bars: Bars, data: str) -> str:
    """Return the chart part; `data` is the relation to its workbook."""
    last = len(bars.names) + 1
    axis = f'<c:max val="{bars.most:g}"/>' if bars.most is not None else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_RELATION}">'
        f'<c:roundedCorners val="0"/><c:chart>{_title(bars.title)}<c:autoTitleDeleted val="0"/>'
        '<c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
        '<c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!$B$1</c:f>{_strings([bars.title])}</c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{_COLOUR}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{bars.form}" sourceLinked="0"/>{_text(900)}'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_strings(bars.names)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!$B$2:$B${last}</c:f>{_numbers(bars)}</c:numRef></c:val>"
        '</c:ser><c:gapWidth val="80"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_text(900)}'
        '<c:crossAx val="2"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{axis}<c:min val="0"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350">'
        '<a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        f'<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_text(900)}'
        '<c:crossAx val="1"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _book(bars: Bars) -> bytes:
    """Return the workbook behind the chart, so that an office can edit the figures."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_string(0, 1, bars.title)
        for row, (name, value) in enumerate(zip(bars.names, bars.values, strict=True), start=1):
            sheet.write_string(row, 0, name)
            if value is not None:
                sheet.write_number(row, 1, value)
    return out.getvalue()


def _inline(relation: str, number: int, title: str) -> str:
    frame = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<wp:inline xmlns:wp="{frame}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDE * _EMU}" cy="{_HIGH * _EMU}"/>'
        f'<wp:docPr id="{900 + number}" name="图{number}" descr={quoteattr(title)}/>'
        f'<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATION}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )


def _title(title: str) -> str:
    run = f"<a:r>{_font('a:rPr', 1100)}<a:t>{escape(title)}</a:t></a:r>"
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p>"
        f'{run}</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _text(size: int) -> str:
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_font('a:defRPr', size)}</a:pPr></a:p></c:txPr>"


def _font(element: str, size: int) -> str:
    faces = f'<a:latin typeface="Times New Roman"/><a:ea typeface="{_FONT}"/>'
    return f'<{element} sz="{size}" b="0">{faces}</{element}>'


def _strings(names: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(names)
    )
    return f'<c:strCache><c:ptCount val="{len(names)}"/>{points}</c:strCache>'


def _numbers(bars: Bars) -> str:
    known: list[Any] = [(at, v) for at, v in enumerate(bars.values) if v is not None]
    points = "".join(f'<c:pt idx="{at}"><c:v>{value:g}</c:v></c:pt>' for at, value in known)
    count = f'<c:ptCount val="{len(bars.values)}"/>'
    return f"<c:numCache><c:formatCode>{bars.form}</c:formatCode>{count}{points}</c:numCache>"
