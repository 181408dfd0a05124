"""The findings of a report as the list beside the prose shows them: alike ones together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.outputs.html.inlays import paragraph_of
from analyzer.outputs.html.prose import undo_breaks
from analyzer.outputs.html.titles import confidence_title, section_title
from analyzer.profile.record import SEVERITIES, SEVERITY_TITLES, FindingRecord, ReportRecord

_QUOTE = 64  # characters of a quotation in a list; the prose shows the rest
_SHORT, _AROUND = 16, 10  # a quotation so short is shown with so many characters beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place a note points at."""

    number: str  # as in the prose
    anchor: str  # of the place in the prose; "" where the page does not show it
    id: str
    tier: str
    label: str  # for those who cannot see where the link leads
    before: str
    quote: str
    after: str
    suggestion: str | None
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Findings of one rule with the same message and hint."""

    tier: str
    tier_title: str
    rule: str
    rule_title: str
    message: str
    hint: str
    confidence: str
    places: tuple[Place, ...]


def notes(record: ReportRecord, *, key: str, whole: bool) -> list[Note]:
    """Return the findings gravest first, then in the order of the text; alike ones are one note.

    `key` makes anchors unique on the page; `whole` tells whether the page shows the prose.
    """
    alike: dict[tuple[str, str, str, str], list[FindingRecord]] = {}
    for finding in record["findings"]:
        kind = (finding["severity"], finding["rule"], finding["message"], finding["hint"])
        alike.setdefault(kind, []).append(finding)
    found = [_note(record, group, key, whole=whole) for group in alike.values()]
    return sorted(found, key=lambda note: SEVERITIES.index(note.tier))


@cache
def rule_title(rule_id: str) -> str:
    """Return a rule's Chinese title, "" for a rule that is not in the catalogue."""
    from analyzer.signals import catalog

    try:
        return catalog.rule(rule_id).title
    except KeyError:
        return ""


def in_table(record: ReportRecord, finding: FindingRecord) -> bool:
    """Tell whether a finding stands in a table and not in the prose."""
    inside = any(t["start"] <= finding["start"] < t["end"] for t in record["tables"])
    return inside and paragraph_of(record, finding) is None


def _note(record: ReportRecord, group: Sequence[FindingRecord], key: str, *, whole: bool) -> Note:
    first = group[0]
    return Note(
        tier=first["severity"],
        tier_title=SEVERITY_TITLES[first["severity"]],
        rule=first["rule"],
        rule_title=rule_title(first["rule"]),
        message=first["message"],
        hint=first["hint"],
        confidence=confidence_title(max(finding["confidence"] for finding in group)),
        places=tuple(_place(record, finding, key, whole=whole) for finding in group),
    )


def _place(record: ReportRecord, finding: FindingRecord, key: str, *, whole: bool) -> Place:
    number = finding["id"].removeprefix("f")
    tabled = in_table(record, finding)
    shown = whole and (tabled or paragraph_of(record, finding) is not None)
    where = section_title(finding["section"]) + ("，表格内" if tabled else "")
    if "page" in finding:
        where += f"，第 {finding['page']} 页"
    before, after = _around(record, finding)
    quote = undo_breaks(finding["quote"]).strip()
    return Place(
        number=number,
        anchor=f"{key}{finding['id']}" if shown else "",
        id=f"{key}{finding['id']}n",
        tier=finding["severity"],
        label=f"{SEVERITY_TITLES[finding['severity']]} {number}",
        before=before,
        quote=quote if len(quote) <= _QUOTE else f"{quote[:40]}…{quote[-20:]}",
        after=after,
        suggestion=finding["suggestion"],
        where=where,
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
