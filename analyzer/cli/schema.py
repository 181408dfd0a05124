"""`wenzhi schema`: the published JSON Schema."""

from __future__ import annotations

import sys

import click

from analyzer.cli.chinese import Command


@click.command(cls=Command, name="schema", help="输出 analyze -f json 结果的 JSON Schema。")
def command() -> None:
    """Print the schema as shipped."""
    from analyzer.assets import asset

    sys.stdout.write(asset("data", "schema", "profile.schema.json").read_text("utf-8"))
