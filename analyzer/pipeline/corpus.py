"""Add reports to a corpus on disk: read in parallel, commit in steps, go on where it stopped."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableReport, printable
from analyzer.pipeline.reading import LOST, each_of
from analyzer.pipeline.workers import ordered_map
from analyzer.settings import Settings
from analyzer.structure.judgeable import why_not_judgeable

if TYPE_CHECKING:
    from analyzer.corpus.reference_writer import ReferenceWriter
    from analyzer.corpus.spool import SpoolWriter
    from analyzer.corpus.store import CorpusWriter
    from analyzer.readers.input_file import InputFile
    from analyzer.structure.report import Report

STEP = 1000  # reports committed at once: what an interruption costs at most
_BATCH = 32

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `state` is new, known, superseding or failed; `note` says more."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Batch:
    first: int  # key of the first item in the staging folder
    items: tuple[InputFile | UnreadableReport, ...]


def add_to_corpus(
    paths: Iterable[str | Path],
    corpus: Path,
    *,
    settings: Settings,
    jobs: int = 1,
    step: int = STEP,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """Add the reports under `paths` and yield what became of each file, in input order.

    Every `step` files are committed at once: when the work stops in between, what is committed
    stays, and adding the same paths again skips it without reading it anew. Telephones, mailboxes
    and names stay out of the corpus unless the settings' `privacy` shows them.
    """
    from analyzer.corpus.store import open_for_writing
    from analyzer.readers.discover import discover

    found = iter(discover(paths, limits=settings.limits))
    done = 0
    with open_for_writing(corpus, create=True, each=each_of(jobs)) as writer:
        while items := tuple(islice(found, step)):
            outcomes = _add(writer, items, settings, jobs)
            done += len(items)
            if progress is not None:
                progress(done)
            yield from outcomes


def _add(
    writer: CorpusWriter,
    items: tuple[InputFile | UnreadableReport, ...],
    settings: Settings,
    jobs: int,
) -> list[Outcome]:
    staging = writer.staging()
    stage = partial(_stage, folder=staging, settings=settings, known=writer.files)
    batches = [_Batch(at, items[at : at + _BATCH]) for at in range(0, len(items), _BATCH)]
    outcomes: dict[int, Outcome] = {}
    for batch, found in zip(
        batches, ordered_map(stage, batches, jobs=jobs, lost=_lost), strict=True
    ):
        outcomes.update((batch.first + i, o) for i, o in enumerate(found) if o is not None)
    added = writer.commit(staging)
    for key, item in enumerate(items):
        if key in added.superseding:
            outcomes[key] = Outcome(item.name, "superseding", added.superseding[key])
        elif key not in outcomes:
            outcomes[key] = Outcome(item.name, "new" if key in added.new else "known")
    return [outcomes[key] for key in range(len(items))]


def _stage(
    batch: _Batch, *, folder: Path, settings: Settings, known: frozenset[int]
) -> list[Outcome | None]:
    """Write one batch to the staging folder; return per file None or why it is not there."""
    from analyzer.corpus.reference_writer import ReferenceWriter
    from analyzer.corpus.spool import SpoolWriter

    shard = str(batch.first)
    with (
        ReferenceWriter(folder / "reference", shard=shard, blocks=False) as reference,
        SpoolWriter(folder / "spool", shard=shard) as spool,
    ):
        return [
            _stage_one(key, item, (reference, spool), settings=settings, known=known)
            for key, item in enumerate(batch.items, start=batch.first)
        ]


def _stage_one(
    key: int,
    item: InputFile | UnreadableReport,
    writers: tuple[ReferenceWriter, SpoolWriter],
    *,
    settings: Settings,
    known: frozenset[int],
) -> Outcome | None:
    from analyzer.corpus.identities import told
    from analyzer.corpus.masking import mask
    from analyzer.corpus.measures import kept_with
    from analyzer.readers.read import read
    from analyzer.structure.parse import parse_report

    if isinstance(item, UnreadableReport):
        return Outcome(item.name, "failed", f"{item.cause}；{item.next_step}")
    try:
        if _file_hash(item, settings) in known:
            return Outcome(item.name, "known")
        report = parse_report(read(item, limits=settings.limits, office=settings.office))
        if (reason := why_not_judgeable(report, thresholds=settings.thresholds)) is not None:
            return Outcome(item.name, "failed", reason)
        # What tells a report from others is taken from it as it is, before anything is left out.
        identity = told(report)
        kept = _discreet(report, settings)
        masked = mask(kept)
        writers[0].add(key, kept, masked=masked, more={**kept_with(kept, masked), **identity})
        writers[1].put(key, kept.source)
    except UnreadableReport as error:
        return Outcome(printable(item.name), "failed", f"{error.cause}；{error.next_step}")
    except Exception as error:
        _log.exception("not added: %s", item.name)
        cause = f"读取时出现意外错误（{type(error).__name__}）；请确认文件完好"
        return Outcome(printable(item.name), "failed", cause)
    return None


def _discreet(report: Report, settings: Settings) -> Report:
    """Return the report as a corpus keeps it: without what is private, unless settings show it."""
    from analyzer.corpus.discreet import without_private
    from analyzer.profile.discreet import shown_kinds
    from analyzer.structure.parse import parse_report

    source = without_private(report.source, shown=shown_kinds(settings.privacy))
    return report if source is report.source else parse_report(source)


def _file_hash(item: InputFile, settings: Settings) -> int:
    """Return the number by which the corpus knows a file, without parsing it."""
    import hashlib

    from analyzer.corpus.shingles import text_hash

    content = item.read_bytes(limit=settings.limits["file_bytes"])
    return text_hash(hashlib.sha256(content).hexdigest())


def _lost(batch: _Batch) -> list[Outcome | None]:
    return [Outcome(printable(item.name), "failed", LOST) for item in batch.items]
