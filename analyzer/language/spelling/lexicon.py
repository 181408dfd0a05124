"""Words with their sounds: what a run of characters may have been typed for as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.confusables import SLIP

SHORTEST, LONGEST = 2, 4
_WIDTH = 512  # more than there are syllables


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of two to four characters, ordered by the key of their sound."""

    words: NDArray[np.uint16]  # [words, 4] numbers of the alphabet, padded with 0
    syllables: NDArray[np.uint16]  # [words, 4] as pronounced in the word
    lengths: NDArray[np.uint8]
    log_counts: NDArray[np.float32]
    keys: NDArray[np.int64]
    classes: NDArray[np.uint16]  # syllable → number of its group of near sounds
    neighbours: NDArray[np.int64]  # [syllables + 1, k] groups one key stroke away, -1 padded
    index: dict[bytes, int]  # numbers of a word as bytes → row

    @classmethod
    def of(
        cls,
        words: NDArray[np.uint16],
        syllables: NDArray[np.uint16],
        log_counts: NDArray[np.float32],
        classes: NDArray[np.uint16],
        distance: NDArray[np.uint8],
    ) -> Lexicon:
        """Build the lexicon from words already ordered by length."""
        lengths = (words > 0).sum(1).astype(np.uint8)
        keys = lengths.astype(np.int64)
        for k in range(LONGEST):
            keys = keys * _WIDTH + np.where(k < lengths, classes[syllables[:, k]], 0)
        order = np.argsort(keys, kind="stable")
        words, syllables, lengths = words[order], syllables[order], lengths[order]
        near: list[list[int]] = []
        for row in distance:
            groups = {int(classes[s]) for s in np.flatnonzero(row == SLIP)}
            near.append(sorted(groups))
        width = max(map(len, near))
        neighbours = np.array([n + [-1] * (width - len(n)) for n in near], np.int64)
        index = {w[:n].tobytes(): i for i, (w, n) in enumerate(zip(words, lengths, strict=True))}
        return cls(
            words, syllables, lengths, log_counts[order], keys[order], classes, neighbours, index
        )

    def sounding_like(
        self, readings: NDArray[np.uint16]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (row of `readings`, row of a word) for words that sound nearly like a run.

        `readings` has shape [runs, length]. Near is: every syllable of the same group of sounds,
        or all but one, and that one a key stroke away.
        """
        runs, length = readings.shape
        groups = self.classes[readings].astype(np.int64)
        keys, owners = [self._key(groups)], [np.arange(runs)]
        for k in range(length):
            for near in self.neighbours[readings[:, k]].T:
                use = np.flatnonzero(near >= 0)
                if len(use):
                    changed = groups[use].copy()
                    changed[:, k] = near[use]
                    keys.append(self._key(changed))
                    owners.append(use)
        key, owner = np.concatenate(keys), np.concatenate(owners)
        begin = np.searchsorted(self.keys, key, "left")
        count = np.searchsorted(self.keys, key, "right") - begin
        owner, begin, count = owner[count > 0], begin[count > 0], count[count > 0]
        rows = np.repeat(begin - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        return np.repeat(owner, count), rows + np.arange(int(count.sum()))

    def _key(self, groups: NDArray[np.int64]) -> NDArray[np.int64]:
        key = np.full(len(groups), groups.shape[1], np.int64)
        for k in range(LONGEST):
            key = key * _WIDTH + (groups[:, k] if k < groups.shape[1] else 0)
        return key
