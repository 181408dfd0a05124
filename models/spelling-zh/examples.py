"""Turn sentences into rows for the ranker: hypotheses about them, and which of these are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import rjieba
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from analyzer.language.spelling.corrector import describe_page, page_of
from analyzer.language.spelling.hypotheses import SWAP, Hypotheses, Page
from analyzer.language.spelling.noise import Slip, Typist
from analyzer.language.spelling.store import Material

_BATCH = 256
_ERRORS = (0.75, 0.20, 0.05)  # sentences with one, two, three slips


@dataclass(frozen=True, slots=True)
class Rows:
    """Features, whether the hypothesis is right, and its sentence's number."""

    table: NDArray[np.float32]
    right: NDArray[np.int8]
    sentence: NDArray[np.int64]


def rows_of(pairs: list[tuple[str, str]], material: Material) -> Rows:
    """Return the rows of (written, meant) pairs of folded sentences."""
    tables, labels, numbers = [], [], []
    for begin in range(0, len(pairs), _BATCH):
        some = pairs[begin : begin + _BATCH]
        page = page_of([written for written, _ in some], material)
        found, table = describe_page(page, material)
        sentence = np.searchsorted(page.begins, found.start, "right") - 1
        tables.append(table)
        labels.append(_labels(page, found, sentence, some, material))
        numbers.append(sentence + begin)
    return Rows(np.concatenate(tables), np.concatenate(labels), np.concatenate(numbers))


def _labels(
    page: Page,
    found: Hypotheses,
    sentence: NDArray[np.int64],
    pairs: list[tuple[str, str]],
    material: Material,
) -> NDArray[np.int8]:
    """A hypothesis is right if every character it changes brings the sentence one step nearer."""
    out = np.zeros(len(found), np.int8)
    apart = [Levenshtein.distance(written, meant) for written, meant in pairs]
    for row, number in enumerate(sentence.tolist()):
        if not apart[number]:
            continue
        written, meant = pairs[number]
        begin = int(page.begins[number])
        start, end = int(found.start[row]) - begin, int(found.end[row]) - begin
        new = material.alphabet.decode(found.text[row, : found.size[row]])
        old = written[start:end]
        steps = abs(len(new) - len(old)) or sum(a != b for a, b in zip(new, old, strict=True))
        if found.kind[row] == SWAP:
            steps = 2
        made = written[:start] + new + written[end:]
        out[row] = apart[number] - Levenshtein.distance(made, meant) == steps
    return out


def corrupted(
    sentences: Iterable[str], typist: Typist, *, clean: float
) -> Iterator[tuple[str, str]]:
    """Yield (written, meant): a share `clean` untouched, the others with one to three slips."""
    for sentence in sentences:
        if typist.rng.random() < clean:
            yield sentence, sentence
            continue
        wanted = 1 + int(typist.rng.choice(3, p=_ERRORS))
        yield put_slips(sentence, typist, wanted), sentence


def put_slips(sentence: str, typist: Typist, wanted: int) -> str:
    """Return the sentence with up to `wanted` slips that do not touch each other."""
    words, at = [], 0
    for word in rjieba.cut(sentence, False):
        words.append((at, word))
        at += len(word)
    chosen: list[Slip] = []
    for _ in range(3 * wanted):
        slip = typist.slip(sentence, words)
        if slip is None or any(_near(slip, other) for other in chosen):
            continue
        chosen.append(slip)
        if len(chosen) == wanted:
            break
    for slip in sorted(chosen, key=lambda s: -s.start):
        end = slip.start + len(slip.right)
        sentence = sentence[: slip.start] + slip.wrong + sentence[end:]
    return sentence


def _near(one: Slip, other: Slip) -> bool:
    return (
        one.start <= other.start + len(other.right) + 1
        and other.start <= one.start + len(one.right) + 1
    )
