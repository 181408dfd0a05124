"""What the specificity rules and metrics read: graded sentences, facts and empty clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.language.entities import Entity, all_entities
from analyzer.signals.rule import Context, Subject
from analyzer.signals.specificity.fact import FRAMES, Fact
from analyzer.signals.specificity.grades import Grade, grade_readings
from analyzer.signals.specificity.reading import read_sentence
from analyzer.text.span import Span

_CLAUSE = re.compile(r"[^，。；：！？,;\n]{4,}")


@dataclass(frozen=True, slots=True)
class GradedSentence:
    """A sentence of the prose with its grade; the spans of its facts count the report's text."""

    span: Span
    text: str
    section: int
    heading: int  # index of the heading it stands under, -1 for none
    key: str
    grade: Grade
    facts: tuple[Fact, ...]
    clauses: tuple[Span, ...]
    frames: tuple[Fact, ...] = ()  # events, projects, sub-units, totals: shown, not counted


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of a report's sentences, graded, with the distinct relevant facts of the whole."""

    sentences: tuple[GradedSentence, ...]
    facts: tuple[Fact, ...]  # every mention, in order of place
    distinct: tuple[Fact, ...]  # first mentions of relevant facts; a restated share is none

    @property
    def own(self) -> tuple[GradedSentence, ...]:
        """Return the sentences that are not fixed wording."""
        return tuple(s for s in self.sentences if s.grade.grade != "F")

    @property
    def own_chars(self) -> int:
        """Return the number of characters of sentences that are not fixed wording."""
        return sum(len(s.span) for s in self.own)


def prepare(subject: Subject, context: Context) -> Evidence:
    """Grade every sentence of the report at once and collect its facts."""
    report, text = subject.report, subject.report.text.text
    entities = all_entities(subject.doc)
    readings = []
    at = 0
    section, before = -1, None
    for sentence in report.sentences:
        inside, at = _within(entities, sentence.span, at)
        if sentence.section != section:
            section, before = sentence.section, None
        reading = read_sentence(sentence.span.of(text), inside, before=before)
        if reading.facts:
            before = reading.facts[-1].relevant
        readings.append(reading)
    grades = grade_readings(readings)
    sentences = tuple(
        GradedSentence(
            span=sentence.span,
            text=reading.text,
            section=sentence.section,
            heading=report.paragraphs[sentence.paragraph].heading,
            key=report.section_key(sentence.section),
            grade=grade,
            facts=_placed(reading.facts, sentence.span.start, frames=False),
            frames=_placed(reading.facts, sentence.span.start, frames=True),
            clauses=tuple(
                Span(m.start() + sentence.span.start, m.end() + sentence.span.start)
                for m in _CLAUSE.finditer(reading.text)
            ),
        )
        for sentence, reading, grade in zip(report.sentences, readings, grades, strict=True)
    )
    facts = tuple(f for s in sentences if s.grade.grade != "F" for f in s.facts)
    return Evidence(sentences, facts, _distinct(facts))


def _placed(facts: Sequence[Fact], start: int, *, frames: bool) -> tuple[Fact, ...]:
    """Return the facts that count, or those that frame others, with spans of the whole text."""
    return tuple(
        replace(f, span=f.span.shifted(start)) for f in facts if (f.type in FRAMES) == frames
    )


def _within(entities: Sequence[Entity], span: Span, at: int) -> tuple[list[Entity], int]:
    """Return the entities inside `span` in its own coordinates, and where to go on."""
    while at < len(entities) and entities[at].span.start < span.start:
        at += 1
    inside = []
    index = at
    while index < len(entities) and entities[index].span.start < span.end:
        entity = entities[index]
        if entity.span.end <= span.end:
            inside.append(replace(entity, span=entity.span.shifted(-span.start)))
        index += 1
    return inside, at


def _distinct(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    seen: set[tuple[str, float | None, str, str]] = set()
    first = []
    for fact in facts:
        if fact.relevant and not fact.part and fact.key() not in seen:
            seen.add(fact.key())
            first.append(fact)
    return tuple(first)
