"""Floors on the invented proses; first runs, before the rules saw them, stand in the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.defects.blind import HIGH, Pointed, labelled, pointed
from tests.quality.defects.material import Proofread

GOLD = Path(__file__).parents[3] / "data" / "gold" / "defects"


@pytest.fixture(scope="module")
def batches() -> tuple[list[Proofread], list[Pointed]]:
    reports = [r for path in sorted(GOLD.glob("batch_*.txt")) for r in labelled(path)]
    return reports, [f for r in reports for f in pointed(r, spelling=False)]


def test_upper_tier_is_right_nine_times_in_ten(
    batches: tuple[list[Proofread], list[Pointed]],
) -> None:
    upper = [f for f in batches[1] if f.confidence >= HIGH]
    assert sum(bool(f.touched) for f in upper) >= 0.9 * len(upper)


def test_half_of_all_defects_are_reached(batches: tuple[list[Proofread], list[Pointed]]) -> None:
    reports, found = batches
    reached = {(f.report.id, k) for f in found for k in f.touched}
    assert len(reached) >= 0.48 * sum(len(r.defects) for r in reports)


def test_marks_are_taken_out_of_the_prose(batches: tuple[list[Proofread], list[Pointed]]) -> None:
    for report in batches[0]:
        assert not set("⟦⟧→") & set(report.prose)
        assert all(0 <= d.start <= d.end <= len(report.prose) for d in report.defects)
