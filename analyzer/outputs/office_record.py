"""What workbooks and letters keep of a profile: passages with their own words, nothing private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from analyzer.profile.discreet import discreet
from analyzer.profile.record import ReportRecord


def office_record(record: ReportRecord, *, privacy: Mapping[str, bool]) -> ReportRecord:
    """Return a copy for the office. `record` must carry its text.

    Shared passages get `text` (own words) and `shared_characters` (without white space). Sentences,
    paragraphs, tables and the text itself are left out.
    """
    text = record.get("text", "")
    copy: dict[str, Any] = dict(record)
    copy["passages"] = [_told(passage, text) for passage in record["passages"]]
    for name in ("sentences", "paragraphs", "tables", "prose", "section_wording"):
        copy[name] = []
    return discreet(cast(ReportRecord, copy), privacy=privacy)


def _told(passage: Mapping[str, Any], text: str) -> dict[str, Any]:
    own = text[passage["start"] : passage["end"]]
    shared = sum(not c.isspace() for first, last, *_ in passage["blocks"] for c in text[first:last])
    return {**passage, "text": " ".join(own.split()), "shared_characters": shared}
