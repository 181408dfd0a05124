"""Put slips into many sentences at once: the choices of `noise.py`, made with whole arrays.

`noise.py` makes one slip at a time; the network reads two million sentences. Tables hold, for each
character and word, what it may be typed as and how likely; `corrupt` draws from them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.confusables import FIRST, FUZZY, LAST, SAME, SLIP
from analyzer.language.spelling.store import Material

Numbers = NDArray[np.int64]
_MOST_CHARACTERS, _MOST_WORDS = 48, 16
_SMALL_WORDS = "的了和与及对在将由把被地得中内度等从向为以是有、，。；：《》（）"
_MARKS = "、，。；：《》（）"
OK, WRONG, EXTRA, SWAPPED = range(4)


@dataclass(frozen=True, slots=True)
class Tables:
    """What is typed for what: rows of numbers with cumulative probabilities."""

    typed: tuple[NDArray[np.uint16], ...]  # same sound, near sound, like shape: [alphabet, 48]
    typed_share: tuple[NDArray[np.float32], ...]
    word: tuple[NDArray[np.int32], ...]  # same sound, near sound: [words, 16] rows of the lexicon
    word_share: tuple[NDArray[np.float32], ...]
    spelling: NDArray[np.uint16]  # [words, 4]
    length: NDArray[np.uint8]
    han: NDArray[np.bool_]  # by number
    small: NDArray[np.bool_]  # function words and marks
    inserted: NDArray[np.uint16]  # what is typed without need, drawn evenly
    common: NDArray[np.float32]  # cumulative share of every number in text
    marks: NDArray[np.uint16]


def tables_of(material: Material) -> Tables:
    """Tabulate what characters and words are typed as."""
    alphabet, confusables = material.alphabet, material.seeker.confusables
    size = len(alphabet.characters) + 2
    counts = np.zeros(size, np.float32)
    counts[confusables.candidates] = confusables.candidate_log_counts
    typed = [np.zeros((size, _MOST_CHARACTERS), np.uint16) for _ in range(3)]
    share = [np.full((size, _MOST_CHARACTERS), 2, np.float32) for _ in range(3)]
    for number, character in enumerate(alphabet.characters, start=2):
        found = confusables.of(character)
        if not len(found.characters):
            continue
        weight = np.exp(counts[found.characters] * 0.45)
        near = np.where(found.sound == FUZZY, 6.0, np.where(found.sound == SLIP, 1.0, 0.0))
        shape = np.where(found.shape > 75, (found.shape / 255.0) ** 3, 0.0)
        weights = (
            weight * (found.sound == SAME),
            weight * near,
            np.exp(counts[found.characters] * 0.2) * shape,
        )
        for k, w in enumerate(weights):
            _put(typed[k], share[k], number, found.characters, w)
    words, shares = _words(material)
    numbers = {c: n for n, c in enumerate(alphabet.characters, start=2)}
    han = np.array([False, False] + [FIRST <= ord(c) <= LAST for c in alphabet.characters])
    small = np.zeros(size, bool)
    small[[numbers[c] for c in _SMALL_WORDS if c in numbers]] = True
    single = np.exp(material.seeker.statistics.single[:size].astype(float)) * han
    lexicon = material.seeker.lexicon
    return Tables(
        tuple(typed), tuple(share), words, shares, lexicon.words, lexicon.lengths, han, small,
        np.flatnonzero(small).astype(np.uint16), np.cumsum(single / single.sum()).astype(np.float32),
        np.array([numbers[c] for c in _MARKS if c in numbers], np.uint16),
    )  # fmt: skip


def _put(
    rows: NDArray[np.generic],
    share: NDArray[np.float32],
    row: int,
    values: NDArray[np.generic],
    weight: NDArray[np.floating],
) -> None:
    order = np.argsort(-weight, kind="stable")[: rows.shape[1]]
    order = order[weight[order] > 0]
    if len(order):
        rows[row, : len(order)] = values[order]
        share[row, : len(order)] = np.cumsum(weight[order] / weight[order].sum())
        share[row, len(order) - 1] = 2


def _words(
    material: Material,
) -> tuple[tuple[NDArray[np.int32], ...], tuple[NDArray[np.float32], ...]]:
    lexicon, distance = material.seeker.lexicon, material.seeker.confusables.distance
    size = len(lexicon.words)
    rows = tuple(np.full((size, _MOST_WORDS), -1, np.int32) for _ in range(2))
    share = tuple(np.full((size, _MOST_WORDS), 2, np.float32) for _ in range(2))
    for row in range(size):
        length = int(lexicon.lengths[row])
        spoken = lexicon.syllables[row][None, :length]
        _, near = lexicon.sounding_like(spoken)
        near = near[near != row]
        if not len(near):
            continue
        apart = distance[spoken, lexicon.syllables[near][:, :length]].max(1)
        weight = np.exp(lexicon.log_counts[near] * 0.5) * np.where(apart == SLIP, 0.4, 1)
        _put(rows[0], share[0], row, near, weight * (apart == SAME))
        _put(rows[1], share[1], row, near, weight * (apart > SAME))
    return rows, share


@dataclass(frozen=True, slots=True)
class Rates:
    """Share of words or characters each slip befalls, in a sentence of average carelessness."""

    word: float = 0.05
    character: float = 0.035
    missing: float = 0.010
    extra: float = 0.008
    swapped: float = 0.006
    mark: float = 0.02  # of punctuation marks
    hidden: float = 0.08  # shown to the network by their sound only
    clean: float = 0.12  # of sentences
    least: float = 0.3  # carelessness of a sentence is even between these
    most: float = 1.8


@dataclass(frozen=True, slots=True)
class Clean:
    """Sentences laid out flat, each after one boundary."""

    numbers: NDArray[np.uint16]
    words: NDArray[np.int32]  # row of the lexicon at the first character of a word, else -1
    sentence: Numbers  # which one each character belongs to


@dataclass(frozen=True, slots=True)
class Corrupted:
    """Sentences with slips in one flat row; `sentence` tells which each character belongs to."""

    written: Numbers
    meant: Numbers  # what should stand here; as written where the character is superfluous
    tag: NDArray[np.int8]  # OK, WRONG, EXTRA, SWAPPED (the first of two)
    lost: Numbers  # the character that is missing before this one, 0 where none is
    place: Numbers  # offset in the clean row, -1 where typed without need
    sentence: Numbers
    hidden: NDArray[np.bool_]


def corrupt(clean: Clean, tables: Tables, rates: Rates, rng: np.random.Generator) -> Corrupted:
    """Return the sentences with slips."""
    words, sentence = clean.words, clean.sentence
    meant = clean.numbers.astype(np.int64)
    many = int(sentence.max()) + 1
    care = rng.uniform(rates.least, rates.most, many) * (rng.random(many) >= rates.clean)
    care = care[sentence]
    written = _substituted(clean, tables, rates, care, rng)
    tag = np.where(written != meant, WRONG, OK).astype(np.int8)
    n = len(meant)
    han = tables.han[written]
    hidden = (rng.random(n) < rates.hidden * (care > 0)) & han & (tag == OK)
    touched = tag != OK
    # exchanged with the next
    swap = (rng.random(n) < rates.swapped * care) & han & tables.han[meant]
    swap[:-1] &= han[1:] & (written[:-1] != written[1:]) & ~touched[1:]
    swap[-1] = False
    swap &= ~touched
    swap[1:] &= ~swap[:-1]
    at = np.flatnonzero(swap)
    written[at], written[at + 1] = written[at + 1].copy(), written[at].copy()
    tag[at], tag[at + 1] = SWAPPED, WRONG
    place = np.arange(n)
    touched[at] = touched[at + 1] = True
    hidden &= ~touched
    # missing
    rate = rates.missing * care * np.where(tables.small[meant], 3.5, 0.8)
    gone = (rng.random(n) < rate) & (tables.han[meant] | tables.small[meant]) & ~touched & ~hidden
    gone[-1] = False
    gone[:-1] &= meant[1:] != 0  # the mark that ends a sentence may lack in headings
    gone[1:] &= ~gone[:-1]
    lost = np.zeros(n, np.int64)
    at = np.flatnonzero(gone)
    lost[at + 1] = meant[at]
    # typed without need
    extra = _extra(written, words, tables, rates.extra * care * ~gone, rng)
    keep = ~gone
    keys = np.concatenate([place[keep].astype(np.float64), extra[0]])
    order = np.argsort(keys, kind="stable")
    m = len(extra[0])

    def put(values: NDArray[np.generic], new: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.concatenate([values[keep], new])[order]

    none = np.zeros(m, np.int64)
    return Corrupted(
        put(written, extra[1]), put(meant, extra[1]), put(tag, np.full(m, EXTRA, np.int8)),
        put(lost, none), put(place, none - 1), put(sentence, sentence[extra[2]]),
        put(hidden, none.astype(bool)),
    )  # fmt: skip


def _draw(
    rows: NDArray[np.generic], share: NDArray[np.float32], at: Numbers, rng: np.random.Generator
) -> NDArray[np.generic]:
    pick = (share[at] < rng.random(len(at), np.float32)[:, None]).sum(1)
    return rows[at, np.minimum(pick, rows.shape[1] - 1)]


def _substituted(
    clean: Clean,
    tables: Tables,
    rates: Rates,
    care: NDArray[np.floating],
    rng: np.random.Generator,
) -> Numbers:
    meant, words = clean.numbers.astype(np.int64), clean.words
    written = meant.copy()
    n = len(meant)
    # whole words
    start = np.flatnonzero((words >= 0) & (rng.random(n) < rates.word * 2.2 * care))
    kind = (rng.random(len(start)) < 0.45).astype(np.int64)  # 0 same sound, 1 near sound
    by_character = rng.random(len(start)) < np.where(kind == 0, 0.2, 0.55)
    row = words[start]
    for k in range(2):
        use = (kind == k) & ~by_character
        new = _draw(tables.word[k], tables.word_share[k], row[use], rng).astype(np.int64)
        good = new >= 0
        begin, new = start[use][good], new[good]
        for j in range(4):
            inside = tables.length[new] > j
            written[begin[inside] + j] = tables.spelling[new[inside], j]
    begin, kinds, length = start[by_character], kind[by_character], tables.length[row[by_character]]
    wrong = (rng.random(len(begin)) * length).astype(np.int64)  # the syllable mistyped
    for j in range(4):
        inside = length > j
        at = begin[inside] + j
        near = (kinds[inside] == 1) & (wrong[inside] == j)
        for k, use in ((0, ~near), (1, near)):
            new = _draw(tables.typed[k], tables.typed_share[k], meant[at[use]], rng)
            written[at[use]] = np.where(new > 0, new, written[at[use]])
    # single characters
    at = np.flatnonzero(tables.han[meant] & (rng.random(n) < rates.character * care))
    at = at[written[at] == meant[at]]
    kind = np.searchsorted([0.52, 0.74], rng.random(len(at)))
    for k in range(3):
        use = at[kind == k]
        new = _draw(tables.typed[k], tables.typed_share[k], meant[use], rng)
        written[use] = np.where(new > 0, new, written[use])
    mark = np.zeros(len(tables.small), bool)
    mark[tables.marks] = True
    at = np.flatnonzero(mark[meant] & (rng.random(n) < rates.mark * care))
    at = at[at < n - 1]
    at = at[meant[at + 1] != 0]
    written[at] = tables.marks[rng.integers(0, min(3, len(tables.marks)), len(at))]  # 、，。
    return written


def _extra(
    written: Numbers,
    words: NDArray[np.int32],
    tables: Tables,
    rate: NDArray[np.floating],
    rng: np.random.Generator,
) -> tuple[NDArray[np.float64], Numbers, Numbers]:
    """Return sort keys, numbers and origins of characters typed without need."""
    n = len(written)
    at = np.flatnonzero((rng.random(n) < rate) & (written != 0))
    kind = np.searchsorted([0.35, 0.75, 0.9], rng.random(len(at)))
    # doubled; small word or mark; any common character; a neighbour from two places on
    new = written[at].copy()
    use = kind == 1
    new[use] = tables.inserted[rng.integers(0, len(tables.inserted), int(use.sum()))]
    use = kind == 2
    new[use] = np.searchsorted(tables.common, rng.random(int(use.sum())))
    use = kind == 3
    new[use] = written[np.minimum(at[use] + 2, n - 1)]
    good = (new > 1) & (tables.han[new] | tables.small[new])
    good &= ~((kind == 0) & ~tables.han[written[at]])
    keys, news, origins = [at[good] + 0.5], [new[good]], [at[good]]
    begin = np.flatnonzero((words >= 0) & (rng.random(n) < rate * 0.6))
    length = tables.length[words[begin]].astype(np.int64)
    for j in range(4):
        inside = length > j
        source = begin[inside] + j
        keys.append(begin[inside] + length[inside] - 1 + 0.6 + 0.05 * j)
        news.append(written[source])
        origins.append(source)
    return np.concatenate(keys), np.concatenate(news), np.concatenate(origins)
