"""The corpus's index on generated sentences: speed, memory, recall, false alarms, coverage.

    python -m tests.benchmarks.corpus_engine [--sentences 10000 100000 1000000] [--each 1000]

Only the index is measured here (hash, spill, merge, ask, align): reading and parsing are not.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np

from analyzer.corpus.masking import MaskedReport, Unit
from analyzer.corpus.run_reference import (
    ReferenceWriter,
    RunReference,
    Spool,
    SpoolWriter,
    build_reference,
)
from analyzer.structure.report import Identity, Report
from analyzer.text.mapped import MappedText
from analyzer.text.span import Span
from tests.benchmarks.corpus_coverage import Answer, coverage, recall
from tests.benchmarks.corpus_sentences import planted, sentences
from tests.builders.reports import source_of

A_REPORT = 35  # sentences


@dataclass(frozen=True)
class Plain:
    """As much of a report as the index asks for, without parsing."""

    source: Any
    text: MappedText
    identity: Identity


def plain(texts: list[str], *, name: str, year: int = 2023) -> tuple[Report, MaskedReport]:
    """Return sentences as a report with its masked form: nothing in them is masked."""
    whole = "\n".join(texts)
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype="<u4")
    keep = np.flatnonzero((codes != ord("，")) & (codes != ord("\n"))).astype(np.uint32)
    starts, units, at = keep, [], 0
    for number, text in enumerate(texts):
        first, last = np.searchsorted(starts, [at, at + len(text)]).tolist()
        units.append(Unit(Span(at, at + len(text)), first, last, "overview", number))
        at += len(text) + 1
    masked = MaskedReport(codes[keep], starts, starts + 1, tuple(units), (), year, name)
    identity = Identity(None, None, name, year, None, None, None)
    report = Plain(source_of(whole, name=name), MappedText.identity(whole), identity)
    return cast(Report, report), masked


def fit(texts: Iterator[str], folder: Path) -> tuple[RunReference, dict[str, float]]:
    """Build the reference of all sentences on disk; return it with the seconds it took."""
    made = spent = 0.0
    with (
        ReferenceWriter(folder / "reference", shard="0", blocks=False) as writer,
        SpoolWriter(folder / "spool", shard="0") as spool,
    ):
        key = 0
        while batch := list(islice(texts, A_REPORT)):
            started = time.process_time()
            report, masked = plain(batch, name=f"{key}号局")
            made += time.process_time() - started
            started = time.process_time()
            writer.add(key, report, masked=masked)
            spent += time.process_time() - started
            spool.put(key, report.source)
            key += 1
    started = time.process_time()
    build_reference(folder / "reference", whole=True)
    built = time.process_time() - started
    opened = RunReference(folder / "reference", spool=Spool(folder / "spool"))
    return opened, {"make_s": made, "add_s": spent, "build_s": built}


def ask(
    reference: RunReference, texts: Sequence[str], sources: Sequence[str | None]
) -> tuple[list[Answer], float]:
    """Ask about sentences, as reports of A_REPORT sentences each; tell the seconds it took.

    As in fitting, making the reports is not counted.
    """
    answers, spent = [], 0.0
    for start in range(0, len(texts), A_REPORT):
        batch = texts[start : start + A_REPORT]
        report, masked = plain(list(batch), name="某局")
        started = time.process_time()
        found = reference.passages(report, masked=masked)
        spent += time.process_time() - started
        for unit, source in zip(masked.units, sources[start : start + A_REPORT], strict=True):
            at = unit.span.start
            mine = [p for p in found if at <= p.span.start < unit.span.end]
            clean = (source or "").replace("，", "")
            right = any(p.other_text.replace("，", "") in clean for p in mine)
            shared = _places((b.span for p in mine for b in p.blocks), at)
            stretch = _places((p.span for p in mine), at)
            answers.append(Answer(len(mine), right, shared, stretch))
    return answers, spent


def _places(spans: Iterable[Span], first: int) -> frozenset[int]:
    return frozenset(at - first for span in spans for at in range(span.start, span.end))


def measure(count: int, each: int, folder: Path) -> dict[str, Any]:
    """Return all figures for one size of corpus."""
    reference, seconds = fit(sentences(count), folder)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wanted = list(islice(sentences(count), each * 4))  # sources: the first few thousand
    copies = list(planted(wanted, sentences(each * 2, seed=8), each=each))
    strange = list(sentences(each * 8, seed=9))
    texts, sources = [c.text for c in copies], [wanted[c.source] for c in copies]
    answers, copies_s = ask(reference, texts, sources)
    others, strange_s = ask(reference, strange, [None] * len(strange))
    # Once more, with the files' pages mapped: what a process that goes on asking gets.
    _, copies_again_s = ask(reference, texts, sources)
    _, strange_again_s = ask(reference, strange, [None] * len(strange))
    return {
        "sentences": count,
        "fit_per_s": count / (seconds["add_s"] + seconds["build_s"]),
        **seconds,
        "score_copies_per_s": len(copies) / copies_s,
        "score_others_per_s": len(strange) / strange_s,
        "score_copies_again_per_s": len(copies) / copies_again_s,
        "score_others_again_per_s": len(strange) / strange_again_s,
        "peak_mb_fit": rss,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk_mb": sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6,
        "false_alarms": float(np.mean([a.alarms > 0 for a in others])),
        "recall": recall(copies, answers),
        "coverage": coverage(copies, answers),
    }


def _measured(count: int, each: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return measure(count, each, Path(folder))


def as_markdown(results: list[dict[str, Any]]) -> str:
    """Return the figures of all sizes as tables."""
    lines = [
        "| sentences | fit/s | score/s, no copies, first and second time | score/s, all copies "
        "| memory, MB | disk, MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for r in results:
        lines.append(
            f"| {r['sentences']:,} | {r['fit_per_s']:,.0f} | {r['score_others_per_s']:,.0f} "
            f"– {r['score_others_again_per_s']:,.0f} | {r['score_copies_per_s']:,.0f} "
            f"– {r['score_copies_again_per_s']:,.0f} | {r['peak_mb_fit']:.0f} | {r['disk_mb']:.0f} |"
        )
    kinds = list(results[0]["recall"])
    lines += ["", "| sentences | " + " | ".join(kinds) + " | false alarms |"]
    lines.append("|---:|" + "---:|" * (len(kinds) + 1))
    for r in results:
        shares = " | ".join(f"{100 * r['recall'][kind]:.1f} %" for kind in kinds)
        lines.append(f"| {r['sentences']:,} | {shares} | {100 * r['false_alarms']:.2f} % |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure every size in a process of its own and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--each", type=int, default=1000)
    parser.add_argument("--output", type=Path, help="folder for corpus.json and corpus_cost.svg")
    options = parser.parse_args()
    results = []
    for count in options.sentences:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            results.append(pool.apply(_measured, (count, options.each)))
    print(as_markdown(results))
    if options.output:
        told = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
        (options.output / "corpus.json").write_text(told, encoding="utf-8")
        (options.output / "corpus_cost.svg").write_text(plot(results), encoding="utf-8")


def plot(results: list[dict[str, Any]]) -> str:
    """Return microseconds per sentence over the size of the corpus (logarithmic) as SVG."""
    lines = {
        "fit": [(r["sentences"], 1e6 / r["fit_per_s"]) for r in results],
        "score, no copies": [(r["sentences"], 1e6 / r["score_others_per_s"]) for r in results],
        "score, all copies": [(r["sentences"], 1e6 / r["score_copies_per_s"]) for r in results],
    }
    top = max(cost for line in lines.values() for _, cost in line) * 1.1
    sizes = [np.log10(r["sentences"]) for r in results]
    wide = max(sizes) - min(sizes) or 1.0
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 300" font-family="sans-serif" '
        'font-size="12"><text x="10" y="18">microseconds of processor time a sentence</text>'
    ]
    for step in range(5):
        y = 260 - 220 * step / 4
        parts.append(f'<line x1="50" x2="400" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="44" y="{y + 4}" text-anchor="end">{top * step / 4:.0f}</text>')
    for (name, line), colour in zip(lines.items(), ("#27506f", "#1f6a3c", "#7d1f1a"), strict=True):
        points = [
            (60 + 330 * (np.log10(n) - min(sizes)) / wide, 260 - 220 * cost / top)
            for n, cost in line
        ]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}"/>')
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>')
    for size, r in zip(sizes, results, strict=True):
        x = 60 + 330 * (size - min(sizes)) / wide
        parts.append(f'<text x="{x:.1f}" y="280" text-anchor="middle">{r["sentences"]:,}</text>')
    return "".join(parts) + "</svg>\n"


if __name__ == "__main__":
    main()
