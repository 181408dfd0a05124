"""What grows with the number of reports, as ratios within one run (no times asserted)."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.generate import varied_reports
from tests.benchmarks.watch import Cost, wenzhi

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads memory of processes from /proc"),
]
SMALL, LARGE = 40, 160


@pytest.fixture(scope="module")
def costs(tmp_path_factory) -> dict[int, Cost]:
    folder = tmp_path_factory.mktemp("growth")
    found = {}
    for size in (SMALL, LARGE):
        varied_reports(folder / str(size), count=size)
        found[size] = wenzhi("analyze", folder / str(size), "-f", "jsonl", "--jobs", "2")
        assert found[size].code == 0
    return found


def test_memory_does_not_grow_with_the_number_of_reports(costs):
    assert costs[LARGE].peak_mb < 1.25 * costs[SMALL].peak_mb


def test_processor_time_grows_no_faster_than_the_number_of_reports(costs):
    assert costs[LARGE].cpu_s < 1.3 * LARGE / SMALL * costs[SMALL].cpu_s


def test_generated_reports_are_the_same_every_time(tmp_path):
    first = [p.read_bytes() for p in varied_reports(tmp_path / "a", count=30)]
    assert first == [p.read_bytes() for p in varied_reports(tmp_path / "b", count=30)]
    assert len(set(first)) == 30
