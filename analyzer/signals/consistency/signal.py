"""Family: does the report agree with itself, its tables, its year and its issuer."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.signals.consistency.evidence import ConsistencyEvidence, read_evidence
from analyzer.signals.consistency.scoring import consistency_score
from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Measurement,
    MetricSpec,
    MetricValue,
    Severity,
    Subject,
)

_SEVERITIES: dict[str, Severity] = {"CON07": "info"}


def prepare(subject: Subject, context: Context) -> ConsistencyEvidence:
    """Read numbers, tables and issuer once for all rules."""
    return read_evidence(subject)


def measure(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
    hits: Sequence[tuple[str, Hit]],
) -> Measurement:
    """Count findings and score them."""
    if not evidence.text.strip():
        return Measurement(
            metrics=(MetricValue(id="consistency.contradictions", value=None, reason="正文为空"),),
        )
    counted = [h for r, h in hits if (h.severity or _SEVERITIES.get(r, "warning")) != "info"]
    read = len(evidence.figures.requests) + len(evidence.figures.documents)
    return Measurement(
        metrics=(
            MetricValue(id="consistency.contradictions", value=float(len(counted))),
            MetricValue(id="consistency.table_rows_read", value=float(read)),
        ),
        score=consistency_score(hits, severities=_SEVERITIES),
    )


FAMILY: Family[ConsistencyEvidence] = Family(
    name="consistency",
    title="一致性",
    block="consistency",
    metrics=(
        MetricSpec(
            id="consistency.contradictions",
            title="前后、文表不一致处数",
            unit="count",
            denominator="",
        ),
        MetricSpec(
            id="consistency.table_rows_read",
            title="读到的法定表格行数",
            unit="count",
            denominator="",
        ),
    ),
    prepare=prepare,
    measure=measure,
)
