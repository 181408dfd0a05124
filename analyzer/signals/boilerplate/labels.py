"""Give every character of the prose one label: whose wording it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus.masking import MaskedReport, word_characters
from analyzer.corpus.names import NUMBER, TITLE
from analyzer.corpus.reference import Passage

Flags = npt.NDArray[np.bool_]
LabelCodes = npt.NDArray[np.uint8]

# In order of precedence: a character takes the first label that applies.
LABELS: Final = ("mandated", "stock", "own_last_year", "peers", "within", "original")
LABEL_TITLES: Final = {
    "mandated": "法定与固定用语",
    "stock": "多家通用表述",
    "own_last_year": "与本单位上年报告重合",
    "peers": "与其他单位报告重合",
    "within": "本报告内重复",
    "original": "本报告自有表述",
}
_PARTS: Final = 10_000  # published shares have four decimals
SPACE: Final = 255  # white space belongs to no label


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Characters that agree with those of another report in passages, and in runs of them."""

    whole: Flags  # all that agrees inside a passage, single characters between edits included
    runs: tuple[Flags, Flags]  # only what agrees in runs of 4 and of 8 characters or more


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Per character of the cleaned text, what applies to it; several may at once.

    The pairs hold block lengths 4 and 8. `peers` and `own_last_year` are None where there was
    nothing to compare with.
    """

    mandated: Flags
    stock: Flags
    stock_blocks: tuple[Flags, Flags]
    peers: Aligned | None
    own_last_year: Aligned | None
    within: tuple[Flags, Flags]


def label_characters(text: str, coverage: Coverage) -> LabelCodes:
    """Return per character the index of its label in LABELS, SPACE for white space."""
    layers = (
        coverage.mandated,
        coverage.stock,
        coverage.own_last_year.whole if coverage.own_last_year else None,
        coverage.peers.whole if coverage.peers else None,
        coverage.within[1],
    )
    labels = np.full(len(text), LABELS.index("original"), dtype=np.uint8)
    for number in range(len(layers) - 1, -1, -1):
        layer = layers[number]
        if layer is not None:
            labels[layer] = number
    _follow(labels, text)
    return labels


def _follow(labels: LabelCodes, text: str) -> None:
    """Let punctuation take the label of the character before it; take white space out."""
    word = word_characters(text)
    space = np.array([c.isspace() for c in text], dtype=bool)
    places = np.arange(len(text))
    before = np.maximum.accumulate(np.where(word | space, places, -1))
    following = ~word & ~space & (before >= 0)
    following[following] = ~space[before[following]]
    labels[following] = labels[before[following]]
    labels[space] = SPACE


def shares(labels: LabelCodes) -> dict[str, float]:
    """Return the share of each label in whole ten-thousandths; they sum to one.

    Empty where there is no prose.
    """
    counts = np.bincount(labels[labels != SPACE], minlength=len(LABELS)).tolist()
    if not sum(counts):
        return {}
    parts = apportioned(counts, whole=_PARTS)
    return {name: part / _PARTS for name, part in zip(LABELS, parts, strict=True)}


def apportioned(amounts: Sequence[float], *, whole: int) -> list[int]:
    """Return whole numbers in proportion to amounts that sum to `whole` (largest remainders)."""
    total = sum(amounts)
    exact = [whole * amount / total for amount in amounts]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for number in by_remainder[: whole - sum(parts)]:
        parts[number] += 1
    return parts


def covered_by_blocks(
    masked: MaskedReport, length: int, starts: npt.NDArray[np.int64], size: int
) -> Flags:
    """Return which cleaned characters lie in blocks of `length` that begin at masked `starts`.

    Figures and titles inside a block are facts of the report, whatever stands around them.
    """
    inside = np.zeros(len(masked.codes) + length, dtype=bool)
    for offset in range(length):
        inside[starts + offset] = True
    inside = inside[: len(masked.codes)]
    inside[(masked.codes == ord(NUMBER)) | (masked.codes == ord(TITLE))] = False
    return spread(masked, inside, size)


def spread(masked: MaskedReport, inside: Flags, size: int) -> Flags:
    """Lead masked characters back to the cleaned text, gaps between neighbours included."""
    steps = np.zeros(size + 1, dtype=np.int64)
    chosen = np.flatnonzero(inside)
    if not len(chosen):
        return np.zeros(size, dtype=bool)
    np.add.at(steps, masked.starts[chosen], 1)
    np.add.at(steps, masked.ends[chosen], -1)
    both = np.flatnonzero(inside[:-1] & inside[1:])
    np.add.at(steps, masked.ends[both], 1)
    np.add.at(steps, np.maximum(masked.starts[both + 1], masked.ends[both]), -1)
    covered: Flags = np.cumsum(steps)[:size] > 0
    return covered


def covered_by_passages(passages: Iterable[Passage], size: int) -> Aligned:
    """Return which cleaned characters passages share, in all and in runs of 4 and of 8 or more."""
    whole, four, eight = (np.zeros(size, dtype=bool) for _ in range(3))
    for passage in passages:
        for block in passage.blocks:
            for flags, least in ((whole, 1), (four, 4), (eight, 8)):
                if block.run >= least:
                    flags[block.span.start : block.span.end] = True
    return Aligned(whole=whole, runs=(four, eight))
