"""The one table of rules is complete, and every rule is documented in Chinese."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import analyzer.signals
from analyzer.signals import catalog
from analyzer.signals.rule import Rule

RULES = catalog.all_rules()
SIGNALS = Path(analyzer.signals.__file__).parent
ID = re.compile(r"(?:STR|BOI|SPE|PRM|LAN|CON|YOY)\d\d")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
HAN = re.compile(r"[\u4e00-\u9fff]")
LEAST_PAGE = 60  # Chinese characters: what it finds, why, an example, known limits


def modules_with_a_rule() -> dict[str, str]:
    """Return "<family>.<module>" of every file that defines RULE."""
    found = {}
    for path in sorted(SIGNALS.glob("*/*.py")):
        if re.search(r"^RULE\b", path.read_text("utf-8"), re.MULTILINE):
            found[f"{path.parent.name}.{path.stem}"] = str(path)
    return found


def test_every_file_with_a_rule_stands_in_the_table() -> None:
    listed = {
        f"{family}.{module}" for family, rules in catalog.TABLE.items() for module in rules.values()
    }
    assert set(modules_with_a_rule()) == listed


def test_no_id_is_given_twice() -> None:
    ids = Counter(rule_id for rules in catalog.TABLE.values() for rule_id in rules)
    assert [rule_id for rule_id, times in ids.items() if times > 1] == []


@pytest.mark.parametrize("family", catalog.TABLE)
def test_rules_are_listed_in_order_of_id(family: str) -> None:
    assert list(catalog.TABLE[family]) == sorted(catalog.TABLE[family])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_known_by_the_id_of_the_table(rule: Rule[Any]) -> None:
    assert ID.fullmatch(rule.id)
    assert catalog.rule(rule.id) is rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_named_after_a_pattern_and_documented_in_chinese(rule: Rule[Any]) -> None:
    assert NAME.fullmatch(rule.name)
    assert HAN.search(rule.title)
    assert len(HAN.findall(rule.page)) >= LEAST_PAGE
    assert rule.source


@pytest.mark.parametrize("family", [f for f, rules in catalog.TABLE.items() if rules])
def test_family_names_its_metrics_with_unit_and_title(family: str) -> None:
    for spec in catalog.family(family).metrics:
        assert spec.id.startswith(f"{family}.")
        assert HAN.search(spec.title)
        assert spec.unit
