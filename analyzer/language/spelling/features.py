"""What the ranker sees of a hypothesis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.company import Company, neighbours
from analyzer.language.spelling.hypotheses import (
    MARGIN,
    Hypotheses,
    Page,
    costs,
    local_strings,
)
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.opinion import NAMES as OPINIONS
from analyzer.language.spelling.opinion import Opinion, opinions
from analyzer.language.spelling.statistics import ORDER, Statistics
from analyzer.language.spelling.symbols import BASE, Alphabet

Scores = NDArray[np.float32]
_ORDERS = range(2, ORDER + 1)
_SIZES = range(2, 5)  # of dictionary words

NAMES: tuple[str, ...] = (
    "kind", "sound", "shape", "size", "old_size", "gain", "cost",
    *(f"{side}_{n}_{what}" for side in ("new", "old") for n in _ORDERS for what in ("mean", "min", "max")),
    *(f"{side}_{what}" for side in ("new", "old") for what in ("chance_min", "chance_mean", "single_min")),
    *(f"{side}_word_{n}" for side in ("new", "old") for n in _SIZES),
    "new_parse", "old_parse", "parse_gain", "from_start", "to_end",
    "new_company", "new_company_best", "old_company", "old_company_best", "company_gain",
    "loose_before", "loose_after",
    "left_kind", "right_kind", "rank", "lead", "rivals", "page_weakness",
    *OPINIONS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Log counts of dictionary words by the number of their characters."""

    keys: tuple[NDArray[np.uint64], ...]  # sorted, for 2, 3 and 4 characters
    log_counts: tuple[Scores, ...]
    rows: tuple[NDArray[np.int64], ...]  # rows of the lexicon
    single: Scores  # log count of each character standing alone as a word
    total: float

    @classmethod
    def of(cls, lexicon: Lexicon, single: Scores) -> WordCounts:
        """Index a lexicon; `single` are log counts of one-character words by number."""
        keys, values, places = [], [], []
        for size in _SIZES:
            rows = np.flatnonzero(lexicon.lengths == size)
            key = run_keys(lexicon.words[rows][:, :size], size)[:, 0]
            order = np.argsort(key)
            keys.append(key[order])
            values.append(lexicon.log_counts[rows][order])
            places.append(rows[order])
        counts = np.exp(single.astype(np.float64)).sum()
        counts += sum(float(np.exp(v.astype(np.float64)).sum()) for v in values)
        return cls(tuple(keys), tuple(values), tuple(places), single, float(np.log(counts)))

    def look_up(self, strings: NDArray[np.uint16], size: int) -> Scores:
        """Return the log count of the word in every window, -1 where there is none."""
        wanted = run_keys(strings, size)
        keys, values = self.keys[size - 2], self.log_counts[size - 2]
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, np.maximum(values[at], 0), np.float32(-1))

    def covering(self, strings: NDArray[np.uint16], size: int) -> NDArray[np.int64]:
        """Return the lexicon row of the best word touching the edit, long before common; or -1.

        `strings` hold `size` characters between margins.
        """
        best = np.full(len(strings), -1, np.int64)
        score = np.full(len(strings), -1, np.float32)
        every = np.arange(len(strings))
        for length in _SIZES:
            wanted = run_keys(_touching(strings, size, length), length)
            keys = self.keys[length - 2]
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            value = self.log_counts[length - 2][at] + 3 * (length - 2)
            value = np.where(keys[at] == wanted, value, np.float32(-2))
            top = value.argmax(1)
            better = value[every, top] > score
            best[better] = self.rows[length - 2][at[every, top]][better]
            score[better] = value[every, top][better]
        return best

    def parse(self, strings: NDArray[np.uint16]) -> Scores:
        """Return the log probability of the likeliest division of each string into words."""
        length = strings.shape[1]
        best = np.zeros((length + 1, len(strings)), np.float32)
        alone = self.single[strings] - np.float32(self.total)
        words = [self.look_up(strings, size) if size <= length else None for size in _SIZES]
        for end in range(1, length + 1):
            best[end] = best[end - 1] + alone[:, end - 1]
            for size, found in zip(_SIZES, words, strict=True):
                if found is None or end < size:
                    continue
                count = found[:, end - size]
                chance = np.where(count >= 0, count - np.float32(self.total), np.float32(-60))
                np.maximum(best[end], best[end - size] + chance, out=best[end])
        whole: Scores = best[length]
        return whole


def run_keys(strings: NDArray[np.uint16], size: int) -> NDArray[np.uint64]:
    """Return exact keys of all windows of `size` along the last axis."""
    width = strings.shape[-1] - size + 1
    key = np.zeros((*strings.shape[:-1], width), np.uint64)
    for k in range(size):
        key = key * np.uint64(BASE) + strings[..., k : k + width].astype(np.uint64)
    return key


@dataclass(frozen=True, slots=True)
class Sources:
    """What the features are read from."""

    statistics: Statistics
    words: WordCounts
    company: Company
    lexicon: Lexicon
    alphabet: Alphabet


