"""A trend as plain rows: what table, CSV, JSON and page have in common."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, TextIO

from analyzer.corpus.trend import Trend
from analyzer.corpus.trend_phrases import KINDS
from analyzer.corpus.trend_shares import COUNTS, MEASURES
from analyzer.outputs.columns import columns
from analyzer.outputs.comma_separated import harmless

_DIGITS: Final = 4
_PHRASES_SHOWN: Final = 10
NOTE: Final = (
    "每份报告只与同样多的他份报告比对（{sample}份，随机分组{rounds}次，种子{seed}），语料库变大不会抬高比例；"
    "区间为自助法 95% 区间。2019、2021 年起格式不同，前后不连线、不比短语。"
)
COLUMNS: Final = {
    "group": "分组",
    "year": "年度",
    "era": "格式时期",
    "measure": "指标",
    "title": "指标名称",
    "reports": "报告数",
    "first_quartile": "下四分位",
    "median": "中位数",
    "third_quartile": "上四分位",
    "low": "区间下限",
    "high": "区间上限",
    "reason": "未评原因",
}


def rows(trend: Trend) -> Iterator[dict[str, Any]]:
    """Yield one row per group, year and measure; `median` is the share itself for COUNTS."""
    for point in trend.points:
        found = point.estimate
        quartiles = found.quartiles if found else (None, None, None)
        counted = point.measure in COUNTS
        yield {
            "group": point.group,
            "year": point.year,
            "era": point.era,
            "measure": point.measure,
            "title": MEASURES[point.measure],
            "reports": found.reports if found else 0,
            "first_quartile": None if counted else _short(quartiles[0]),
            "median": _short(quartiles[1]),
            "third_quartile": None if counted else _short(quartiles[2]),
            "low": _short(found.low if found else None),
            "high": _short(found.high if found else None),
            "reason": point.reason,
        }


def phrases(trend: Trend) -> Iterator[dict[str, Any]]:
    """Yield one row per phrase that came up, spread or went."""
    for change in trend.changes:
        for phrase in change.phrases:
            yield {
                "year": change.year,
                "change": phrase.kind,
                "title": KINDS[phrase.kind],
                "phrase": phrase.text,
                "before": _short(phrase.before),
                "now": _short(phrase.now),
            }


def note(trend: Trend) -> str:
    """Return how to read the figures."""
    return NOTE.format(sample=trend.sample, rounds=trend.rounds, seed=trend.seed)


def write_csv(trend: Trend, out: TextIO, provenance: Mapping[str, Any]) -> None:
    """Write the rows with Chinese headings, for Excel; figures as they are, blanks where 未评."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for row in rows(trend):
        writer.writerow([harmless(row[name]) for name in COLUMNS])
    writer.writerow([])
    writer.writerow([f"文质 {provenance['version']}；{note(trend)}"])


def write_json(trend: Trend, out: TextIO, provenance: Mapping[str, Any]) -> None:
    """Write everything as one document."""
    document = {
        "provenance": dict(provenance),
        "by": trend.by,
        "sample": trend.sample,
        "rounds": trend.rounds,
        "seed": trend.seed,
        "years": [{"year": y, "reports": n, "era": e} for y, n, e in trend.years],
        "points": list(rows(trend)),
        "phrases": list(phrases(trend)),
    }
    json.dump(document, out, ensure_ascii=False, indent=1)
    out.write("\n")


def write_table(trend: Trend, out: TextIO, provenance: Mapping[str, Any]) -> None:
    """Write one block per measure, one line per group and year."""
    known = list(rows(trend))
    for measure, title in MEASURES.items():
        lines: list[tuple[str, ...]] = [
            ("分组", "年度", "报告数", "中位数", "四分位", "95%区间", "")
        ]
        lines.extend(_line(row) for row in known if row["measure"] == measure)
        out.write(f"{title}\n{columns(lines, right=(1, 2, 3))}\n")
    for change in trend.changes:
        out.write(_phrases(trend, change.year))
    out.write(f"{note(trend)}\n文质 {provenance['version']}\n")


def _phrases(trend: Trend, year: int) -> str:
    text = []
    for kind, title in KINDS.items():
        of_kind = [p for p in phrases(trend) if p["year"] == year and p["change"] == kind]
        text.append(f"{year} 年{title}的短语 {len(of_kind)} 条\n")
        for row in of_kind[:_PHRASES_SHOWN]:
            text.append(f"  {percent(row['before'])} → {percent(row['now'])}  {row['phrase']}\n")
    return "".join(text) + "\n"


def _line(row: Mapping[str, Any]) -> tuple[str, ...]:
    if row["median"] is None:
        return (row["group"], str(row["year"]), "", "未评", "", "", row["reason"] or "")
    quartiles = (
        ""
        if row["first_quartile"] is None
        else f"{percent(row['first_quartile'])}–{percent(row['third_quartile'])}"
    )
    interval = f"{percent(row['low'])}–{percent(row['high'])}"
    count = str(row["reports"])
    return (row["group"], str(row["year"]), count, percent(row["median"]), quartiles, interval, "")


def percent(share: float | None) -> str:
    """Return a share as a percentage with one decimal."""
    return "—" if share is None else f"{100 * share:.1f}%"


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
