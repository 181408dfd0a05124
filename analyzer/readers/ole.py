"""Compound files (OLE2) without trust: what they hold, whether they are whole, what Word says."""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FREE = 0xFFFFFFFA  # sector numbers from here on mark ends and free sectors
_ENTRY = 128  # bytes of a directory entry
_MOST_SECTORS = 1 << 20  # of the table of one file: 512 MB, beyond what is read at all
_STREAM, _ROOT = 2, 5
# Streams that tell the kind, in the order in which they decide.
_STREAMS = (
    ("EncryptedPackage", "ole-encrypted"),
    ("WordDocument", "ole-word"),
    ("Workbook", "ole-sheet"),
    ("Book", "ole-sheet"),
    ("PowerPoint Document", "ole-slides"),
)
_ENCRYPTED = 0x0100  # FibBase.fEncrypted
_WORD_97 = 0xC1  # FibBase.nFib from Word 97 on; Word 6 and 95 have 101 to 105


class DamagedCompound(Exception):  # noqa: N818 - reads as a state, as DamagedArchive does
    """The compound file is cut off or its tables are false."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream at the top of a compound file."""

    name: str
    start: int  # sector
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound file taken apart as far as recognising it needs."""

    data: bytes
    sector: int  # bytes
    table: tuple[int, ...]  # the sector that follows each sector
    streams: dict[str, Stream]
    small: int  # streams below this many bytes lie elsewhere

    def read(self, name: str) -> bytes:
        """Return a stream. Raises DamagedCompound when the file ends inside it."""
        stream = self.streams[name]
        if stream.size < self.small:
            return b""  # in the short-stream container; no Word document is that short
        pieces = []
        for number in _chain(self.table, stream.start):
            at = (number + 1) * self.sector
            pieces.append(self.data[at : at + self.sector])
        whole = b"".join(pieces)
        if len(whole) < stream.size:
            raise DamagedCompound(f"{name} is cut off")
        return whole[: stream.size]


@dataclass(frozen=True, slots=True)
class WordHead:
    """What the first bytes of a WordDocument stream say."""

    encrypted: bool
    before_97: bool


def ole_kind(data: bytes) -> str:
    """Tell what a compound file holds by the names of its streams.

    A file whose directory is lost is told by the names found anywhere in it.
    """
    try:
        names = set(open_compound(data).streams)
    except DamagedCompound:
        names = {name for name, _ in _STREAMS if name.encode("utf-16-le") in data} - {"Book"}
    return next((kind for name, kind in _STREAMS if name in names), "ole")


def word_head(data: bytes) -> WordHead:
    """Check that a Word document is whole and return what its head says.

    Raises DamagedCompound.
    """
    compound = open_compound(data)
    if "WordDocument" not in compound.streams:
        raise DamagedCompound("no WordDocument stream")
    stream = compound.read("WordDocument")
    for name in ("0Table", "1Table"):
        if name in compound.streams:
            compound.read(name)
    if len(stream) < 12:
        return WordHead(encrypted=False, before_97=False)
    _, version = struct.unpack_from("<HH", stream)
    flags = struct.unpack_from("<H", stream, 10)[0]
    return WordHead(encrypted=bool(flags & _ENCRYPTED), before_97=version < _WORD_97)


def open_compound(data: bytes) -> Compound:
    """Read header, allocation table and the top level of the directory.

    Raises DamagedCompound.
    """
    if len(data) < 512 or not data.startswith(MAGIC):
        raise DamagedCompound("no header")
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise DamagedCompound("odd sector size")
    sector = 1 << shift
    first_directory, _, small = struct.unpack_from("<III", data, 48)
    table = _table(data, sector)
    directory = b"".join(
        data[(number + 1) * sector : (number + 2) * sector]
        for number in _chain(table, first_directory)
    )
    return Compound(data, sector, table, _top_level(directory), small)


def _table(data: bytes, sector: int) -> tuple[int, ...]:
    """Read the file allocation table."""
    numbers = [n for n in struct.unpack_from("<109I", data, 76) if n < _FREE]
    following, count = struct.unpack_from("<II", data, 68)
    per_sector = sector // 4
    for _ in range(min(count, _MOST_SECTORS // per_sector)):
        if following >= _FREE:
            break
        *more, following = _sector(data, sector, following)
        numbers.extend(n for n in more if n < _FREE)
    table: list[int] = []
    for number in numbers:
        if len(table) > _MOST_SECTORS:
            break
        table.extend(_sector(data, sector, number))
    return tuple(table)


def _sector(data: bytes, sector: int, number: int) -> tuple[int, ...]:
    at = (number + 1) * sector
    if at + sector > len(data):
        raise DamagedCompound("the allocation table is cut off")
    return struct.unpack_from(f"<{sector // 4}I", data, at)


def _chain(table: tuple[int, ...], start: int) -> list[int]:
    """Return the sectors of a stream. Raises DamagedCompound for rings and dead ends."""
    chain: list[int] = []
    number = start
    while number < _FREE:
        if number >= len(table) or len(chain) > len(table):
            raise DamagedCompound("a chain of sectors leads nowhere")
        chain.append(number)
        number = table[number]
    return chain


def _top_level(directory: bytes) -> dict[str, Stream]:
    """Return the streams directly below the root; those of embedded objects lie deeper."""
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    if not entries or len(entries[0]) < _ENTRY or entries[0][66] != _ROOT:
        raise DamagedCompound("no root entry")
    streams: dict[str, Stream] = {}
    waiting = [struct.unpack_from("<I", entries[0], 76)[0]]
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen or len(entries[number]) < _ENTRY:
            continue
        seen.add(number)
        entry = entries[number]
        length = min(struct.unpack_from("<H", entry, 64)[0], 64)
        name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
        left, right = struct.unpack_from("<II", entry, 68)
        waiting += [left, right]
        if entry[66] == _STREAM:
            start, size = struct.unpack_from("<II", entry, 116)
            streams[name] = Stream(name, start, size)
    return streams
