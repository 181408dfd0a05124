"""One report of the HTML page: from its record to what the template shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from analyzer.outputs.html.both_sides import other_side, own_side
from analyzer.outputs.html.inlays import inlays, span
from analyzer.outputs.html.notes import Place, in_table, notes
from analyzer.outputs.html.prose import Block, blocks, undo_breaks
from analyzer.outputs.html.template import template
from analyzer.outputs.html.titles import TABLE_TITLES, fact_title, part_title, section_title
from analyzer.outputs.html.wording import wording
from analyzer.profile.ranking import Ranked
from analyzer.profile.record import (
    BLOCK_TITLES,
    BLOCKS,
    STATUS_TITLES,
    MarkRecord,
    ReportRecord,
)
from analyzer.profile.shared_slips import told as slips_told


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table set aside, with the findings inside it."""

    start: int
    title: str
    rows: list[list[str]]
    places: list[Place]


def render_article(
    record: ReportRecord,
    entry: Ranked,
    *,
    previous: Ranked | None,
    following: Ranked | None,
    whole: bool,
    unfolded: bool,
) -> str:
    """Return one report: gates, scores, prose with marks (where `whole`), findings, evidence."""
    key = f"r{entry.summary.index + 1}"
    found = notes(record, key=key, whole=whole)
    places = {place.number: place for note in found for place in note.places}
    tables = _tables(record, places)
    return template("article.html.j2").render(
        record=record,
        entry=entry,
        previous=previous,
        following=following,
        unfolded=unfolded,
        titles=BLOCK_TITLES,
        key=key,
        bars=[] if record["scores"]["total"]["value"] is None else bars(record),
        flow=_flow(blocks(record, inlays(record, key=key)), tables) if whole else [],
        grave=[note for note in found if note.tier != "info"],
        slight=[note for note in found if note.tier == "info"],
        slight_places=_count(note for note in found if note.tier == "info"),
        gates=_gates(record, places),
        passages=[_passage(record, m, n, key) for n, m in enumerate(record["passages"], 1)],
        statements=_statements(record, key),
        facts=[(fact_title(m), str(m.get("text"))) for m in record["facts"]],
        wording=wording(record),
        status=STATUS_TITLES[record["status"]],
    )


def bars(record: ReportRecord) -> list[dict[str, Any]]:
    """Return the scores in the order of the rubric for the template's bars."""
    found = []
    for name in BLOCKS:
        score = record["scores"][name]
        parts = [(part_title(k), v) for k, v in score.get("parts", {}).items() if v]
        found.append({**score, "title": BLOCK_TITLES[name], "parts": parts})
    return found


def _count(found: Any) -> int:
    return sum(len(note.places) for note in found)


def _tables(record: ReportRecord, places: dict[str, Place]) -> list[TableView]:
    tabled = [f for f in record["findings"] if in_table(record, f)]
    return [
        TableView(
            start=table["start"],
            title=TABLE_TITLES.get(table["kind"], "表格"),
            rows=table["rows"],
            places=[
                places[finding["id"].removeprefix("f")]
                for finding in tabled
                if table["start"] <= finding["start"] < table["end"]
            ],
        )
        for table in record["tables"]
    ]


def _flow(prose: Sequence[Block], tables: Sequence[TableView]) -> list[Block | TableView]:
    """Return paragraphs and tables in the order of the source."""
    both: list[Block | TableView] = sorted(chain(prose, tables), key=lambda one: one.start)
    return both


def _gates(record: ReportRecord, places: dict[str, Place]) -> list[dict[str, Any]]:
    return [
        {
            "message": gate["message"],
            "places": [places[i.removeprefix("f")] for i in gate["findings"]],
        }
        for gate in record["gates"]
    ]


def _passage(record: ReportRecord, mark: MarkRecord, number: int, key: str) -> dict[str, Any]:
    start, end = span(mark)
    other = mark.get("other_issuer") or mark.get("other_source") or "其他报告"
    year = mark.get("other_year")
    text = record.get("text", "")
    quote = undo_breaks(text[start:end])
    other_text = undo_breaks(str(mark.get("other_text") or ""))
    pieces = own_side(text, start, end, _blocks(mark))
    return {
        "number": number,
        "anchor": f"{key}s{number}",
        "same": quote == other_text,
        "other": f"{other}{f' {year} 年' if year else ''}",
        "section": section_title(str(mark.get("other_section") or "")),
        "pieces": pieces,
        "other_pieces": other_side(other_text, pieces),
        "own": bool(mark.get("own_last_year")),
        "sharing": mark.get("reports_sharing"),
        "superior": mark.get("one_superior"),
        "holders": _holders(mark),
        "slips": slips_told(slips) if (slips := _slips(mark)) else "",
    }


def _holders(mark: MarkRecord) -> list[str]:
    """Return the other reports that hold a passage beside the one it is shown with."""
    known = mark.get("holders")
    rest = list(known)[1:] if isinstance(known, list | tuple) else []
    return [
        f"{one.get('issuer') or one.get('source')}{' ' if one.get('year') else ''}"
        f"{one.get('year') or ''}"
        for one in rest
        if isinstance(one, Mapping)
    ]


def _blocks(mark: MarkRecord) -> list[list[int]]:
    blocks = mark.get("blocks")
    return [list(b) for b in blocks] if isinstance(blocks, list | tuple) else []


def _slips(mark: MarkRecord) -> list[Mapping[str, Any]]:
    found = mark.get("shared_slips")
    return [s for s in found if isinstance(s, Mapping)] if isinstance(found, list | tuple) else []


def _statements(record: ReportRecord, key: str) -> list[dict[str, Any]]:
    """Return problems and measures with their grades and links to each other."""
    words = {"p": "问题", "m": "措施"}
    number: dict[str, str] = {}
    groups = (("p", 3, record["problems"]), ("m", 4, record["measures"]))
    for letter, _, marks in groups:
        for n, mark in enumerate(marks, 1):
            number[str(mark.get("id"))] = f"{words[letter]}{n}"
    return [
        {
            "title": f"{words[letter]}{n}",
            "anchor": f"{key}{letter}{n}",
            "text": undo_breaks(str(mark.get("text") or "")),
            "grade": mark.get("grade"),
            "most": most,
            "links": [number[i] for i in _strings(mark.get("links")) if i in number],
        }
        for letter, most, marks in groups
        for n, mark in enumerate(marks, 1)
    ]


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else []
