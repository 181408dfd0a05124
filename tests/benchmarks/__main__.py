"""Measure speed and memory of the whole analysis and write reports/speed/analysis.{json,md}.

    python -m tests.benchmarks [--count 1000] [--jobs 2]

Figures depend on the machine, so nothing here asserts a time; ratios within one run (per report,
per size) are what may be compared between commits.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import statistics
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analyzer.pipeline.workers import available_cores
from tests.benchmarks.generate import varied_reports
from tests.benchmarks.watch import wenzhi

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "reports" / "speed"
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), count=options.count, jobs=options.jobs)
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "analysis.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    (TARGET / "analysis.md").write_text(as_markdown(result))
    print(as_markdown(result))


def measure(folder: Path, *, count: int, jobs: int) -> dict[str, Any]:
    """Return all figures."""
    runs = []
    for size in (count // 4, count // 2, count):
        reports = folder / str(size)
        paths = varied_reports(reports, count=size)
        cost = wenzhi(
            "analyze", reports, "-f", "jsonl", "--jobs", str(jobs), output=folder / f"{size}.jsonl"
        )
        runs.append({"reports": size, "reports_per_s": size / cost.wall_s, **asdict(cost)})
    single = [wenzhi("analyze", paths[0], "-f", "json") for _ in range(ROUNDS)]
    helps = [wenzhi("--help") for _ in range(ROUNDS)]
    if any(run["code"] for run in runs) or any(cost.code for cost in (*single, *helps)):
        raise SystemExit("a command failed; figures of a failure mean nothing")
    return {
        "command": f"python -m tests.benchmarks --count {count} --jobs {jobs}",
        "made_at": provenance(),
        "data_sha256": _digest(paths),
        "jobs": jobs,
        "runs": runs,
        "single_report_s": statistics.median(c.wall_s for c in single),
        "help_s": statistics.median(c.wall_s for c in helps),
    }


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a page."""
    lines = [
        "# Speed and memory of the whole analysis",
        "",
        f"`{result['command']}` at {result['made_at']}; "
        f"generated reports {result['data_sha256'][:16]}.",
        "",
        "| reports | reports/s | wall s | CPU s | CPU ms a report | peak memory, MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for run in result["runs"]:
        lines.append(
            f"| {run['reports']} | {run['reports_per_s']:.1f} | {run['wall_s']:.1f} "
            f"| {run['cpu_s']:.1f} | {1000 * run['cpu_s'] / run['reports']:.0f} "
            f"| {run['peak_mb']:.0f} |"
        )
    lines += [
        "",
        f"One report, from the command to its result: {result['single_report_s']:.2f} s. "
        f"`wenzhi --help`: {result['help_s']:.3f} s. Medians of {ROUNDS}.",
        "",
        "Memory is the proportional set size summed over all processes. CPU time is what other "
        "load on the machine does not change: two free cores do 2000 / (CPU ms) reports a second.",
        "",
        "Targets: 20 reports/s on two cores, memory flat in the number of reports, one report "
        "under 2.5 s, help under 0.3 s.",
    ]
    return "\n".join(lines) + "\n"


def provenance() -> str:
    """Return commit, uncommitted changes and machine in words."""
    changed = len(_git("status", "--porcelain", "--untracked-files=no").splitlines())
    return (
        _git("rev-parse", "--short=12", "HEAD")
        + (f" with {changed} changed files" if changed else "")
        + f"; {platform.machine()}, {available_cores()} cores, Python {platform.python_version()}"
    )


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main()
