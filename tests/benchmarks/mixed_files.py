"""Measure a run over mixed files, a third .doc; writes reports/speed/mixed_files.{json,md}.

    python -m tests.benchmarks.mixed_files [--count 200] [--jobs 2]

Needs LibreOffice. Conversion alone and analysis alone are measured on the same files, so that the
ratio of the whole run to the longer of the two tells how well they run beside each other.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from analyzer.pipeline.workers import available_cores
from analyzer.readers.conversion import convert
from analyzer.readers.discover import discover
from analyzer.readers.input_file import InputFile
from analyzer.settings import default_settings
from tests.benchmarks.__main__ import TARGET, provenance
from tests.benchmarks.mixed import mixed_reports
from tests.benchmarks.watch import Cost, wenzhi

# Files that cannot be read, put among the others: none may stop the run.
BAD = {
    "00010-bad.doc": bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 2000,
    "00050-bad.docx": b"PK\x03\x04 cut off",
    "00090-bad.pdf": b"%PDF-1.7 cut off",
    "00130-bad.txt": b"",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), count=options.count, jobs=options.jobs)
    result["command"] = (
        f"python -m tests.benchmarks.mixed_files --count {options.count} --jobs {options.jobs}"
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "mixed_files.json").write_text(json.dumps(result, indent=2) + "\n")
    (TARGET / "mixed_files.md").write_text(as_markdown(result))
    print(as_markdown(result))


def measure(folder: Path, *, count: int, jobs: int) -> dict[str, Any]:
    """Return all figures."""
    reports = folder / "reports"
    mixed_reports(reports, count=count)
    conversion_s, ready = _conversion(reports, folder)
    analysis = _analysed(ready, folder / "analysis.jsonl", jobs)
    for name, data in BAD.items():
        (reports / name).write_bytes(data)
    cache = folder / "cache"
    whole = _analysed(reports, folder / "whole.jsonl", jobs, "--cache", str(cache))
    again = _analysed(reports, folder / "again.jsonl", jobs, "--cache", str(cache))
    same = (folder / "whole.jsonl").read_bytes() == (folder / "again.jsonl").read_bytes()
    changed = next(iter(sorted(reports.glob("*.txt"))))
    changed.write_text(changed.read_text("utf-8").replace("326", "327") + "\n", "utf-8")
    one = _analysed(reports, folder / "one.jsonl", jobs, "--cache", str(cache))
    records = [json.loads(x) for x in (folder / "whole.jsonl").read_text("utf-8").splitlines()]
    longer = max(conversion_s, analysis.wall_s)
    shorter = min(conversion_s, analysis.wall_s)
    return {
        "made_at": provenance(),
        "files": count,
        "doc_files": len(list(reports.glob("*.doc"))) - 1,
        "bad_files": len(BAD),
        "jobs": jobs,
        "cores": available_cores(),
        "records": len(records),
        "unreadable": sum(r["status"] == "unreadable" for r in records),
        "conversion_alone_s": conversion_s,
        "analysis_alone_s": analysis.wall_s,
        "whole_run_s": whole.wall_s,
        "whole_to_longer": whole.wall_s / longer,
        "whole_to_sum": whole.wall_s / (conversion_s + analysis.wall_s),
        "overlap": (conversion_s + analysis.wall_s - whole.wall_s) / shorter,
        "analysis_cpu_s": analysis.cpu_s,
        "whole_cpu_s": whole.cpu_s,
        "load_average": os.getloadavg()[1],
        "first_result_s": whole.first_line_s,
        "peak_mb": whole.peak_mb,
        "rerun_s": again.wall_s,
        "rerun_to_whole": again.wall_s / whole.wall_s,
        "rerun_same_bytes": same,
        "one_changed_s": one.wall_s,
        "one_changed_to_whole": one.wall_s / whole.wall_s,
        "cache_mb": sum(p.stat().st_size for p in cache.rglob("*") if p.is_file()) / 1e6,
    }


def _conversion(reports: Path, folder: Path) -> tuple[float, Path]:
    """Convert all .doc at once; return the time and a folder with what came of them."""
    settings = default_settings()
    items = [i for i in discover([reports], limits=settings.limits) if isinstance(i, InputFile)]
    office = [item for item in items if item.name.endswith(".doc")]
    started = time.perf_counter()
    done = convert(office, folder / "office", limits=settings.limits)
    taken = time.perf_counter() - started
    ready = folder / "ready"
    ready.mkdir()
    for item in items:
        if not item.name.endswith(".doc"):
            shutil.copy(item.name, ready)
    for item in done:
        assert isinstance(item.converted, Path), item
        shutil.copy(item.converted, ready / f"{Path(item.name).stem}.docx")
    return taken, ready


def _analysed(reports: Path, output: Path, jobs: int, *more: str) -> Cost:
    cost = wenzhi("analyze", reports, "-f", "jsonl", "--jobs", str(jobs), *more, output=output)
    if cost.code not in {0, 3}:
        raise SystemExit("a command failed; figures of a failure mean nothing")
    return cost


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a page."""
    r = {k: f"{v:.2f}" if isinstance(v, float) else v for k, v in result.items()}
    return f"""# Mixed files: conversion beside analysis

`{r["command"]}` at {r["made_at"]}.

{r["files"]} generated reports, of them {r["doc_files"]} .doc, the rest .docx, .html, .txt and .pdf, and
{r["bad_files"]} files that cannot be read put among them: {r["records"]} records, {r["unreadable"]} unreadable.

| what | seconds | to the whole run |
|---|---:|---:|
| conversion of the .doc alone | {r["conversion_alone_s"]} | |
| analysis alone (.doc converted before) | {r["analysis_alone_s"]} | |
| whole run, cache empty | {r["whole_run_s"]} | 1.00 |
| rerun, nothing changed | {r["rerun_s"]} | {r["rerun_to_whole"]} |
| rerun, one file changed | {r["one_changed_s"]} | {r["one_changed_to_whole"]} |

Whole run to the longer of conversion and analysis: **{r["whole_to_longer"]}** (1 is best; one after the
other would be {1 / result["whole_to_sum"] * result["whole_to_longer"]:.2f}). Share of the shorter that ran beside the longer: {r["overlap"]}.
Rerun equal to the run, byte for byte: {"yes" if result["rerun_same_bytes"] else "no"}. Cache: {r["cache_mb"]} MB. CPU of the
whole run {r["whole_cpu_s"]} s (analysis alone {r["analysis_cpu_s"]} s), memory at most {r["peak_mb"]} MB with LibreOffice, first result after {r["first_result_s"]} s.

The reports of a run are compared with each other, so the first profile can only come when the last
file has been read; the language rules are asked while LibreOffice converts. Seconds depend on the
machine and on what else it does: the load average of the last five minutes was {r["load_average"]} on
{r["cores"]} cores. Above the number of cores the ratios say little, and the CPU seconds are what counts.
"""


if __name__ == "__main__":
    main()
