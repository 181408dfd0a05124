"""Run a command and watch what it costs: wall time, processor time, memory of all its processes."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

WENZHI = (sys.executable, "-c", "from analyzer.cli import main; main()")
_MB = 1024  # kB


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost. Memory is the peak of the proportional set size over all processes."""

    code: int
    wall_s: float
    cpu_s: float
    peak_mb: float
    first_line_s: float | None  # until the first line of standard output


def wenzhi(*arguments: str | Path, output: Path | None = None) -> Cost:
    """Run `wenzhi` with `arguments`; standard output goes to `output` or nowhere."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        [*WENZHI, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    first = None
    assert process.stdout is not None
    with (output or Path("/dev/null")).open("wb") as file:
        for line in process.stdout:
            first = first or time.perf_counter() - started
            file.write(line)
    code = process.wait()
    wall = time.perf_counter() - started
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(code, wall, cpu, peak[0], first)


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _tree(process.pid))))
        time.sleep(0.05)


def _tree(pid: int) -> list[int]:
    """Return a process and its descendants (Linux)."""
    found = [pid]
    for parent in found:
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    """Return the proportional set size in MB: shared pages count once."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / _MB
    except OSError:
        pass
    return 0.0
