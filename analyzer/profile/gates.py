"""Gates of the rubric: what returns a report for human review, beside the score."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from analyzer.assets import asset
from analyzer.profile.record import FindingRecord, GateRecord, MetricRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate: the findings or the metric that close it."""

    id: str
    message: str
    rules: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()  # the finding must carry one of these as evidence["kind"]
    severities: tuple[str, ...] = ("error", "warning")
    confidence: float = 0.0  # at least
    metric: str = ""
    threshold: str = ""  # key of settings.thresholds


@cache
def gates() -> tuple[Gate, ...]:
    """Return the gates of data/presets/gates.toml in their order."""
    with asset("data", "presets", "gates.toml").open("rb") as file:
        entries = tomllib.load(file)["gate"]
    return tuple(_gate(entry) for entry in entries)


def _gate(entry: dict[str, Any]) -> Gate:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Gate(**fields)


def closed(
    findings: Sequence[FindingRecord],
    metrics: Mapping[str, MetricRecord],
    *,
    thresholds: Mapping[str, float],
) -> list[GateRecord]:
    """Return the gates that hold a report back, in the order of the table."""
    found: list[GateRecord] = []
    for gate in gates():
        ids = [finding["id"] for finding in findings if _concerns(gate, finding)]
        if ids or _beyond(gate, metrics, thresholds):
            found.append({"id": gate.id, "message": gate.message, "findings": ids})
    return found


def _concerns(gate: Gate, finding: FindingRecord) -> bool:
    return (
        finding["rule"] in gate.rules
        and finding["severity"] in gate.severities
        and finding["confidence"] >= gate.confidence
        and (not gate.evidence or finding["evidence"].get("kind") in gate.evidence)
    )


def _beyond(
    gate: Gate, metrics: Mapping[str, MetricRecord], thresholds: Mapping[str, float]
) -> bool:
    measured = metrics.get(gate.metric)
    value = measured["value"] if measured else None
    return value is not None and value >= thresholds[gate.threshold]
