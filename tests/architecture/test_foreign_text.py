"""No committed file holds a passage of a report that others wrote."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.architecture.committed import ROOT, named, texts

REPORTS = ROOT.parent / "shared" / "reports" / "reports.jsonl"
_RUN = 40  # Chinese characters on end; other characters do not interrupt a run


def chinese(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def strings(value: object) -> Iterator[str]:
    """Yield every string of a TOML document."""
    if isinstance(value, str):
        yield chinese(value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def statutory() -> re.Pattern[str]:
    """Match headings and cells of the official forms, which stand in everyone's report."""
    schemes = (ROOT / "data" / "schemes").rglob("*.toml")
    labels = {s for p in schemes for s in strings(tomllib.loads(p.read_text("utf-8")))}
    longest_first = sorted((s for s in labels if len(s) >= 4), key=lambda s: (-len(s), s))
    return re.compile("|".join(longest_first))


def runs(text: str, forms: re.Pattern[str]) -> Iterator[str]:
    for piece in forms.split(chinese(text)):
        yield from (piece[i : i + _RUN] for i in range(len(piece) - _RUN + 1))


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.exists(), reason="../shared is not here")
def test_no_file_shares_a_long_run_with_a_single_report():
    forms = statutory()
    read = [json.loads(line)["text"] for line in REPORTS.read_text("utf-8").splitlines()]
    counts = Counter(run for text in read for run in set(runs(text, forms)))
    single = {run for run, count in counts.items() if count == 1}
    assert len(single) > 10_000
    found = {}
    for path, text in texts():
        hits = [run for run in runs(text, forms) if run in single]
        if hits:
            found[named(path)] = hits[0]
    assert not found
