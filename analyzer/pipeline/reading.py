"""First pass of a run: read every input once, spool it, add it to the reference of the run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from analyzer.errors import UnreadableReport
from analyzer.pipeline.single import failed, parse_input, twin_record
from analyzer.pipeline.workers import ordered_map
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import Pinned
    from analyzer.corpus.reference_build import Each
    from analyzer.corpus.run_reference import RunReference
    from analyzer.corpus.twins import Twin
    from analyzer.readers.input_file import InputFile

LOST = "处理该文件的进程意外终止（可能内存不足）；请单独重试该文件"
Item = TypeVar("Item")
Result = TypeVar("Result")
BATCH = 32  # inputs a task: few enough to spread evenly, enough to keep the shards few

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs that follow each other; `first` is the position of the first in the run."""

    first: int
    items: tuple[InputFile | UnreadableReport, ...]


@dataclass(frozen=True, slots=True)
class Spooled:
    """What the first pass left: the number of inputs, and the records of those that failed."""

    folder: Path
    inputs: int
    failures: dict[int, ReportRecord]  # and the files that repeat another one
    twins: tuple[Twin, ...] = ()

    def reference(self) -> RunReference:
        """Open the reference of the run; cheap, in any process."""
        from analyzer.corpus.run_reference import RunReference, Spool

        return RunReference(self.folder / "reference", spool=Spool(self.folder / "spool"))

    def other_forms(self) -> dict[int, list[str]]:
        """Return per report that counts the names of the files that repeat it."""
        found: dict[int, list[str]] = {}
        for twin in self.twins:
            found.setdefault(twin.of, []).append(self.failures[twin.key]["source"])
        return found


def spool_all(
    inputs: Iterable[InputFile | UnreadableReport],
    folder: Path,
    *,
    settings: Settings,
    jobs: int,
    progress: Callable[[int], None],
    corpus: Pinned | None = None,
) -> Spooled:
    """Read all inputs into a spool under `folder` and build the reference beside it.

    What a `corpus` holds already is spooled, but left out of the run's reference.
    """
    from analyzer.corpus.run_reference import build_reference
    from analyzer.corpus.twins import counted_once

    failures: dict[int, ReportRecord] = {}
    done = 0
    read = partial(read_batch, folder=folder, settings=settings, corpus=corpus)
    lost = partial(_one_by_one, folder=folder, settings=settings, corpus=corpus)
    for found in ordered_map(read, _batches(inputs), jobs=jobs, lost=lost):
        failures.update((done + i, record) for i, record in enumerate(found) if record)
        done += len(found)
        progress(done)
    twins = _twins(folder, settings)
    for twin in twins:
        failures[twin.key] = twin_record(twin, folder, settings)
    build_reference(
        folder / "reference",
        each=each_of(jobs),
        whole=corpus is not None,
        copies=counted_once(twins),
    )
    return Spooled(folder, done, failures, twins)


def _twins(folder: Path, settings: Settings) -> tuple[Twin, ...]:
    """Return the files that are other forms of a report of the run."""
    from analyzer.corpus.run_reference import Spool
    from analyzer.corpus.twins import bare_prose, find_twins, read_seen
    from analyzer.structure.parse import parse_report

    spool = Spool(folder / "spool")
    return find_twins(
        read_seen(folder / "twins"),
        prose_of=lambda key: bare_prose(parse_report(spool.get(key))),
        least=settings.thresholds["same_report_agreement"],
    )


def _batches(inputs: Iterable[InputFile | UnreadableReport]) -> Iterator[Batch]:
    source = iter(inputs)
    first = 0
    while items := tuple(islice(source, BATCH)):
        yield Batch(first, items)
        first += len(items)


def read_batch(
    batch: Batch, *, folder: Path, settings: Settings, corpus: Pinned | None = None
) -> list[ReportRecord | None]:
    """Read, spool and index one batch; return per input None or the record of its failure."""
    from analyzer.corpus.run_reference import ReferenceWriter, SpoolWriter
    from analyzer.corpus.twins import TwinWriter

    outcome: list[ReportRecord | None] = []
    shard = str(batch.first)
    there = corpus.open() if corpus else None
    with (
        ReferenceWriter(folder / "reference", shard=shard) as reference,
        SpoolWriter(folder / "spool", shard=shard) as spool,
        TwinWriter(folder / "twins", shard=shard) as twins,
    ):
        for key, item in enumerate(batch.items, start=batch.first):
            parsed = parse_input(item, settings)
            if isinstance(parsed, dict):
                outcome.append(parsed)
                continue
            spool.put(key, parsed.source)
            twins.add(key, parsed)
            outcome.append(None)
            try:
                if there is None or not there.holds(parsed):
                    reference.add(key, parsed)
            except Exception:
                _log.exception("not in the reference: %s", item.name)
    return outcome


def _one_by_one(
    batch: Batch, *, folder: Path, settings: Settings, corpus: Pinned | None = None
) -> list[ReportRecord | None]:
    """Read the inputs of a batch whose process died, each in a process of its own."""
    read = partial(read_batch, folder=folder, settings=settings, corpus=corpus)
    lost = partial(_lost, folder=folder, settings=settings)
    singles = [Batch(batch.first + i, (item,)) for i, item in enumerate(batch.items)]
    _forget(batch, folder)
    return [outcome for found in ordered_map(read, singles, jobs=2, lost=lost) for outcome in found]


def _lost(batch: Batch, *, folder: Path, settings: Settings) -> list[ReportRecord | None]:
    _forget(batch, folder)
    return [failed(item.name, settings, LOST) for item in batch.items]


def _forget(batch: Batch, folder: Path) -> None:
    """Remove what a dead process left half-written."""
    for part in folder.rglob(f"{batch.first}.*"):
        part.unlink()


def each_of(jobs: int) -> Each:
    """Return a map that runs in `jobs` processes."""

    def each(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]:
        return ordered_map(function, items, jobs=jobs, lost=_broken)

    return each


def _broken(_: object) -> NoReturn:
    raise RuntimeError("a worker died while the reference of the run was built")
