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
from analyzer.pipeline.single import failed, note_twins, parse_input, profile_report
from analyzer.pipeline.workers import ordered_map
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.signals import catalog

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import CorpusReference, Pinned
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
    corpus: Pinned | None = None,
) -> Iterator[ReportRecord]:
    """Yield the profile of every file found under `paths`, in input order.

    The reports of a run are compared with each other, so all are read before the first profile
    comes; they wait on disk. Equal input gives equal profiles whatever `jobs` is, and memory does
    not grow with the number of files. What cannot be read comes as a record with status
    "unreadable". `exclude` is the file or folder the results go to: what last run left there is
    not read as a report. The reports of a `corpus` are what the run's are compared with too.
    `advise` adds hints and what each rule moves.
    """
    yield from profiles_of(
        inputs(paths, settings, exclude),
        settings=settings,
        jobs=jobs,
        include_text=include_text,
        advise=advise,
        progress=progress,
        corpus=corpus,
    )


def profiles_of(
    found: Iterable[InputFile | UnreadableReport],
    *,
    settings: Settings,
    jobs: int = 1,
    include_text: bool = False,
    advise: bool = False,
    progress: Progress | None = None,
    corpus: Pinned | None = None,
) -> Iterator[ReportRecord]:
    """Yield one profile per input, as `profiles` does."""
    check_rules(settings)
    say = progress or _silent
    found = iter(found)
    head = list(islice(found, _POOL_FROM))
    if len(head) == 1:
        yield _alone(head[0], settings, include_text=include_text, advise=advise, corpus=corpus)
        return
    if len(head) < _POOL_FROM:
        jobs = 1
    with tempfile.TemporaryDirectory(prefix="wenzhi-", ignore_cleanup_errors=True) as folder:
        spooled = spool_all(
            chain(head, found),
            Path(folder),
            settings=settings,
            jobs=jobs,
            progress=lambda done: say("读取", done, None),
            corpus=corpus,
        )
        profile = partial(
            _profile_key,
            folder=Path(folder),
            settings=settings,
            compare=corpus is not None or spooled.inputs - len(spooled.failures) >= 2,
            corpus=corpus,
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


def inputs(
    paths: Iterable[str | Path], settings: Settings, exclude: Path | None
) -> Iterator[InputFile | UnreadableReport]:
    """Yield the files found under the paths, without the file or folder the results go to."""
    from analyzer.readers.discover import discover

    own = exclude.resolve() if exclude is not None else None
    for item in discover(paths, limits=settings.limits):
        path = None if isinstance(item, UnreadableReport) else item.path
        if own is None or path is None or not path.resolve().is_relative_to(own):
            yield item


def _alone(
    item: InputFile | UnreadableReport,
    settings: Settings,
    *,
    include_text: bool,
    advise: bool,
    corpus: Pinned | None = None,
) -> ReportRecord:
    """Profile the only input of a run: no reference but a corpus, no other process."""
    parsed = parse_input(item, settings)
    if isinstance(parsed, dict):
        return parsed
    return profile_report(
        parsed,
        settings,
        reference=corpus.open() if corpus else None,
        include_text=include_text,
        advise=advise,
    )


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
    others = spooled.other_forms()
    for key in range(spooled.inputs):
        record = spooled.failures[key] if key in spooled.failures else next(records)
        note_twins(record, others.get(key, ()))
        yield record
        say("分析", key + 1, spooled.inputs)


def _profile_key(
    key: int,
    *,
    folder: Path,
    settings: Settings,
    compare: bool,
    include_text: bool,
    advise: bool,
    corpus: Pinned | None,
) -> ReportRecord:
    from analyzer.structure.parse import parse_report

    reference = _reference(folder)
    wider = _beside(folder, corpus) if corpus else reference
    return profile_report(
        parse_report(reference.spool.get(key)),
        settings,
        reference=wider if compare else None,
        include_text=include_text,
        advise=advise,
    )


@lru_cache(maxsize=1)
def _reference(folder: Path) -> RunReference:
    """Open a run's reference once per process."""
    return Spooled(folder, 0, {}).reference()


@lru_cache(maxsize=1)
def _beside(folder: Path, corpus: Pinned) -> CorpusReference:
    """Open a corpus joined with a run's reports once per process."""
    return corpus.open(run=_reference(folder))


def _lost(key: int, *, folder: Path, settings: Settings) -> ReportRecord:
    return failed(_reference(folder).spool.get(key).name, settings, LOST)
