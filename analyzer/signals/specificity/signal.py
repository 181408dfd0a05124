"""Family: how much of what a report says can be checked."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Json,
    Mark,
    Measurement,
    MetricSpec,
    MetricValue,
    Subject,
)
from analyzer.signals.specificity import disclosure_volume_untold, request_handling_untold
from analyzer.signals.specificity.evidence import Evidence, GradedSentence, prepare
from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.hedged_clause import hedges_in
from analyzer.signals.specificity.scoring import specificity_score

_NAMED = frozenset(("document", "platform", "column", "date"))
_EMPTY = "没有本单位自写的句子"


def measure(
    subject: Subject,
    context: Context,
    evidence: Evidence,
    hits: Sequence[tuple[str, Hit]],
) -> Measurement:
    """Sum up facts, grades and clauses."""
    return Measurement(
        metrics=(*_fact_metrics(evidence), *_sentence_metrics(subject, evidence)),
        marks=(
            *(_fact_mark(fact) for fact in _shown(evidence)),
            *(_sentence_mark(s) for s in evidence.sentences),
        ),
        score=specificity_score(evidence, thresholds=context.settings.thresholds),
    )


def _fact_metrics(evidence: Evidence) -> list[MetricValue]:
    chars = evidence.own_chars
    named = sum(1 for f in evidence.distinct if f.type in _NAMED)
    compared = sum(1 for f in evidence.distinct if f.type == "comparison")
    others = sum(1 for f in evidence.facts if not f.relevant)
    return [
        MetricValue(id="specificity.relevant_facts_count", value=len(evidence.distinct)),
        _rate("specificity.relevant_facts_per_1000_chars", 1000 * len(evidence.distinct), chars),
        _rate("specificity.named_entities_and_dates_per_1000_chars", 1000 * named, chars),
        MetricValue(id="specificity.comparisons_count", value=compared),
        _rate("specificity.share_of_facts_about_other_business", others, len(evidence.facts)),
        MetricValue(
            id="specificity.publication_told_grade_0_4",
            value=disclosure_volume_untold.coverage(evidence).grade,
        ),
        MetricValue(
            id="specificity.requests_told_grade_0_4",
            value=request_handling_untold.coverage(evidence).grade,
        ),
    ]


def _sentence_metrics(subject: Subject, evidence: Evidence) -> list[MetricValue]:
    own, text = evidence.own, subject.report.text.text
    clauses = [(c, s) for s in own for c in s.clauses]
    bare = sum(1 for c, s in clauses if not any(f.span.overlaps(c) for f in s.facts))
    hedges = sum(len(hedges_in(s, text)) for s in own)
    grades = [int(s.grade.grade) for s in own]
    return [
        _rate("specificity.share_of_clauses_without_fact", bare, len(clauses)),
        _rate("specificity.mean_grade_of_sentences_0_3", sum(grades), len(own)),
        _rate("specificity.share_of_sentences_graded_2_or_3", sum(g > 1 for g in grades), len(own)),
        _rate("specificity.hedges_per_1000_chars", 1000 * hedges, evidence.own_chars),
    ]


def _rate(metric: str, total: float, n: int) -> MetricValue:
    if not n:
        return MetricValue(id=metric, value=None, n=0, reason=_EMPTY)
    return MetricValue(id=metric, value=total / n, n=n)


def _shown(evidence: Evidence) -> list[Fact]:
    """Return the facts and what frames them, in order of place, the outer one first."""
    frames = (f for s in evidence.sentences if s.grade.grade != "F" for f in s.frames)
    return sorted((*evidence.facts, *frames), key=lambda f: (f.span.start, -f.span.end, f.type))


def _fact_mark(fact: Fact) -> Mark:
    data: dict[str, Json] = {
        "type": fact.type,
        "value": fact.value,
        "unit": fact.unit,
        "about": fact.about,
        "relevant": fact.relevant,
    }
    if fact.normal:
        data["normal"] = fact.normal
    if fact.parts:
        data["parts"] = [{"about": about, "value": value} for about, value in fact.parts]
    return Mark(kind="fact", place=fact.span, data=data)


def _sentence_mark(sentence: GradedSentence) -> Mark:
    data: dict[str, Json] = {
        "grade": sentence.grade.grade,
        "probabilities": dict(sentence.grade.probabilities),
        "missing": list(sentence.grade.missing),
    }
    return Mark(kind="sentence_grade", place=sentence.span, data=data)


_OWN = "本单位自写句子的字数（不含固定表述）"
FAMILY: Family[Evidence] = Family(
    name="specificity",
    title="具体程度",
    block="specificity",
    metrics=(
        MetricSpec(id="specificity.relevant_facts_count", title="与公开有关的事实数（去重）", unit="count", denominator=""),
        MetricSpec(id="specificity.relevant_facts_per_1000_chars", title="每千字事实数", unit="per_1000_chars", denominator=_OWN),
        MetricSpec(id="specificity.named_entities_and_dates_per_1000_chars", title="每千字具名文件、平台、栏目与月日级时间", unit="per_1000_chars", denominator=_OWN),
        MetricSpec(id="specificity.comparisons_count", title="与上年或基期的比较", unit="count", denominator=""),
        MetricSpec(id="specificity.share_of_facts_about_other_business", title="业务数据占全部事实之比", unit="ratio", denominator="全部事实"),
        MetricSpec(id="specificity.publication_told_grade_0_4", title="主动公开量与构成（0–4）", unit="grade_0_4", denominator=""),
        MetricSpec(id="specificity.requests_told_grade_0_4", title="依申请公开说明（0–4）", unit="grade_0_4", denominator=""),
        MetricSpec(id="specificity.share_of_clauses_without_fact", title="不含事实的分句之比", unit="ratio", denominator="自写句子的分句（四字以上）"),
        MetricSpec(id="specificity.mean_grade_of_sentences_0_3", title="句子具体度平均（0–3）", unit="grade_0_3", denominator="自写句子"),
        MetricSpec(id="specificity.share_of_sentences_graded_2_or_3", title="具体句（2、3级）之比", unit="ratio", denominator="自写句子"),
        MetricSpec(id="specificity.hedges_per_1000_chars", title="每千字模糊限定语", unit="per_1000_chars", denominator=_OWN),
    ),
    prepare=prepare,
    measure=measure,
)  # fmt: skip
