"""Every rule finds in its examples exactly what they mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyzer.signals import catalog
from analyzer.signals.rule import Example, Rule
from tests.rules.found import found_alone, found_in_run
from tests.rules.marked import OPEN, strip_marks
from tests.rules.minimal_report import around

RULES = catalog.all_rules()
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_rule_finds_what_its_example_marks(
    rule: Rule[Any], example: Example, tmp_path: Path
) -> None:
    marked, _ = around(example)
    text, wanted = strip_marks(marked)
    others = {f"peer{n}.txt": peer for n, peer in enumerate(example.peers)}
    if example.last_year is not None:
        others["last_year.txt"] = example.last_year
    found = found_in_run(rule, text, others, tmp_path) if others else found_alone(rule, text)
    assert _quotes(text, found) == _quotes(text, wanted)
    assert found == sorted(wanted)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_a_bad_and_a_good_example(rule: Rule[Any]) -> None:
    marked = [OPEN in example.text for example in rule.examples]
    assert any(marked), f"{rule.id} has no example of what it finds"
    assert not all(marked), f"{rule.id} has no example of what it leaves alone"


def _quotes(text: str, places: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in sorted(places)]
