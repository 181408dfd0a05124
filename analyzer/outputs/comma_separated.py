"""One row a report, for Excel: UTF-8 with BOM, cells that look like formulas made harmless."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.language.private import mask
from analyzer.outputs.composition import LABEL_HEADINGS, RAW_HEADINGS, compositions
from analyzer.outputs.safe_text import like_formula, without_controls
from analyzer.profile.discreet import shown_kinds
from analyzer.profile.ranking import Ranked, rank, summarise
from analyzer.profile.record import (
    BLOCK_TITLES,
    SCORES,
    SEVERITIES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    ReportRecord,
)
from analyzer.settings import Settings
from analyzer.signals.rule import Json

_ORDER = ("substance", *(name for name in SCORES if name not in {"substance", "total"}), "total")
_HEADER = (
    *("名次", "并列", "文件", "题名", "单位", "年度", "层级", "状态", "原因"),
    *(BLOCK_TITLES[name] for name in _ORDER),
    "退请复核",
    *(f"{SEVERITY_TITLES[name]}数" for name in SEVERITIES),
    *(f"文字构成：{title}%" for title in LABEL_HEADINGS.values()),
    *(f"{title}%" for title in RAW_HEADINGS.values()),
    "程序版本",
    "设置版本",
    "设置指纹",
)


def write(
    records: Iterable[ReportRecord], out: TextIO, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write the run in the order of its ranking; what was not scored has empty cells."""
    summaries, made_of = [], []
    for index, record in enumerate(records):
        summaries.append(summarise(record, index=index))
        made_of.append(_composition(record))
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_HEADER)
    made_with = [str(run[key]) for key in ("version", "settings_version", "settings")]
    shown = shown_kinds(settings.privacy)
    for ranked in rank(summaries, tie_points=settings.thresholds["tie_points"]):
        cells = (mask(c, shown=shown) if isinstance(c, str) else c for c in _row(ranked))
        row = (*cells, *made_of[ranked.summary.index], *made_with)
        table.writerow([harmless(cell) for cell in row])


def _row(ranked: Ranked) -> list[object]:
    summary = ranked.summary
    return [
        ranked.rank,
        "是" if ranked.tied else "",
        summary.source,
        summary.title,
        summary.issuer,
        summary.year,
        summary.level,
        STATUS_TITLES[summary.status],
        summary.reason,
        *(summary.scores[name] for name in _ORDER),
        "；".join(summary.gates),
        *(summary.findings[name] for name in SEVERITIES),
    ]


def _composition(record: ReportRecord) -> list[float | None]:
    """Return what the whole report is made of, in percent; empty where it was not measured."""
    whole = next((one for one in compositions(record) if not one.key), None)
    if whole is None:
        return [None] * (len(LABEL_HEADINGS) + len(RAW_HEADINGS))
    return [*(whole.shares[n] for n in LABEL_HEADINGS), *(whole.raw.get(n) for n in RAW_HEADINGS)]


def harmless(cell: object) -> object:
    """Return what a spreadsheet takes as it is meant: an apostrophe before what it might run."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = without_controls(cell)
    return "'" + text if like_formula(text) else text
