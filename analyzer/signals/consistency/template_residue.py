"""CON08: template text and placeholders left in the report, in prose and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_rows
from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import TableCell
from analyzer.text.span import SourceSpan, Span

_HINT = "请删除模板说明文字，按实际情况填写"


@dataclass(frozen=True, slots=True)
class _Residue:
    id: str
    where: str
    pattern: re.Pattern[str]
    confidence: float


@cache
def _residues() -> tuple[_Residue, ...]:
    rows = read_rows("template_residue.tsv")
    return tuple(_Residue(r[0], r[1], re.compile(r[2]), float(r[3])) for r in rows)


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield residue in the prose, then in the cells of tables."""
    yield from _in_prose(evidence.text)
    for table in subject.report.tables:
        for cell in table.cells:
            yield from _in_cell(cell, subject.report.source.text)


def _in_prose(text: str) -> Iterator[Hit]:
    last = 0
    found = sorted(
        (match.start(), -match.end(), number)
        for number, residue in enumerate(_residues())
        if residue.where != "table"
        for match in residue.pattern.finditer(text)
    )
    for start, negative_end, number in found:
        if start >= last:  # one place, one finding
            last = -negative_end
            yield _hit(_residues()[number], Span(start, last), text[start:last])


def _in_cell(cell: TableCell, source: str) -> Iterator[Hit]:
    if len(cell.text) < 3:
        return
    for residue in _residues():
        if residue.where == "prose":
            continue
        match = residue.pattern.search(cell.text)
        if match:
            yield _hit(residue, _place(cell, match, source), match.group())
            return


def _place(cell: TableCell, match: re.Match[str], source: str) -> SourceSpan:
    """Return where a match in a cell stands; line breaks in the cell are no part of its text.

    Of a cell that a page break cuts the first part has a place.
    """
    written = [i for i in range(cell.span.start, cell.span.end) if not source[i].isspace()]
    before = len("".join(cell.text[: match.start()].split()))
    within = len("".join(match.group().split()))
    if within == 0 or before >= len(written):
        return cell.span
    return SourceSpan(written[before], written[min(before + within, len(written)) - 1] + 1)


def _hit(residue: _Residue, place: Span | SourceSpan, quote: str) -> Hit:
    return Hit(
        place=place,
        message=f"“{quote[:20]}”疑为未删除的模板说明或占位符",
        hint=_HINT,
        confidence=residue.confidence,
        evidence={"template": residue.id},
    )


RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON08",
    name="template-residue",
    title="模板说明未删",
    severity="warning",
    source="30号文；种子",
    page="""
查找正文和表格里没有删掉的模板文字：填表说明（“左栏所有总计”“此项为历年…”“建议咨询…填报”）、
占位符（XX、***、____、“某某局”）、“+（增加数）-（减少数）”。

为什么：模板说明留在公开的报告里，说明发布前没有核对。

已知局限：只认 data/lexicons/template_residue.tsv 中的写法；表格里每格只提示一处。
""",
    check=check,
    examples=(
        Example(text="全年共公开信息⟦XX条⟧。"),
        Example(text="四、复议诉讼情况⟦（建议咨询本级司法部门填报）⟧，全年无。"),
        Example(text="全年共公开信息20条，收到申请0件。"),
    ),
)
