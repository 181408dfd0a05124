"""Phrases that a report uses again and again: the same run of own wording in several sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.shingles import block_hashes, block_starts, units_of_characters
from analyzer.signals.boilerplate.repetition import Repetition
from analyzer.text.span import Span


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report: where they start and end, and which of them announce something."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    announcing: Collection[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with all its places, in order."""

    text: str
    places: tuple[Span, ...]


def repeated_phrases(
    masked: MaskedReport,
    words: Words,
    repetitions: Sequence[Repetition],
    *,
    length: int,
    times: int,
) -> Iterator[Phrase]:
    """Yield phrases of at least `length` own characters that stand in `times` sentences or more.

    Only phrases that announce or admit something: a subject is named as often as the report
    speaks of it. Sentences that repeat an earlier one are told by themselves and do not count.
    """
    again = [r.span for r in repetitions]
    for places, wide in _runs(masked, length, times):
        spans = [masked.span(at, at + wide) for at in places]
        free = [s for s in spans if not any(r.contains(s) for r in again)]
        whole = [w for s in free if (w := _whole_words(s, words)) is not None]
        if len(whole) < times or whole[0].end - whole[0].start < length:
            continue
        if _announces(whole[0], words):
            yield Phrase(whole[0].of(words.text), tuple(whole))


def _runs(masked: MaskedReport, length: int, times: int) -> Iterator[tuple[list[int], int]]:
    """Yield the places of each run that stands in the same sentences throughout, and its length."""
    starts = block_starts(masked, length)
    filler = np.concatenate(([0], np.cumsum(masked.placeholders())))
    starts = starts[filler[starts + length] == filler[starts]]
    hashes = block_hashes(masked.codes, length)[starts]
    _, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    often = counts[inverse] >= times
    owners = units_of_characters(masked)[starts[often]].tolist()
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, at, unit in zip(
        inverse[often].tolist(), starts[often].tolist(), owners, strict=True
    ):
        if not held[number] or held[number][-1][1] != unit:
            held[number].append((at, unit))
    blocks = sorted(h for h in held.values() if len(h) >= times)
    begin = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or not _follows(blocks[at - 1], blocks[at]):
            yield [place for place, _ in blocks[begin]], length + at - 1 - begin
            begin = at


def _follows(block: list[tuple[int, int]], following: list[tuple[int, int]]) -> bool:
    """Tell whether one block stands a character behind the other wherever it stands."""
    return [(at + 1, unit) for at, unit in block] == following


def _whole_words(span: Span, words: Words) -> Span | None:
    first, last = bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)
    if first >= last:
        return None
    return Span(words.starts[first], words.ends[last - 1])


def _announces(span: Span, words: Words) -> bool:
    first, last = bisect_left(words.starts, span.start), bisect_right(words.ends, span.end)
    return any(
        words.text[words.starts[n] : words.ends[n]] in words.announcing for n in range(first, last)
    )
