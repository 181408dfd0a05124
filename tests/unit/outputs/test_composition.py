"""What prose is made of is told per section, sums to 100 %, and stands in table, CSV and page."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.outputs import section_rows, table
from analyzer.outputs.composition import LABEL_HEADINGS, RAW_HEADINGS, compositions
from analyzer.outputs.html.wording import wording
from analyzer.pipeline.single import profile_report
from analyzer.profile.provenance import of_run
from analyzer.profile.record import ReportRecord
from analyzer.settings import default_settings
from analyzer.signals.boilerplate.labels import LABELS, SPACE, apportioned, shares
from tests.builders.reports import report_of


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any), st.integers(1, 10**5))
def test_parts_sum_to_the_whole_and_stay_near_their_share(amounts: list[int], whole: int) -> None:
    parts = apportioned(amounts, whole=whole)
    assert sum(parts) == whole
    total = sum(amounts)
    assert all(abs(p - whole * a / total) < 1 for p, a in zip(parts, amounts, strict=True))


@given(st.lists(st.sampled_from([*range(len(LABELS)), SPACE]), min_size=1, max_size=3000))
def test_published_shares_of_any_labels_sum_to_one(labels: list[int]) -> None:
    found = shares(np.array(labels, dtype=np.uint8))
    if all(label == SPACE for label in labels):
        assert found == {}
    else:
        assert round(sum(found.values()), 12) == 1.0


def _record() -> ReportRecord:
    return profile_report(report_of(), default_settings())


def test_percentages_of_report_and_sections_sum_to_one_hundred() -> None:
    found = list(compositions(_record()))
    assert found[0].title == "全文"
    assert len(found) > 2
    for one in found:
        assert round(sum(share or 0.0 for share in one.shares.values()), 9) == 100.0
        assert one.shares["peers"] is None
        assert one.raw["shared_with_peers_4"] is None
    assert any(one.raw["in_stock_blocks_4"] for one in found)
    for one in found:
        four, eight = one.raw["in_stock_blocks_4"], one.raw["in_stock_blocks_8"]
        assert four is None or eight is None or four >= eight


def test_sections_stand_in_csv_table_and_page_with_the_same_figures() -> None:
    record, settings = _record(), default_settings()
    whole, *sections = compositions(record)
    out = io.StringIO(newline="")
    section_rows.write([record], out, settings, of_run(settings))
    rows = list(csv.DictReader(io.StringIO(out.getvalue()[1:], newline="")))
    assert [row["部分"] for row in rows] == ["全文", *(one.title for one in sections)]
    for label, title in LABEL_HEADINGS.items():
        share = whole.shares[label]
        assert rows[0][f"{title}%"] == ("" if share is None else str(share))
    assert all(f"{title}%" in rows[0] for title in RAW_HEADINGS.values())
    shown = io.StringIO()
    table.write([record], shown, settings, of_run(settings))
    (line,) = [x for x in shown.getvalue().splitlines() if x.strip().startswith("全文")]
    for share in whole.shares.values():
        assert ("—" if share is None else f"{share:.1f}") in line
    (row, *_) = wording(record)
    assert sum(piece.width for piece in row.pieces) == pytest.approx(100)
    assert "不短于" not in row.raw
    assert "落在多家通用片段中" in row.raw
