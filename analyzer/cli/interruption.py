"""What is said when long work is interrupted: what stays, and how to go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def saying_what_stays(stays: str) -> Iterator[None]:
    """On Ctrl-C say what stays, and end with the code of an interruption."""
    from analyzer.cli.main import EXIT_INTERRUPTED

    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"已中断；{stays}，再次运行同一命令即接着做。", err=True)
        raise click.exceptions.Exit(EXIT_INTERRUPTED) from None
