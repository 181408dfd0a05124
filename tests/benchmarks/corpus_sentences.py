"""A million generated sentences, and copies of some of them edited in known ways.

Words of one to three characters by Zipf's law, and phrases of several words that many sentences
use, so that sentences that are no copies still have something in common. Nothing is taken from
real text. The same seed gives the same sentences.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

_FIRST, _CHARACTERS = 0x4E00, 2500
_WORDS, _PHRASES = 6000, 800
_CLAUSES: Final = (3, 5)  # per sentence
_SLOTS: Final = (4, 7)  # words or phrases per clause
_IN_PHRASE: Final = (2, 5)
_PHRASE_SHARE: Final = 0.08  # of the slots


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy with the number of the sentence it was made from; which characters are copied."""

    kind: str
    text: str
    source: int
    kept: tuple[bool, ...]  # per character of `text`: it stands in the source, at its place there


def sentences(count: int, *, seed: int = 1) -> Iterator[str]:
    """Yield `count` different-looking sentences of about 40 characters."""
    words, phrases, weights = _vocabulary()
    rng = np.random.default_rng(seed)
    done = 0
    while done < count:
        size = 20_000
        picks = iter(rng.choice(_WORDS, size=size * 30, p=weights).tolist())
        rolls = iter((rng.random(size * 30) * _PHRASES / _PHRASE_SHARE).astype(int).tolist())
        clauses = rng.integers(*_CLAUSES, size=size).tolist()
        slots = iter(rng.integers(*_SLOTS, size=size * 5).tolist())
        for number in range(min(size, count - done)):
            parts = []
            for _ in range(clauses[number]):
                clause = []
                for _ in range(next(slots)):
                    pick = next(picks)
                    roll = next(rolls)
                    clause.append(phrases[roll] if roll < _PHRASES else words[pick])
                parts.append("".join(clause))
            yield "，".join(parts)
        done += size


def planted(
    material: list[str], fillers: Iterator[str], *, each: int, seed: int = 2
) -> Iterator[Planted]:
    """Yield `each` copies per kind of edit."""
    chance = random.Random(seed)
    words, _, _ = _vocabulary()
    for kind, edit in _EDITS.items():
        for source in chance.sample(range(len(material)), each):
            text = material[source]
            copy, kept = edit(text, chance, words, fillers)
            assert len(copy) == len(kept)
            yield Planted(kind, copy, source, tuple(kept))


def _vocabulary() -> tuple[list[str], list[str], np.ndarray]:
    chance = random.Random(0)
    words = [
        "".join(
            chr(_FIRST + chance.randrange(_CHARACTERS)) for _ in range(chance.choice((1, 2, 2, 3)))
        )
        for _ in range(_WORDS)
    ]
    phrases = [
        "".join(chance.choice(words) for _ in range(chance.randrange(*_IN_PHRASE)))
        for _ in range(_PHRASES)
    ]
    weights = 1 / np.arange(10, _WORDS + 10)
    return words, phrases, weights / weights.sum()


Copy = tuple[str, list[bool]]
Edit = Callable[[str, random.Random, list[str], Iterator[str]], Copy]


def _changed(rate: float) -> Edit:
    def edit(text: str, chance: random.Random, words: list[str], _: Iterator[str]) -> Copy:
        copy = "".join(
            chance.choice(words)[0] if c != "，" and chance.random() < rate else c for c in text
        )
        return copy, [a == b for a, b in zip(copy, text, strict=True)]

    return edit


def _mixed(rate: float) -> Edit:
    """Change, put in and leave out characters, a third of the edits each."""

    def edit(text: str, chance: random.Random, words: list[str], _: Iterator[str]) -> Copy:
        copy: list[tuple[str, bool]] = []
        for c in text:
            kind = chance.randrange(3) if c != "，" and chance.random() < rate else None
            other = chance.choice(words)[0]
            if kind is None:
                copy.append((c, True))
            elif kind == 0:
                copy.append((other, other == c))
            elif kind == 1:
                copy += [(other, False), (c, True)]
        return "".join(c for c, _ in copy), [kept for _, kept in copy]

    return edit


def _embedded(text: str, _: random.Random, __: list[str], fillers: Iterator[str]) -> Copy:
    before, after = f"{next(fillers)}，", f"，{next(fillers)}"
    kept = [False] * len(before) + [True] * len(text) + [False] * len(after)
    return before + text + after, kept


def _reordered(text: str, chance: random.Random, _: list[str], __: Iterator[str]) -> Copy:
    clauses = text.split("，")
    chance.shuffle(clauses)
    return "，".join(clauses), [True] * len(text)


def _renamed(text: str, chance: random.Random, words: list[str], _: Iterator[str]) -> Copy:
    """Put another name where a word of the middle stands, twice."""
    at = len(text) // 3
    name = chance.choice(words) + chance.choice(words)
    pieces = (text[:at], text[at + 2 : 2 * at], text[2 * at + 2 :])
    kept = [True] * at
    for piece in pieces[1:]:
        kept += [False] * len(name) + [True] * len(piece)
    return name.join(pieces), kept


_RATES: Final = {"5 %": 0.05, "10 %": 0.10, "20 %": 0.20, "30 %": 0.30}
_EDITS: Final[dict[str, Edit]] = {
    "exact": lambda text, *_: (text, [True] * len(text)),
    **{kind: _changed(rate) for kind, rate in _RATES.items()},
    "embedded": _embedded,
    "reordered": _reordered,
    "names swapped": _renamed,
    "mixed 10 %": _mixed(0.10),
    "mixed 20 %": _mixed(0.20),
}
