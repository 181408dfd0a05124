"""`wenzhi explain LAN01`: one rule's page."""

from __future__ import annotations

import sys

import click

from analyzer.cli.chinese import Command


@click.command(
    cls=Command,
    name="explain",
    help="说明规则 RULE（如 LAN01 或 LAN-01）：查什么、为何、示例、已知局限。",
)
@click.argument("rule_id", metavar="RULE")
def command(rule_id: str) -> None:
    """Print the page of one rule."""
    from analyzer.outputs.rule_pages import rule_page
    from analyzer.signals import catalog

    wanted = rule_id.replace("-", "").upper()
    try:
        rule = catalog.rule(wanted)
    except KeyError:
        raise click.UsageError(f"没有规则 {rule_id}，用 wenzhi rules 查看全部") from None
    sys.stdout.write(rule_page(rule))
