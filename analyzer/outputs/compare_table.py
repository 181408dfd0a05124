"""Two reports side by side on a terminal: 【 】 around what agrees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from analyzer.corpus.comparison import Comparison, Pair, Row, Side
from analyzer.errors import printable
from analyzer.outputs.columns import fit, pad, width
from analyzer.outputs.section_titles import section_title
from analyzer.structure.report import Report

RELATIONS = {
    "own_last_year": "同一单位前后两年",
    "own": "同一单位",
    "peer": "两个单位",
}
_LEAST, _MOST = 60, 200  # cells of the whole page


def write(comparison: Comparison, out: TextIO, *, cells: int) -> None:
    """Write both reports, section by section."""
    column = (max(_LEAST, min(_MOST, cells)) - 3) // 2
    out.write(_heads(comparison, column))
    for pair in comparison.sections:
        if pair.rows:
            out.write(_section(pair, comparison, column))
    out.write("\n【 】中为两边相同的文字（名称、数字已遮蔽后比对，数字不同不算相同），请核对。\n")


def told(part: int, whole: int) -> str:
    """Return a share with what it is of, or that there is nothing to share."""
    return f"{part / whole:.0%}（{part}/{whole}字）" if whole else "无自有文字"


def title_of(report: Report) -> str:
    """Return how a report is called at the head of its column."""
    identity = report.identity
    year = f"{identity.year}年" if identity.year else "年度不明"
    return f"{identity.issuer or '单位不明'} {year}"


def _heads(comparison: Comparison, column: int) -> str:
    left, right = comparison.left, comparison.right
    shares = [told(s, w) for s, w in zip(comparison.shared, comparison.wording, strict=True)]
    lines = (
        RELATIONS[comparison.relation],
        _beside(title_of(left), title_of(right), column),
        _beside(printable(left.source.name), printable(right.source.name), column),
        _beside(f"与对方重合 {shares[0]}", f"与对方重合 {shares[1]}", column),
    )
    return "\n".join(lines) + "\n"


def _section(pair: Pair, comparison: Comparison, column: int) -> str:
    left, right = (told(s, w) for s, w in zip(pair.shared, pair.wording, strict=True))
    lines = [f"\n■ {section_title(pair.key)}　重合：左 {left}，右 {right}"]
    for row in pair.rows:
        lines.extend(_row(row, comparison, column))
        lines.append("")
    return "\n".join(lines)


def _row(row: Row, comparison: Comparison, column: int) -> Iterator[str]:
    left = _marked(comparison.left, row.left) if row.left else ""
    right = _marked(comparison.right, row.right) if row.right else ""
    if row.moved is not None:
        note = f"（在对方“{section_title(row.moved)}”）"
        left, right = (left, note) if row.left else (note, right)
    if row.reworded is not None:
        right = f"（疑似换词改写，语义相近 {row.reworded:.2f}，请核对）{right}"
    one, other = list(_wrapped(left, column)), list(_wrapped(right, column))
    for at in range(max(len(one), len(other))):
        yield _beside(
            one[at] if at < len(one) else "", other[at] if at < len(other) else "", column
        )


def _beside(left: str, right: str, column: int) -> str:
    return f"{pad(fit(left, column), column)} │ {fit(right, column)}".rstrip()


def _marked(report: Report, side: Side) -> str:
    text, at = [], side.span.start
    whole = report.text.text
    for span in side.shared:
        text += [whole[at : span.start], "【", whole[span.start : span.end], "】"]
        at = span.end
    text.append(whole[at : side.span.end])
    return printable("".join(text).replace("\n", ""))


def _wrapped(text: str, cells: int) -> Iterator[str]:
    line, room = "", cells
    for character in text:
        taken = width(character)
        if taken > room:
            yield line
            line, room = "", cells
        line += character
        room -= taken
    if line:
        yield line
