"""The forms a ranking can take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analyzer.outputs import ranking_rows, ranking_table

WRITERS: dict[str, Callable[..., Any]] = {
    "table": ranking_table.write,
    "json": ranking_rows.write_json,
    "csv": ranking_rows.write_csv,
}
