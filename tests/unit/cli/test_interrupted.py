"""What an interrupted analysis leaves, and how a rerun goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.generate import varied_reports
from tests.benchmarks.watch import WENZHI

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT to a process")
COUNT = 40


def started(folder: Path, output: Path, *more: str) -> subprocess.Popen[str]:
    command = [*WENZHI, "analyze", str(folder), "-o", str(output), "--jobs", "2", *more]
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_interrupted_run_keeps_what_is_done_and_a_rerun_goes_on(tmp_path):
    varied_reports(tmp_path / "报告", count=COUNT)
    output, cache = tmp_path / "结果.jsonl", tmp_path / "缓存"
    part = tmp_path / "结果.jsonl.part"
    process = started(tmp_path / "报告", output, "--cache", str(cache))
    until = time.monotonic() + 120
    while not (part.exists() and part.read_bytes().count(b"\n") >= 3):
        assert time.monotonic() < until, "no results while the run is under way"
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert str(part) in told
    assert not output.exists()
    done = lines(part)
    assert 3 <= len(done) < COUNT
    again = started(tmp_path / "报告", output, "--cache", str(cache))
    again.communicate(timeout=240)
    assert again.returncode == 0
    assert not part.exists()
    whole = lines(output)
    assert len(whole) == COUNT
    assert whole[: len(done)] == done


def test_run_that_fails_before_its_first_result_leaves_nothing(tmp_path):
    process = started(tmp_path / "无", tmp_path / "结果.jsonl", "--preset", "没有")
    process.communicate(timeout=60)
    assert process.returncode == 2
    assert not list(tmp_path.glob("结果*"))
