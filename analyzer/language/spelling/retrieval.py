"""A static map from 64-bit keys to small numbers, in 18 bits a key, read without searching.

Binary fuse construction (Graf & Lemire 2022) used as a retrieval structure: a key's ten-bit
fingerprint and six-bit value are the exclusive-or of three cells. A key that was never stored is
taken for a stored one once in 1,024 times; callers ask for a long n-gram only where its shorter
parts are known, which makes that rarer still. Memory-mapped, so several processes share it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

VALUES = 64
_FINGERPRINT_BITS = 10
_U = np.uint64


def mix(keys: NDArray[np.uint64], seed: int) -> NDArray[np.uint64]:
    """Scramble keys (splitmix64)."""
    x = keys + _U((seed * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
    x = (x ^ (x >> _U(30))) * _U(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> _U(27))) * _U(0x94D049BB133111EB)
    return x ^ (x >> _U(31))


@dataclass(frozen=True, slots=True)
class StaticMap:
    """The finished map. `cells` may be a memory map."""

    cells: NDArray[np.uint16]
    seed: int
    segment: int  # cells in a segment, a power of two
    segments: int

    def get(self, keys: NDArray[np.uint64]) -> NDArray[np.int8]:
        """Return the value of each key, -1 where the key is not stored."""
        hashed = mix(keys, self.seed)
        a, b, c = _places(hashed, self.segment, self.segments)
        cell = self.cells[a] ^ self.cells[b] ^ self.cells[c]
        found = (cell >> np.uint16(6)) == _fingerprint(hashed)
        return np.where(found, (cell & np.uint16(VALUES - 1)).astype(np.int8), np.int8(-1))


def _places(
    hashed: NDArray[np.uint64], segment: int, segments: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    span = _U(segments * segment)
    first = (((hashed >> _U(32)) * span) >> _U(32)).astype(np.int64)
    mask = segment - 1
    second = (first + segment) ^ ((hashed >> _U(14)).astype(np.int64) & mask)
    third = (first + 2 * segment) ^ (hashed.astype(np.int64) & mask)
    return first, second, third


def _fingerprint(hashed: NDArray[np.uint64]) -> NDArray[np.uint16]:
    low = hashed * _U(0xD6E8FEB86659FD93)
    return (low >> _U(64 - _FINGERPRINT_BITS)).astype(np.uint16)


def build(keys: NDArray[np.uint64], values: NDArray[np.uint8]) -> StaticMap:
    """Store distinct keys with values below 64. Raises ValueError when that cannot be done."""
    if len(keys) and int(values.max()) >= VALUES:
        raise ValueError("values must be below 64")
    count = max(len(keys), 8)
    segment = 1 << max(2, min(18, int(math.log(count) / math.log(3.33) + 2.25)))
    factor = max(1.125, 0.875 + 0.25 * math.log(1_000_000) / math.log(count))
    segments = max(1, math.ceil(count * factor / segment) - 2)
    for seed in range(1, 60):
        cells = _solve(keys, values, seed, segment, segments)
        if cells is not None:
            return StaticMap(cells, seed, segment, segments)
        if seed % 10 == 0:  # small maps need more room
            segments += max(1, segments // 20)
    raise ValueError("no arrangement found: are the keys distinct?")


def _solve(
    keys: NDArray[np.uint64],
    values: NDArray[np.uint8],
    seed: int,
    segment: int,
    segments: int,
) -> NDArray[np.uint16] | None:
    size = (segments + 2) * segment
    hashed = mix(keys, seed)
    places = np.stack(_places(hashed, segment, segments)).astype(np.int32)
    degree = np.zeros(size, np.int32)
    owner = np.zeros(size, np.int32)  # exclusive-or of the keys that use the cell
    number = np.arange(len(keys), dtype=np.int32)
    for row in places:
        np.add.at(degree, row, 1)
        np.bitwise_xor.at(owner, row, number)
    rounds: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
    free = np.flatnonzero(degree == 1).astype(np.int32)
    left = len(keys)
    while len(free):
        peeled, first = np.unique(owner[free], return_index=True)
        rounds.append((peeled, free[first]))
        left -= len(peeled)
        touched = places[:, peeled].ravel()
        np.subtract.at(degree, touched, 1)
        np.bitwise_xor.at(owner, touched, np.tile(peeled, 3))
        touched = np.unique(touched)
        free = touched[degree[touched] == 1]
    if left:
        return None
    cells = np.zeros(size, np.uint16)
    content = (_fingerprint(hashed) << np.uint16(6)) | values.astype(np.uint16)
    for peeled, own in reversed(rounds):
        a, b, c = places[:, peeled]
        cells[own] = 0
        cells[own] = content[peeled] ^ cells[a] ^ cells[b] ^ cells[c]
    return cells
