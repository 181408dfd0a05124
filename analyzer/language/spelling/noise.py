"""Which errors people make at a Chinese keyboard, and how often: corrupts clean sentences.

The shares below follow what two proofreaders found in sixteen real reports and what open
collections of slips contain; reports/quality/spelling.md compares them. A slip of an input method
replaces a whole word by another of the same sound, mostly a commoner one, because the first
candidate was taken; a fuzzy sound or a key missed changes one syllable first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analyzer.language.spelling.confusables import FUZZY, SAME, SLIP, Confusables
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.symbols import Alphabet

Kind = Literal[
    "word", "word-fuzzy", "character", "character-fuzzy", "shape",
    "missing", "doubled", "doubled-word", "swapped",
]  # fmt: skip

SHARES: dict[Kind, float] = {
    "word": 0.19,
    "word-fuzzy": 0.15,
    "character": 0.22,
    "character-fuzzy": 0.08,
    "shape": 0.10,
    "missing": 0.09,
    "doubled": 0.04,
    "doubled-word": 0.04,
    "swapped": 0.09,
}
# A mistyped syllable often matches no word; the input method then offers single characters.
_BY_CHARACTER: dict[Kind, float] = {"word": 0.2, "word-fuzzy": 0.55}
# Of the characters proofreaders miss, a third are small words (now 将, then 由, 对, 的, 中, 度).
_FUNCTION_SHARE, _FUNCTION_WORDS = 0.33, frozenset("将由对把被的地得中内度等和与及在从向为以")


@dataclass(frozen=True, slots=True)
class Slip:
    """An error put into a sentence: `right` stood at `start` and became `wrong`."""

    start: int  # in the clean sentence
    right: str
    wrong: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Typist:
    """Makes slips. Equal seeds and calls give equal slips."""

    alphabet: Alphabet
    confusables: Confusables
    lexicon: Lexicon
    rng: np.random.Generator
    shares: dict[Kind, float]

    def slip(self, sentence: str, words: list[tuple[int, str]]) -> Slip | None:
        """Return one slip in a folded sentence, None where the kind drawn finds no place.

        `words` are the sentence's words with their offsets.
        """
        kinds = list(self.shares)
        weights = np.array([self.shares[k] for k in kinds])
        kind = kinds[int(self.rng.choice(len(kinds), p=weights / weights.sum()))]
        if kind in ("word", "word-fuzzy"):
            return self._word(words, kind)
        if kind == "doubled-word":
            return self._doubled_word(words)
        han = [i for i, c in enumerate(sentence) if "\u4e00" <= c <= "\u9fa5"]
        if len(han) < 2:
            return None
        if kind == "missing" and self.rng.random() < _FUNCTION_SHARE:
            han = [i for i in han if sentence[i] in _FUNCTION_WORDS] or han
        at = han[int(self.rng.integers(len(han)))]
        character = sentence[at]
        if kind == "missing":
            return Slip(at, character, "", kind)
        if kind == "doubled":
            return Slip(at, character, character * 2, kind)
        if kind == "swapped":
            pair = sentence[at : at + 2]
            if at + 1 not in han or pair[0] == pair[-1]:
                return None
            return Slip(at, pair, pair[::-1], kind)
        return self._character(at, character, kind)

    def _character(self, at: int, character: str, kind: Kind) -> Slip | None:
        found = self.confusables.of(character)
        if kind == "character":
            use = found.sound == SAME
        elif kind == "character-fuzzy":
            use = (found.sound == FUZZY) | (found.sound == SLIP)
        else:
            use = found.shape > 75
        chosen = found.characters[use]
        if not len(chosen):
            return None
        counts = np.zeros(len(self.alphabet.characters) + 2, np.float32)
        counts[self.confusables.candidates] = self.confusables.candidate_log_counts
        power = 0.2 if kind == "shape" else 0.45
        weight = np.exp(counts[chosen] * power)
        if kind == "character-fuzzy":
            weight *= np.where(found.sound[use] == FUZZY, 6.0, 1.0)
        if kind == "shape":
            weight *= (found.shape[use] / 255.0) ** 3
        pick = chosen[int(self.rng.choice(len(chosen), p=weight / weight.sum()))]
        return Slip(at, character, self.alphabet.characters[pick - 2], kind)

    def _word(self, words: list[tuple[int, str]], kind: Kind) -> Slip | None:
        usable = []
        for at, word in words:
            row = self.lexicon.index.get(self.alphabet.encode(word).tobytes())
            if row is not None:
                usable.append((at, word, row))
        if not usable:
            return None
        at, word, row = usable[int(self.rng.integers(len(usable)))]
        size = len(word)
        if self.rng.random() < _BY_CHARACTER[kind]:
            return self._by_character(at, word, row, kind)
        spoken = self.lexicon.syllables[row][None, :size]
        _, near = self.lexicon.sounding_like(spoken)
        near = near[near != row]
        if not len(near):
            return None
        distance = self.confusables.distance[spoken, self.lexicon.syllables[near][:, :size]].max(1)
        near = near[(distance == SAME) if kind == "word" else (distance > SAME)]
        distance = distance[(distance == SAME) if kind == "word" else (distance > SAME)]
        if not len(near):
            return None
        weight = np.exp(self.lexicon.log_counts[near] * 0.5) * np.where(distance == SLIP, 0.4, 1)
        pick = near[int(self.rng.choice(len(near), p=weight / weight.sum()))]
        return Slip(at, word, self.alphabet.decode(self.lexicon.words[pick][:size]), kind)

    def _by_character(self, at: int, word: str, row: int, kind: Kind) -> Slip | None:
        """Spell a word's sound, with one syllable mistyped if fuzzy, in single characters."""
        spoken = self.lexicon.syllables[row][: len(word)].copy()
        if kind == "word-fuzzy":
            k = int(self.rng.integers(len(word)))
            classes = self.confusables.distance[spoken[k]]
            share = np.where(classes == FUZZY, 1.0, 0.0) / max(1, (classes == FUZZY).sum())
            share += np.where(classes == SLIP, 0.7, 0.0) / max(1, (classes == SLIP).sum())
            if share.sum() == 0:
                return None
            spoken[k] = self.rng.choice(len(share), p=share / share.sum())
        wrong = []
        theirs = self.confusables.readings[self.confusables.candidate_rows][:, :1]
        for syllable in spoken.tolist():
            rows = np.flatnonzero((theirs == syllable).any(1))
            if not len(rows):
                return None
            weight = np.exp(self.confusables.candidate_log_counts[rows] * 0.5)
            pick = rows[int(self.rng.choice(len(rows), p=weight / weight.sum()))]
            wrong.append(self.alphabet.characters[self.confusables.candidates[pick] - 2])
        made = "".join(wrong)
        return None if made == word else Slip(at, word, made, kind)

    def _doubled_word(self, words: list[tuple[int, str]]) -> Slip | None:
        usable = [(at, w) for at, w in words if len(w) >= 2 and "\u4e00" <= w[0] <= "\u9fa5"]
        if not usable:
            return None
        at, word = usable[int(self.rng.integers(len(usable)))]
        return Slip(at, word, word * 2, "doubled-word")
