"""A run over many files: read all, build the reference of the run, examine each, in input order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableReport
from analyzer.pipeline.single import failed, parse_input, profile_report
from analyzer.pipeline.workers import ordered_map
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.readers.input_file import InputFile

LOST = "处理该文件的进程意外终止（可能内存不足）；请单独重试该文件"
_POOL_FROM = 4  # fewer files are done sooner than a pool has loaded its models

Progress = Callable[[str, int], None]  # stage in Chinese, files done


def profiles(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    jobs: int = 1,
    include_text: bool = False,
    progress: Progress | None = None,
    exclude: Path | None = None,
) -> Iterator[ReportRecord]:
    """Yield the profile of every file found under `paths`, in input order.

    Equal input gives equal profiles whatever `jobs` is. Memory does not grow with the number of
    files. What cannot be read comes as a record with status "unreadable". `exclude` is the file
    the results go to: a folder that holds last run's results is not read as a report.
    """
    items = _inputs(paths, settings, exclude)
    head = list(islice(items, _POOL_FROM))
    if len(head) < _POOL_FROM:
        jobs = 1
    results = ordered_map(
        partial(_profile_item, settings=settings, include_text=include_text),
        chain(head, items),
        jobs=jobs,
        lost=partial(_lost, settings=settings),
    )
    for done, record in enumerate(results, start=1):
        if progress:
            progress("分析", done)
        yield record


def _inputs(
    paths: Iterable[str | Path], settings: Settings, exclude: Path | None
) -> Iterator[InputFile | UnreadableReport]:
    from analyzer.readers.discover import discover

    own = exclude.resolve() if exclude is not None else None
    for item in discover(paths, limits=settings.limits):
        path = None if isinstance(item, UnreadableReport) else item.path
        if own is None or path is None or path.resolve() != own:
            yield item


def _profile_item(
    item: InputFile | UnreadableReport, *, settings: Settings, include_text: bool
) -> ReportRecord:
    parsed = parse_input(item, settings)
    if isinstance(parsed, dict):
        return parsed
    return profile_report(parsed, settings, include_text=include_text)


def _lost(item: InputFile | UnreadableReport, *, settings: Settings) -> ReportRecord:
    return failed(item.name, settings, LOST)