_COLUMN = {name: i for i, name in enumerate(NAMES)}


def describe(
    page: Page,
    hypotheses: Hypotheses,
    gain: tuple[Scores, Scores],
    sources: Sources,
    opinion: Opinion | None = None,
) -> Scores:
    """Return the features of hypotheses, [n, len(NAMES)]; `gain` as `hypotheses.gains` returns.

    Without the network's opinion its features are 0.
    """
    table = np.zeros((len(hypotheses), len(NAMES)), np.float32)
    total = gain[0] + gain[1]
    _plain(table, page, hypotheses, total)
    covering = np.full((len(hypotheses), 2), -1, np.int64)
    old_size = hypotheses.end - hypotheses.start
    groups = hypotheses.size * 8 + old_size
    for group in np.unique(groups).tolist():
        rows = np.flatnonzero(groups == group)
        new_size, size = divmod(int(group), 8)
        some = hypotheses.take(rows)
        window = (some.start - MARGIN)[:, None] + np.arange(2 * MARGIN + size)
        old_counts = [c[window[:, : window.shape[1] - k]] for k, c in enumerate(page.counts)]
        new = local_strings(page, some, new_size, MARGIN)
        new_counts = sources.statistics.log_counts(new)
        for side, strings, counts, length in (
            ("new", new, new_counts, new_size),
            ("old", page.numbers[window], old_counts, size),
        ):
            _local(table, rows, side, strings, counts, length, sources)
            covering[rows, int(side == "old")] = sources.words.covering(strings, length)
    before, after, loose = neighbours(page, hypotheses, sources.lexicon, sources.alphabet)
    table[:, _COLUMN["loose_before"] : _COLUMN["loose_after"] + 1] = loose
    for k, side in enumerate(("new", "old")):
        at = _COLUMN[f"{side}_company"]
        table[:, at : at + 2] = sources.company.fit(covering[:, k], before, after)
    for name in ("company", "parse"):
        table[:, _COLUMN[f"{name}_gain"]] = (
            table[:, _COLUMN[f"new_{name}"]] - table[:, _COLUMN[f"old_{name}"]]
        )
    at = _COLUMN["rank"]
    table[:, at : at + 4] = _competition(page, hypotheses, total - costs(hypotheses))
    if opinion is not None:
        table[:, at + 4 :] = opinions(page, hypotheses, opinion)
    return table


def _plain(table: Scores, page: Page, hypotheses: Hypotheses, gain: Scores) -> None:
    """Fill in what needs no counts."""
    sentence = np.searchsorted(page.begins, hypotheses.start, "right") - 1
    ends = np.append(page.begins[1:] - MARGIN, len(page.numbers) - MARGIN)
    columns: dict[str, NDArray[Any]] = {
        "kind": hypotheses.kind,
        "sound": hypotheses.sound,
        "shape": hypotheses.shape / 255,
        "size": hypotheses.size,
        "old_size": hypotheses.end - hypotheses.start,
        "gain": gain,
        "cost": costs(hypotheses),
        "left_kind": _kinds(page.numbers[hypotheses.start - 1]),
        "right_kind": _kinds(page.numbers[hypotheses.end]),
        "from_start": np.minimum(hypotheses.start - page.begins[sentence], 12),
        "to_end": np.minimum(ends[sentence] - hypotheses.end, 12),
    }
    for name, value in columns.items():
        table[:, _COLUMN[name]] = value


def _local(  # noqa: PLR0917 - one row of arguments for either side
    table: Scores,
    rows: NDArray[np.int64],
    side: str,
    strings: NDArray[np.uint16],
    counts: list[Scores],
    size: int,
    sources: Sources,
) -> None:
    """Fill in how usual the surroundings are as written ("old") or as supposed ("new")."""
    words, statistics = sources.words, sources.statistics
    for first, values in (
        (f"{side}_2_mean", _support(counts, size)),
        (f"{side}_chance_min", _chance(statistics, counts, strings, size)),
    ):
        at = _COLUMN[first]
        table[rows, at : at + values.shape[1]] = values
    for length in _SIZES:
        table[rows, _COLUMN[f"{side}_word_{length}"]] = _best_word(words, strings, size, length)
    table[rows, _COLUMN[f"{side}_parse"]] = words.parse(strings)


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
    rarest = statistics.single[strings[:, inside]].min(1)
    return np.stack([both.min(1), both.mean(1), rarest], axis=1)


def _best_word(words: WordCounts, strings: NDArray[np.uint16], size: int, word_size: int) -> Scores:
    best: Scores = words.look_up(_touching(strings, size, word_size), word_size).max(1)
    return best


def _touching(strings: NDArray[np.uint16], size: int, length: int) -> NDArray[np.uint16]:
    """Return the part of strings whose windows of `length` all touch the edit."""
    return strings[:, MARGIN - length + 1 : MARGIN + size + length - 1]


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
