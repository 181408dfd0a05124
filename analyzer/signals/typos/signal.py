"""Family: spelling and the conventions of official writing."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Measurement,
    MetricSpec,
    MetricValue,
    Subject,
)
from analyzer.signals.typos.doubts import doubts_of
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.prose import read_prose
from analyzer.signals.typos.scoring import counts, language_score
from analyzer.signals.typos.templates import trigger_index


def prepare(subject: Subject, context: Context) -> LanguageEvidence:
    """Read the prose once for all rules."""
    prose = read_prose(subject.report, vocabulary=context.settings.vocabulary)
    index = trigger_index(prose.text)
    return LanguageEvidence(prose=prose, index=index, doubts=doubts_of(subject))


def measure(
    subject: Subject,
    context: Context,
    evidence: LanguageEvidence,
    hits: Sequence[tuple[str, Hit]],
) -> Measurement:
    """Count defects per 1,000 characters and score them."""
    characters = len(evidence.prose.text)
    counted = sum(1 for rule, hit in hits if counts(rule, hit))
    value = counted * 1000 / characters if characters else None
    return Measurement(
        metrics=(
            MetricValue(
                id="typos.language_defects_per_1000_chars",
                value=value,
                n=characters,
                reason=None if characters else "正文为空",
            ),
        ),
        score=language_score(hits, characters=characters),
    )


FAMILY: Family[LanguageEvidence] = Family(
    name="typos",
    title="文字规范",
    block="language",
    metrics=(
        MetricSpec(
            id="typos.language_defects_per_1000_chars",
            title="每千字文字问题数",
            unit="per_1000_chars",
            denominator="正文字数",
        ),
    ),
    prepare=prepare,
    measure=measure,
)
