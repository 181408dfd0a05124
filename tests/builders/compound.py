"""Compound files (OLE2) as Word 97 writes them, small and with whatever head is wanted."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def word_97(*, encrypted: bool = False, version: int = 0xC1, filling: bytes = b"") -> bytes:
    """Return a .doc with a head and no text: enough to recognise it, LibreOffice refuses it."""
    flags = 0x0100 if encrypted else 0
    head = struct.pack("<HHHHHH", 0xA5EC, version, 0, 0x0804, 0, flags)
    return compound({"WordDocument": (head + filling).ljust(4096, b"\0"), "1Table": bytes(4096)})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of these streams, each of at least 4,096 bytes."""
    table: list[int] = [_TABLE]  # one sector of table reaches for 128 sectors
    body = b""
    starts = {}
    for name, data in streams.items():
        count = -(-len(data) // _SECTOR)
        starts[name] = len(table)
        table += [*range(len(table) + 1, len(table) + count), _END]
        body += data.ljust(count * _SECTOR, b"\0")
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0)
    for number, (name, data) in enumerate(streams.items(), start=1):
        right = number + 1 if number < len(streams) else _FREE
        directory += _entry(name, 2, right=right, start=starts[name], size=len(data))
    first = len(table)
    count = -(-len(directory) // _SECTOR)
    table += [*range(first + 1, first + count), _END]
    body += directory.ljust(count * _SECTOR, b"\0")
    table += [_FREE] * (128 - len(table))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, 1, first, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + struct.pack("<128I", *table) + body


def _entry(name: str, kind: int, *, child=_FREE, right=_FREE, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<II", start, size)
        + bytes(4)
    )
