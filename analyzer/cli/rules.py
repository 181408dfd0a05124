"""`wenzhi rules`: every rule with id, severity, status and title."""

from __future__ import annotations

import sys

import click

from analyzer.cli.chinese import Command


@click.command(cls=Command, name="rules", help="列出全部规则：编号、等级、状态、名称。")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="输出形式；缺省 table。",
)
def command(form: str) -> None:
    """Print the catalogue."""
    from analyzer.outputs.rule_pages import rules_json, rules_table

    sys.stdout.write(rules_json() if form == "json" else rules_table())
