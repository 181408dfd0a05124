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


@dataclass(slots=True)
class _Walk:
    """What one discovery has met so far: each file and folder counts once."""

    limits: Limits
    seen: set[tuple[int, int]] = field(default_factory=set)

    def is_new(self, status: stat_result) -> bool:
        key = (status.st_dev, status.st_ino)
        if status.st_ino == 0:  # file systems without inodes
            return True
        if key in self.seen:
            return False
        self.seen.add(key)
        return True


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
            yield from _standard_input(stdin or sys.stdin.buffer, walk)
        else:
            yield from _named(Path(given), walk)


def _standard_input(stream: BinaryIO, walk: _Walk) -> Iterator[Found]:
    limit = walk.limits["file_bytes"]
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield too_large(STANDARD_INPUT, len(data), limit)
        return
    yield from _file(InputFile(STANDARD_INPUT, len(data), content=data), walk)


def _named(path: Path, walk: _Walk) -> Iterator[Found]:
    """Yield what a path given by the user leads to; nothing named is passed over."""
    name = printable(str(path))
    try:
        status = path.stat()
        if not walk.is_new(status):
            return
        if stat.S_ISDIR(status.st_mode):
            found = False
            for one in _folder(path, walk, inside=()):
                found = True
                yield one
            if not found:
                yield empty_folder(name)
            return
        yield from _file(InputFile(name, status.st_size, path), walk)
    except OSError as error:
        yield unopenable(name, error)


def _folder(folder: Path, walk: _Walk, *, inside: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    """Walk a folder; `inside` are the folders above it, to tell a loop from a second way in."""
    try:
        status = folder.stat()
        with scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield unopenable(printable(str(folder)), error)
        return
    inside = (*inside, (status.st_dev, status.st_ino))
    for entry in entries:
        if not is_passed_over(entry.name):
            yield from _entry(entry, walk, inside)


def _entry(
    entry: DirEntry[str], walk: _Walk, inside: tuple[tuple[int, int], ...]
) -> Iterator[Found]:
    path = Path(entry.path)
    name = printable(entry.path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            if (status.st_dev, status.st_ino) in inside and status.st_ino != 0:
                yield link_loop(name)
            elif walk.is_new(status):
                yield from _folder(path, walk, inside=inside)
        elif stat.S_ISREG(status.st_mode) and walk.is_new(status):
            item = InputFile(name, status.st_size, path)
            if not is_passed_over(entry.name, head=item.head()):
                yield from _file(item, walk)
    except OSError as error:
        yield link_loop(name) if entry.is_symlink() else unopenable(name, error)


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
