"""A ratchet: grades, facts, relevance and names on our own labels do not fall below what was measured."""

from __future__ import annotations

import pytest

from tests.quality.facts import grades, measure, relevance
from tests.quality.facts.marks import read_prose
from tests.quality.facts.open_reports import read_open


def test_grades_of_reports_no_one_trained_on() -> None:
    for pattern in ("unseen_prose_*.txt", "unseen_grades.txt"):
        found = grades.measure(pattern)
        assert found["accuracy"] >= 0.90
        assert found["quadratic_kappa_0_3"] >= 0.94
        assert found["f1_2_3"] >= 0.94


def test_facts_of_our_own_reports() -> None:
    rows = [(s.report, s.text, measure.wanted_in(s)) for s in read_prose() if s.grade != "F"]
    found = measure.measure(rows)
    assert found["by_type"]["all"]["f1"] >= 0.93
    assert found["fields"]["value"]["right"] >= 0.99
    assert found["fields"]["unit"]["right"] >= 0.98
    assert found["fields"]["about"]["right"] >= 0.88


@pytest.mark.shared
def test_facts_of_the_open_reports() -> None:
    rows = read_open()
    assert len(rows) >= 290  # sentences are found again by their hashes
    found = measure.measure(rows)
    assert found["by_type"]["all"]["f1"] >= 0.96
    assert found["fields"]["about"]["right"] >= 0.95


def test_figures_of_other_business_are_told_apart() -> None:
    found = relevance.measure(relevance.judged())
    assert found["precision"] >= 0.96
    assert found["recall"] >= 0.75
