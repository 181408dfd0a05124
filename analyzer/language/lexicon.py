"""Read the curated word lists under data/lexicons (tab-separated, `#` header lines)."""

from __future__ import annotations

from functools import cache

from analyzer.assets import asset
from analyzer.errors import AssetError


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `data/lexicons/<name>`, without comments and the line of column names.

    Raises AssetError when a row is shorter than the line of column names.
    """
    lines = asset("data", "lexicons", name).read_text("utf-8").split("\n")
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    width = len(rows[0]) if rows else 0
    for row in rows:
        if len(row) != width:
            raise AssetError(f"{name}：这一行应有 {width} 列：{row[0]}；请重新安装 wenzhi")
    return tuple(rows[1:])


@cache
def words_by_class(name: str) -> dict[str, tuple[str, ...]]:
    """Return class → words for a lexicon with the columns class and words (space separated)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows(name):
        found[row[0]] = found.get(row[0], ()) + tuple(row[1].split())
    return found
