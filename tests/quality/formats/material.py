"""One report in every format: built by us, converted by LibreOffice, rebuilt from the seeds."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.readers.conversion import convert
from analyzer.readers.input_file import InputFile
from analyzer.readers.office import find_office, run_office
from analyzer.readers.read import read
from analyzer.settings import default_settings
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument
from tests.builders import ofd, printed, samples
from tests.builders.samples import Block
from tests.builders.statutory import Cell
from tests.conftest import SHARED

# What LibreOffice makes of the Word form, and the filter's name.
BY_OFFICE = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "pdf": "pdf:writer_pdf_Export",
    "html": "html:HTML (StarWriter)",
}
# What our own builders make: Word, a government web page, a PDF by reportlab, OFD, plain text.
OWN = ("docx", "web", "print", "ofd", "txt")
SEEDS = 5
_LIMITS = default_settings().limits


@dataclass(frozen=True, slots=True)
class Source:
    """A report as paragraphs and tables, from which every form is made."""

    name: str
    blocks: tuple[Block, ...]
    text: bytes | None = None  # the form "txt" where it is not made from the blocks


def sample_sources() -> list[Source]:
    """Return our invented samples."""
    return [
        Source(path.stem, tuple(samples.blocks(path.read_text("utf-8"))))
        for path in sorted(samples.TEXTS.glob("*.txt"))
    ]


def seed_sources() -> list[Source]:
    """Return the five seeds, taken apart by our own reader of plain text."""
    lines = (SHARED / "reports" / "reports.jsonl").read_text("utf-8").splitlines()[:SEEDS]
    return [_taken_apart(json.loads(line)) for line in lines]


def _taken_apart(seed: dict) -> Source:
    data = seed["text"].encode()
    report = parse_report(read(InputFile(seed["id"], len(data), content=data), limits=_LIMITS))
    text, at = report.source.text, 0
    blocks: list[Block] = []
    for table in report.tables:
        blocks += _paragraphs(text[at : table.source.start])
        width = max(len(row) for row in table.rows)
        rows = tuple(
            tuple(Cell(_plain(cell)) for cell in (*row, *[""] * (width - len(row))))
            for row in table.rows
        )
        blocks.append(Block("", rows))
        at = table.source.end
    blocks += _paragraphs(text[at:])
    return Source(seed["id"], tuple(blocks), data)


def _paragraphs(text: str) -> list[Block]:
    return [Block(_plain(line)) for line in text.split("\n") if _plain(line)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def every_form(
    sources: Sequence[Source], forms: Sequence[str] = (*OWN, *BY_OFFICE)
) -> dict[str, dict[str, SourceDocument]]:
    """Return per source and form what the readers make of it; one run of LibreOffice per form."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files: dict[tuple[str, str], bytes] = {}
        for source in sources:
            for form in OWN:
                if form in forms or form == "docx":
                    files[source.name, form] = _own(source, form, folder)
        names = [source.name for source in sources]
        files |= _converted(names, folder, [form for form in BY_OFFICE if form in forms])
        items = [
            InputFile(f"{name}.{form}", len(data), content=data)
            for (name, form), data in files.items()
        ]
        ready = convert(items, folder / "work", limits=_LIMITS)
        documents: dict[str, dict[str, SourceDocument]] = {name: {} for name in names}
        for (name, form), item in zip(files, ready, strict=True):
            documents[name][form] = read(item, limits=_LIMITS)
        return documents


def _own(source: Source, form: str, folder: Path) -> bytes:
    parts = list(source.blocks)
    if form == "docx":
        samples.write_docx(parts, folder / f"{source.name}.docx")
        return (folder / f"{source.name}.docx").read_bytes()
    if form == "web":
        return samples.as_html(parts, site="临澜县人民政府网").encode()
    if form == "print":
        return printed.pdf([block.rows or block.text for block in parts])
    if form == "ofd":
        return ofd.ofd([block.rows or block.text for block in parts])
    return samples.as_text(parts).encode() if source.text is None else source.text


def _converted(
    names: Sequence[str], folder: Path, forms: Sequence[str]
) -> dict[tuple[str, str], bytes]:
    program = find_office()
    if program is None or not forms:
        return {}
    given = [folder / f"{name}.docx" for name in names]
    files: dict[tuple[str, str], bytes] = {}
    for form in forms:
        out = folder / form
        run_office(
            program, given, out, profile=folder / "work" / "profile", to=BY_OFFICE[form],
            start_seconds=120, file_seconds=120,
        )  # fmt: skip
        for name in names:
            files[name, form] = (out / f"{name}.{form}").read_bytes()
    return files
