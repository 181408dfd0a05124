"""Make batches for the networks: sentences with slips, in padded rows, beside what was meant."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import slips

from analyzer.language.spelling.statistics import ABSENT
from analyzer.language.spelling.store import Material
from analyzer.language.spelling.usual import ORDERS, usualness
from analyzer.language.spelling.weights import sounds_of

ROWS = (20, 28, 36, 44, 52, 64, 80, 96, 128)  # lengths of rows; each batch has one
# least count left of a run when the sentence read is taken out of the statistics, by order
_KEPT = {1.0: (0.8, 0.8, 1.5), 0.5: (0.4, 0.8, 0.8)}


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of corrupted sentences, padded."""

    ids: NDArray[np.int64]
    sounds: NDArray[np.int64]
    usual: NDArray[np.float32]
    length: NDArray[np.int64]
    meant: NDArray[np.int64]
    tag: NDArray[np.int64]
    lost: NDArray[np.int64]
    hidden: NDArray[np.bool_]


class Feed:
    """Draws batches from the stream of one or more corpora."""

    def __init__(self, material: Material, tables: slips.Tables, seed: int) -> None:
        self.material, self.tables = material, tables
        self.rng = np.random.default_rng(seed)
        self.sounds = sounds_of(material.alphabet.characters, material.seeker.confusables)
        self.hidden = len(material.alphabet.characters) + 2

    def batch(
        self, clean: slips.Clean, weight: NDArray[np.float64], columns: int, rates: slips.Rates
    ) -> Batch:
        """Corrupt sentences laid out flat; `weight` (1 or 0.5) is how each was counted."""
        return self.lay_out(slips.corrupt(clean, self.tables, rates, self.rng), weight, columns)

    def lay_out(self, made: slips.Corrupted, weight: NDArray[np.float64], columns: int) -> Batch:
        """Lay corrupted sentences out in padded rows."""
        rows = len(weight)
        first = np.searchsorted(made.sentence, np.arange(rows + 1))
        column = np.arange(len(made.sentence)) - first[made.sentence]
        fits = column < columns - 1
        at = (made.sentence[fits], column[fits])
        length = np.minimum(np.diff(first), columns - 1) + 1

        def grid(values: NDArray[Any], fill: int, dtype: Any = np.int64) -> NDArray[Any]:
            out = np.full((rows, columns), fill, dtype)
            out[at] = values[fits]
            return out

        ids = grid(made.written, 0)
        place = grid(made.place, -9)
        pure = grid((made.written == made.meant) & (made.place >= 0) & ~made.hidden, 0, bool)
        every = np.arange(rows)
        place[every, length - 1] = place[every, length - 2] + 1
        pure[every, length - 1] = place[every, length - 1] > 0
        hidden = grid(made.hidden, 0, bool)
        shown = np.where(hidden, 1, ids).astype(np.uint16)
        statistics = self.material.seeker.statistics
        counts = statistics.log_counts(shown, orders=ORDERS)
        usual = usualness(statistics, without_own(counts, place, pure, weight))
        sounds = self.sounds[ids]
        ids = np.where(hidden, self.hidden, ids)
        return Batch(
            ids, sounds, usual, length, grid(made.meant, 0),
            grid(made.tag, 0), grid(made.lost, 0), hidden,
        )  # fmt: skip


def without_own(
    counts: list[NDArray[np.float32]],
    place: NDArray[np.int64],
    pure: NDArray[np.bool_],
    weight: NDArray[np.float64],
) -> list[NDArray[np.float32]]:
    """Take the sentences read out of the counts, so that they look as unread ones do.

    `place` are offsets in the clean text, `pure` tells which characters are unaltered, `weight` how
    a row was counted.
    """
    out, whole = [counts[0]], pure
    for order in range(2, ORDERS + 1):
        count = counts[order - 1]
        follows = place[:, order - 1 :] == place[:, : place.shape[1] - order + 1] + order - 1
        whole = whole[:, :-1] & pure[:, order - 1 :] & follows
        least = np.where(weight == 1.0, _KEPT[1.0][order - 2], _KEPT[0.5][order - 2])
        left = np.exp(count) - weight[:, None]
        kept = np.where(left >= least[:, None], np.log(np.maximum(left, 0.1)), ABSENT)
        out.append(np.where(whole & (count > ABSENT), kept, count).astype(np.float32))
    return out


class Sentences:
    """All sentences by length of row, in the order they are read."""

    def __init__(self, stream: Path, passes: dict[str, float], rng: np.random.Generator) -> None:
        self.numbers, self.words, begins, ends, weights = [], [], [], [], []
        offset = 0
        with np.load(stream) as z:
            for name, share in passes.items():
                self.numbers.append(z[f"{name}_numbers"])
                self.words.append(z[f"{name}_words"])
                begin = z[f"{name}_begins"]
                count = len(begin) - 1
                order = [rng.permutation(count) for _ in range(math.ceil(share))]
                chosen = np.concatenate(order)[: int(share * count)]
                begins.append(begin[:-1][chosen] + offset)
                ends.append(begin[1:][chosen] + offset)
                weights.append(np.full(len(chosen), 0.5 if name == "news" else 1.0))
                offset += len(self.numbers[-1])
        self.flat, self.word_rows = np.concatenate(self.numbers), np.concatenate(self.words)
        del self.numbers, self.words
        self.begin, self.end = np.concatenate(begins), np.concatenate(ends)
        self.weight = np.concatenate(weights)
        self.rng = rng

    def batches(self, tokens: int) -> list[tuple[int, NDArray[np.int64]]]:
        """Return (columns, sentences) of all batches, in random order."""
        need = self.end - self.begin + 3
        bucket = np.searchsorted(ROWS, np.minimum(need, ROWS[-1]))
        out = []
        for k, columns in enumerate(ROWS):
            some = self.rng.permutation(np.flatnonzero(bucket == k))
            rows = max(1, tokens // columns)
            out += [(columns, some[i : i + rows]) for i in range(0, len(some) - rows + 1, rows)]
        order = self.rng.permutation(len(out)).tolist()
        return [out[i] for i in order]

    def take(self, some: NDArray[np.int64]) -> slips.Clean:
        """Return some sentences laid out flat."""
        begin, length = self.begin[some], self.end[some] - self.begin[some]
        sentence = np.repeat(np.arange(len(some)), length)
        first = np.concatenate([[0], np.cumsum(length)[:-1]])
        at = begin[sentence] + np.arange(int(length.sum())) - first[sentence]
        return slips.Clean(self.flat[at], self.word_rows[at], sentence)
