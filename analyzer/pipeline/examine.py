"""Run every family of signals on one report. A family or rule that fails stops only itself."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from analyzer.errors import WenzhiError
from analyzer.pipeline.places import to_source
from analyzer.settings import Ignore
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Family, Hit, Measurement, Rule, Score, Subject
from analyzer.text.covering import covered
from analyzer.text.span import SourceSpan

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A hit of a rule with its place in the source."""

    rule: Rule[Any]
    hit: Hit
    place: SourceSpan
    ignore: Ignore | None = None  # the settings' entry that accepts it


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What one family said about a report."""

    family: Family[Any]
    hits: tuple[Located, ...] = ()
    measurement: Measurement = field(default_factory=Measurement)
    failures: tuple[str, ...] = ()  # Chinese, one per rule or family that failed
    evidence: Any = None  # what the family prepared; None where it failed
    counted: tuple[tuple[str, Hit], ...] = ()  # the hits that metrics and score count


NOTHING_KNOWN: Mapping[str, Sequence[Hit]] = MappingProxyType({})
Catalogue = Sequence[tuple[Family[Any], Sequence[Rule[Any]]]]


def shipped() -> Catalogue:
    """Return every family of the catalogue with its rules, in table order."""
    return tuple((catalog.family(name), catalog.rules_of(name)) for name in catalog.TABLE)


def examine(
    subject: Subject,
    context: Context,
    *,
    catalogue: Catalogue | None = None,
    known: Mapping[str, Sequence[Hit]] = NOTHING_KNOWN,
) -> tuple[Examined, ...]:
    """Return what each family says about one report, in the order of the catalogue.

    Rules whose hits are `known` (see `early`) are not asked again.
    """
    families = shipped() if catalogue is None else catalogue
    return tuple(_examine(family, rules, subject, context, known) for family, rules in families)


def _examine(
    family: Family[Any],
    rules: Sequence[Rule[Any]],
    subject: Subject,
    context: Context,
    known: Mapping[str, Sequence[Hit]],
) -> Examined:
    try:
        evidence = family.prepare(subject, context)
    except Exception as error:
        return _failed(family, subject, f"“{family.title}”的准备步骤出错{_told(error)}")
    hits: list[Located] = []
    failures: list[str] = []
    for rule in rules:
        if rule.status == "retired" or not context.settings.enabled(rule.id):
            continue
        try:
            told = known.get(rule.id)
            found = rule.check(subject, context, evidence) if told is None else told
            hits.extend(_located(rule, found, subject, context))
        except Exception as error:
            _log.exception("rule %s failed on %s", rule.id, subject.report.source.name)
            failures.append(f"规则 {rule.id} 运行出错{_told(error)}")
    counted = [
        (found.rule.id, found.hit)
        for found in hits
        if found.ignore is None and found.rule.status == "stable"
    ]
    try:
        measurement = family.measure(subject, context, evidence, counted)
    except Exception as error:
        return _failed(family, subject, f"“{family.title}”的计量步骤出错{_told(error)}", hits)
    if failures:
        measurement = Measurement(
            metrics=measurement.metrics,
            marks=measurement.marks,
            score=Score(value=None, reason="；".join(failures)),
        )
    return Examined(
        family=family,
        hits=tuple(hits),
        measurement=measurement,
        failures=tuple(failures),
        evidence=evidence,
        counted=tuple(counted),
    )


def _located(
    rule: Rule[Any], hits: Iterable[Hit], subject: Subject, context: Context
) -> list[Located]:
    report = subject.report
    found = []
    words = context.settings.vocabulary if rule.id.startswith("LAN") else ()
    for hit in hits:
        place = to_source(report, hit.place)
        if covered(report.source.text, place.start, place.end, words=words):
            continue
        quote = place.of(report.source.text)
        ignore = _accepted(context.settings.ignores, rule.id, quote, report.identity.issuer)
        found.append(Located(rule=rule, hit=hit, place=place, ignore=ignore))
    return found


def _accepted(
    ignores: Sequence[Ignore], rule_id: str, quote: str, issuer: str | None
) -> Ignore | None:
    for entry in ignores:
        if entry.rule != rule_id or entry.text not in quote:
            continue
        if not entry.issuer or entry.issuer == issuer:
            return entry
    return None


def _told(error: Exception) -> str:
    """Return the message of an error that is meant for the user (a damaged installation)."""
    return f"（{error}）" if isinstance(error, WenzhiError) else ""


def _failed(
    family: Family[Any], subject: Subject, reason: str, hits: Sequence[Located] = ()
) -> Examined:
    _log.exception("family %s failed on %s", family.name, subject.report.source.name)
    return Examined(
        family=family,
        hits=tuple(hits),
        measurement=Measurement(score=Score(value=None, reason=reason)),
        failures=(reason,),
    )
