"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from analyzer.settings import Settings

cache_option = click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="缓存文件夹：再运行时，没有变化的文件不再读取、转换和分析；中断后接着做。",
)
progress_option = click.option(
    "--progress", "lines", is_flag=True, help="不在终端上也逐行显示进度和剩余时间。"
)


def cache_of(cache: Path | None, settings: Settings) -> Path | None:
    """Return the folder of kept results: the option's, else the settings', else none."""
    named = settings.folders["cache"]
    return cache or (Path(named).expanduser() if named else None)
