"""From paths to commented copies and sheets of opinions, written as they come."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import OutputError, UnreadableReport
from analyzer.outputs.made_with import made_with
from analyzer.outputs.whole import whole_document
from analyzer.outputs.word.annotate import Annotated, Manner, annotate
from analyzer.outputs.word.comments_part import Author
from analyzer.outputs.word.selection import Wanted
from analyzer.outputs.word.sheet import write_sheet
from analyzer.pipeline.copies import Copy, copies
from analyzer.pipeline.run import Progress, inputs, profiles_of
from analyzer.profile.provenance import of_run
from analyzer.profile.record import FindingRecord, ReportRecord
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import Pinned
    from analyzer.readers.input_file import InputFile

_log = logging.getLogger(__name__)

COMMENTED, SHEET = "-批注", "-意见单"
_WORD = frozenset({"docx", "doc", "rtf"})  # read as .docx, so that comments have a place
_BROKEN = "写批注时出现意外错误（{}），已改写意见单；请将该文件反馈给开发者"
_FAILED = "写意见时出现意外错误（{}）；请将该文件反馈给开发者"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one input."""

    source: str
    reason: str | None = None  # why there is nothing, or why there are no scores
    unreadable: bool = False
    findings: tuple[FindingRecord, ...] = ()
    shown: int | None = None  # comments in the text; None where only a sheet was written
    files: tuple[Path, ...] = ()
    notices: tuple[str, ...] = ()


def annotate_all(
    paths: Sequence[str],
    folder: Path,
    *,
    settings: Settings,
    wanted: Wanted,
    sheets: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    corpus: Pinned | None = None,
    cache: Path | None = None,
) -> Iterator[Outcome]:
    """Write a commented copy of every Word file and a sheet of opinions for everything else.

    `sheets` adds a sheet to each commented copy. What lies in `folder` from an earlier run is not
    read. Raises OutputError, before anything is written, where a result would take the place of
    something that lies among the inputs.
    """
    own = folder.resolve()
    named = [Path(path).resolve() for path in paths]
    among = any(path == own or own in path.parents for path in named)
    items = [i for i in inputs(paths, settings, None) if among or own not in _folders(i)]
    placed = copies(items, paths, folder)
    _refuse_collisions(placed)
    writer = _Writer(settings, wanted, sheets=sheets)
    with tempfile.TemporaryDirectory(prefix="wenzhi-", ignore_cleanup_errors=True) as work:
        ready = _prepared(placed, Path(work), settings, progress)
        records = profiles_of(
            [copy.item for copy in ready],
            settings=settings,
            jobs=jobs,
            include_text=True,
            progress=progress,
            corpus=corpus,
            cache=cache,
        )
        for copy, record in zip(ready, records, strict=True):
            yield writer.write(copy, record)


def _folders(item: InputFile | UnreadableReport) -> Sequence[Path]:
    if isinstance(item, UnreadableReport) or item.path is None:
        return ()
    return item.path.resolve().parents


def _refuse_collisions(placed: Sequence[Copy]) -> None:
    """Raise OutputError where a result would replace what lies beside an input."""
    beside = {folder for copy in placed for folder in _folders(copy.item)[:1]}
    for copy in placed:
        for name in (f"{copy.stem.name}{ending}.docx" for ending in (COMMENTED, SHEET)):
            target = copy.stem.with_name(name).resolve()
            if target.parent in beside and target.exists():
                raise OutputError(
                    f"{target}：已在输入的文件夹中，不覆盖；请用 -o 给出另一个文件夹，或先移走该文件"
                )


def _prepared(
    placed: Sequence[Copy], work: Path, settings: Settings, progress: Progress | None
) -> list[Copy]:
    """Convert old Word formats, each once: the same .docx is analysed and commented on."""
    from analyzer.readers.conversion import convert, needs_office

    limits = settings.limits
    ready = list(placed)
    old = [
        (number, copy.item)
        for number, copy in enumerate(placed)
        if not isinstance(copy.item, UnreadableReport) and needs_office(copy.item)
    ]
    size = limits["conversion_files"]
    for first in range(0, len(old), size):
        batch = old[first : first + size]
        done = convert([item for _, item in batch], work, limits=limits, office=settings.office)
        for (number, _), item in zip(batch, done, strict=True):
            ready[number] = replace(ready[number], item=item)
        if progress is not None:
            progress("转换", first + len(batch), len(old))
    return ready


class _Writer:
    """Writes what belongs to one input."""

    def __init__(self, settings: Settings, wanted: Wanted, *, sheets: bool) -> None:
        manner = settings.commenting
        self._settings = settings
        self._wanted = wanted
        self._sheets = sheets
        self._manner = Manner(
            author=Author(name=manner.author, initials=manner.initials, date=manner.date),
            per_page=manner.per_page,
            characters_per_page=manner.characters_per_page,
            made=made_with(settings, of_run(settings)),
        )

    def write(self, copy: Copy, record: ReportRecord) -> Outcome:
        """Write the files of one input; what goes wrong with one stays with it."""
        try:
            return self._write(copy, record)
        except OSError:
            raise  # a full disk is full for all
        except Exception as error:
            _log.exception("nothing written for %s", record["source"])
            reason = _FAILED.format(type(error).__name__)
            return Outcome(source=record["source"], reason=reason, unreadable=True)

    def _write(self, copy: Copy, record: ReportRecord) -> Outcome:
        if record["status"] == "unreadable" or isinstance(copy.item, UnreadableReport):
            return Outcome(source=record["source"], reason=record["reason"], unreadable=True)
        if "code" in record:  # another form of a report whose file is annotated
            return Outcome(source=record["source"], reason=record["reason"])
        findings = [f for f in record["findings"] if self._wanted.takes(f)]
        outcome = Outcome(
            source=record["source"],
            reason=record["reason"] if record["status"] != "ok" else None,
            findings=tuple(findings),
        )
        if record["format"] in _WORD:
            try:
                done = self._annotate(copy.item, record, findings)
            except Exception as error:
                _log.exception("not annotated: %s", record["source"])
                outcome = replace(outcome, notices=(_BROKEN.format(type(error).__name__),))
            else:
                return self._commented(copy, record, outcome, done)
        return replace(outcome, files=(self._sheet(copy, record, findings),))

    def _annotate(
        self, item: InputFile, record: ReportRecord, findings: Sequence[FindingRecord]
    ) -> Annotated:
        from analyzer.readers.read import read

        limits = self._settings.limits
        source = read(item, limits=limits, office=self._settings.office)
        converted = item.converted
        data = (
            converted.read_bytes()
            if isinstance(converted, Path)
            else item.read_bytes(limit=limits["file_bytes"])
        )
        return annotate(data, source, record, findings, manner=self._manner, limits=limits)

    def _commented(
        self, copy: Copy, record: ReportRecord, outcome: Outcome, done: Annotated
    ) -> Outcome:
        target = copy.stem.with_name(f"{copy.stem.name}{COMMENTED}{done.suffix}")
        files = [_put(target, done.data)]
        if done.listed or self._sheets:
            files.append(self._sheet(copy, record, outcome.findings))
        return replace(outcome, shown=len(done.shown), files=tuple(files), notices=done.notices)

    def _sheet(self, copy: Copy, record: ReportRecord, findings: Sequence[FindingRecord]) -> Path:
        target = copy.stem.with_name(f"{copy.stem.name}{SHEET}.docx")
        privacy = self._settings.privacy
        data = write_sheet(record, findings, made=self._manner.made, privacy=privacy)
        return _put(target, data)


def _put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_document(path) as temporary:
        temporary.write_bytes(data)
    return path
