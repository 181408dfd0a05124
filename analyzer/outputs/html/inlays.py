"""What of a profile is marked in the prose, and how."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from analyzer.outputs.html.prose import WIDE, Inlay
from analyzer.outputs.html.titles import fact_title
from analyzer.profile.record import (
    SEVERITY_TITLES,
    FindingRecord,
    MarkRecord,
    ParagraphRecord,
    ReportRecord,
)

_NUMBER = Markup('<a class="no {}" id="{}" href="#{}" aria-label="{}">{}</a>')
_LACK = Markup('<small class="lack">〔{}{}〕</small>')
_CHIP = Markup('<a class="chip {}" id="{}" href="#{}">{}</a>')


def inlays(record: ReportRecord, *, key: str) -> list[Inlay]:
    """Return everything to be marked; `key` makes the report's anchors unique on the page."""
    found = [_sentence(mark) for mark in record["sentences"]]
    found += [_passage(m, n, key) for n, m in enumerate(record["passages"], start=1)]
    found += [_statement(m, n, key, "p", "问题") for n, m in enumerate(record["problems"], start=1)]
    found += [_statement(m, n, key, "m", "措施") for n, m in enumerate(record["measures"], start=1)]
    found += [_fact(mark) for mark in record["facts"]]
    found += [_finding(f, key, within=paragraph_of(record, f)) for f in record["findings"]]
    return found


def paragraph_of(record: ReportRecord, place: Mapping[str, object]) -> ParagraphRecord | None:
    """Return the paragraph in which a finding or mark starts, None for one in a table."""
    start, _ = span(place)
    for paragraph in record["paragraphs"]:
        if paragraph["start"] <= start < paragraph["end"]:
            return paragraph
    return None


def span(mark: Mapping[str, object]) -> tuple[int, int]:
    """Return the source range of a mark."""
    start, end = mark["start"], mark["end"]
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("a mark without place")
    return start, end


def _finding(finding: FindingRecord, key: str, *, within: ParagraphRecord | None) -> Inlay:
    number = finding["id"].removeprefix("f")
    tier = finding["severity"]
    label = f"{SEVERITY_TITLES[tier]} {number}"
    anchor = f"{key}{finding['id']}"
    link = _NUMBER.format(tier, anchor, f"{anchor}n", label, number)
    leaves = within is not None and finding["end"] > within["end"]
    if leaves or finding["end"] - finding["start"] > WIDE:
        return Inlay(start=finding["start"], end=finding["end"], before=link)
    return Inlay(start=finding["start"], end=finding["end"], classes=f"hit {tier}", after=link)


def _fact(mark: MarkRecord) -> Inlay:
    start, end = span(mark)
    classes = "fact aside" if mark.get("relevant") is False else "fact"
    return Inlay(start=start, end=end, classes=classes, title=fact_title(mark))


def _sentence(mark: MarkRecord) -> Inlay:
    start, end = span(mark)
    missing = mark.get("missing")
    lacking = "、".join(map(str, missing)) if isinstance(missing, list | tuple) else ""
    note = _LACK.format(mark.get("grade"), f"，未写明{lacking}" if lacking else "")
    return Inlay(start=start, end=end, classes=f"grade g{mark.get('grade')}", after=note)


def _passage(mark: MarkRecord, number: int, key: str) -> Inlay:
    start, end = span(mark)
    chip = _CHIP.format("shared", f"{key}s{number}", f"{key}s{number}n", f"重合{number}")
    return Inlay(start=start, end=end, classes="shared", before=chip)


def _statement(mark: MarkRecord, number: int, key: str, letter: str, word: str) -> Inlay:
    start, end = span(mark)
    anchor = f"{key}{letter}{number}"
    chip = _CHIP.format("statement", anchor, f"{anchor}n", f"{word}{number}")
    return Inlay(start=start, end=end, classes=f"statement {letter}", before=chip)
