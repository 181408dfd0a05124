"""What the rules on problems read: items found once, and what the tables say of trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.signals.problems.items import Measure, Problem, find_items
from analyzer.structure.report import Report, Section, Table
from analyzer.text.span import Span

SECTIONS = ("problems", "next_steps")
_STATUTORY = frozenset({"overview", "proactive", "requests", "litigation", "other"})
_HEADING_UP_TO = 24  # a longer one names other matters too and does not tell what follows
_CONCEDED = re.compile(
    r"(?:但|仍|还|也|依然|目前)[^。；]{0,16}存在[^。；]{0,60}(?:问题|不足|差距|短板|薄弱环节|困难)"
)
_MEASURES_FOLLOW = re.compile(r"(?:下一?步|今后|针对|为此|20\d\d年，?我|[一二三四五六]是)")


@dataclass(frozen=True, slots=True)
class ProblemEvidence:
    """Problems and measures of the section, with what surrounds them."""

    spans: tuple[Span, ...]  # the paragraphs read, headings left out
    heading: Span | None
    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    trouble: Mapping[str, int]  # 结果纠正, 尚未审结, 结转: counts from the tables, zeros left out
    unjudged: str | None  # Chinese reason why nothing can be said, None where it can

    @property
    def characters(self) -> int:
        """Return the length of the section's prose."""
        return sum(len(span) for span in self.spans)

    @property
    def answered(self) -> frozenset[str]:
        """Return the ids of the problems that some measure answers."""
        return frozenset(link for measure in self.measures for link in measure.links)


def read_problems(report: Report) -> ProblemEvidence:
    """Find the items of the sections on problems and next steps."""
    sections = [(i, s) for i, s in enumerate(report.sections) if s.key in SECTIONS]
    heading = next((s.heading.span for _, s in sections if s.heading is not None), None)
    spans = tuple(span for index, s in sections for span in _paragraphs(report, index, s))
    if not sections:
        spans = tuple(_in_running_text(report))
    headings = [s.heading.span for _, s in sections if s.heading is not None]
    headed = sorted([*spans, *(h for h in headings if len(h) <= _HEADING_UP_TO)])
    problems, measures = find_items(report.text.text, within=headed)
    return ProblemEvidence(
        spans=spans,
        heading=heading,
        problems=problems,
        measures=measures,
        trouble={name: n for name, n in _trouble(report.tables) if n},
        unjudged=_unjudged(report, spans),
    )


def _paragraphs(report: Report, index: int, section: Section) -> Iterator[Span]:
    for paragraph in report.paragraphs:
        if paragraph.section != index or paragraph.kind not in ("text", "heading"):
            continue
        start = paragraph.span.start
        if section.heading is not None and paragraph.span.contains(section.heading.span):
            start = section.heading.span.end
        while start < paragraph.span.end and report.text.text[start] in " 　：:。":
            start += 1
        if start < paragraph.span.end:
            yield Span(start, paragraph.span.end)


def _in_running_text(report: Report) -> Iterator[Span]:
    """Find 但仍存在…问题 in a report without the section; what follows may tell the measures."""
    found = False
    for paragraph in report.paragraphs:
        if paragraph.kind != "text":
            continue
        text = report.slice(paragraph.span)
        match = _CONCEDED.search(text)
        if match:
            start = paragraph.span.start + max(text.rfind("。", 0, match.start()) + 1, 0)
            yield Span(start, paragraph.span.end)
        elif found and _MEASURES_FOLLOW.match(text):
            yield paragraph.span
        found = match is not None or (found and bool(_MEASURES_FOLLOW.match(text)))


def _unjudged(report: Report, spans: Sequence[Span]) -> str | None:
    if spans:
        return None
    found = {section.key for section in report.sections if not section.implied}
    if len(found & _STATUTORY) >= 2:
        return None  # a whole report without the section: judged, with nothing in it
    return "文本不完整，未见“存在的主要问题及改进情况”"


def _trouble(tables: Sequence[Table]) -> Iterator[tuple[str, int]]:
    for table in tables:
        if table.kind == "litigation" and len(table.rows[-1]) == 15:
            row = [_number(cell) for cell in table.rows[-1]]
            yield "结果纠正", row[1] + row[6] + row[11]
        if table.kind == "requests" and table.rows:
            carried = [row for row in table.rows if "结转下年度" in "".join(row[:3])]
            if carried:
                yield "结转下年度", _number(carried[-1][-1])


def _number(cell: str) -> int:
    return int(cell) if cell.strip().isdigit() else 0
