"""Zip archives, honest and not."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def archive(members: Mapping[str, bytes]) -> bytes:
    """Return an ordinary archive (names outside ASCII are marked as UTF-8)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return file.getvalue()


def unmarked_archive(members: Mapping[str, bytes], *, encoding: str) -> bytes:
    """Return an archive as Windows (gbk) or old macOS (utf-8) write it: names without a mark."""
    file = io.BytesIO()
    places = []
    for name, data in members.items():
        raw = name.encode(encoding)
        crc = zlib.crc32(data)
        places.append((raw, data, crc, file.tell()))
        file.write(
            struct.pack(
                "<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, crc, len(data), len(data), len(raw), 0
            )
        )
        file.write(raw + data)
    start = file.tell()
    for raw, data, crc, place in places:
        file.write(
            struct.pack(
                "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, crc, len(data), len(data),
                len(raw), 0, 0, 0, 0, 0, place,
            )
            + raw
        )  # fmt: skip
    size = file.tell() - start
    count = len(places)
    file.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, start, 0))
    return file.getvalue()


def with_flag(data: bytes, flag: int) -> bytes:
    """Set a general purpose flag of every member (1: encrypted)."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= flag
            at = changed.find(mark, at + 4)
    return bytes(changed)
