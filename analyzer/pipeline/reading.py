"""First pass of a run: read every input once, spool it, add it to the reference of the run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from analyzer.errors import UnreadableReport
from analyzer.pipeline.early import early_hits
from analyzer.pipeline.single import failed, parse_input, twin_record
from analyzer.pipeline.workers import ordered_map
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import Pinned
    from analyzer.corpus.reference_build import Each
    from analyzer.corpus.run_reference import RunReference
    from analyzer.corpus.twins import Twin
    from analyzer.pipeline.keeping import Keeper
    from analyzer.readers.input_file import InputFile
    from analyzer.structure.report import Report

LOST = "处理该文件的进程意外终止（可能内存不足）；请单独重试该文件"
Item = TypeVar("Item")
Result = TypeVar("Result")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs with their places in the run; `early`: language rules are asked at once."""

    keys: tuple[int, ...]
    items: tuple[InputFile | UnreadableReport, ...]
    prints: tuple[str | None, ...]  # SHA-256 of the files where they are known
    early: bool = False

    @property
    def shard(self) -> str:
        """Return the name under which the batch is spooled."""
        return str(self.keys[0])


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
    progress: Callable[[int, int | None], None],
    corpus: Pinned | None = None,
    keeper: Keeper | None = None,
    prints: Sequence[str | None] = (),
) -> Spooled:
    """Read all inputs into a spool under `folder` and build the reference beside it.

    What a `corpus` holds already is spooled, but left out of the run's reference. What LibreOffice
    has to convert is converted beside the reading of the rest. `progress` gets the files done and,
    once it is known, of how many; `prints` are the files' hashes where they are known.
    """
    from analyzer.corpus.run_reference import build_reference
    from analyzer.corpus.twins import counted_once
    from analyzer.pipeline.feed import Feed

    failures: dict[int, ReportRecord] = {}
    done = 0
    read = partial(read_batch, folder=folder, settings=settings, corpus=corpus, keeper=keeper)
    lost = partial(_one_by_one, read=read, folder=folder, settings=settings)
    with Feed(inputs, folder, settings, jobs=jobs, keeper=keeper, prints=prints) as feed:
        for found in ordered_map(read, feed, jobs=jobs, lost=lost):
            failures.update((key, record) for key, record in found.items() if record)
            done += len(found)
            progress(done, feed.total)
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

    spool = Spool(folder / "spool")
    return find_twins(
        read_seen(folder / "twins"),
        prose_of=lambda key: bare_prose(spool.report(key)),
        least=settings.thresholds["same_report_agreement"],
    )


def read_batch(
    batch: Batch,
    *,
    folder: Path,
    settings: Settings,
    corpus: Pinned | None = None,
    keeper: Keeper | None = None,
) -> dict[int, ReportRecord | None]:
    """Read, spool and index one batch; return per input None or the record of its failure."""
    from analyzer.corpus.run_reference import ReferenceWriter, SpoolWriter
    from analyzer.corpus.twins import TwinWriter

    outcome: dict[int, ReportRecord | None] = {}
    there = corpus.open() if corpus else None
    with (
        ReferenceWriter(folder / "reference", shard=batch.shard) as reference,
        SpoolWriter(folder / "spool", shard=batch.shard) as spool,
        TwinWriter(folder / "twins", shard=batch.shard) as twins,
    ):
        for key, item, sha in zip(batch.keys, batch.items, batch.prints, strict=True):
            parsed = _parsed(item, sha, settings, keeper)
            if isinstance(parsed, dict):
                outcome[key] = parsed
                continue
            spool.put(key, parsed.source, report=parsed)
            twins.add(key, parsed)
            outcome[key] = None
            try:
                if there is None or not there.holds(parsed):
                    reference.add(key, parsed)
            except Exception:
                _log.exception("not in the reference: %s", item.name)
            if batch.early and keeper and not keeper.has_hits(parsed.source.sha256):
                keeper.keep_hits(parsed.source.sha256, early_hits(parsed, settings))
    return outcome


def _parsed(
    item: InputFile | UnreadableReport, sha: str | None, settings: Settings, keeper: Keeper | None
) -> Report | ReportRecord:
    source = keeper.source(sha, item.name) if keeper else None
    parsed = parse_input(item, settings, source=source)
    if keeper and source is None and not isinstance(parsed, dict):
        keeper.keep_source(sha, parsed.source)
    return parsed


def _one_by_one(
    batch: Batch,
    *,
    read: Callable[[Batch], dict[int, ReportRecord | None]],
    folder: Path,
    settings: Settings,
) -> dict[int, ReportRecord | None]:
    """Read the inputs of a batch whose process died, each in a process of its own."""
    lost = partial(_lost, folder=folder, settings=settings)
    singles = [
        Batch((key,), (item,), (sha,))
        for key, item, sha in zip(batch.keys, batch.items, batch.prints, strict=True)
    ]
    _forget(batch, folder)
    outcome: dict[int, ReportRecord | None] = {}
    for found in ordered_map(read, singles, jobs=2, lost=lost):
        outcome.update(found)
    return outcome


def _lost(batch: Batch, *, folder: Path, settings: Settings) -> dict[int, ReportRecord | None]:
    _forget(batch, folder)
    return {
        key: failed(item.name, settings, LOST)
        for key, item in zip(batch.keys, batch.items, strict=True)
    }


def _forget(batch: Batch, folder: Path) -> None:
    """Remove what a dead process left half-written."""
    for part in ("reference", "spool", "twins"):
        for path in (folder / part).rglob(f"{batch.shard}.*"):
            path.unlink()


def each_of(jobs: int) -> Each:
    """Return a map that runs in `jobs` processes."""

    def each(function: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]:
        return ordered_map(function, items, jobs=jobs, lost=_broken)

    return each


def _broken(_: object) -> NoReturn:
    raise RuntimeError("a worker died while the reference of the run was built")
