"""Zip archives without trust: names decoded, sizes bounded, nothing ever written to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# A page of one repeated character compresses a thousandfold and harms nobody: the ratio counts
# only for members large enough to hurt.
_RATIO_FLOOR_BYTES = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_UTF8_NAME_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH_EXTRA = 0x7075


class DamagedArchive(Exception):  # noqa: N818 - reads as a state; turned into UnreadableReport
    """The archive or one member cannot be decoded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a zip archive: where its bytes are, and what its directory claims."""

    name: str
    offset: int  # of the local header
    packed: int  # bytes
    size: int  # bytes, as declared
    method: int
    crc: int
    encrypted: bool

    def is_bomb(self, *, ratio: int) -> bool:
        """Tell whether the declared size is out of proportion to the packed size."""
        return self.size > _RATIO_FLOOR_BYTES and self.size > ratio * max(self.packed, 1)


def list_entries(source: Path | bytes) -> tuple[Entry, ...]:
    """Return the members (no folders) in the order of the archive's directory.

    Raises DamagedArchive when there is no usable directory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as opened:
            infos = [info for info in opened.infolist() if info.filename and not info.is_dir()]
            return tuple(map(_entry, infos))
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, ValueError) as error:
        raise DamagedArchive(str(error)) from error
    except (struct.error, EOFError, zlib.error) as error:
        raise DamagedArchive(str(error)) from error


def _entry(info: zipfile.ZipInfo) -> Entry:
    return Entry(
        name=_decode_name(info),
        offset=info.header_offset,
        packed=info.compress_size,
        size=info.file_size,
        method=info.compress_type,
        crc=info.CRC,
        encrypted=bool(info.flag_bits & _ENCRYPTED_FLAG),
    )


def _decode_name(info: zipfile.ZipInfo) -> str:
    """Undo the cp437 that zipfile assumes: Windows writes GBK there, macOS UTF-8."""
    if info.flag_bits & _UTF8_NAME_FLAG:
        return info.filename
    declared = _unicode_path(info.extra)
    if declared is not None:
        return declared
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes) -> str | None:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH_EXTRA and length > 5:
            try:
                return extra[9 : 4 + length].decode("utf-8")
            except UnicodeDecodeError:
                return None
        extra = extra[4 + length :]
    return None


def read_entry(source: Path | bytes, entry: Entry, *, length: int | None = None) -> bytes:
    """Return a member's bytes, or its first `length`; never more than its directory declares.

    Raises DamagedArchive when the data are cut off, false or of an unknown compression.
    """
    if isinstance(source, bytes):
        return _read(io.BytesIO(source), entry, length)
    with source.open("rb") as file:
        return _read(file, entry, length)


def _read(file: BinaryIO, entry: Entry, length: int | None) -> bytes:
    if entry.offset < 0:  # a directory that points before the file
        raise DamagedArchive(f"no place for {entry.name!r}")
    file.seek(entry.offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise DamagedArchive(f"no local header for {entry.name!r}")
    fields = _LOCAL_HEADER.unpack(header)
    file.seek(fields[-2] + fields[-1], io.SEEK_CUR)
    wanted = entry.size if length is None else min(length, entry.size)
    data = _unpack(file, entry, wanted)
    if len(data) < wanted:
        raise DamagedArchive(f"{entry.name!r} is cut off")
    if length is None and zlib.crc32(data) != entry.crc:
        raise DamagedArchive(f"{entry.name!r} fails its checksum")
    return data


def _unpack(file: BinaryIO, entry: Entry, wanted: int) -> bytes:
    if entry.method == zipfile.ZIP_STORED:
        return file.read(min(wanted, entry.packed))
    if entry.method != zipfile.ZIP_DEFLATED:
        raise DamagedArchive(f"{entry.name!r} uses compression method {entry.method}")
    inflater = zlib.decompressobj(-15)
    pieces: list[bytes] = []
    have, left = 0, entry.packed
    try:
        while have < wanted and left > 0 and not inflater.eof:
            chunk = file.read(min(left, 1 << 16))
            if not chunk:
                break
            left -= len(chunk)
            while chunk and have < wanted:
                piece = inflater.decompress(chunk, wanted - have)
                pieces.append(piece)
                have += len(piece)
                chunk = inflater.unconsumed_tail
    except zlib.error as error:
        raise DamagedArchive(f"{entry.name!r}: {error}") from error
    return b"".join(pieces)
