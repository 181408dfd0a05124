"""The catalogue of rules as text and JSON, and the page of one rule."""

from __future__ import annotations

import json
from typing import Any

from analyzer.outputs.columns import columns
from analyzer.profile.record import SEVERITY_TITLES
from analyzer.signals import catalog
from analyzer.signals.rule import Example, Rule

STATUS_TITLES = {"preview": "试用", "stable": "正式", "retired": "停用"}


def rules_table() -> str:
    """Return every rule on a line, grouped by family."""
    rows = [("编号", "等级", "状态", "名称", "模式")]
    for family in catalog.TABLE:
        for rule in catalog.rules_of(family):
            severity, status = SEVERITY_TITLES[rule.severity], STATUS_TITLES[rule.status]
            rows.append((rule.id, severity, status, rule.title, rule.name))
    return columns(rows) + "\n用 wenzhi explain 编号 查看说明与示例。\n"


def rules_json() -> str:
    """Return every rule with its page as a JSON list."""
    entries = [
        {
            "id": rule.id,
            "family": family,
            "name": rule.name,
            "title": rule.title,
            "severity": rule.severity,
            "status": rule.status,
            "source": rule.source,
            "page": rule.page,
        }
        for family in catalog.TABLE
        for rule in catalog.rules_of(family)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def rule_page(rule: Rule[Any]) -> str:
    """Return the Chinese page of a rule with its tested examples."""
    head = f"{rule.id}  {rule.title}（{rule.name}）"
    facts = f"等级：{SEVERITY_TITLES[rule.severity]}    状态：{STATUS_TITLES[rule.status]}"
    if rule.source:
        facts += f"    依据：{rule.source}"
    parts = [head, facts, "", rule.page.strip()]
    found = [e for e in rule.examples if "⟦" in e.text]
    quiet = [e for e in rule.examples if "⟦" not in e.text]
    for title, examples in (("会指出（⟦ ⟧ 内为所指之处）", found), ("不会指出", quiet)):
        if examples:
            parts += ["", f"{title}：", *(_example(example) for example in examples)]
    return "\n".join(parts) + "\n"


def _example(example: Example) -> str:
    return "\n".join(f"  {line}" for line in example.text.strip().splitlines())
