"""A run over many files: read all, build the reference of the run, examine each, in input order."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import SettingsError, UnreadableReport
from analyzer.pipeline.reading import LOST, Spooled, spool_all
from analyzer.pipeline.single import failed, parse_input, profile_report
from analyzer.pipeline.workers import ordered_map
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals import catalog

if TYPE_CHECKING:
    from analyzer.corpus.run_reference import RunReference
    from analyzer.readers.input_file import InputFile

_POOL_FROM = 4  # fewer files are done sooner than a pool has loaded its lexicons and models

Progress = Callable[[str, int, int | None], None]  # stage in Chinese, files done, of how many


def profiles(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    jobs: int = 1,
    include_text: bool = False,
    advise: bool = False,
    progress: Progress | None = None,
    exclude: Path | None = None,
) -> Iterator[ReportRecord]:
    """Yield the profile of every file found under `paths`, in input order.

    The reports of a run are compared with each other, so all are read before the first profile
    comes; they wait on disk. Equal input gives equal profiles whatever `jobs` is, and memory does
    not grow with the number of files. What cannot be read comes as a record with status
    "unreadable". `advise` adds hints and what each rule moves. `exclude` is the file the results go to: a folder that holds last run's results
    is not read as a report.
    """
    check_rules(settings)
    say = progress or _silent
    inputs = _inputs(paths, settings, exclude)
    head = list(islice(inputs, _POOL_FROM))
    if len(head) == 1:
        yield _alone(head[0], settings, include_text=include_text, advise=advise)
        return
    if len(head) < _POOL_FROM:
        jobs = 1
    with tempfile.TemporaryDirectory(prefix="wenzhi-", ignore_cleanup_errors=True) as folder:
        spooled = spool_all(
            chain(head, inputs),
            Path(folder),
            settings=settings,
            jobs=jobs,
            progress=lambda done: say("读取", done, None),
        )
        profile = partial(
            _profile_key,
            folder=Path(folder),
            settings=settings,
            compare=spooled.inputs - len(spooled.failures) >= 2,
            include_text=include_text,
            advise=advise,
        )
        yield from _second_pass(spooled, settings, profile, jobs=jobs, say=say)


def check_rules(settings: Settings) -> None:
    """Refuse settings that name a rule there is not: a misspelt switch must not pass silently.

    Raises SettingsError.
    """
    known = {rule_id for modules in catalog.TABLE.values() for rule_id in modules}
    named = {*settings.rules, *(entry.rule for entry in settings.ignores)}
    unknown = sorted(named - known)
    if unknown:
        raise SettingsError(f"设置中没有规则 {'、'.join(unknown)}；用 wenzhi rules 查看全部编号")


def _silent(stage: str, done: int, total: int | None) -> None:
    """Report no progress."""


def _inputs(
    paths: Iterable[str | Path], settings: Settings, exclude: Path | None
) -> Iterator[InputFile | UnreadableReport]:
    from analyzer.readers.discover import discover

    own = exclude.resolve() if exclude is not None else None
    for item in discover(paths, limits=settings.limits):
        path = None if isinstance(item, UnreadableReport) else item.path
        if own is None or path is None or path.resolve() != own:
            yield item


def _alone(
    item: InputFile | UnreadableReport, settings: Settings, *, include_text: bool, advise: bool
) -> ReportRecord:
    """Profile the only input of a run: no reference, no other process."""
    parsed = parse_input(item, settings)
    if isinstance(parsed, dict):
        return parsed
    return profile_report(parsed, settings, include_text=include_text, advise=advise)


def _second_pass(
    spooled: Spooled,
    settings: Settings,
    profile: Callable[[int], ReportRecord],
    *,
    jobs: int,
    say: Progress,
) -> Iterator[ReportRecord]:
    keys = (key for key in range(spooled.inputs) if key not in spooled.failures)
    lost = partial(_lost, folder=spooled.folder, settings=settings)
    records = ordered_map(profile, keys, jobs=jobs, lost=lost)
    for key in range(spooled.inputs):
        yield spooled.failures[key] if key in spooled.failures else next(records)
        say("分析", key + 1, spooled.inputs)


def _profile_key(
    key: int,
    *,
    folder: Path,
    settings: Settings,
    compare: bool,
    include_text: bool,
    advise: bool,
) -> ReportRecord:
    from analyzer.structure.parse import parse_report

    reference = _reference(folder)
    return profile_report(
        parse_report(reference.spool.get(key)),
        settings,
        reference=reference if compare else None,
        include_text=include_text,
        advise=advise,
    )


@lru_cache(maxsize=1)
def _reference(folder: Path) -> RunReference:
    """Open a run's reference once per process."""
    return Spooled(folder, 0, {}).reference()


def _lost(key: int, *, folder: Path, settings: Settings) -> ReportRecord:
    return failed(_reference(folder).spool.get(key).name, settings, LOST)
