"""Two reports side by side as one HTML page without scripts or outside files."""

from __future__ import annotations

from html import escape
from typing import TextIO

from analyzer.corpus.comparison import Comparison, Pair, Row, Side
from analyzer.outputs.compare_table import RELATIONS, title_of, told
from analyzer.outputs.section_titles import section_title
from analyzer.structure.report import Report

STYLE = """
:root{--ink:#1b2330;--soft:#4d5867;--line:#d9d5cb;--paper:#fffefb;--ground:#f4f2ec;--mark:#efe3f8}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);line-height:1.7;overflow-wrap:anywhere;
font-family:"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:80rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.2rem;margin:1.6rem 0 .4rem}
.soft{color:var(--soft);font-size:.92rem}
table{width:100%;border-collapse:collapse;table-layout:fixed;background:var(--paper)}
th,td{border:1px solid var(--line);padding:.45rem .7rem;text-align:left;vertical-align:top}
th{font-weight:600}
mark{background:var(--mark);color:inherit;border-bottom:2px solid #5c3a86}
@media(max-width:40rem){table,tbody,tr,td,th{display:block;width:100%}td:empty{display:none}}
@media print{body{background:#fff}mark{border-bottom:1px solid #000}}
"""


def write(comparison: Comparison, out: TextIO) -> None:
    """Write the page."""
    heading = " 与 ".join(title_of(r) for r in (comparison.left, comparison.right))
    out.write(
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="wenzhi">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{_safe(heading)}：对照</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<p class=soft>文质　{RELATIONS[comparison.relation]}</p>\n<h1>{_safe(heading)}</h1>\n"
        "<p class=soft>紫底为两边相同的文字，请核对。名称、数字遮蔽后比对，数字不同不算相同；"
        "法定与固定用语不参与比对。</p>\n"
    )
    out.write(_totals(comparison))
    for pair in comparison.sections:
        if pair.rows:
            out.write(_section(pair, comparison))
    out.write("</main>\n</body>\n</html>\n")


def _totals(comparison: Comparison) -> str:
    cells = "".join(
        f"<td>{_safe(r.source.name)}<br>与对方重合 {told(shared, own)}</td>"
        for r, shared, own in zip(
            (comparison.left, comparison.right),
            comparison.shared,
            comparison.wording,
            strict=True,
        )
    )
    return f"<table>{_heads(comparison)}<tbody><tr>{cells}</tr></tbody></table>\n"


def _heads(comparison: Comparison) -> str:
    return (
        "<thead><tr>"
        + "".join(
            f"<th scope=col>{_safe(title_of(r))}</th>" for r in (comparison.left, comparison.right)
        )
        + "</tr></thead>"
    )


def _section(pair: Pair, comparison: Comparison) -> str:
    shares = [told(s, w) for s, w in zip(pair.shared, pair.wording, strict=True)]
    rows = "".join(_row(row, comparison) for row in pair.rows)
    return (
        f"<h2>{_safe(section_title(pair.key))}</h2>\n"
        f"<p class=soft>重合：左 {shares[0]}，右 {shares[1]}</p>\n"
        f"<table>{_heads(comparison)}<tbody>{rows}</tbody></table>\n"
    )


def _row(row: Row, comparison: Comparison) -> str:
    note = f"<span class=soft>在对方“{_safe(section_title(row.moved))}”</span>" if row.moved else ""
    left = _marked(comparison.left, row.left) if row.left else note
    right = _marked(comparison.right, row.right) if row.right else note
    if row.reworded is not None:
        right += f"<p class=soft>疑似换词改写（语义相近 {row.reworded:.2f}），请核对</p>"
    return f"<tr><td>{left}</td><td>{right}</td></tr>\n"


def _marked(report: Report, side: Side) -> str:
    whole, at, parts = report.text.text, side.span.start, []
    for span in side.shared:
        parts.append(_safe(whole[at : span.start]))
        parts.append(f"<mark>{_safe(whole[span.start : span.end])}</mark>")
        at = span.end
    parts.append(_safe(whole[at : side.span.end]))
    return "".join(parts)


def _safe(text: str) -> str:
    return escape("".join(c if c.isprintable() else " " for c in text))
