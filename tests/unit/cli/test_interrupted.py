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


def processes_about(path: Path) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(path) in command and "soffice" in command:
            found.append(command)
    return found


@pytest.mark.office
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_libreoffice_ends_with_the_interrupted_run(tmp_path, monkeypatch):
    work, folder = tmp_path / "tmp", tmp_path / "报告"
    work.mkdir()
    monkeypatch.setenv("TMPDIR", str(work))
    folder.mkdir()
    for number in range(12):
        text = "".join(rf"\u{ord(c)}?" for c in f"第{number}号镇政府信息公开工作年度报告。" * 2000)
        (folder / f"{number}.rtf").write_text(r"{\rtf1\ansi\uc1 " + text + "}", "ascii")
    process = started(folder, tmp_path / "结果.jsonl")
    until = time.monotonic() + 120
    while not processes_about(work):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    time.sleep(0.5)
    assert not processes_about(work)
    assert not list(work.glob("wenzhi-*")), "nothing half-done is left"
