from __future__ import annotations

import pytest

from analyzer.profile.gates import closed, gates
from analyzer.settings import default_settings
from tests.builders.reports import finding

THRESHOLDS = default_settings().thresholds


def ids(*findings, **metrics) -> list[str]:
    records = {name.replace("__", "."): {"value": value} for name, value in metrics.items()}
    return [gate["id"] for gate in closed(findings, records, thresholds=THRESHOLDS)]


def test_template_residue_closes_a_gate_and_names_the_finding():
    found = finding(5, "XX", rule="CON08", id="f3")
    [gate] = closed([found], {}, thresholds=THRESHOLDS)
    assert gate["findings"] == ["f3"]
    assert "模板" in gate["message"]


def test_missing_section_closes_a_gate():
    assert ids(finding(0, "", rule="STR01", severity="error")) == ["missing-section"]


def test_ordinary_finding_closes_none():
    assert ids(finding(0, "，", rule="LAN05", severity="error")) == []


def test_mere_hint_closes_none():
    assert ids(finding(0, "XX", rule="CON08", severity="info")) == []


def test_guess_closes_none():
    assert ids(finding(0, "XX", rule="CON08", confidence=0.5)) == []


def test_inverted_period_closes_a_gate_and_another_year_does_not():
    found = {"rule": "CON02", "severity": "error"}
    assert ids(finding(0, "期限", evidence={"kind": "inverted"}, **found)) == ["inverted-period"]
    assert ids(finding(0, "期限", evidence={"kind": "partial"}, **found)) == []


def test_report_almost_the_same_as_last_year_closes_a_gate():
    metric = next(g.metric for g in gates() if g.metric).replace(".", "__")
    assert ids(**{metric: 0.93}) == ["same-as-last-year"]
    assert ids(**{metric: 0.5}) == []
    assert ids(**{metric: None}) == []


@pytest.mark.parametrize("gate", gates(), ids=lambda g: g.id)
def test_every_gate_says_neutrally_what_to_do(gate):
    assert "核对" in gate.message
    assert gate.rules or gate.metric
    assert not gate.threshold or gate.threshold in THRESHOLDS
