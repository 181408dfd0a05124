"""What the ranker sees of a hypothesis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.hypotheses import MARGIN, Hypotheses, Page, local_strings
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.statistics import ABSENT, ORDER, Statistics
from analyzer.language.spelling.symbols import BASE

Scores = NDArray[np.float32]
_ORDERS = range(2, ORDER + 1)
_SIZES = range(2, 5)  # of dictionary words

NAMES: tuple[str, ...] = (
    "kind", "sound", "shape", "size", "old_size", "gain_forward", "gain_backward", "gain",
    *(f"{side}_{n}_{what}" for side in ("new", "old") for n in _ORDERS for what in ("mean", "min", "max")),
    *(f"{side}_{what}" for side in ("new", "old") for what in ("chance_min", "chance_mean", "single_min")),
    *(f"{side}_word_{n}" for side in ("new", "old") for n in _SIZES),
    "left_kind", "right_kind", "rank", "lead", "rivals", "page_weakness",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Log counts of dictionary words by the number of their characters."""

    keys: tuple[NDArray[np.uint64], ...]  # sorted, for 2, 3 and 4 characters
    log_counts: tuple[Scores, ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> WordCounts:
        """Index a lexicon."""
        keys, values = [], []
        for size in _SIZES:
            rows = lexicon.lengths == size
            key = run_keys(lexicon.words[rows][:, :size], size)[:, 0]
            order = np.argsort(key)
            keys.append(key[order])
            values.append(lexicon.log_counts[rows][order])
        return cls(tuple(keys), tuple(values))

    def look_up(self, strings: NDArray[np.uint16], size: int) -> Scores:
        """Return the log count of the word in every window, -1 where there is none."""
        wanted = run_keys(strings, size)
        keys, values = self.keys[size - 2], self.log_counts[size - 2]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, np.maximum(values[at], 0), np.float32(-1))


def run_keys(strings: NDArray[np.uint16], size: int) -> NDArray[np.uint64]:
    """Return exact keys of all windows of `size` along the last axis."""
    width = strings.shape[-1] - size + 1
    key = np.zeros((*strings.shape[:-1], width), np.uint64)
    for k in range(size):
        key = key * np.uint64(BASE) + strings[..., k : k + width].astype(np.uint64)
    return key


def describe(
    page: Page,
    hypotheses: Hypotheses,
    statistics: Statistics,
    words: WordCounts,
    gain: tuple[Scores, Scores],
) -> Scores:
    """Return the features of hypotheses, [n, len(NAMES)]."""
    n = len(hypotheses)
    table = np.zeros((n, len(NAMES)), np.float32)
    column = {name: i for i, name in enumerate(NAMES)}
    old_size = hypotheses.end - hypotheses.start
    forward, backward = gain
    for name, value in {
        "kind": hypotheses.kind, "sound": hypotheses.sound, "shape": hypotheses.shape / 255,
        "size": hypotheses.size, "old_size": old_size, "gain_forward": forward,
        "gain_backward": backward, "gain": forward + backward,
        "left_kind": _kinds(page.numbers[hypotheses.start - 1]),
        "right_kind": _kinds(page.numbers[hypotheses.end]),
    }.items():  # fmt: skip
        table[:, column[name]] = value
    groups = hypotheses.size * 8 + old_size
    for group in np.unique(groups).tolist():
        rows = np.flatnonzero(groups == group)
        new_size, size = divmod(int(group), 8)
        some = hypotheses.take(rows)
        strings = local_strings(page, some, new_size, MARGIN)
        table[rows, column["new_2_mean"] : column["old_2_mean"]] = _support(
            statistics.log_counts(strings), new_size
        )
        reach = np.arange(2 * MARGIN + size)
        window = (some.start - MARGIN)[:, None] + reach
        original = page.numbers[window]
        counts = [c[window[:, : window.shape[1] - k]] for k, c in enumerate(page.counts)]
        table[rows, column["old_2_mean"] : column["new_chance_min"]] = _support(counts, size)
        table[rows, column["new_chance_min"] : column["old_chance_min"]] = _chance(
            statistics, statistics.log_counts(strings), strings, new_size
        )
        table[rows, column["old_chance_min"] : column["new_word_2"]] = _chance(
            statistics, counts, original, size
        )
        for k, words_size in enumerate(_SIZES):
            table[rows, column["new_word_2"] + k] = _best_word(words, strings, new_size, words_size)
            table[rows, column["old_word_2"] + k] = _best_word(words, original, size, words_size)
    table[:, column["rank"] :] = _competition(page, hypotheses, forward + backward)
    return table


