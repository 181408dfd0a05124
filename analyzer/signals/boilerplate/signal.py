"""Family: how much of a report could be anyone's, with proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.signals.boilerplate import metrics
from analyzer.signals.boilerplate.evidence import Evidence, prepare
from analyzer.signals.boilerplate.labels import SPACE, shares
from analyzer.signals.boilerplate.scoring import originality
from analyzer.signals.boilerplate.stretches import told
from analyzer.signals.rule import Context, Family, Hit, Json, Mark, Measurement, Subject
from analyzer.text.span import Span


def measure(
    subject: Subject, context: Context, evidence: Evidence, hits: Sequence[tuple[str, Hit]]
) -> Measurement:
    """Sum up what is shared, show it, and score it."""
    passages = (
        Mark(kind="passage", place=stretch.span, data=told(stretch, subject.report))
        for stretch in evidence.stretches
    )
    return Measurement(
        metrics=tuple(metrics.values(evidence)),
        marks=(*passages, *_section_shares(subject, evidence)),
        score=originality(evidence, hits, settings=context.settings),
    )


def _section_shares(subject: Subject, evidence: Evidence) -> Iterator[Mark]:
    """Yield the shares of the labels per section; they sum to one in each."""
    reasons = metrics.unjudged(evidence)
    for section in subject.report.sections:
        place = Span(section.span.start, section.span.end)
        here = slice(place.start, place.end)
        labels = evidence.labels[here]
        found = shares(labels)
        if found:
            data: dict[str, Json] = {
                name: None if name in reasons else share for name, share in found.items()
            }
            data["characters"] = int((labels != SPACE).sum())
            data["own_wording"] = int(evidence.own[here].sum())
            data["raw"] = metrics.raw_shares(evidence, here)
            yield Mark(kind="section_wording", place=place, data={"key": section.key, **data})


FAMILY: Family[Evidence] = Family(
    name="boilerplate",
    title="套话与重合",
    block="originality",
    metrics=metrics.METRICS,
    prepare=prepare,
    measure=measure,
)
