"""What may have been meant: every slip that could have led to a suspicious place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.confusables import FIRST, LAST, UNLIKE, Confusables
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.statistics import ORDER, Statistics

MARGIN = ORDER - 1  # characters of context the statistics see on each side
SUBSTITUTE, WORD, DELETE, DOUBLED, SWAP, INSERT = range(6)
LONGEST = 4

Positions = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Page:
    """Sentences laid out in one row of numbers, with MARGIN boundaries around each."""

    text: str  # folded characters, NUL at boundaries
    numbers: NDArray[np.uint16]
    begins: Positions  # offset of each sentence's first character
    counts: list[Scores]
    forward: Scores
    backward: Scores


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """Alternatives to runs of a page, one row each."""

    start: Positions
    end: Positions
    size: NDArray[np.int64]  # characters of the replacement
    text: NDArray[np.uint16]  # [n, 4] the replacement, padded with 0
    kind: NDArray[np.uint8]
    sound: NDArray[np.uint8]  # distance of the least alike pair, UNLIKE where it has no meaning
    shape: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Hypotheses:
        """Return some of the rows."""
        return Hypotheses(*(getattr(self, f)[rows] for f in self.__slots__))

    @staticmethod
    def join(parts: list[Hypotheses]) -> Hypotheses:
        """Return all rows of several."""
        fields = Hypotheses.__slots__
        return Hypotheses(*(np.concatenate([getattr(p, f) for p in parts]) for f in fields))


# What a slip of each sort costs in log probability, roughly: typing another character of the same
# sound is common, meaning something unlike what is written is not.
_SOUND_COST = np.array([0, 3, 5, 8, 18], np.float32)  # by SAME … UNLIKE
_SHAPE_COST = (8.0, 5.0)  # of the least and (less so much) of the greatest likeness in shape
_KIND_COST = {DELETE: 17, DOUBLED: 10, SWAP: 4, INSERT: 2}


def costs(hypotheses: Hypotheses) -> Scores:
    """Return how unusual the slip behind each hypothesis is, in nats."""
    cost: Scores = _SOUND_COST[hypotheses.sound]
    by_shape = _SHAPE_COST[0] - _SHAPE_COST[1] * hypotheses.shape.astype(np.float32) / 255
    cost = np.where(hypotheses.shape > 0, np.minimum(cost, by_shape), cost)
    for kind, kind_cost in _KIND_COST.items():
        cost[hypotheses.kind == kind] = kind_cost
    return cost.astype(np.float32)


def lay_out(sentences: list[str], numbers: NDArray[np.uint16], statistics: Statistics) -> Page:
    """Lay out folded sentences; `numbers` encodes them joined by MARGIN NULs, NULs around."""
    gap = "\0" * MARGIN
    lengths = np.array([len(s) for s in sentences], np.int64)
    begins = MARGIN + np.concatenate([[0], np.cumsum(lengths + MARGIN)[:-1]]).astype(np.int64)
    text = gap + gap.join(sentences) + gap
    counts = statistics.log_counts(numbers[None, :])
    forward, backward = statistics.surprise(counts)
    return Page(text, numbers, begins, [c[0] for c in counts], forward[0], backward[0])


def local_strings(page: Page, hypotheses: Hypotheses, size: int, margin: int) -> NDArray[np.uint16]:
    """Return replacements of one size in their context, [n, margin + size + margin]."""
    reach = np.arange(margin)
    left = page.numbers[hypotheses.start[:, None] - margin + reach]
    right = page.numbers[hypotheses.end[:, None] + reach]
    return np.concatenate([left, hypotheses.text[:, :size], right], axis=1)


def beside_known(page: Page, hypotheses: Hypotheses, statistics: Statistics) -> NDArray[np.bool_]:
    """Tell which replacements begin or end with a pair of characters that was ever seen.

    The cheapest of the screens: two look-ups drop most single characters.
    """
    rows = np.flatnonzero(hypotheses.size > 0)
    last = hypotheses.text[rows, hypotheses.size[rows] - 1]
    before = page.numbers[hypotheses.start[rows] - 1]
    after = page.numbers[hypotheses.end[rows]]
    seen = np.ones(len(hypotheses), bool)
    seen[rows] = statistics.seen_pair(before, hypotheses.text[rows, 0])
    unseen = rows[~seen[rows]]
    again = ~seen[rows]
    seen[unseen] = statistics.seen_pair(last[again], after[again])
    return seen


def gains(
    page: Page, hypotheses: Hypotheses, statistics: Statistics, *, orders: int
) -> tuple[Scores, Scores]:
    """Return how much likelier each alternative makes its surroundings, forwards and backwards."""
    margin = orders - 1
    ahead = np.concatenate([[0], np.cumsum(page.forward, dtype=np.float64)])
    behind = np.concatenate([[0], np.cumsum(page.backward, dtype=np.float64)])
    forward = np.zeros(len(hypotheses), np.float32)
    backward = np.zeros(len(hypotheses), np.float32)
    for size in np.unique(hypotheses.size).tolist():
        rows = np.flatnonzero(hypotheses.size == size)
        some = hypotheses.take(rows)
        strings = local_strings(page, some, size, margin)
        f, b = statistics.surprise(statistics.log_counts(strings, orders=orders))
        forward[rows] = f[:, margin:].sum(1) - (ahead[some.end + margin] - ahead[some.start])
        backward[rows] = b[:, : margin + size].sum(1) - (
            behind[some.end] - behind[some.start - margin]
        )
    return forward, backward


def substitutions(page: Page, places: Positions, confusables: Confusables) -> Hypotheses:
    """Return single characters that may have been meant at each place."""
    found = [confusables.of(page.text[p]) for p in places.tolist()]
    counts = [len(f.characters) for f in found]
    start = np.repeat(places, counts)
    if not len(start):
        return nothing()
    text = np.zeros((len(start), LONGEST), np.uint16)
    text[:, 0] = np.concatenate([f.characters for f in found])
    return Hypotheses(
        start,
        start + 1,
        np.ones(len(start), np.int64),
        text,
        np.full(len(start), SUBSTITUTE, np.uint8),
        np.concatenate([f.sound for f in found]),
        np.concatenate([f.shape for f in found]),
    )


def words(page: Page, places: Positions, confusables: Confusables, lexicon: Lexicon) -> Hypotheses:
    """Return words that sound like runs of two to four characters holding a suspicious place."""
    weak = np.zeros(len(page.numbers), bool)
    weak[places] = True
    row = np.frombuffer(page.text.encode("utf-32-le"), np.uint32).astype(np.int64) - FIRST
    han = (row >= 0) & (row < len(confusables.readings))
    readings = np.full((len(row), 2), len(confusables.distance) - 1, np.uint16)
    readings[han] = confusables.readings[row[han], :2]
    spoken = readings < len(confusables.distance) - 1
    parts = []
    for size in range(2, LONGEST + 1):
        width = len(row) - size + 1
        all_han = np.ones(width, bool)
        hits = np.zeros(width, np.int64)
        for k in range(size):
            all_han &= han[k : k + width]
            hits += weak[k : k + width]
        starts = np.flatnonzero(all_han & (hits >= 1))
        for choice in range(2**size if size == 2 else 1 + size):
            picks = _readings_choice(choice, size)
            usable = np.ones(len(starts), bool)
            for k, pick in enumerate(picks):
                usable &= spoken[starts + k, pick]
            chosen = starts[usable]
            if len(chosen):
                runs = np.stack([readings[chosen + k, p] for k, p in enumerate(picks)], axis=1)
                owner, word = lexicon.sounding_like(runs)
                parts.append(
                    _word_rows(page, chosen[owner], word, size, runs[owner], confusables, lexicon)
                )
    return Hypotheses.join(parts) if parts else nothing()


def _readings_choice(choice: int, size: int) -> list[int]:
    """Return which reading each character takes: for longer runs at most one takes its second."""
    if size == 2:
        return [choice & 1, choice >> 1]
    return [1 if choice == k + 1 else 0 for k in range(size)]


def _word_rows(  # noqa: PLR0917 - the columns of a table in the making
    page: Page,
    start: Positions,
    word: Positions,
    size: int,
    runs: NDArray[np.uint16],
    confusables: Confusables,
    lexicon: Lexicon,
) -> Hypotheses:
    text = lexicon.words[word]
    written = page.numbers[start[:, None] + np.arange(size)]
    differs = written != text[:, :size]
    keep = differs.sum(1) >= 2  # one character is a substitution
    start, word, text, differs, runs = (x[keep] for x in (start, word, text, differs, runs))
    distance = confusables.distance[runs, lexicon.syllables[word][:, :size]]
    return Hypotheses(
        start,
        start + size,
        np.full(len(start), size, np.int64),
        text,
        np.full(len(start), WORD, np.uint8),
        distance.max(1) if len(start) else np.zeros(0, np.uint8),
        np.zeros(len(start), np.uint8),
    )


def removals(page: Page, places: Positions, watched: NDArray[np.bool_]) -> Hypotheses:
    """Return deletions of single characters at places, and of the second of doubled runs."""
    codes = np.frombuffer(page.text.encode("utf-32-le"), np.uint32)
    inside = (codes >= FIRST) & (codes <= LAST)
    parts = [rows_at(places, places + 1, DELETE)]
    for size in range(1, LONGEST + 1):
        width = len(page.numbers) - 2 * size
        same = np.ones(width, bool)
        for k in range(size):
            a, b = page.numbers[k : k + width], page.numbers[k + size : k + size + width]
            same &= (a == b) & inside[k : k + width]
        starts = np.flatnonzero(same) + size
        starts = starts[watched[starts]]
        parts.append(rows_at(starts, starts + size, DOUBLED))
    return Hypotheses.join(parts)


def swaps(page: Page, places: Positions) -> Hypotheses:
    """Return exchanges of neighbouring characters at places."""
    codes = np.frombuffer(page.text.encode("utf-32-le"), np.uint32)
    after = codes[places + 1]
    start = places[(after >= FIRST) & (after <= LAST) & (after != codes[places])]
    found = rows_at(start, start + 2, SWAP)
    found.text[:, 0] = page.numbers[start + 1]
    found.text[:, 1] = page.numbers[start]
    found.size[:] = 2
    return found


def insertions(
    page: Page,
    gaps: Positions,
    followers: NDArray[np.uint16],
    leaders: NDArray[np.uint16],
) -> Hypotheses:
    """Return characters that may be missing before each gap: usual neighbours of either side."""
    offers = np.concatenate(
        [followers[page.numbers[gaps - 1]], leaders[page.numbers[gaps]]], axis=1
    )
    start = np.repeat(gaps, offers.shape[1])
    found = rows_at(start, start, INSERT)
    found.text[:, 0] = offers.ravel()
    found.size[:] = 1
    return found.take(found.text[:, 0] >= 2)


def rows_at(start: Positions, end: Positions, kind: int) -> Hypotheses:
    """Return hypotheses that put nothing in the place of [start, end), to be filled in."""
    n = len(start)
    return Hypotheses(
        start.copy(),
        end.copy(),
        np.zeros(n, np.int64),
        np.zeros((n, LONGEST), np.uint16),
        np.full(n, kind, np.uint8),
        np.full(n, UNLIKE, np.uint8),
        np.zeros(n, np.uint8),
    )


def expected(
    page: Page,
    places: Positions,
    followers: NDArray[np.uint16],
    leaders: NDArray[np.uint16],
) -> Hypotheses:
    """Return characters usual beside the neighbours of each place, like the written one or not."""
    offers = np.concatenate(
        [followers[page.numbers[places - 1]], leaders[page.numbers[places + 1]]], axis=1
    )
    start = np.repeat(places, offers.shape[1])
    found = rows_at(start, start + 1, SUBSTITUTE)
    found.text[:, 0] = offers.ravel()
    found.size[:] = 1
    return found.take((found.text[:, 0] >= 2) & (found.text[:, 0] != page.numbers[start]))


def nothing() -> Hypotheses:
    """Return no hypotheses."""
    empty = np.zeros(0, np.int64)
    return rows_at(empty, empty, SUBSTITUTE)