def _kinds(numbers: NDArray[np.uint16]) -> NDArray[np.int64]:
    """0 boundary, 1 unknown, 2 digit or letter or mark, 3 common character, 4 rarer one."""
    return np.digitize(numbers, [1, 2, 40, 800])


def _support(counts: list[Scores], size: int) -> Scores:
    """Return mean, least and greatest log count of the runs of each order that touch the edit."""
    columns = []
    for order in _ORDERS:
        c = counts[order - 1][:, MARGIN - order + 1 : MARGIN + size]
        columns += [c.mean(1), c.min(1), c.max(1)]
    return np.stack(columns, axis=1)


def _chance(
    statistics: Statistics, counts: list[Scores], strings: NDArray[np.uint16], size: int
) -> Scores:
    forward, backward = statistics.surprise(counts)
    inside = slice(MARGIN - (size == 0), MARGIN + size + (size == 0))
    both = forward[:, inside] + backward[:, inside]
    return np.stack(
        [both.min(1), both.mean(1), statistics.single[strings[:, inside]].min(1)], axis=1
    )


def _best_word(words: WordCounts, strings: NDArray[np.uint16], size: int, word_size: int) -> Scores:
    touching = strings[:, MARGIN - word_size + 1 : MARGIN + size + word_size - 1]
    return words.look_up(touching, word_size).max(1)


def _competition(page: Page, hypotheses: Hypotheses, gain: Scores) -> Scores:
    """Return rank, lead over the best rival, number of close rivals, and weakness of the sentence.

    Rivals are hypotheses that share a character (or gap) with this one.
    """
    n = len(gain)
    out = np.zeros((n, 4), np.float32)
    if not n:
        return out
    order = np.argsort(hypotheses.start, kind="stable")
    start, end = hypotheses.start[order], np.maximum(hypotheses.end, hypotheses.start + 1)[order]
    g = gain[order]
    best_at = np.full(len(page.numbers) + 8, -99, np.float32)
    second_at = best_at.copy()
    for reach in range(4):
        use = start + reach < end
        _two_best(best_at, second_at, (start + reach)[use], g[use])
    rank, lead = np.zeros(n, np.float32), np.full(n, 99, np.float32)
    for reach in range(4):
        use = start + reach < end
        best, second = best_at[start + reach], second_at[start + reach]
        rival = np.where(g >= best, second, best)
        lead = np.where(use, np.minimum(lead, g - rival), lead)
        rank = np.where(use, np.maximum(rank, g < best), rank)
    out[order, 0] = rank
    out[order, 1] = np.clip(lead, -40, 40)
    out[order, 2] = (lead < 3).astype(np.float32)
    sentence = np.searchsorted(page.begins, hypotheses.start, "right") - 1
    chance = page.forward + page.backward
    total = np.add.reduceat(chance, page.begins)
    length = np.add.reduceat(np.ones_like(chance), page.begins)
    out[:, 3] = (total / length)[sentence]
    return out


def _two_best(best: Scores, second: Scores, places: NDArray[np.int64], gain: Scores) -> None:
    """Raise `best` and `second` at places by gains, in order."""
    order = np.lexsort((-gain, places))
    places, gain = places[order], gain[order]
    first = np.ones(len(places), bool)
    first[1:] = places[1:] != places[:-1]
    follow = np.zeros(len(places), bool)
    follow[1:] = first[:-1] & ~first[1:]
    for rows in (first, follow):
        p, g = places[rows], gain[rows]
        over = g > best[p]
        second[p] = np.where(over, best[p], np.maximum(second[p], g))
        best[p] = np.where(over, g, best[p])


__all__ = ["ABSENT", "NAMES", "WordCounts", "describe"]
