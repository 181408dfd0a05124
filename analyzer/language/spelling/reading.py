"""What the network makes of sentences, for rules about missing and superfluous characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.corrector import page_of
from analyzer.language.spelling.network import EXTRA, MISSING, OK, SWAPPED, WRONG
from analyzer.language.spelling.opinion import Opinion, doubtful, opinion_of, pieces
from analyzer.language.spelling.store import Material, shipped_model
from analyzer.language.spelling.suspects import NARROW
from analyzer.language.spelling.symbols import fold

Scores = NDArray[np.float32]
Offer = tuple[tuple[str, float], ...]  # characters with their probabilities, likeliest first
_CHOICES = 5
_WORTH = 0.05  # probability of a tag from which characters are offered


@dataclass(frozen=True, slots=True)
class Reading:
    """Probabilities for each character of a sentence as given, and for each gap before one.

    They are the network's own, on text with one slip in every second sentence: far too high for
    edited prose. Choose thresholds on clean sentences.
    """

    ok: Scores  # [n] right where it stands
    wrong: Scores  # [n] another was meant
    extra: Scores  # [n] typed without need
    swapped: Scores  # [n] exchanged with the next
    missing: Scores  # [n + 1] something is missing before it; the last one: at the end
    lost: tuple[Offer, ...]  # [n + 1] what is missing


def read(sentences: Sequence[str], *, least: float) -> list[Reading | None]:
    """Return a reading for each sentence that a small network doubts by `least`, else None."""
    material = shipped_model().material
    if material.network is None:
        return [None] * len(sentences)
    folded = [fold(sentence) for sentence in sentences]
    page = page_of([text for text, _ in folded], material)
    some = pieces(page, NARROW.piece)
    if material.scout is not None:
        some = doubtful(page, material.scout, some, least)
    opinion = opinion_of(page, material.network, some)
    lost = _offers(opinion, material)
    found: list[Reading | None] = []
    for sentence, (text, offsets), begin in zip(
        sentences, folded, page.begins.tolist(), strict=True
    ):
        rows = np.arange(begin, begin + len(text) + 1)
        use = bool(text) and bool((opinion.row[rows] >= 0).any())
        found.append(_reading(len(sentence), offsets, rows, opinion, lost) if use else None)
    return found


def _reading(
    size: int, offsets: list[int], rows: NDArray[np.int64], opinion: Opinion, lost: dict[int, Offer]
) -> Reading:
    tags = np.zeros((size + 1, MISSING + 1), np.float32)
    tags[:, OK] = 1
    tags[offsets] = opinion.tags[rows[:-1]]
    tags[size, MISSING] = opinion.tags[rows[-1], MISSING]
    offered: list[Offer] = [()] * (size + 1)
    for at, row in zip([*offsets, size], rows.tolist(), strict=True):
        offered[at] = lost.get(row, ())
    plain = tags[:size]
    return Reading(
        plain[:, OK], plain[:, WRONG], plain[:, EXTRA], plain[:, SWAPPED], tags[:, MISSING],
        tuple(offered),
    )  # fmt: skip


def _offers(opinion: Opinion, material: Material) -> dict[int, Offer]:
    """Return what is missing by offset of the page, wherever something seems to be."""
    gaps = np.flatnonzero((opinion.tags[:, MISSING] >= _WORTH) & (opinion.row >= 0))
    if not len(gaps):
        return {}
    logits = opinion.choices(gaps, lost=True)
    share = np.exp(logits - logits.max(1, keepdims=True))
    share /= share.sum(1, keepdims=True)
    characters = material.alphabet.characters
    found: dict[int, Offer] = {}
    for gap, row in zip(gaps.tolist(), share, strict=True):
        best = np.argpartition(-row, _CHOICES)[:_CHOICES]
        best = best[np.lexsort((best, -row[best]))]
        found[gap] = tuple((characters[n - 2], float(row[n])) for n in best.tolist() if n >= 2)
    return found
