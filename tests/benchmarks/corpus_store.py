"""A corpus on disk at a million sentences: cost of adding in steps, answer time for one report.

    python -m tests.benchmarks.corpus_store [--sentences 1000000] [--step 5000]

Reports are generated and not parsed, so what is measured is the store alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from analyzer.corpus.corpus_reference import pinned
from analyzer.corpus.reference_writer import ReferenceWriter
from analyzer.corpus.segments import size_of
from analyzer.corpus.spool import SpoolWriter
from analyzer.corpus.store import open_for_writing
from tests.benchmarks.corpus_engine import A_REPORT, plain
from tests.benchmarks.corpus_sentences import sentences


def measure(count: int, step: int, folder: Path) -> dict[str, Any]:
    """Add `count` sentences, `step` reports at a time; then ask about single reports."""
    texts, made, steps = sentences(count), 0, []
    while made * A_REPORT < count:
        started = time.process_time()
        with open_for_writing(folder, create=True) as writer:
            staging = writer.staging()
            with (
                ReferenceWriter(staging / "reference", shard="0", blocks=False) as reference,
                SpoolWriter(staging / "spool", shard="0") as spool,
            ):
                for key in range(step):
                    batch = list(islice(texts, A_REPORT))
                    if not batch:
                        break
                    year = 2015 + made % 8
                    report, masked = plain(batch, name=f"望江县第{made // 8}镇", year=year)
                    told = {"text": made + 1, "office": 0, "characters": 1, "mandated": 0}
                    reference.add(key, report, masked=masked, more=told)
                    spool.put(key, report.source)
                    made += 1
            writer.commit(staging)
        steps.append(time.process_time() - started)
    asked = [
        plain(list(islice(sentences(20_000, seed=s), A_REPORT)), name="某镇") for s in range(9)
    ]
    known = [
        plain(list(islice(sentences(35 * n), 35 * (n - 1), 35 * n)), name="某镇")
        for n in range(1, 9)
    ]
    opened, answers, users = [], [], []
    with pinned(folder) as state:
        for report, masked in (*asked, *known):
            started = time.perf_counter()
            corpus = state.open()
            corpus.passages(report, masked=masked)
            opened.append(time.perf_counter() - started)
        corpus.passages(*asked[0][:1], masked=asked[0][1])
        for report, masked in (*asked, *known):
            started = time.perf_counter()
            corpus.passages(report, masked=masked)
            answers.append(time.perf_counter() - started)
            started = time.perf_counter()
            for length in (4, 8):
                corpus.users_of_blocks(masked, length=length)
            users.append(time.perf_counter() - started)
        folders = state.generation.segment_folders(folder)
        return {
            "sentences": count,
            "reports": made,
            "steps": len(steps),
            "segments": len(folders),
            "add_ms_a_report": 1000 * sum(steps) / made,
            "disk_mb": sum(map(size_of, folders)) / 1e6,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "open_and_ask_ms": 1000 * median(opened),
            "ask_ms": 1000 * median(answers),
            "users_of_blocks_ms": 1000 * median(users),
        }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=1_000_000)
    parser.add_argument("--step", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(options.sentences, options.step, Path(folder) / "c"), indent=1))


if __name__ == "__main__":
    main()
