"""Hints win what they say, and intervals hold, on the open reports."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.quality.ranking.measure import measure_hints, measure_intervals
from tests.quality.ranking.open_reports import open_reports

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
