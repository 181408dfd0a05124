"""One report of the HTML page: from its record to what the template shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

from analyzer.outputs.html.inlays import inlays, paragraph_of, span
from analyzer.outputs.html.prose import Block, blocks
from analyzer.outputs.html.template import template
from analyzer.outputs.html.titles import (
    TABLE_TITLES,
    confidence_title,
    fact_title,
    section_title,
)
from analyzer.profile.ranking import Ranked
from analyzer.profile.record import (
    BLOCK_TITLES,
    BLOCKS,
    SEVERITIES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    FindingRecord,
    MarkRecord,
    ReportRecord,
    TableRecord,
)

_SHORT, _AROUND = 16, 10  # characters
_QUOTE = 120  # characters of a quotation in a list; the prose shows the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding as the list beside the prose shows it."""

    number: str
    anchor: str  # of its place; "" where it has none on the page
    id: str
    tier: str
    tier_title: str
    rule: str
    rule_title: str
    message: str
    hint: str  # "" where an earlier finding gives the same one
    same_as: str  # the number of that finding
    before: str  # a little of the text around a short quotation
    quote: str
    after: str
    suggestion: str | None
    where: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table set aside, with the findings inside it."""

    start: int
    title: str
    rows: list[list[str]]
    notes: list[Note]


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
    notes = _notes(record, key, whole=whole)
    tables = _tables(record, notes)
    facts = [
        (f"{fact_title(m).removeprefix('事实：')}", str(m.get("text"))) for m in record["facts"]
    ]
    return template("article.html.j2").render(
        record=record,
        entry=entry,
        previous=previous,
        following=following,
        unfolded=unfolded,
        titles=BLOCK_TITLES,
        key=key,
        bars=bars(record),
        flow=_flow(blocks(record, inlays(record, key=key)), tables) if whole else [],
        notes=notes,
        grave=[note for note in notes if note.tier != "info"],
        slight=[note for note in notes if note.tier == "info"],
        gates=_gates(record, notes),
        passages=[_passage(record, m, n, key) for n, m in enumerate(record["passages"], 1)],
        statements=_statements(record, key),
        facts=facts,
        tiers=[(name, SEVERITY_TITLES[name]) for name in SEVERITIES],
        status=STATUS_TITLES[record["status"]],
    )


def bars(record: ReportRecord) -> list[dict[str, Any]]:
    """Return the scores in the order of the rubric for the template's bars."""
    return [
        {"title": BLOCK_TITLES[name], "name": name, **record["scores"][name]} for name in BLOCKS
    ]


def _notes(record: ReportRecord, key: str, *, whole: bool) -> list[Note]:
    notes: list[Note] = []
    first: dict[tuple[str, str], str] = {}
    for finding in record["findings"]:
        note = _note(record, finding, key, whole=whole)
        given = first.setdefault((note.rule, note.hint), note.number)
        if note.hint and given != note.number:
            note = replace(note, hint="", same_as=given)
        notes.append(note)
    return notes


def _note(record: ReportRecord, finding: FindingRecord, key: str, *, whole: bool) -> Note:
    within = paragraph_of(record, finding)
    in_table = _in_table(record, finding)
    where = section_title(finding["section"])
    if within is None:
        where += "（表格内）" if in_table else ""
    if "page" in finding:
        where += f" · 第 {finding['page']} 页"
    quote = " ".join(finding["quote"].split())
    before, after = _around(record, finding)
    tier = finding["severity"]
    return Note(
        number=finding["id"].removeprefix("f"),
        anchor=f"{key}{finding['id']}" if whole and (within or in_table) else "",
        id=f"{key}{finding['id']}n",
        tier=tier,
        tier_title=SEVERITY_TITLES[tier],
        rule=finding["rule"],
        rule_title=rule_title(finding["rule"]),
        message=finding["message"],
        hint=finding["hint"],
        same_as="",
        before=before,
        quote=quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…",
        after=after,
        suggestion=finding["suggestion"],
        where=where,
        confidence=confidence_title(finding["confidence"]),
    )


def _around(record: ReportRecord, finding: FindingRecord) -> tuple[str, str]:
    """Return the text beside a quotation too short to be recognised by itself."""
    start, end = finding["start"], finding["end"]
    within = paragraph_of(record, finding)
    if end - start > _SHORT or within is None or "text" not in record:
        return "", ""
    text = record["text"]
    low, high = max(within["start"], start - _AROUND), min(within["end"], end + _AROUND)
    before, after = "".join(text[low:start].split()), "".join(text[end:high].split())
    left = "…" if low > within["start"] else ""
    return left + before, after + ("…" if high < within["end"] else "")


@cache
def rule_title(rule_id: str) -> str:
    """Return a rule's Chinese title, "" for a rule that is not in the catalogue."""
    from analyzer.signals import catalog

    try:
        return catalog.rule(rule_id).title
    except KeyError:
        return ""


def _in_table(record: ReportRecord, finding: FindingRecord) -> bool:
    return any(t["start"] <= finding["start"] < t["end"] for t in record["tables"])


def _tables(record: ReportRecord, notes: Sequence[Note]) -> list[TableView]:
    pairs = list(zip(record["findings"], notes, strict=True))

    def inside(table: TableRecord) -> list[Note]:
        return [
            note
            for finding, note in pairs
            if table["start"] <= finding["start"] < table["end"]
            and paragraph_of(record, finding) is None
        ]

    return [
        TableView(
            start=table["start"],
            title=TABLE_TITLES.get(table["kind"], "表格"),
            rows=table["rows"],
            notes=inside(table),
        )
        for table in record["tables"]
    ]


def _flow(prose: Sequence[Block], tables: Sequence[TableView]) -> list[Block | TableView]:
    """Return paragraphs and tables in the order of the source."""
    both: list[Block | TableView] = sorted(chain(prose, tables), key=lambda one: one.start)
    return both


def _gates(record: ReportRecord, notes: Sequence[Note]) -> list[dict[str, Any]]:
    by_id = {f["id"]: note for f, note in zip(record["findings"], notes, strict=True)}
    return [
        {"message": gate["message"], "notes": [by_id[i] for i in gate["findings"] if i in by_id]}
        for gate in record["gates"]
    ]


def _passage(record: ReportRecord, mark: MarkRecord, number: int, key: str) -> dict[str, Any]:
    start, end = span(mark)
    other = mark.get("other_issuer") or mark.get("other_source") or "其他报告"
    year = mark.get("other_year")
    return {
        "number": number,
        "anchor": f"{key}s{number}",
        "quote": " ".join(record["text"][start:end].split()),
        "other": f"{other}{f' {year} 年' if year else ''}",
        "section": section_title(str(mark.get("other_section") or "")),
        "other_text": " ".join(str(mark.get("other_text") or "").split()),
        "own": bool(mark.get("own_last_year")),
        "sharing": mark.get("reports_sharing"),
        "similarity": mark.get("similarity"),
    }


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
            "text": " ".join(str(mark.get("text") or "").split()),
            "grade": mark.get("grade"),
            "most": most,
            "links": [number[i] for i in _strings(mark.get("links")) if i in number],
        }
        for letter, most, marks in groups
        for n, mark in enumerate(marks, 1)
    ]


def _strings(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else []


def counts(findings: Mapping[str, int]) -> str:
    """Return the numbers of findings by tier in words."""
    return " ".join(f"{SEVERITY_TITLES[name]}{findings[name]}" for name in SEVERITIES)
