"""Old Word formats to .docx through LibreOffice: in batches, with time limits, never in doubt.

`convert` takes any inputs and returns them with `converted` set where LibreOffice was needed: the
path of a .docx, or the failure in words. `read` then reads the .docx; it converts by itself, one
file at a time, what has not been through here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from analyzer.errors import UnreadableReport
from analyzer.readers.archive import DamagedArchive, list_entries
from analyzer.readers.detect import sniff
from analyzer.readers.failures import (
    convert_failed,
    convert_stalled,
    damaged,
    encrypted,
    no_office,
    unopenable,
)
from analyzer.readers.formats import FORMATS
from analyzer.readers.input_file import InputFile, Limits
from analyzer.readers.office import find_office, run_office
from analyzer.readers.ole import DamagedCompound, ole_kind, word_head

_TO = "docx:MS Word 2007 XML"
# The filter is named, because LibreOffice takes what it does not recognise for plain text and
# would hand us rubbish.
_WORD_97 = ("MS Word 97", ".doc")
_WORD_95 = ("MS WinWord 6", ".doc")
_BY_KIND = {
    "rtf": ("Rich Text Format", ".rtf"),
    "word-xml": ("MS Word 2003 XML", ".xml"),
}
CONVERTED_KINDS = frozenset({"ole-word", *_BY_KIND})


@dataclass(frozen=True, slots=True)
class _Task:
    """A file that waits for LibreOffice."""

    index: int
    name: str
    key: str  # SHA-256 of the file
    data: bytes
    filter: tuple[str, str]


def convert(
    items: Sequence[InputFile], folder: Path, *, limits: Limits, office: str = ""
) -> list[InputFile]:
    """Return the inputs in order, those that need LibreOffice with `converted` set.

    `folder` keeps the profile and the results, `<SHA-256 of the file>.docx`: what lies there
    already is not converted again. Hand it batches of limits["conversion_files"] or so; two runs
    at the same time need two folders. `office` is where the settings say LibreOffice is.
    """
    ready = list(items)
    tasks: list[_Task] = []
    for index, item in enumerate(ready):
        found = _task(index, item, limits)
        if isinstance(found, UnreadableReport):
            ready[index] = replace(item, converted=found)
        elif found is not None:
            tasks.append(found)
    for index, outcome in _outcomes(tasks, folder, limits, office).items():
        ready[index] = replace(ready[index], converted=outcome)
    return ready


def converted_docx(item: InputFile, folder: Path, *, limits: Limits, office: str = "") -> Path:
    """Convert one file and return where its .docx lies. Raises UnreadableReport."""
    (ready,) = convert([item], folder, limits=limits, office=office)
    if isinstance(ready.converted, UnreadableReport):
        raise ready.converted
    if ready.converted is None:
        raise ValueError(f"{item.name!r} needs no conversion")
    return ready.converted


def convert_alone(item: InputFile, *, limits: Limits, office: str = "") -> bytes:
    """Convert one file and return its .docx. Raises UnreadableReport."""
    with tempfile.TemporaryDirectory(prefix="wenzhi-", ignore_cleanup_errors=True) as folder:
        return converted_docx(item, Path(folder), limits=limits, office=office).read_bytes()


def needs_office(item: InputFile) -> bool:
    """Tell whether a file is read through LibreOffice, by its first bytes alone.

    True also for compound files that are no Word documents; `convert` leaves those alone.
    """
    try:
        return sniff(item.head()) in {"ole", *_BY_KIND}
    except (OSError, DamagedArchive):
        return False


def _task(index: int, item: InputFile, limits: Limits) -> _Task | UnreadableReport | None:
    """Return what is to be done for a file, None where LibreOffice is not needed."""
    if item.converted is not None or not needs_office(item):
        return None
    try:
        data = item.read_bytes(limit=limits["file_bytes"])
    except (UnreadableReport, OSError, DamagedArchive):
        return None  # reading it tells what is wrong
    kind = sniff(data[:4096])
    if kind in _BY_KIND:
        found = _BY_KIND[kind]
    elif kind == "ole" and ole_kind(data) == "ole-word":
        try:
            head = word_head(data)
        except DamagedCompound:
            return damaged(item.name)
        if head.encrypted:
            return encrypted(item.name, FORMATS["ole-word"].label)
        found = _WORD_95 if head.before_97 else _WORD_97
    else:
        return None
    return _Task(index, item.name, sha256(data).hexdigest(), data, found)


def _outcomes(
    tasks: Sequence[_Task], folder: Path, limits: Limits, office: str
) -> dict[int, Path | UnreadableReport]:
    if not tasks:
        return {}
    program = find_office(office)
    outcomes: dict[int, Path | UnreadableReport] = {}
    waiting: dict[tuple[str, str], dict[str, _Task]] = {}
    for task in tasks:
        if _is_there(folder, task.key):
            continue
        if program is None:
            outcomes[task.index] = no_office(task.name, setting=office)
        else:
            waiting.setdefault(task.filter, {}).setdefault(task.key, task)
    failures: dict[str, str] = {}
    if program is not None:
        for batch in waiting.values():
            work = _Work(program, folder, limits)
            failures.update(work.run(list(batch.values())))
    for task in tasks:
        if task.index not in outcomes:
            outcomes[task.index] = _outcome(task, folder, failures, limits)
    return outcomes


def _outcome(
    task: _Task, folder: Path, failures: dict[str, str], limits: Limits
) -> Path | UnreadableReport:
    failure = failures.get(task.key)
    if failure is None:
        return _place(folder, task.key)
    if failure == "stalled":
        return convert_stalled(task.name, limits["conversion_file_seconds"])
    if failure:
        return unopenable(task.name, OSError(failure))
    return convert_failed(task.name)


def _place(folder: Path, key: str) -> Path:
    return folder / f"{key}.docx"


def _is_there(folder: Path, key: str) -> bool:
    return _place(folder, key).is_file()


@dataclass(frozen=True, slots=True)
class _Work:
    """Runs of LibreOffice over the files of one filter."""

    program: Path
    folder: Path
    limits: Limits

    def run(self, tasks: list[_Task]) -> dict[str, str]:
        """Convert all; return the causes of failure by key: "stalled", "" or a system's words.

        LibreOffice takes files one after the other. One that kills or stalls it is the first
        without a result; it gets a run of its own for its verdict, the ones behind it go on.
        """
        failures: dict[str, str] = {}
        size = self.limits["conversion_files"]
        waiting = [tasks[at : at + size] for at in range(0, len(tasks), size)]
        while waiting:
            batch = waiting.pop(0)
            try:
                stalled, missing = self._once(batch)
            except OSError as error:
                failures.update((task.key, error.strerror or "OSError") for task in batch)
                continue
            if len(batch) == 1:
                failures.update((task.key, "stalled" if stalled else "") for task in missing)
                continue
            # What is missing before a later result was passed over: its verdict stands.
            last = max((i for i, task in enumerate(batch) if task not in missing), default=-1)
            undecided = [task for task in missing if batch.index(task) > last]
            failures.update((task.key, "") for task in missing if task not in undecided)
            waiting[:0] = [part for part in (undecided[:1], undecided[1:]) if part]
        return failures

    def _once(self, batch: list[_Task]) -> tuple[bool, list[_Task]]:
        """Run LibreOffice once; keep what came, return what did not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix="batch-", dir=self.folder, ignore_cleanup_errors=True
        ) as place:
            given, out = Path(place) / "in", Path(place) / "out"
            given.mkdir()
            infilter, suffix = batch[0].filter
            files = []
            for number, task in enumerate(batch):  # never the user's own file, never its name
                file = given / f"{number:05}{suffix}"
                file.write_bytes(task.data)
                files.append(file)
            ended = run_office(
                self.program,
                files,
                out,
                profile=self.folder / "profile",
                to=_TO,
                infilter=infilter,
                start_seconds=self.limits["conversion_start_seconds"],
                file_seconds=self.limits["conversion_file_seconds"],
            )
            missing = []
            for file, task in zip(files, batch, strict=True):
                result = out / f"{file.stem}.docx"
                if _is_whole(result):
                    result.replace(_place(self.folder, task.key))
                else:
                    missing.append(task)
            return ended.stalled, missing


def _is_whole(result: Path) -> bool:
    """Tell whether a result was written to its end."""
    try:
        return any(entry.name == "word/document.xml" for entry in list_entries(result))
    except (OSError, DamagedArchive):
        return False
