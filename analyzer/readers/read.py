"""Read one input file: recognise its format, hand it to its reader, turn every failure into words."""

from __future__ import annotations

from analyzer.errors import UnreadableReport
from analyzer.readers.archive import DamagedArchive, list_entries
from analyzer.readers.decode import decode
from analyzer.readers.detect import declared_charset, sniff, text_kind, zip_kind
from analyzer.readers.failures import (
    damaged,
    empty_file,
    encrypted,
    too_long,
    unopenable,
    unsupported,
)
from analyzer.readers.formats import FORMATS
from analyzer.readers.input_file import InputFile, Limits
from analyzer.readers.ole import ole_kind
from analyzer.readers.plain import read_plain
from analyzer.text.source import SourceDocument, SourceFormat

# Read through LibreOffice, by kind: the format that the source document names.
OFFICE_FORMATS: dict[str, SourceFormat] = {"ole-word": "doc", "rtf": "rtf", "word-xml": "doc"}
_MAX_BYTES_PER_CHAR = 4  # UTF-8, GB18030, UTF-16 and UTF-32 alike


def read(item: InputFile, *, limits: Limits, office: str = "") -> SourceDocument:
    """Read `item` into a source document.

    Old Word formats that `conversion.convert` has not prepared are converted here, one at a time;
    `office` is where the settings say LibreOffice is. Raises UnreadableReport, whose message is
    one Chinese line, for everything that goes wrong.
    """
    try:
        return _read(item, limits, office)
    except DamagedArchive as error:
        raise damaged(item.name) from error
    except OSError as error:
        raise unopenable(item.name, error) from error


def _read(item: InputFile, limits: Limits, office: str) -> SourceDocument:
    head = item.head()
    if not head:
        raise empty_file(item.name)
    kind = sniff(head)
    if kind is None:
        return _read_text(item, limits)
    data = item.read_bytes(limit=limits["file_bytes"])
    if kind == "zip":
        kind = zip_kind(entry.name for entry in list_entries(data))
    elif kind == "ole":
        kind = ole_kind(data)
        if kind == "ole-encrypted":
            raise encrypted(item.name, FORMATS[kind].label)
    if kind == "docx":
        from analyzer.readers.docx import read_docx

        return read_docx(data, name=item.name, limits=limits)
    if kind in OFFICE_FORMATS:
        return _read_converted(item, data, kind, limits, office)
    if kind == "pdf":
        from analyzer.readers.pdf import read_pdf

        return read_pdf(data, name=item.name, limits=limits)
    if kind == "ofd":
        from analyzer.readers.ofd import read_ofd

        return read_ofd(data, name=item.name, limits=limits)
    if kind == "odt":
        from analyzer.readers.odt import read_odt

        return read_odt(data, name=item.name, limits=limits)
    raise damaged(item.name) if kind == "ole" else unsupported(item.name, kind)


def _read_converted(
    item: InputFile, data: bytes, kind: str, limits: Limits, office: str
) -> SourceDocument:
    """Read what LibreOffice made of a file; the places are those of the .docx."""
    from analyzer.readers.docx import read_docx

    if item.converted is None:
        from analyzer.readers.conversion import convert_alone

        package = convert_alone(item, limits=limits, office=office)
    elif isinstance(item.converted, UnreadableReport):
        raise item.converted
    else:
        package = item.converted.read_bytes()
    return read_docx(
        package, name=item.name, limits=limits, original=data, format=OFFICE_FORMATS[kind]
    )


def _read_text(item: InputFile, limits: Limits) -> SourceDocument:
    # Two hundred megabytes of text are refused by their size alone, before they are read.
    most = limits["text_chars"] * _MAX_BYTES_PER_CHAR
    if item.size > most:
        raise too_long(item.name, limits["text_chars"])
    data = item.read_bytes(limit=min(most, limits["file_bytes"]))
    decoded = decode(data, declared=declared_charset(data))
    if decoded is None:
        raise unsupported(item.name, "binary")
    kind = text_kind(decoded.text)
    if kind == "html":
        from analyzer.readers.html import read_html

        return read_html(data, decoded, name=item.name, limits=limits)
    if kind == "mhtml":
        from analyzer.readers.mhtml import read_mhtml

        return read_mhtml(data, name=item.name, limits=limits)
    if kind != "text":
        raise unsupported(item.name, kind)
    return read_plain(data, decoded, name=item.name, limits=limits)
