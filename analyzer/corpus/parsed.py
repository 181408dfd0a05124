"""A parsed report as JSON: read back in a sixth of the time that parsing takes.

The text's source document is kept by the spool; here stands only what parsing found.
"""

from __future__ import annotations

import json
import zlib
from array import array
from base64 import b85decode, b85encode
from typing import Any

from analyzer.structure.report import (
    Heading,
    Identity,
    Item,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
    TableCell,
)
from analyzer.text.mapped import MappedText
from analyzer.text.source import SourceDocument
from analyzer.text.span import SourceSpan, Span

_LEVEL = 1  # of compression: it is read back within the minute


def encode_report(report: Report) -> bytes:
    """Return what parsing found, without the source document."""
    identity = report.identity
    record = {
        "text": report.text.text,
        "origins": _packed(report.text.origins),
        "identity": [
            identity.title,
            _pair(identity.title_span),
            *(identity.issuer, identity.year, identity.level, identity.era, identity.scheme),
        ],
        "headings": [_heading(h) for h in report.headings],
        "sections": _sections(report),
        "paragraphs": [
            [p.span.start, p.span.end, p.kind, p.section, p.heading] for p in report.paragraphs
        ],
        "items": [
            [
                *(i.span.start, i.span.end, i.body.start, i.body.end),
                *(i.marker, i.ordinal, i.paragraph, i.group),
            ]
            for i in report.items
        ],
        "sentences": [
            [s.span.start, s.span.end, s.paragraph, s.section, s.item] for s in report.sentences
        ],
        "tables": [_table(table) for table in report.tables],
        "residue": [[r.start, r.end] for r in report.residue],
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), level=_LEVEL)


def decode_report(data: bytes, source: SourceDocument) -> Report:
    """Return the report whose source document is `source`."""
    record: dict[str, Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    title, title_span, issuer, year, level, era, scheme = record["identity"]
    headings = tuple(_read_heading(given) for given in record["headings"])
    return Report(
        source=source,
        text=MappedText(record["text"], _unpacked(record["origins"])),
        identity=Identity(
            title=title,
            title_span=Span(*title_span) if title_span else None,
            issuer=issuer,
            year=year,
            level=level,
            era=era,
            scheme=scheme,
        ),
        headings=headings,
        sections=tuple(_read_section(given, headings) for given in record["sections"]),
        paragraphs=tuple(
            Paragraph(Span(start, end), *rest) for start, end, *rest in record["paragraphs"]
        ),
        items=tuple(
            Item(Span(start, end), Span(first, last), *rest)
            for start, end, first, last, *rest in record["items"]
        ),
        sentences=tuple(
            Sentence(Span(start, end), *rest) for start, end, *rest in record["sentences"]
        ),
        tables=tuple(_read_table(given) for given in record["tables"]),
        residue=tuple(SourceSpan(*place) for place in record["residue"]),
    )


def _sections(report: Report) -> list[list[Any]]:
    """Return the sections; a heading that is one of the report's stands by its number."""
    numbers = {id(heading): number for number, heading in enumerate(report.headings)}
    found: list[list[Any]] = []
    for section in report.sections:
        heading: Any = section.heading
        if heading is not None:
            heading = numbers.get(id(heading), _heading(heading))
        places = (section.span.start, section.span.end, section.source.start, section.source.end)
        found.append([section.key, heading, *places, section.implied])
    return found


def _table(table: Table) -> list[Any]:
    cells = [[c.text, c.row, c.column, c.span.start, c.span.end] for c in table.cells]
    place = (table.source.start, table.source.end)
    return [table.kind, table.rows, cells, *place, table.section, table.unsure]


def _heading(heading: Heading) -> list[Any]:
    return [
        *(heading.span.start, heading.span.end, heading.level, heading.marker),
        *(heading.ordinal, heading.text, heading.run_in),
    ]


def _read_heading(given: list[Any]) -> Heading:
    start, end, *rest = given
    return Heading(Span(start, end), *rest)


def _read_section(given: list[Any], headings: tuple[Heading, ...]) -> Section:
    key, heading, start, end, first, last, implied = given
    if isinstance(heading, list):
        heading = _read_heading(heading)
    elif heading is not None:
        heading = headings[heading]
    return Section(key, heading, Span(start, end), SourceSpan(first, last), implied)


def _read_table(given: list[Any]) -> Table:
    kind, rows, cells, start, end, section, unsure = given
    return Table(
        kind=kind,
        rows=tuple(map(tuple, rows)),
        cells=tuple(
            TableCell(text, row, column, SourceSpan(first, last))
            for text, row, column, first, last in cells
        ),
        source=SourceSpan(start, end),
        section=section,
        unsure=tuple(unsure),
    )


def _pair(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _packed(origins: array[int]) -> str:
    return b85encode(zlib.compress(array("Q", origins).tobytes(), level=_LEVEL)).decode("ascii")


def _unpacked(text: str) -> array[int]:
    wide = array("Q")
    wide.frombytes(zlib.decompress(b85decode(text)))
    return array("L", wide)
