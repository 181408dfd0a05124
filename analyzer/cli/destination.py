"""Where a command writes: a file that is whole or not there, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TextIO

import click


def check_output(output: Path | None, paths: Iterable[str]) -> None:
    """Refuse what would fail after all the work is done. Raises click.UsageError."""
    if output is None:
        return
    if output.is_dir():
        raise click.UsageError(f"-o {output} 是文件夹，请给出文件名")
    if not output.absolute().parent.is_dir():
        raise click.UsageError(f"-o 的文件夹 {output.parent} 不存在，请先建立")
    if any(path != "-" and Path(path).absolute() == output.absolute() for path in paths):
        raise click.UsageError(f"-o {output} 与输入是同一个文件")


def destination(output: Path | None) -> AbstractContextManager[TextIO]:
    """Return where to write; nothing is written there until all of it is."""
    from analyzer.outputs.whole import whole_file, whole_stream

    return whole_file(output) if output is not None else whole_stream(sys.stdout)


def form_of(output: Path | None, forms: Iterable[str], default: str) -> str:
    """Return the form that the suffix of the output names, else the default."""
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return suffix if suffix in tuple(forms) else default
