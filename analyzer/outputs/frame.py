"""Profiles as a table for analysts: one row a report, one column a score or metric."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from analyzer.profile.record import SCORES, ReportRecord

if TYPE_CHECKING:
    from pandas import DataFrame

_IDENTITY = ("title", "issuer", "year", "level", "era")


def frame(records: Iterable[ReportRecord]) -> DataFrame:
    """Return a data frame of profiles in their order.

    Columns are `source`, `status`, the identity, the scores (0–100) and the metrics by their ids.
    What was not judged is missing (NaN), never 0; `year` is a nullable integer.
    """
    import pandas as pd

    table = pd.DataFrame.from_records([_row(record) for record in records])
    return table.astype({"year": "Int64"}) if "year" in table else table


def _row(record: ReportRecord) -> dict[str, Any]:
    identity, scores = record["identity"], record["scores"]
    return {
        "source": record["source"],
        "status": record["status"],
        **{name: identity[name] for name in _IDENTITY},  # type: ignore[literal-required]
        **{name: scores[name]["value"] for name in SCORES},
        **{name: metric["value"] for name, metric in record["metrics"].items()},
        "gates": len(record["gates"]),
        "findings": len(record["findings"]),
    }
