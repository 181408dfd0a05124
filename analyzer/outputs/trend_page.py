"""A trend as one HTML page: charts, table, phrases; no scripts, no outside files."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, TextIO

from analyzer.corpus.trend import Trend
from analyzer.corpus.trend_phrases import KINDS
from analyzer.corpus.trend_shares import MEASURES
from analyzer.outputs.compare_page import STYLE
from analyzer.outputs.trend_chart import MOST_LINES, chart, legend
from analyzer.outputs.trend_rows import note, percent, phrases, rows

BY = {"all": "", "level": "，按层级", "region": "，按地区", "issuer": "，按单位"}
READING = "线为中位数，浅色带为四分位，竖线为中位数的 95% 区间；虚线处换用新格式，前后不连线。"
_MORE = """
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem}
.charts svg{background:var(--paper);border:1px solid var(--line);border-radius:6px;width:100%}
table{table-layout:auto;font-size:.92rem}td.n{text-align:right;font-variant-numeric:tabular-nums}
"""
_PHRASES = 30  # shown per year and kind


def write(trend: Trend, out: TextIO, provenance: Mapping[str, Any]) -> None:
    """Write the page."""
    known = list(rows(trend))
    groups = list(dict.fromkeys(row["group"] for row in known))
    out.write(
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="wenzhi">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>套话与重合的变化</title>\n<style>{STYLE}{_MORE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>套话与重合的变化{BY[trend.by]}</h1>\n<p class=soft>{escape(note(trend))}</p>\n"
        f"<p class=soft>{READING}</p>\n"
    )
    if len(groups) > MOST_LINES:
        out.write(f"<p>图中只画前 {MOST_LINES} 组，全部见下表。</p>\n")
    if len(groups) > 1:
        out.write(f"<p>{legend(groups)}</p>\n")
    years = [year for year, _, _ in trend.years]
    if years:
        out.write("<div class=charts>\n")
        for measure, title in MEASURES.items():
            of_measure = [row for row in known if row["measure"] == measure]
            out.write(chart(title, of_measure, years) + "\n")
        out.write("</div>\n")
    out.write(_table(known))
    out.write(_phrase_tables(trend))
    out.write(f"<p class=soft>文质 {escape(str(provenance['version']))}</p>\n")
    out.write("</main>\n</body>\n</html>\n")


def _table(known: list[dict[str, Any]]) -> str:
    heads = ("指标", "分组", "年度", "格式时期", "报告数", "中位数", "四分位", "95% 区间")
    lines = ["<h2>数据</h2>\n<table><thead><tr>"]
    lines.extend(f"<th scope=col>{head}</th>" for head in heads)
    lines.append("</tr></thead><tbody>\n")
    for row in known:
        cells = [row["title"], row["group"], row["year"], row["era"]]
        if row["median"] is None:
            figures = ["", f"未评：{row['reason']}", "", ""]
        else:
            figures = [
                row["reports"],
                percent(row["median"]),
                f"{percent(row['first_quartile'])} – {percent(row['third_quartile'])}",
                f"{percent(row['low'])} – {percent(row['high'])}",
            ]
        lines.append("<tr>" + "".join(f"<td>{escape(str(c))}</td>" for c in cells))
        lines.append("".join(f"<td class=n>{escape(str(c))}</td>" for c in figures) + "</tr>\n")
    lines.append("</tbody></table>\n")
    return "".join(lines)


def _phrase_tables(trend: Trend) -> str:
    known = list(phrases(trend))
    parts = []
    for change in trend.changes:
        parts.append(f"<h2>{change.year} 年的短语</h2>\n")
        for kind, title in KINDS.items():
            mine = [p for p in known if p["year"] == change.year and p["change"] == kind]
            parts.append(f"<h3>{title}　{len(mine)} 条</h3>\n<ul>\n")
            parts.extend(
                f"<li>{escape(p['phrase'])}　{percent(p['before'])} → {percent(p['now'])}</li>\n"
                for p in mine[:_PHRASES]
            )
            parts.append("</ul>\n")
    return "".join(parts)
