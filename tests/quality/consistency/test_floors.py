"""What is marked as an error is one on reading; what was planted is found; sound reports stay alone."""

from __future__ import annotations

import pytest

from tests.quality.consistency.planted import planted
from tests.quality.consistency.reading import precision
from tests.quality.consistency.stress import stress

_EVERY = 4  # of the planted contradictions; all of them: python -m tests.quality.consistency


def test_planted_contradictions_are_found_and_sound_reports_left_alone() -> None:
    counts = stress(list(planted())[::_EVERY])
    assert {
        k: c["planted"] - c["found"] for k, c in counts.items() if c["found"] < c["planted"]
    } == {}
    assert {kind: c["alarms"] for kind, c in counts.items() if c["alarms"]} == {}


@pytest.mark.shared
def test_what_is_marked_as_an_error_in_the_open_reports_is_one_on_reading() -> None:
    found = precision(samples=False)["all"]
    assert found["marked"] - found["read"] <= 0.05 * found["marked"]  # the rest is read anew
    assert found["errors"] >= 0.95 * found["read"]
