"""What workbooks and letters keep of a profile: quotations with where they stand, nothing private."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from analyzer.outputs.section_titles import section_title
from analyzer.profile.discreet import Veil, discreet, veil_of
from analyzer.profile.record import ReportRecord

_ENDS = "。！？；\f"
_STOPS = _ENDS + "\n\t"
_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BREAK = re.compile(rf"(?<=[{_HAN}])\s(?=[{_HAN}\d])|(?<=\d)\s(?=[{_HAN}])")
_LONGEST = 80  # characters of a sentence beside what is meant
_HEADING = 16  # characters of a heading in a whereabouts


def office_record(record: ReportRecord, *, privacy: Mapping[str, bool]) -> ReportRecord:
    """Return a copy for the office. `record` must carry its text.

    Findings get `where` (第2页，一、总体情况，第3段) and `sentence` with 【 】 around what is meant;
    shared passages get `text` (own words) and `shared_characters` (without white space).
    Sentences, paragraphs, tables and the text itself are left out.
    """
    veil = veil_of(record, privacy=privacy)
    copy: dict[str, Any] = dict(record)
    copy["passages"] = [_passage(passage, record.get("text", "")) for passage in record["passages"]]
    copy["findings"] = [
        {**finding, "where": where(record, finding)} for finding in record["findings"]
    ]
    kept: dict[str, Any] = dict(discreet(cast(ReportRecord, copy), privacy=privacy))
    kept["findings"] = [
        {
            **finding,
            "quote": _flat(finding["quote"]),
            "sentence": _sentence(
                veil, _around(record, finding, veil.text), finding["start"], finding["end"]
            ),
        }
        for finding in kept["findings"]
    ]
    for name in ("sentences", "paragraphs", "tables", "prose", "section_wording"):
        kept[name] = []
    return cast(ReportRecord, kept)


def heading_of(record: ReportRecord, key: str) -> str:
    """Return a section's heading as written, else its usual name."""
    written = (s["heading"] for s in record["sections"] if s["key"] == key and s["heading"])
    return " ".join(next(written, section_title(key)).split())


def where(record: ReportRecord, finding: Mapping[str, Any]) -> str:
    """Return page, section and paragraph of a finding in words."""
    start = finding["start"]
    told = [f"第{finding['page']}页"] if "page" in finding else []
    section = next((s for s in record["sections"] if s["start"] <= start < s["end"]), None)
    heading = heading_of(record, finding["section"])
    told.append(heading if len(heading) <= _HEADING else heading[: _HEADING - 1] + "…")
    if any(t["start"] <= start < t["end"] for t in record["tables"]):
        return "，".join([*told, "表中"])
    first = section["start"] if section else 0
    paragraphs = [
        p
        for p in record["paragraphs"]
        if p["kind"] in {"text", "note"} and first <= p["start"] <= start
    ]
    if paragraphs and start < paragraphs[-1]["end"]:
        told.append(f"第{len(paragraphs)}段")
    return "，".join(told)


def _around(record: ReportRecord, finding: Mapping[str, Any], text: str) -> tuple[int, int]:
    """Return the sentence that holds a finding, within its paragraph or line of a table."""
    start, end = finding["start"], finding["end"]
    inside = (p for p in record["paragraphs"] if p["start"] <= start < p["end"])
    paragraph = next(inside, None)
    ends = _ENDS if paragraph else _ENDS + "\n\t"
    first, last = start, end
    least = max(paragraph["start"] if paragraph else 0, start - _LONGEST)
    most = min(max(end, paragraph["end"]) if paragraph else len(text), end + _LONGEST)
    while first > least and text[first - 1] not in ends:
        first -= 1
    while last < most and text[max(last, start + 1) - 1] not in ends:
        last += 1
    return first, last


def _sentence(veil: Veil, around: tuple[int, int], start: int, end: int) -> str:
    """Return a sentence in one line, 【 】 around what is meant, … where it is cut."""
    text, (first, last) = veil.text, around
    whole, meant = _flat(veil.slice(first, last)), veil.slice(start, end)
    cut = veil.touches(start, start + 1) or veil.touches(max(start, end - 1), end)
    if not cut and _flat(meant) != whole:  # 【 】 must not stand inside a name or number
        marked = f"【{meant}】" if meant.strip() else meant
        whole = _flat(f"{veil.slice(first, start)}{marked}{veil.slice(end, last)}")
    before = "…" if first and text[first - 1] not in _STOPS else ""
    after = "…" if text[last : last + 1] and not {text[last], text[last - 1]} & set(_STOPS) else ""
    return before + veil.over(whole) + after


def _flat(text: str) -> str:
    """Return a text in one line; line breaks between Chinese characters leave no space."""
    return _BREAK.sub("", " ".join(text.split()))


def _passage(passage: Mapping[str, Any], text: str) -> dict[str, Any]:
    own = text[passage["start"] : passage["end"]]
    shared = sum(not c.isspace() for first, last, *_ in passage["blocks"] for c in text[first:last])
    return {**passage, "text": _flat(own), "shared_characters": shared}
