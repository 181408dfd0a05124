"""A run over many files: read all, build the reference of the run, examine each, in input order."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import SettingsError, UnreadableReport
from analyzer.pipeline.early import early_hits
from analyzer.pipeline.examine import NOTHING_KNOWN
from analyzer.pipeline.keeping import Keeper, fingerprint_of, record_keys
from analyzer.pipeline.keeping import keeper as keeper_of
from analyzer.pipeline.reading import LOST, Spooled, spool_all
from analyzer.pipeline.shelf import open_shelf
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
    cache: Path | None = None,
) -> Iterator[ReportRecord]:
    """Yield the profile of every file found under `paths`, in input order.

    The reports of a run are compared with each other, so all are read before the first profile
    comes; they wait on disk. Equal input gives equal profiles whatever `jobs` is, and memory does
    not grow with the number of files. What cannot be read comes as a record with status
    "unreadable". `exclude` is the file or folder the results go to: what last run left there is
    not read as a report. The reports of a `corpus` are what the run's are compared with too.
    `advise` adds hints and what each rule moves. `cache` is a folder of results of earlier runs:
    what has not changed is not read, converted or analysed again.
    """
    yield from profiles_of(
        inputs(paths, settings, exclude, cache),
        settings=settings,
        jobs=jobs,
        include_text=include_text,
        advise=advise,
        progress=progress,
        corpus=corpus,
        cache=cache,
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
    cache: Path | None = None,
) -> Iterator[ReportRecord]:
    """Yield one profile per input, as `profiles` does."""
    check_rules(settings)
    run = _Run(settings, include_text, advise, corpus, progress or _silent)
    if cache is not None:
        yield from _kept(found, run, cache, jobs=jobs)
        return
    found = iter(found)
    head = list(islice(found, _POOL_FROM))
    if len(head) == 1:
        yield _alone(head[0], run)
        return
    yield from _compared(chain(head, found), run, jobs=jobs if len(head) == _POOL_FROM else 1)


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for every file of a run."""

    settings: Settings
    include_text: bool
    advise: bool
    corpus: Pinned | None
    say: Progress


def _kept(
    found: Iterable[InputFile | UnreadableReport], run: _Run, cache: Path, *, jobs: int
) -> Iterator[ReportRecord]:
    """Yield the records of a run, those of an unchanged file among unchanged files as kept."""
    folder = open_shelf(cache).folder
    keeper = keeper_of(folder, run.settings, sources=True)
    items = list(found)
    prints = []
    for number, item in enumerate(items, start=1):
        prints.append(fingerprint_of(item, run.settings))
        run.say("核对", number, len(items))
    options = (run.include_text, run.advise)
    keys = record_keys(items, prints, keeper, corpus=run.corpus, options=options)
    there = {number: key for number, key in enumerate(keys) if keeper.shelf.has(key)}
    if len(there) == len(items):
        made: Iterator[ReportRecord] = iter(())
    elif len(items) == 1:
        made = iter([_alone(items[0], run)])
    else:
        jobs = jobs if len(items) >= _POOL_FROM else 1
        made = _compared(items, run, jobs=jobs, keeper=keeper, prints=prints, kept=there)
    try:
        for number, key in enumerate(keys):
            record = keeper.record(key) if number in there else next(made)
            if record is None:  # cleared away by another run since it was counted
                record = _again(items, run, number, jobs=jobs)
            elif number not in there:
                keeper.keep_record(key, record)
            yield record
            run.say("分析", number + 1, len(items))
    finally:
        keeper.shelf.clear_to(run.settings.limits["cache_bytes"])


def _again(
    items: Sequence[InputFile | UnreadableReport], run: _Run, number: int, *, jobs: int
) -> ReportRecord:
    """Return one record of a run made anew."""
    if len(items) == 1:
        return _alone(items[0], run)
    return next(islice(_compared(items, run, jobs=jobs), number, None))


def _compared(
    inputs: Iterable[InputFile | UnreadableReport],
    run: _Run,
    *,
    jobs: int,
    keeper: Keeper | None = None,
    prints: Sequence[str | None] = (),
    kept: Container[int] = (),
) -> Iterator[ReportRecord]:
    """Yield the records of inputs that are compared with each other, without those `kept`."""
    settings = run.settings
    with tempfile.TemporaryDirectory(prefix="wenzhi-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        keeper = keeper or keeper_of(folder / "early", settings, sources=False)
        spooled = spool_all(
            inputs,
            folder,
            settings=settings,
            jobs=jobs,
            progress=lambda done, total: run.say("读取", done, total),
            corpus=run.corpus,
            keeper=keeper,
            prints=prints,
        )
        profile = partial(
            _profile_key,
            folder=folder,
            settings=settings,
            compare=run.corpus is not None or spooled.inputs - len(spooled.failures) >= 2,
            corpus=run.corpus,
            include_text=run.include_text,
            advise=run.advise,
            keeper=keeper,
        )
        yield from _second_pass(spooled, settings, profile, jobs=jobs, say=run.say, kept=kept)


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
    paths: Iterable[str | Path], settings: Settings, *exclude: Path | None
) -> Iterator[InputFile | UnreadableReport]:
    """Yield the files found under the paths, without files or folders that results go to."""
    from analyzer.readers.discover import discover

    own = [path.resolve() for path in exclude if path is not None]
    for item in discover(paths, limits=settings.limits):
        path = None if isinstance(item, UnreadableReport) else item.path
        if path is None or not any(map(path.resolve().is_relative_to, own)):
            yield item


def _alone(item: InputFile | UnreadableReport, run: _Run) -> ReportRecord:
    """Profile the only input of a run: no reference but a corpus, no other process."""
    parsed = parse_input(item, run.settings)
    if isinstance(parsed, dict):
        return parsed
    return profile_report(
        parsed,
        run.settings,
        reference=run.corpus.open() if run.corpus else None,
        include_text=run.include_text,
        advise=run.advise,
    )


def _second_pass(
    spooled: Spooled,
    settings: Settings,
    profile: Callable[[int], ReportRecord],
    *,
    jobs: int,
    say: Progress,
    kept: Container[int],
) -> Iterator[ReportRecord]:
    wanted = [key for key in range(spooled.inputs) if key not in kept]
    keys = (key for key in wanted if key not in spooled.failures)
    lost = partial(_lost, folder=spooled.folder, settings=settings)
    records = ordered_map(profile, keys, jobs=jobs, lost=lost)
    others = spooled.other_forms()
    for key in wanted:
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
    keeper: Keeper,
) -> ReportRecord:
    reference = _reference(folder)
    wider = _beside(folder, corpus) if corpus else reference
    report = reference.spool.report(key)
    known = keeper.hits(report.source.sha256)
    if known is None and keeper.sources:
        known = early_hits(report, settings)
        keeper.keep_hits(report.source.sha256, known)
    return profile_report(
        report,
        settings,
        reference=wider if compare else None,
        include_text=include_text,
        advise=advise,
        known=NOTHING_KNOWN if known is None else known,
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
