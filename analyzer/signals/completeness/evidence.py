"""What the rules on completeness read, prepared once per report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.signals.completeness.requirements import (
    Aspect,
    Mandatory,
    Part,
    Requirements,
    aspects,
    requirements_of,
    words_of,
)
from analyzer.structure.report import Report, Section
from analyzer.text.span import Span

_LATEST = "disclosure-2021"
_WHOLE_FROM = (
    600  # characters: a text without sections as long as this is a report without sections
)
_PARTS_FOR_WHOLE = 2
_GOVERNMENTS = ("省级", "市级", "县级")
_TOLD_IN = ("overview", "problems")
_OFF_TOPIC_FROM = 40  # characters of a paragraph


@dataclass(frozen=True, slots=True)
class CompletenessEvidence:
    """Which parts, aspects and matters are there."""

    report: Report
    spans: Mapping[int, Sequence[Span]]  # section → its paragraphs
    requirements: Requirements
    whole: bool  # False: only part of a report was given
    missing: tuple[Part, ...]
    empty: tuple[Section, ...]
    asked: tuple[Aspect, ...]  # aspects asked for in this year
    uncovered: tuple[Aspect, ...]
    untold: tuple[Mandatory, ...]
    off_topic: tuple[Span, ...]
    told: int  # characters of 总体情况 and 存在的主要问题

    @property
    def off_topic_share(self) -> float:
        """Return the share of those characters that is off topic."""
        return sum(len(span) for span in self.off_topic) / self.told if self.told else 0.0

    def section(self, key: str) -> Section | None:
        """Return the first section with a key."""
        return next((s for s in self.report.sections if s.key == key), None)

    def prose(self, key: str) -> str:
        """Return the paragraphs of the sections with a key, their own headings left out."""
        return _prose(self.report, self.spans, key)

    def place_of(self, section: Section) -> Span:
        """Return where to point at for a whole section: its heading, or its first paragraph."""
        if section.heading is not None:
            return section.heading.span
        index = self.report.sections.index(section)
        return next(iter(self.spans.get(index, ())), section.span)


def read_evidence(report: Report) -> CompletenessEvidence:
    """Prepare the evidence of one report."""
    requirements = requirements_of(report.identity.scheme or _LATEST)
    whole = _is_whole(report)
    year = report.identity.year or 0
    named = {name for name, since in requirements.aspects if year >= since}
    asked = tuple(a for a in aspects() if a.name in named)
    spans = _spans(report)
    overview = _prose(report, spans, "overview")
    return CompletenessEvidence(
        report=report,
        spans=spans,
        requirements=requirements,
        whole=whole,
        missing=tuple(_missing(report, requirements)) if whole else (),
        empty=tuple(_empty(report, spans)),
        asked=asked if overview else (),
        uncovered=tuple(a for a in asked if not a.told.search(overview)) if overview else (),
        untold=tuple(_untold(report, spans, requirements)) if whole else (),
        off_topic=tuple(_off_topic(report)),
        told=sum(
            len(span)
            for index, section in enumerate(report.sections)
            if section.key in _TOLD_IN
            for span in spans.get(index, ())
        ),
    )


def _spans(report: Report) -> dict[int, list[Span]]:
    """Return the paragraphs of every section without the section's own heading."""
    found: dict[int, list[Span]] = {}
    for paragraph in report.paragraphs:
        if paragraph.section < 0 or paragraph.kind not in ("text", "heading"):
            continue
        heading = report.sections[paragraph.section].heading
        start = paragraph.span.start
        if heading is not None and paragraph.span.contains(heading.span):
            start = heading.span.end
        if report.text.text[start : paragraph.span.end].strip(" 　：:。"):
            found.setdefault(paragraph.section, []).append(Span(start, paragraph.span.end))
    return found


def _prose(report: Report, spans: Mapping[int, Sequence[Span]], key: str) -> str:
    return "\n".join(
        report.slice(span)
        for index, section in enumerate(report.sections)
        if section.key == key
        for span in spans.get(index, ())
    )


def _is_whole(report: Report) -> bool:
    parts = {s.key for s in report.sections if s.heading is not None}
    return len(parts - {"unknown"}) >= _PARTS_FOR_WHOLE or len(report.text) >= _WHOLE_FROM


def _missing(report: Report, requirements: Requirements) -> Iterator[Part]:
    keys = {section.key for section in report.sections}
    for part in requirements.parts:
        told = part.told is not None and part.told.search(report.text.text)
        if part.key not in keys and not told:
            yield part


def _empty(report: Report, spans: Mapping[int, Sequence[Span]]) -> Iterator[Section]:
    filled = set(spans) | {p.section for p in report.paragraphs if p.kind == "note"}
    filled |= {h for h in (t.section for t in report.tables) if h >= 0}
    # Where the tables were lost in extraction, an empty section of tables is not the author's.
    tables_lost = not report.tables
    for index, section in enumerate(report.sections):
        if section.implied or section.heading is None or index in filled:
            continue
        if tables_lost and section.key not in ("overview", "problems", "other"):
            continue
        if section.key not in ("unknown", "statistics"):
            yield section


def _untold(
    report: Report, spans: Mapping[int, Sequence[Span]], requirements: Requirements
) -> Iterator[Mandatory]:
    for matter in requirements.mandatory:
        if matter.of == "government" and report.identity.level not in _GOVERNMENTS:
            continue
        named = any(s.key == matter.section for s in report.sections)
        if named and not matter.told.search(_prose(report, spans, matter.section)):
            yield matter


def _off_topic(report: Report) -> Iterator[Span]:
    topic, business = words_of("topic"), words_of("business")
    for paragraph in report.paragraphs:
        key = report.section_key(paragraph.section)
        if paragraph.kind != "text" or key not in _TOLD_IN:
            continue
        text = report.slice(paragraph.span)
        if len(text) >= _OFF_TOPIC_FROM and business.search(text) and not topic.search(text):
            yield paragraph.span
