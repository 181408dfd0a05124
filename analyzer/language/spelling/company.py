"""Which words keep company: pairs that stand near each other more often than chance would have it.

Runs of five characters do not reach the word that settles a choice (销售政府债券, not 债权); a word
and the words up to eight places away do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.hypotheses import Hypotheses, Page
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.retrieval import StaticMap
from analyzer.language.spelling.symbols import UNKNOWN, Alphabet

REACH = 8  # words to either side
LEVELS_PER_NAT = 6  # stored precision of pointwise mutual information
_CLOSE = 4  # characters to either side in which loose ones are counted
_COMMON = 150  # numbers below are marks, digits and small words
_NEAR = 6  # words looked at on each side

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Company:
    """Pointwise mutual information of ordered pairs of words, by their rows in the lexicon."""

    pairs: StaticMap
    words: int  # size of the lexicon

    def affinity(self, before: Rows, after: Rows) -> Scores:
        """Return the information of each pair in nats, 0 where it is not stored or a row is -1."""
        known = (before >= 0) & (after >= 0)
        out = np.zeros(known.shape, np.float32)
        key = before[known] * self.words + after[known]
        levels = self.pairs.get(key.astype(np.uint64))
        out[known] = np.maximum(levels, 0) / np.float32(LEVELS_PER_NAT)
        return out

    def fit(self, word: Rows, before: Rows, after: Rows) -> Scores:
        """Return sum and greatest affinity of words [n] with neighbours [n, k] on both sides."""
        own = np.broadcast_to(word[:, None], before.shape)
        found = np.concatenate([self.affinity(before, own), self.affinity(own, after)], axis=1)
        return np.stack([found.sum(1), found.max(1)], axis=1)


def neighbours(
    page: Page, hypotheses: Hypotheses, lexicon: Lexicon, alphabet: Alphabet
) -> tuple[Rows, Rows, Scores]:
    """Return the lexicon rows of the words before and after each hypothesis, -1 padded.

    The third value counts, for each side, characters close by that belong to no word of the
    lexicon: many of them are a sign of names.
    """
    import rjieba

    loose = np.ones(len(page.numbers) + _CLOSE + 1, np.float32)
    common = (page.numbers < _COMMON) & (page.numbers != UNKNOWN)
    loose[: len(page.numbers)][common] = 0
    before = np.full((len(hypotheses), _NEAR), -1, np.int64)
    after = before.copy()
    sentence = np.searchsorted(page.begins, hypotheses.start, "right") - 1
    for number in np.unique(sentence).tolist():
        begin = int(page.begins[number])
        end = page.text.index("\0", begin)
        starts, ends, rows = [], [], []
        at = begin
        for word in rjieba.cut(page.text[begin:end], False):
            row = lexicon.index.get(alphabet.encode(word).tobytes()) if len(word) > 1 else None
            if row is not None:
                starts.append(at)
                ends.append(at + len(word))
                rows.append(row)
                loose[at : at + len(word)] = 0
            at += len(word)
        known = np.array([-1] * _NEAR + rows + [-1] * _NEAR, np.int64)
        some = np.flatnonzero(sentence == number)
        reach = np.arange(_NEAR)
        left = np.searchsorted(ends, hypotheses.start[some], "right")
        before[some] = known[left[:, None] + reach]
        right = np.searchsorted(starts, hypotheses.end[some], "left") + _NEAR
        after[some] = known[right[:, None] + reach]
    total = np.concatenate([[0], np.cumsum(loose, dtype=np.float32)])
    first, last = hypotheses.start, hypotheses.end
    close = [total[first] - total[first - _CLOSE], total[last + _CLOSE] - total[last]]
    return before, after, np.stack(close, axis=1)
