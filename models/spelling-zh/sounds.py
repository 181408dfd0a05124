"""Tables of sound: readings of characters, distances between syllables, words as pronounced."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import numpy as np
from numpy.typing import NDArray
from pypinyin import Style, lazy_pinyin, pinyin
from rapidfuzz.distance import OSA

from analyzer.language.spelling.confusables import (
    FIRST,
    FUZZY,
    LAST,
    LETTER,
    READINGS,
    SAME,
    SLIP,
    UNLIKE,
)  # fmt: skip
from analyzer.language.spelling.symbols import Alphabet

_LEAST_READING = 0.02  # share of a character's uses
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {c: (y, x + 0.4 * y) for y, row in enumerate(_ROWS) for x, c in enumerate(row)}
# Pairs that speakers of southern and south-western dialects do not tell apart.
_LIKE_F = [{"hui", "fei"}, {"hua", "fa"}, {"huan", "fan"}, {"huang", "fang"}, {"hu", "fu"}, {"hun", "fen"}]  # fmt: skip


def readings(words: dict[str, float]) -> tuple[NDArray[np.uint16], list[str]]:
    """Return the syllables of all characters [characters, 4] and the syllables' spelling.

    Dictionaries list readings nobody types. A further reading of a character is kept only where
    the words that take it, weighted by their counts, are common.
    """
    usage: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in sorted(words.items()):
        sounds = lazy_pinyin(word, style=Style.NORMAL, errors="ignore")
        if len(sounds) == len(word):
            for character, sound in zip(word, sounds, strict=True):
                usage[character][sound] += count
    found: list[list[str]] = []
    for code in range(FIRST, LAST + 1):
        listed = pinyin(chr(code), style=Style.NORMAL, heteronym=True)[0]
        first, *further = [s for s in dict.fromkeys(listed) if re.fullmatch("[a-zü]+", s)] or [""]
        used = usage[chr(code)]
        total = sum(used.values())
        kept = [s for s in further if total and used[s] / total >= _LEAST_READING]
        found.append([s for s in (first, *kept) if s][:READINGS])
    syllables = sorted({s for row in found for s in row} | {s for u in usage.values() for s in u})
    number = {s: i for i, s in enumerate(syllables)}
    table = np.full((len(found), READINGS), len(syllables), np.uint16)
    for i, row in enumerate(found):
        table[i, : len(row)] = [number[s] for s in row]
    return table, syllables


def distances(syllables: list[str]) -> NDArray[np.uint8]:
    """Return the class of distance between every two syllables, and "none" as the last one."""
    table = np.full((len(syllables) + 1, len(syllables) + 1), UNLIKE, np.uint8)
    for i, one in enumerate(syllables):
        for j, other in enumerate(syllables):
            table[i, j] = _distance(one, other)
    return table


def _distance(one: str, other: str) -> int:
    if one == other:
        return SAME
    if _plain(one) == _plain(other) or {one, other} in _LIKE_F:
        return FUZZY
    if one[1:] and one[1:] == other[1:] and {one[0], other[0]} == {"r", "l"}:
        return FUZZY
    if OSA.distance(one, other) != 1:
        return UNLIKE
    if len(one) != len(other) or sorted(one) == sorted(other):
        return SLIP
    a, b = next((a, b) for a, b in zip(one, other, strict=True) if a != b)
    return SLIP if _adjacent(a, b) else LETTER


def _plain(syllable: str) -> str:
    """Drop what fuzzy input methods ignore: h after z, c, s; n for l; g after n."""
    syllable = re.sub("^(zh|ch|sh)", lambda m: m.group()[0], syllable)
    return re.sub("(an|en|in)g$", r"\1", re.sub("^l", "n", syllable))


def _adjacent(a: str, b: str) -> bool:
    if a not in _KEYS or b not in _KEYS:
        return False
    (y, x), (v, u) = _KEYS[a], _KEYS[b]
    return abs(y - v) <= 1 and abs(x - u) <= 1.2


def groups(distance: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Return the group of near sounds of each syllable (what FUZZY joins, however far)."""
    group = np.arange(len(distance))
    for i in range(len(distance) - 1):
        for j in range(i):
            if distance[i, j] <= FUZZY and group[i] != group[j]:
                group[group == max(group[i], group[j])] = min(group[i], group[j])
    return group.astype(np.uint16)


def spoken_words(
    words: dict[str, float], alphabet: Alphabet, syllables: list[str]
) -> tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.float32]]:
    """Return numbers [n, 4], syllables [n, 4] and log counts of words, ordered by length."""
    number = {s: i for i, s in enumerate(syllables)}
    rows, spoken, counts = [], [], []
    for word in sorted(words, key=lambda w: (len(w), w)):
        sounds = lazy_pinyin(word, style=Style.NORMAL, errors="ignore")
        if len(sounds) != len(word) or any(s not in number for s in sounds):
            continue
        rest = 4 - len(word)
        rows.append([*alphabet.encode(word).tolist(), *[0] * rest])
        spoken.append([*(number[s] for s in sounds), *[len(syllables)] * rest])
        counts.append(np.log(words[word]))
    return np.array(rows, np.uint16), np.array(spoken, np.uint16), np.array(counts, np.float32)
