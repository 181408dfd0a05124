"""The parts of a report a hint belongs to: a sub-heading's text, else a section's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.signals.rule import Subject
from analyzer.signals.specificity.evidence import Evidence, GradedSentence
from analyzer.structure.report import Heading
from analyzer.text.span import Span

# Sections whose text should tell facts; problems and plans have rules of their own (SPE06, SPE07).
TOLD = ("overview", "proactive", "requests", "consultation", "key_areas", "approvals", "staff")


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under one heading; `place` is the heading, or the first sentence without one."""

    title: str
    place: Span
    sentences: tuple[GradedSentence, ...]


def parts(subject: Subject, evidence: Evidence) -> Iterator[Part]:
    """Yield the parts of the sections that should tell facts, in order of place.

    The lead-in of a section with sub-headings is no part: it need not tell facts.
    """
    headings = subject.report.headings
    groups: dict[tuple[int, int], list[GradedSentence]] = {}
    for sentence in evidence.sentences:
        if sentence.key in TOLD:
            index = _second_level(headings, sentence.heading)
            groups.setdefault((sentence.section, index), []).append(sentence)
    divided = {section for section, index in groups if index >= 0 and headings[index].level > 1}
    for (section, index), sentences in groups.items():
        if section in divided and (index < 0 or headings[index].level == 1):
            continue  # a lead-in before the first sub-heading
        heading = headings[index] if index >= 0 else None
        own = tuple(s for s in sentences if s.grade.grade != "F")
        if own:
            place = heading.span if heading else own[0].span
            yield Part(heading.text if heading else "", place, own)


def _second_level(headings: tuple[Heading, ...], index: int) -> int:
    """Return the heading of first or second level over a heading: （一）, not 1. or （1）."""
    while index > 0 and headings[index].level > 2:
        index -= 1
    return index
