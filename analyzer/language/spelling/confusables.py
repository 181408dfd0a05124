"""Which characters are mistaken for which: by sound at a pinyin keyboard, by shape to the eye."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FIRST, LAST = 0x4E00, 0x9FA5  # characters with readings
SAME, FUZZY, SLIP, LETTER, UNLIKE = range(5)  # classes of distance between two syllables
READINGS = 4


@dataclass(frozen=True, slots=True)
class Confusion:
    """The characters one character may have been typed for, as numbers of the alphabet."""

    characters: NDArray[np.uint16]
    sound: NDArray[np.uint8]  # SAME … UNLIKE
    shape: NDArray[np.uint8]  # 0 unlike … 255 the same


@dataclass(frozen=True, slots=True)
class Confusables:
    """Readings, distances between syllables, and neighbours in shape, for all characters."""

    readings: NDArray[np.uint16]  # [characters, 4] syllable numbers; the last number is "none"
    distance: NDArray[np.uint8]  # [syllables + 1, syllables + 1]
    shape_start: NDArray[np.int32]
    shape_to: NDArray[np.uint16]
    shape_likeness: NDArray[np.uint8]
    candidates: NDArray[np.uint16]  # numbers of characters common enough to be meant
    candidate_rows: NDArray[np.int64]  # their rows in `readings`
    candidate_log_counts: NDArray[np.float32]
    _cache: dict[str, Confusion] = field(default_factory=dict)

    def syllables(self, character: str) -> NDArray[np.uint16]:
        """Return the numbers of a character's readings; empty for what has none."""
        row = ord(character) - FIRST
        if not 0 <= row < len(self.readings):
            return np.zeros(0, np.uint16)
        found = self.readings[row]
        spoken: NDArray[np.uint16] = found[found < len(self.distance) - 1]
        return spoken

    def of(self, character: str) -> Confusion:
        """Return what `character` may have been typed for."""
        found = self._cache.get(character)
        if found is None:
            found = self._cache[character] = self._find(character)
        return found

    def sound(self, one: str, other: str) -> int:
        """Return the class of the distance in sound between two characters."""
        a, b = self.syllables(one), self.syllables(other)
        if not len(a) or not len(b):
            return UNLIKE
        return int(self.distance[np.ix_(a, b)].min())

    def likeness(self, one: str, other_number: int) -> int:
        """Return the likeness in shape, 0 where the other is no neighbour of the first."""
        row = ord(one) - FIRST
        if not 0 <= row < len(self.readings):
            return 0
        begin, end = self.shape_start[row], self.shape_start[row + 1]
        hit = np.flatnonzero(self.shape_to[begin:end] == other_number)
        return int(self.shape_likeness[begin + hit[0]]) if len(hit) else 0

    def _find(self, character: str) -> Confusion:
        row = ord(character) - FIRST
        if not 0 <= row < len(self.readings):
            empty = np.zeros(0, np.uint8)
            return Confusion(np.zeros(0, np.uint16), empty, empty)
        own = self.syllables(character)
        sound = np.full(len(self.candidates), UNLIKE, np.uint8)
        if len(own):
            theirs = self.readings[self.candidate_rows]
            sound = self.distance[own][:, theirs].min(axis=(0, 2))
        begin, end = self.shape_start[row], self.shape_start[row + 1]
        shape = np.zeros(int(self.candidates.max()) + 1, np.uint8)
        shape[self.shape_to[begin:end]] = self.shape_likeness[begin:end]
        likeness = shape[self.candidates]
        common = self.candidate_log_counts >= np.log(400)
        keep = (sound <= FUZZY) | ((sound == SLIP) & common) | (likeness > 0)
        keep &= self.candidate_rows != row
        return Confusion(self.candidates[keep], sound[keep], likeness[keep])
