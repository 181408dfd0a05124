"""Run the boilerplate family on one report, alone or beside others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer.corpus.run_reference import reference_of
from analyzer.language.annotation import annotate
from analyzer.settings import Settings, default_settings
from analyzer.signals import catalog
from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.rule import Context, Hit, Measurement, Subject
from analyzer.structure.report import Report


@dataclass(frozen=True)
class Examined:
    """Evidence, hits and measurement of one report."""

    evidence: Evidence
    hits: tuple[tuple[str, Hit], ...]
    measurement: Measurement

    @property
    def metrics(self) -> dict[str, float | None]:
        return {m.id.removeprefix("boilerplate."): m.value for m in self.measurement.metrics}

    @property
    def score(self) -> float | None:
        assert self.measurement.score is not None
        return self.measurement.score.value


def examine(
    report: Report,
    others: Sequence[Report] = (),
    folder: Path | None = None,
    *,
    settings: Settings | None = None,
) -> Examined:
    """Examine a report; `folder` holds the reference when there are others."""
    family = catalog.family("boilerplate")
    reference = reference_of([report, *others], folder) if others and folder else None
    subject = Subject(
        report=report,
        doc=annotate(report.text.text),
        last_year=reference.last_year(report) if reference else None,
    )
    context = Context(settings=settings or default_settings(), reference=reference)
    evidence = family.prepare(subject, context)
    hits = tuple(
        (rule.id, hit)
        for rule in catalog.rules_of("boilerplate")
        for hit in rule.check(subject, context, evidence)
    )
    return Examined(evidence, hits, family.measure(subject, context, evidence, hits))
