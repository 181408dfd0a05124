"""Hints of one report, and what each rule moves: for `wenzhi hints` and `wenzhi rank`."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from analyzer.pipeline.examine import Examined
from analyzer.profile.advice.advise import advise
from analyzer.profile.advice.bench import Bench, Part
from analyzer.profile.record import ReportRecord
from analyzer.signals.rule import Context, Subject

_log = logging.getLogger(__name__)


def add_advice(
    record: ReportRecord, subject: Subject, context: Context, examined: Sequence[Examined]
) -> None:
    """Add hints, and the block scores without each rule, to a record."""
    bench = Bench(
        subject=subject,
        context=context,
        state={
            part.family.name: Part(family=part.family, evidence=part.evidence, hits=part.counted)
            for part in examined
            if part.evidence is not None and not part.failures
        },
    )
    try:
        record["advice"] = advise(bench)
        record["without_rule"] = bench.without_rules()
    except Exception:
        _log.exception("no hints: %s", record["source"])  # the profile stands without them
