"""Hints win what they say, and intervals hold, on the open reports."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analyzer.pipeline.run import profiles
from analyzer.settings import default_settings
from tests.conftest import SHARED
from tests.quality.ranking.measure import measure_hints, measure_intervals, measure_presets
from tests.quality.ranking.open_reports import judged, open_reports

pytestmark = pytest.mark.shared


@cache
def hints() -> dict[str, Any]:
    return measure_hints(open_reports())


def test_what_is_said_to_go_wins_points_when_cut():
    assert hints()["cut"]["won_something"] >= 0.9
    assert hints()["cut"]["median_difference"] <= 0.2


def test_gap_filled_with_our_example_wins_about_what_was_said():
    assert hints()["filled"]["won_something"] >= 0.9
    assert hints()["filled"]["median_difference"] <= 0.8


def test_problem_told_as_in_our_example_wins_points():
    assert hints()["problem"]["won_something"] >= 0.9


def test_more_draws_leave_the_rank_intervals_as_they_are():
    found = measure_intervals(open_reports())
    assert found["same_rank_interval_with_2000_draws"] >= 14


@cache
def seeds() -> dict[str, dict[str, Any]]:
    found = profiles([str(SHARED / "seeds")], settings=default_settings())
    return {Path(record["source"]).name[:3]: dict(record) for record in found}


def substance(seed: str) -> float:
    return float(seeds()[seed]["scores"]["substance"]["value"])


def test_seeds_stand_as_a_careful_evaluator_put_them():
    assert min(substance("000"), substance("002")) > substance("003")
    assert substance("003") > substance("001") > substance("004")


def test_second_seed_is_returned_for_review_and_the_others_are_not():
    assert {name for name, record in seeds().items() if record["gates"]} == {"002"}


def test_order_agrees_with_the_judges():
    found = measure_presets(open_reports(), judged())
    assert found["默认"]["spearman_with_judges"] >= 0.95
    assert min(f["spearman_with_judges"] for f in found.values()) >= 0.9
