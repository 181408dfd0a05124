"""A trend as one picture: all panels on a sheet, with title, legend and how to read it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from analyzer.corpus.trend import Trend
from analyzer.corpus.trend_shares import MEASURES
from analyzer.outputs.trend_chart import COLOURS, FONTS, HEIGHT, MOST_LINES, WIDTH, chart
from analyzer.outputs.trend_page import BY, READING
from analyzer.outputs.trend_rows import note, rows

_COLUMNS: Final = 3
_GAP, _MARGIN, _HEAD, _FOOT = 14, 20, 76, 44
_LEGEND_STEP: Final = 200
_NAME: Final = 13  # characters of a group's name in the legend


def sheet(trend: Trend, *, version: str, font: str = FONTS) -> str:
    """Return the whole trend as an SVG document. `font` is the family its text asks for."""
    down = -(-len(MEASURES) // _COLUMNS)
    width = 2 * _MARGIN + _COLUMNS * WIDTH + (_COLUMNS - 1) * _GAP
    height = _HEAD + down * (HEIGHT + _GAP) + _FOOT
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{escape(font)}">',
        f'<rect width="{width}" height="{height}" fill="#fffefb"/>',
        f'<text x="{_MARGIN}" y="30" font-size="20" font-weight="600" fill="#1b2330">'
        f"套话与重合的变化{BY[trend.by]}</text>",
        f'<text x="{_MARGIN}" y="48" font-size="11" fill="#4d5867">{escape(READING)}</text>',
        *_legend(trend),
        *_panels(trend, font),
        *_foot(trend, height, version),
        "</svg>\n",
    ]
    return "".join(parts)


def _panels(trend: Trend, font: str) -> Iterator[str]:
    known = list(rows(trend))
    years = [year for year, _, _ in trend.years]
    for number, (measure, title) in enumerate(MEASURES.items() if years else ()):
        across, down = number % _COLUMNS, number // _COLUMNS
        x = _MARGIN + across * (WIDTH + _GAP)
        y = _HEAD + down * (HEIGHT + _GAP)
        yield (
            f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" fill="none" '
            f'stroke="#d9d5cb" rx="6"/>'
        )
        mine = [row for row in known if row["measure"] == measure]
        yield chart(title, mine, years, at=(x, y), font=font)


def _legend(trend: Trend) -> Iterator[str]:
    groups = list(dict.fromkeys(row["group"] for row in rows(trend)))
    if len(groups) < 2:
        return
    for number, group in enumerate(groups[:MOST_LINES]):
        x = _MARGIN + number * _LEGEND_STEP
        name = group if len(group) <= _NAME else group[: _NAME - 1] + "…"
        yield f'<rect x="{x}" y="58" width="10" height="10" fill="{COLOURS[number]}"/>'
        yield f'<text x="{x + 15}" y="67" font-size="12" fill="#1b2330">{escape(name)}</text>'


def _foot(trend: Trend, height: int, version: str) -> Iterator[str]:
    groups = {row["group"] for row in rows(trend)}
    more = f"图中只画前 {MOST_LINES} 组。" if len(groups) > MOST_LINES else ""
    lines = (f"{more}{note(trend)}", f"文质 {version}")
    for number, line in enumerate(lines):
        yield (
            f'<text x="{_MARGIN}" y="{height - _FOOT + 14 + 18 * number}" font-size="11" '
            f'fill="#4d5867">{escape(line)}</text>'
        )
