"""Find candidate reports: files, folders, zip archives and standard input, in a stable order."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from os import DirEntry, PathLike, fspath, scandir, stat_result
from pathlib import Path
from typing import BinaryIO

from analyzer.errors import UnreadableReport, printable
from analyzer.readers.archive import DamagedArchive, list_entries
from analyzer.readers.detect import sniff, zip_kind
from analyzer.readers.expand import Budget, expand
from analyzer.readers.failures import empty_folder, link_loop, too_large, unopenable
from analyzer.readers.formats import is_passed_over
from analyzer.readers.input_file import InputFile, Limits

STANDARD_INPUT = "标准输入"

Found = InputFile | UnreadableReport


_Key = tuple[int, int]  # device and inode


@dataclass(slots=True)
class _Walk:
    """What one discovery has met so far: each file and folder counts once."""

    limits: Limits
    seen: set[_Key] = field(default_factory=set)
    repeats: int = 0

    def is_new(self, status: stat_result) -> bool:
        key = _key(status)
        if status.st_ino == 0:  # file systems without inodes
            return True
        if key in self.seen:
            self.repeats += 1
            return False
        self.seen.add(key)
        return True


@dataclass(frozen=True, slots=True)
class _Level:
    """A folder being walked."""

    key: _Key
    entries: Iterator[DirEntry[str]]


def discover(
    paths: Iterable[str | PathLike[str]], *, limits: Limits, stdin: BinaryIO | None = None
) -> Iterator[Found]:
    """Yield every candidate report under `paths`, and an UnreadableReport for each dead end.

    Folders are walked in name order; hidden files, Office locks (~$…), thumbnails, images, fonts
    and style sheets in them are passed over. A file reached twice comes once. "-" is standard
    input. Contents are not held: take one, read it, drop it.
    """
    walk = _Walk(limits)
    for given in paths:
        if fspath(given) == "-":
            yield from _stream(stdin or sys.stdin.buffer, STANDARD_INPUT, walk)
        else:
            yield from _named(Path(given), walk)


def _stream(stream: BinaryIO, name: str, walk: _Walk) -> Iterator[Found]:
    limit = walk.limits["file_bytes"]
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield too_large(name, len(data), limit)
    else:
        yield from _file(InputFile(name, len(data), content=data), walk)


def _named(path: Path, walk: _Walk) -> Iterator[Found]:
    """Yield what a path given by the user leads to; nothing named is passed over."""
    name = printable(str(path))
    try:
        status = path.stat()
        if not walk.is_new(status):
            return
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(path, walk)
        elif stat.S_ISREG(status.st_mode):
            yield from _file(InputFile(name, status.st_size, path), walk)
        else:  # a pipe can be read only once
            with path.open("rb") as stream:
                yield from _stream(stream, name, walk)
    except OSError as error:
        yield unopenable(name, error)


def _folder(top: Path, walk: _Walk) -> Iterator[Found]:
    """Walk a folder without recursion, however deep it is."""
    found, repeats = False, walk.repeats
    levels: list[_Level] = []
    for one in _enter(top, levels):
        found = True
        yield one
    while levels:
        entry = next(levels[-1].entries, None)
        if entry is None:
            levels.pop()
        elif not is_passed_over(entry.name):
            for one in _entry(entry, walk, levels):
                found = True
                yield one
    if not found and walk.repeats == repeats:
        yield empty_folder(printable(str(top)))


def _enter(folder: Path, levels: list[_Level]) -> Iterator[Found]:
    """Open a folder for walking, in name order."""
    try:
        status = folder.stat()
        with scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield unopenable(printable(str(folder)), error)
        return
    levels.append(_Level(_key(status), iter(entries)))


def _entry(entry: DirEntry[str], walk: _Walk, levels: list[_Level]) -> Iterator[Found]:
    path = Path(entry.path)
    name = printable(entry.path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            if status.st_ino and any(level.key == _key(status) for level in levels):
                yield link_loop(name)
            elif walk.is_new(status):
                yield from _enter(path, levels)
        elif stat.S_ISREG(status.st_mode) and walk.is_new(status):
            item = InputFile(name, status.st_size, path)
            if not is_passed_over(entry.name, head=item.head()):
                yield from _file(item, walk)
    except FileNotFoundError:
        yield link_loop(name)  # a link to nowhere; files do not vanish while a folder is listed
    except OSError as error:
        yield unopenable(name, error)


def _key(status: stat_result) -> _Key:
    return status.st_dev, status.st_ino


def _file(item: InputFile, walk: _Walk) -> Iterator[Found]:
    """Yield the file itself or, for an archive, what it holds."""
    if sniff(item.head()) != "zip":
        yield item
        return
    try:
        source = item.content if item.path is None else item.path
        entries = list_entries(source or b"")
    except DamagedArchive:
        yield item  # reading it tells what is wrong
        return
    if zip_kind(entry.name for entry in entries) != "zip":
        yield item
        return
    yield from expand(item, entries, limits=walk.limits, budget=Budget.of(walk.limits))
