"""`wenzhi schema`: the published JSON Schemas."""

from __future__ import annotations

import sys

import click

from analyzer.cli.chinese import Command

DOCUMENTS = ("profile", "rank", "hints", "recheck")
HELP = """输出 JSON 结果的 JSON Schema。

\b
profile  analyze -f json 的结果（缺省）
rank     rank -f json 的结果
hints    hints -f json 的结果
recheck  recheck -f json 的结果
"""


@click.command(cls=Command, name="schema", help=HELP)
@click.argument("document", metavar="[DOCUMENT]", type=click.Choice(DOCUMENTS), default="profile")
def command(document: str) -> None:
    """Print a schema as shipped."""
    from analyzer.assets import asset

    sys.stdout.write(asset("data", "schema", f"{document}.schema.json").read_text("utf-8"))
