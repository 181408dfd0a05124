"""Lines over years as SVG: median, quartiles and interval; eras apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any, Final

WIDTH, HEIGHT = 360, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 34, 30
COLOURS: Final = ("#27506f", "#7d1f1a", "#1f6a3c", "#845000", "#5c3a86", "#175e63")
FONTS: Final = (
    "Source Han Sans SC,Noto Sans CJK SC,Noto Sans SC,PingFang SC,Microsoft YaHei,sans-serif"
)
MOST_LINES: Final = len(COLOURS)
Row = dict[str, Any]


def chart(
    title: str,
    rows: Sequence[Row],
    years: Sequence[int],
    *,
    at: tuple[int, int] | None = None,
    font: str = FONTS,
) -> str:
    """Return one panel as an SVG element. `rows` are those of one measure.

    `at` is its place on a sheet; without it the panel is as wide as its surroundings.
    """
    place = "" if at is None else f'x="{at[0]}" y="{at[1]}" width="{WIDTH}" height="{HEIGHT}" '
    known = [row for row in rows if row["median"] is not None]
    top = _ceiling([row["high"] for row in known] + [row["third_quartile"] or 0 for row in known])
    scale = _Scale(years, top)
    groups = list(dict.fromkeys(row["group"] for row in rows))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {place}viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(title)}" font-family="{escape(font)}" font-size="11">',
        f"<title>{escape(title)}</title>",
        f'<text x="8" y="16" font-size="13" font-weight="600">{escape(title)}</text>',
        *_axes(scale, years),
    ]
    for number, group in enumerate(groups[:MOST_LINES]):
        mine = [row for row in known if row["group"] == group]
        parts.extend(_lines(mine, scale, COLOURS[number], band=len(groups) == 1))
    parts.append("</svg>")
    return "".join(parts)


def legend(groups: Sequence[str]) -> str:
    """Return which colour stands for which group, as HTML."""
    return "　".join(
        f'<span style="color:{colour}">■</span> {escape(group)}'
        for group, colour in zip(groups, COLOURS, strict=False)
    )


class _Scale:
    def __init__(self, years: Sequence[int], top: float) -> None:
        self.first, self.last, self.top = years[0], years[-1], top

    def x(self, year: float) -> str:
        span = max(1, self.last - self.first)
        inside = WIDTH - _LEFT - _RIGHT - 16
        return f"{_LEFT + 8 + inside * (year - self.first) / span:.1f}"

    def y(self, share: float) -> str:
        return f"{HEIGHT - _BOTTOM - (HEIGHT - _BOTTOM - _TOP) * share / self.top:.1f}"


def _axes(scale: _Scale, years: Sequence[int]) -> Iterator[str]:
    for step in range(5):
        share = scale.top * step / 4
        y = scale.y(share)
        yield f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="#d9d5cb"/>'
        yield (
            f'<text x="{_LEFT - 5}" y="{y}" dy="4" text-anchor="end" fill="#4d5867">'
            f"{100 * share:.3g}%</text>"
        )
    every = 1 + len(years) // 8
    for year in years[::every]:
        yield (
            f'<text x="{scale.x(year)}" y="{HEIGHT - 12}" text-anchor="middle" '
            f'fill="#4d5867">{year}</text>'
        )
    for border in (2019, 2021):
        if scale.first < border <= scale.last:
            x = scale.x(border - 0.5)
            yield (
                f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{HEIGHT - _BOTTOM}" stroke="#8a8677" '
                f'stroke-dasharray="3 3"/><text x="{x}" y="{_TOP - 4}" text-anchor="middle" '
                f'font-size="9" fill="#4d5867">{border}新格式</text>'
            )


def _lines(rows: Sequence[Row], scale: _Scale, colour: str, *, band: bool) -> Iterator[str]:
    for stretch in _joined(rows):
        if band and stretch[0]["first_quartile"] is not None:
            there = [f"{scale.x(r['year'])},{scale.y(r['third_quartile'])}" for r in stretch]
            back = [f"{scale.x(r['year'])},{scale.y(r['first_quartile'])}" for r in stretch[::-1]]
            yield (
                f'<polygon points="{" ".join(there + back)}" fill="{colour}" opacity=".14" '
                f'stroke="{colour}" stroke-width="{6 if len(stretch) == 1 else 0}"/>'
            )
        points = " ".join(f"{scale.x(r['year'])},{scale.y(r['median'])}" for r in stretch)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for row in stretch:
            x = scale.x(row["year"])
            yield (
                f'<line x1="{x}" x2="{x}" y1="{scale.y(row["low"])}" y2="{scale.y(row["high"])}" '
                f'stroke="{colour}"/>'
                f'<circle cx="{x}" cy="{scale.y(row["median"])}" r="3" fill="{colour}">'
                f"<title>{row['year']}年 {100 * row['median']:.1f}%</title></circle>"
            )


def _joined(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows that may be joined by a line: neighbouring years of one era."""
    counted = enumerate(sorted(rows, key=lambda r: int(r["year"])))
    for _, group in groupby(counted, key=lambda pair: (pair[1]["year"] - pair[0], pair[1]["era"])):
        yield [row for _, row in group]


def _ceiling(values: Sequence[float]) -> float:
    highest = max([*values, 0.0])
    return next((top for top in (0.04, 0.1, 0.2, 0.4, 0.6, 0.8) if highest <= top), 1.0)
