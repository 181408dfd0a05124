"""Are planted contradictions found, and is a report that agrees with itself left alone?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyzer.pipeline.single import profile_report
from analyzer.settings import default_settings
from tests.builders.reports import report_of
from tests.quality.consistency.planted import Planted

_FAMILY = "CON"


def stress(pairs: Iterable[Planted], *, show: bool = False) -> dict[str, Counter[str]]:
    """Return per kind how many were planted, found (by the rule, or any), and false alarms."""
    counts: dict[str, Counter[str]] = {}
    for pair in pairs:
        counter = counts.setdefault(pair.kind, Counter())
        sound, broken = _rules(pair.sound), _rules(pair.broken)
        counter["planted"] += 1
        counter["found"] += pair.rule in broken
        counter["alarms"] += bool(sound)
        if show and (pair.rule not in broken or sound):
            told = pair.broken.split("一、总体情况")[1].split("二、")[0].strip()
            print(pair.kind, "MISSED" if pair.rule not in broken else "ALARM", sorted(sound), told)
    return counts


def _rules(text: str) -> set[str]:
    record = profile_report(report_of(text), default_settings())
    return {f["rule"] for f in record["findings"] if f["rule"].startswith(_FAMILY)}
