"""Measure the parser against the labels: prose characters, sections, sub-headings, tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from analyzer.structure.parse import parse_report
from analyzer.structure.report import Report
from analyzer.text.source import SourceDocument
from tests.quality.structure.labels import FILES, PDF_OF, TEMPLATE, Label, load_labels, load_views

Numbers = dict[str, Any]


def parse_text(text: str) -> Report:
    """Parse a plain text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse_report(SourceDocument(name="t.txt", format="text", text=text, sha256=digest))


def share(hits: float, total: float) -> float:
    """Return a percentage with two decimals; 100 for nothing out of nothing."""
    return round(100 * hits / total, 2) if total else 100.0


def prose_places(report: Report) -> set[int]:
    """Return the source offsets of the characters of the cleaned text that are not blank."""
    source = report.source.text
    return {
        o
        for o, c in zip(report.text.origins, report.text.text, strict=True)
        if c != "\n" and not source[o].isspace()
    }


def prose_numbers(report: Report, label: Label) -> Numbers:
    """Compare the prose character by character with the labelled ranges."""
    assert label.prose is not None
    wanted = {i for a, b in label.prose for i in range(a, b) if not label.text[i].isspace()}
    found = prose_places(report)
    return {
        "precision": share(len(found & wanted), len(found)),
        "recall": share(len(found & wanted), len(wanted)),
        "characters": len(wanted),
    }


def aligned_numbers(report: Report, label: Label) -> Numbers:
    """Compare the prose of another file of the same report by the longest common sequence."""
    from rapidfuzz.distance import LCSseq

    assert label.prose is not None
    wanted = "".join("".join(label.text[a:b].split()) for a, b in label.prose)
    found = "".join(report.text.text.split())
    common = LCSseq.similarity(found, wanted)
    return {
        "precision": share(common, len(found)),
        "recall": share(common, len(wanted)),
        "characters": len(wanted),
    }


def section_numbers(pairs: Iterable[tuple[Report, Label]]) -> Numbers:
    """Count the sections found with the right key at the right place; implied ones apart."""
    found = wanted = hits = implied = 0
    for report, label in pairs:
        given = {
            (s.key, report.text.origins[s.span.start]) for s in report.sections if not s.implied
        }
        implied += sum(s.implied for s in report.sections)
        found, wanted = found + len(given), wanted + len(label.sections)
        hits += len(given & set(label.sections))
    return {
        "precision": share(hits, found),
        "recall": share(hits, wanted),
        "sections": wanted,
        "implied": implied,
    }


def subheading_numbers(pairs: Iterable[tuple[Report, Label]]) -> Numbers:
    """Count the headings below the sections found at the right place with the right level."""
    found = wanted = hits = 0
    for report, label in pairs:
        given = {
            (report.text.origins[h.span.start], h.level) for h in report.headings if h.level > 1
        }
        found, wanted = found + len(given), wanted + len(label.subheadings)
        hits += len(given & set(label.subheadings))
    return {"precision": share(hits, found), "recall": share(hits, wanted), "headings": wanted}


def shapes(report: Report) -> list[tuple[str, int, int]]:
    """Return kind, rows and columns of each table."""
    return [(t.kind, len(t.rows), max(map(len, t.rows), default=0)) for t in report.tables]


def measure_texts() -> Numbers:
    """Measure the sixteen real texts."""
    pairs = [(parse_text(label.text), label) for label in load_labels()]
    eras = sorted({str(report.identity.era) for report, _ in pairs})
    wrong = {label.id: shapes(r) for r, label in pairs if shapes(r) != list(label.tables)}
    return {
        "prose": {label.id: prose_numbers(r, label) for r, label in pairs if label.prose},
        "sections": section_numbers(pairs)
        | {e: section_numbers(p for p in pairs if p[0].identity.era == e) for e in eras},
        "subheadings": subheading_numbers(pairs),
        "tables": {
            "right_shape": share(sum(not wrong.get(label.id) for _, label in pairs), len(pairs)),
            "wrong": wrong,
        },
    }


def measure_views() -> Numbers:
    """Measure the rough prose views, in which tables are squashed onto a line and headings glued.

    A view has no labels of its own: a labelled section counts where its heading line still stands
    in the view; prose is what the labelled ranges and the view have in common.
    """
    wanted = hits = common = length = 0
    views = load_views()
    for label in load_labels():
        report = parse_text(views[label.id])
        given = {s.key for s in report.sections if not s.implied}
        for key, at in label.sections:
            heading = "".join(label.text[at:].split("\n")[0].split())
            if heading in "".join(views[label.id].split()):
                wanted, hits = wanted + 1, hits + (key in given)
        if label.prose is not None:
            pieces = [p for a, b in label.prose for p in label.text[a:b].split("\n")]
            view = "".join(views[label.id].split())
            kept = [t for t in ("".join(p.split()) for p in pieces) if len(t) > 3 and t in view]
            found = "".join(report.text.text.split())
            length += sum(map(len, kept))
            common += sum(len(t) for t in kept if t in found)
    return {
        "section_recall": share(hits, wanted),
        "sections": wanted,
        "prose_recall": share(common, length),
        "characters": length,
    }


def measure_files() -> Numbers:
    """Measure the three reports as published PDF, and the official form as Word file."""
    out: Numbers = {}
    labels = {label.id: label for label in load_labels()}
    for name, file in PDF_OF.items():
        report = parse_file(file)
        out[name] = aligned_numbers(report, labels[name]) | {
            "sections": [s.key for s in report.sections] == [k for k, _ in labels[name].sections],
            "tables": shapes(report) == list(labels[name].tables),
            "shapes": shapes(report),
        }
    form = parse_file(TEMPLATE)
    out["template"] = {
        "characters_beyond_headings": sum(
            len(p.span) for p in form.paragraphs if p.kind not in ("title", "heading")
        ),
        "sections": [s.key for s in form.sections],
        "shapes": shapes(form),
    }
    return out


def parse_file(name: str) -> Report:
    """Read and parse a published file."""
    from analyzer.readers.input_file import InputFile
    from analyzer.readers.read import read
    from analyzer.settings import default_settings

    path = FILES / name
    item = InputFile(name=name, size=path.stat().st_size, path=path)
    return parse_report(read(item, limits=default_settings().limits))
