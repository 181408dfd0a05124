"""How exactly comments stand, what they cost, and whether a second look sees single corrections."""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from analyzer.outputs.safe_text import without_controls
from analyzer.outputs.word.annotate import Manner, annotate
from analyzer.outputs.word.comments_part import Author
from analyzer.pipeline.single import parse_input, profile_report
from analyzer.profile.recheck.changes import recheck
from analyzer.profile.record import ReportRecord
from analyzer.readers.input_file import InputFile
from analyzer.readers.read import read
from analyzer.settings import default_settings
from tests.builders import samples
from tests.builders.word_comments import (
    check_same_but_comments,
    check_valid,
    comments,
    covered,
    document,
    words,
)
from tests.conftest import SHARED

_CORRECTIONS = 6  # tried in one report


def texts() -> Iterator[tuple[str, str]]:
    """Yield name and plain text of our samples and, where they lie, of the open reports."""
    for path in sorted(samples.TEXTS.glob("*.txt")):
        yield path.stem, samples.as_text(list(samples.blocks(path.read_text("utf-8"))))
    reports = SHARED / "reports" / "reports.jsonl"
    if reports.is_file():
        for line in reports.read_text("utf-8").splitlines():
            report = json.loads(line)
            yield report["id"], report["text"]


def fingerprint(given: Iterable[tuple[str, str]]) -> str:
    """Return a short hash of the texts measured on."""
    return hashlib.sha256(json.dumps(list(given)).encode()).hexdigest()[:16]


def measure_comments(given: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Annotate every text as a Word file; count what stands exactly, time it by the processor."""
    counts: Counter[str] = Counter()
    spent = {"analysis": 0.0, "comments": 0.0}
    manner = Manner(
        author=Author(name="文质", initials="文"), per_page=1000, characters_per_page=600, made=""
    )
    limits = default_settings().limits
    with tempfile.TemporaryDirectory() as folder:
        for name, text in given:
            path = Path(folder) / f"{name}.docx"
            lines = [without_controls(line) for line in text.split("\n") if line.strip()]
            samples.write_docx([samples.Block(line) for line in lines], path)
            item = InputFile(path.name, path.stat().st_size, path)
            record, spent_here = _timed(item)
            spent["analysis"] += spent_here
            started = time.process_time()
            source = read(item, limits=limits)
            data = path.read_bytes()
            made = annotate(data, source, record, record["findings"], manner=manner, limits=limits)
            spent["comments"] += time.process_time() - started
            check_valid(made.data)
            check_same_but_comments(data, made.data)
            counts["documents"] += 1
            counts["findings"] += len(record["findings"])
            told = covered(document(made.data))
            inner = [n for n, c in comments(made.data).items() if "小结" not in words(c)[0]]
            for number, finding in zip(sorted(inner), made.shown, strict=True):
                wanted = finding["quote"].replace("\n", "").replace("\t", "")
                counts["exact"] += told[number] == wanted
    return {**counts, "cpu_of_analysis": round(spent["comments"] / spent["analysis"], 3)}


def _timed(item: InputFile) -> tuple[ReportRecord, float]:
    settings = default_settings()
    started = time.process_time()
    report = parse_input(item, settings)
    assert not isinstance(report, dict)
    record = profile_report(report, settings, include_text=True)
    return record, time.process_time() - started


def measure_second_look(given: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Apply suggested corrections one at a time and see what the second look says of each."""
    counts: Counter[str] = Counter()
    for _, text in given:
        before = _profile(text)
        suggested = [f for f in before["findings"] if f["suggestion"] is not None]
        for finding in suggested[:_CORRECTIONS]:
            mended = text[: finding["start"]] + finding["suggestion"] + text[finding["end"] :]
            found = recheck(before, _profile(mended))
            resolved = [c for c in found.changes if c.state == "resolved"]
            counts["corrections"] += 1
            counts["seen_as_resolved"] += any(c.finding["id"] == finding["id"] for c in resolved)
            counts["other_findings"] += len(before["findings"]) - 1
            others = [c for c in resolved if c.finding["id"] != finding["id"]]
            counts["others_resolved"] += len(others)
            counts["others_resolved_elsewhere"] += sum("此处文字未改" in c.note for c in others)
            counts["new"] += found.count("new")
    return dict(counts)


def _profile(text: str) -> ReportRecord:
    data = text.encode("utf-8")
    settings = default_settings()
    report = parse_input(InputFile("a.txt", len(data), content=data), settings)
    assert not isinstance(report, dict)
    return profile_report(report, settings, include_text=True)
