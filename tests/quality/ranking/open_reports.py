"""The open reports of ../shared and the mean of their judges."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from statistics import mean

from tests.conftest import SHARED


def open_reports() -> dict[str, str]:
    """Return id → text of the open reports."""
    lines = (SHARED / "reports" / "reports.jsonl").read_text("utf-8").splitlines()
    return {(record := json.loads(line))["id"]: record["text"] for line in lines}


def judged() -> dict[str, float]:
    """Return id → mean of the judges' overall substance."""
    rows = (SHARED / "gold" / "substance.tsv").read_text("utf-8").splitlines()
    given: defaultdict[str, list[float]] = defaultdict(list)
    for row in csv.DictReader(rows, delimiter="\t"):
        given[row["id"]].append(float(row["substance"]))
    return {name: mean(values) for name, values in given.items()}
