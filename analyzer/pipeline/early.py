"""Hits of rules that need nothing but the report, found ahead of the rest.

A run compares all its reports, so no profile can be made before the last is read. The language
rules, two thirds of the work, look at one report alone: they can be asked while others are still
being converted, and their hits kept between runs.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from analyzer.settings import Settings
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Hit, Subject
from analyzer.structure.report import Report
from analyzer.text.span import SourceSpan, Span

FAMILIES = ("typos",)  # their rules read neither the reference nor last year's report
Known = Mapping[str, Sequence[Hit]]  # rule id → what it says about a report

_log = logging.getLogger(__name__)


def early_hits(report: Report, settings: Settings) -> Known:
    """Return the hits of every enabled rule; one that fails is left out and asked again."""
    from analyzer.language.annotation import annotate

    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=settings)
    found: dict[str, tuple[Hit, ...]] = {}
    for name in FAMILIES:
        family = catalog.family(name)
        try:
            evidence = family.prepare(subject, context)
            for rule in catalog.rules_of(name):
                if rule.status != "retired" and settings.enabled(rule.id):
                    found[rule.id] = tuple(rule.check(subject, context, evidence))
        except Exception:
            _log.debug("no early hits: %s", report.source.name, exc_info=True)
    return found


def packed(known: Known) -> dict[str, Any]:
    """Return hits as a JSON value."""
    return {rule: [_pack(hit) for hit in hits] for rule, hits in known.items()}


def unpacked(value: Mapping[str, Any]) -> Known:
    """Return hits that were packed."""
    return {rule: tuple(_unpack(hit) for hit in hits) for rule, hits in value.items()}


def _pack(hit: Hit) -> list[Any]:
    return [
        *(isinstance(hit.place, Span), hit.place.start, hit.place.end, hit.message, hit.hint),
        *(hit.suggestion, float(hit.confidence), _plain(hit.evidence), hit.severity),
    ]


def _unpack(given: list[Any]) -> Hit:
    cleaned, start, end, message, hint, suggestion, confidence, evidence, severity = given
    return Hit(
        place=Span(start, end) if cleaned else SourceSpan(start, end),
        message=message,
        hint=hint,
        suggestion=suggestion,
        confidence=confidence,
        evidence=evidence,
        severity=severity,
    )


def _plain(value: Any) -> Any:
    """Return a JSON value with numbers of other types (numpy scalars) as plain ones."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.item() if hasattr(value, "item") else value
