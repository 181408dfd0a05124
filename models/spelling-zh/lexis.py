"""Count words of the corpora, and which words stand near which."""

from __future__ import annotations

import re
from collections import Counter

import jieba
import numpy as np
import rjieba
from numpy.typing import NDArray

from analyzer.language.spelling.company import LEVELS_PER_NAT, REACH
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.retrieval import StaticMap, build
from analyzer.language.spelling.symbols import BASE, BOUNDARY, Alphabet

_HAN = re.compile("[\u4e00-\u9fa5]+")
_LEAST_WORD, _LEAST_PAIR, _LEAST_INFORMATION = 2.0, 3.0, 0.5
_LEAST_FOUND, _LEAST_COHESION = 40.0, 4.5
_SENTENCES_PER_ROUND = 150_000


def words_of(texts: list[tuple[list[str], float]], alphabet: Alphabet) -> dict[str, float]:
    """Return the counts of Chinese words of one to four known characters, weighted."""
    counts: Counter[str] = Counter()
    for sentences, weight in texts:
        seen: Counter[str] = Counter()
        for sentence in sentences:
            seen.update(rjieba.cut(sentence, False))
        for word, count in seen.items():
            counts[word] += weight * count
    known = set(alphabet.characters)
    with jieba.dt.get_dict_file() as file:
        listed = {line.split()[0].decode() for line in file}
    return {
        word: count
        for word, count in counts.items()
        if len(word) <= 4
        and _HAN.fullmatch(word)
        and set(word) <= known
        and (len(word) == 1 or (count >= _LEAST_WORD and word in listed))
    }


def found_words(
    pairs: NDArray[np.int64],
    counts: NDArray[np.float64],
    single: NDArray[np.float32],
    alphabet: Alphabet,
) -> dict[str, float]:
    """Return two-character words no dictionary lists: pairs far commoner than chance (轻症, 医保)."""
    first, second = pairs // BASE, pairs % BASE
    together = np.log(np.maximum(counts, 1e-9)) + np.log(np.exp(single.astype(float)).sum())
    cohesion = together - single[first] - single[second]
    use = np.flatnonzero((counts >= _LEAST_FOUND) & (cohesion >= _LEAST_COHESION))
    found = {}
    for row in use.tolist():
        if first[row] >= 2 and second[row] >= 2:
            word = alphabet.characters[first[row] - 2] + alphabet.characters[second[row] - 2]
            if _HAN.fullmatch(word):
                found[word] = float(counts[row])
    return found


def single_words(
    counts: dict[str, float], alphabet: Alphabet, single: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return log counts of one-character words, smoothed by how common the character is."""
    out = np.full(BASE, -1, np.float32)
    out[BOUNDARY] = single[BOUNDARY]
    for number, character in enumerate(alphabet.characters, start=2):
        common = np.exp(min(float(single[number]), 12.0))
        out[number] = np.log(0.9 * counts.get(character, 0.0) + 0.01 * common + 0.3)
    return out


def company_of(
    texts: list[tuple[list[str], float]], lexicon: Lexicon, alphabet: Alphabet
) -> StaticMap:
    """Return the information of word pairs that stand near each other more often than by chance."""
    size = len(lexicon.words)
    keys: list[NDArray[np.int64]] = []
    counts: list[NDArray[np.float64]] = []
    single = np.zeros(size)
    for sentences, weight in texts:
        for begin in range(0, len(sentences), _SENTENCES_PER_ROUND):
            rows = _rows(sentences[begin : begin + _SENTENCES_PER_ROUND], lexicon, alphabet)
            single += weight * np.bincount(rows[rows >= 0], minlength=size)
            key, count = np.unique(_pairs(rows, size), return_counts=True)
            keys.append(key)
            counts.append(weight * count)
    key, place = np.unique(np.concatenate(keys), return_inverse=True)
    count = np.bincount(place, weights=np.concatenate(counts))
    expected = single[key // size] * single[key % size] * REACH * 0.55 / single.sum()
    information = np.log(count / np.maximum(expected, 1e-9))
    keep = (count >= _LEAST_PAIR) & (information > _LEAST_INFORMATION)
    levels = np.clip(np.rint(information[keep] * LEVELS_PER_NAT), 1, 63).astype(np.uint8)
    return build(key[keep].astype(np.uint64), levels)


def _rows(sentences: list[str], lexicon: Lexicon, alphabet: Alphabet) -> NDArray[np.int64]:
    """Return the lexicon row of every word, -1 for others, with a gap after each sentence."""
    cache: dict[str, int] = {}
    rows: list[int] = []
    for sentence in sentences:
        for word in rjieba.cut(sentence, False):
            row = cache.get(word)
            if row is None:
                known = alphabet.encode(word).tobytes()
                row = cache[word] = lexicon.index.get(known, -1) if len(word) > 1 else -1
            rows.append(row)
        rows.extend([-2] * REACH)
    return np.array(rows, np.int64)


def _pairs(rows: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    parts = []
    for distance in range(1, REACH + 1):
        one, other = rows[:-distance], rows[distance:]
        good = (one >= 0) & (other >= 0) & (one != other)
        parts.append(one[good] * size + other[good])
    return np.concatenate(parts)


def usual_neighbours(
    pairs: NDArray[np.int64], counts: NDArray[np.float64], alphabet: Alphabet, *, most: int = 40
) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return for each character the commonest ones after it and before it, 0 padded.

    `pairs` are numbers of two characters in base BASE.
    """
    han = np.zeros(BASE, bool)
    for number, character in enumerate(alphabet.characters, start=2):
        han[number] = bool(_HAN.fullmatch(character))
    first, second = pairs // BASE, pairs % BASE
    found = []
    for own, other in ((first, second), (second, first)):
        table = np.zeros((BASE, most), np.uint16)
        use = np.flatnonzero(han[other])
        order = use[np.lexsort((-counts[use], own[use]))]
        begins = np.searchsorted(own[order], np.arange(BASE + 1))
        for number in range(BASE):
            row = other[order[begins[number] : begins[number + 1]]][:most]
            table[number, : len(row)] = row
        found.append(table)
    return found[0], found[1]
