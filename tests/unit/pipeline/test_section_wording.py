"""The shares of every section are published and add up to one."""

from __future__ import annotations

import pytest

from analyzer.pipeline.single import profile_report
from analyzer.settings import load_settings
from tests.builders.reports import report_of

LABELS = ("mandated", "stock", "own_last_year", "peers", "within", "original")


def test_shares_of_every_section_add_up_to_one() -> None:
    record = profile_report(report_of(), load_settings(None))
    sections = {s["key"]: s for s in record["sections"]}
    shares = record["section_wording"]
    assert {s["key"] for s in shares} == set(sections)
    for share in shares:
        assert sum(share[label] or 0.0 for label in LABELS) == pytest.approx(1, abs=0.005)  # type: ignore[misc, operator]
        assert share["start"] >= sections[share["key"]]["start"]  # type: ignore[index, operator]


def test_share_without_anything_to_compare_with_is_null() -> None:
    record = profile_report(report_of(), load_settings(None))
    assert {s["peers"] for s in record["section_wording"]} == {None}
    assert {s["own_last_year"] for s in record["section_wording"]} == {None}
