"""Family: which parts a report must have, and whether they are there."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.signals.completeness.evidence import CompletenessEvidence, read_evidence
from analyzer.signals.completeness.scoring import structure_score
from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Measurement,
    MetricSpec,
    MetricValue,
    Subject,
)

METRICS = (
    MetricSpec(
        id="completeness.share_of_statutory_parts_present",
        title="法定章节齐全率",
        unit="ratio",
        denominator="应有章节数",
    ),
    MetricSpec(
        id="completeness.aspects_covered", title="总体情况覆盖方面数", unit="count", denominator=""
    ),
    MetricSpec(
        id="completeness.share_of_overview_off_topic",
        title="总体情况离题占比",
        unit="ratio",
        denominator="总体情况与存在问题字数",
    ),
)


def prepare(subject: Subject, context: Context) -> CompletenessEvidence:
    """Look for the parts once for all rules."""
    return read_evidence(subject.report)


def measure(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
    hits: Sequence[tuple[str, Hit]],
) -> Measurement:
    """Count what is there and score it."""
    wanted = len(evidence.requirements.parts)
    partial = None if evidence.whole else "只有部分文本"
    asked = len(evidence.asked)
    return Measurement(
        metrics=(
            MetricValue(
                id="completeness.share_of_statutory_parts_present",
                value=1 - len(evidence.missing) / wanted if evidence.whole else None,
                n=wanted,
                reason=partial,
            ),
            MetricValue(
                id="completeness.aspects_covered",
                value=asked - len(evidence.uncovered) if asked else None,
                n=asked,
                reason=None if asked else "本年度格式未要求，或没有总体情况",
            ),
            MetricValue(
                id="completeness.share_of_overview_off_topic",
                value=evidence.off_topic_share if evidence.told else None,
                n=evidence.told,
                reason=None if evidence.told else "没有总体情况与存在问题的正文",
            ),
        ),
        score=structure_score(evidence, hits),
    )


FAMILY: Family[CompletenessEvidence] = Family(
    name="completeness",
    title="结构与完整",
    block="structure",
    metrics=METRICS,
    prepare=prepare,
    measure=measure,
)
