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
# Probability by the small network from which the large one reads a sentence (see suspects.py).
_SENTENCE = 0.1


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
    meant: tuple[Offer, ...]  # [n] what was meant, where wrong or swapped
    lost: tuple[Offer, ...]  # [n + 1] what is missing


def read(sentences: Sequence[str], *, least: float = _SENTENCE) -> list[Reading | None]:
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
    found: list[Reading | None] = []
    for sentence, (text, offsets), begin in zip(
        sentences, folded, page.begins.tolist(), strict=True
    ):
        rows = np.arange(begin, begin + len(text) + 1)
        use = bool(text) and bool((opinion.row[rows] >= 0).any())
        found.append(_reading(len(sentence), offsets, rows, opinion, material) if use else None)
    return found


def _reading(
    size: int, offsets: list[int], rows: NDArray[np.int64], opinion: Opinion, material: Material
) -> Reading:
    tags = np.zeros((size + 1, MISSING + 1), np.float32)
    tags[:, OK] = 1
    tags[offsets] = opinion.tags[rows[:-1]]
    tags[size, MISSING] = opinion.tags[rows[-1], MISSING]
    where = np.array([*offsets, size], np.int64)
    wrong = where[:-1][tags[offsets, WRONG] + tags[offsets, SWAPPED] >= _WORTH]
    gaps = where[tags[where, MISSING] >= _WORTH]
    row_at = np.zeros(size + 1, np.int64)
    row_at[where] = rows
    characters = material.alphabet.characters
    meant = _offers(size, wrong, opinion.choices(row_at[wrong], lost=False), characters)
    lost = _offers(size + 1, gaps, opinion.choices(row_at[gaps], lost=True), characters)
    plain = tags[:size]
    return Reading(
        plain[:, OK], plain[:, WRONG], plain[:, EXTRA], plain[:, SWAPPED], tags[:, MISSING],
        meant, lost,
    )  # fmt: skip


def _offers(
    size: int, places: NDArray[np.int64], logits: Scores, characters: str
) -> tuple[Offer, ...]:
    found: list[Offer] = [()] * size
    for place, row in zip(places.tolist(), logits, strict=True):
        share = np.exp(row - row.max())
        share /= share.sum()
        best = np.argsort(-share, kind="stable")[:_CHOICES].tolist()
        found[place] = tuple((characters[n - 2], float(share[n])) for n in best if n >= 2)
    return tuple(found)
