"""Take sentences apart into clauses and ask each how much of it is stock wording."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyzer.corpus.masking import MaskedReport, word_characters
from analyzer.language.lexicon import words_by_class
from analyzer.structure.report import Report, Sentence
from analyzer.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAUSE = re.compile(r"[^，；。,;：:！？!?\n]+")
_CLASSES = ("act", "degree", "lack", "value", "general", "frame")
_TRIGGERS = ("act", "lack")
_SHORTEST = 4  # characters of own wording; shorter clauses say nothing either way


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence. `wording` and `content` count characters."""

    span: Span
    sentence: int
    wording: int  # letters and characters that are not fixed wording
    content: int  # of these, in words outside the stock vocabulary
    anchored: bool  # holds a fact of this unit
    announces: bool  # holds a verb of announcing or a word of shortcoming


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layers:
    """The text, its words, and running counts per character (entry i: before character i)."""

    text: str
    own: list[int]  # own wording
    nameless: list[int]  # characters that are not part of something masked
    anchored: list[int]  # characters of facts
    starts: list[int]  # of words
    ends: list[int]


def find_clauses(
    report: Report, doc: Doc, masked: MaskedReport, anchors: Sequence[Span]
) -> tuple[Clause, ...]:
    """Return the clauses of all sentences that hold own wording or a fact, in order."""
    text = report.text.text
    starts, ends = word_bounds(doc)
    layers = _Layers(
        text=text,
        own=_running(own_wording(text, masked)),
        nameless=_running(~_covered(len(text), _placeholders(masked))),
        anchored=_running(_covered(len(text), ((a.start, a.end) for a in anchors))),
        starts=starts,
        ends=ends,
    )
    return tuple(
        clause
        for number, sentence in enumerate(report.sentences)
        for clause in _clauses(layers, number, sentence)
        if clause.wording or clause.anchored
    )


def is_stock(clause: Clause, most_content: float) -> bool:
    """Tell whether a clause announces something and names nothing."""
    return (
        clause.announces
        and not clause.anchored
        and clause.wording >= _SHORTEST
        and clause.content <= most_content
    )


def stock_runs(clauses: Sequence[Clause], *, most_content: float) -> Iterator[tuple[Span, int]]:
    """Yield runs of neighbouring stock clauses of one sentence, and how many clauses they have."""
    run: list[Clause] = []
    previous = None
    for clause in clauses:
        adjoining = previous is not None and previous.sentence == clause.sentence
        if run and (not adjoining or not is_stock(clause, most_content)):
            yield Span(run[0].span.start, run[-1].span.end), len(run)
            run = []
        if is_stock(clause, most_content):
            run.append(clause)
        previous = clause
    if run:
        yield Span(run[0].span.start, run[-1].span.end), len(run)


def own_wording(text: str, masked: MaskedReport) -> npt.NDArray[np.bool_]:
    """Tell per character of the cleaned text whether it is wording and not fixed by others."""
    steps = np.zeros(len(text) + 1, dtype=np.int64)
    np.add.at(steps, masked.starts, 1)
    np.add.at(steps, masked.ends, -1)
    wording: npt.NDArray[np.bool_] = (np.cumsum(steps)[:-1] > 0) & word_characters(text)
    for span in masked.fixed:
        wording[span.start : span.end] = False
    return wording


def _clauses(layers: _Layers, number: int, sentence: Sentence) -> Iterator[Clause]:
    stock, triggers = _vocabulary()
    own, nameless = layers.own, layers.nameless
    for match in _CLAUSE.finditer(layers.text, sentence.span.start, sentence.span.end):
        start, end = match.span()
        first, last = bisect_left(layers.starts, start), bisect_left(layers.starts, end)
        content, announces = 0, False
        for begin, stop in zip(layers.starts[first:last], layers.ends[first:last], strict=True):
            word = layers.text[begin:stop]
            announces = announces or word in triggers
            if stop - begin > 1 and word not in stock and nameless[stop] > nameless[begin]:
                content += own[stop] - own[begin]
        yield Clause(
            span=Span(start, end),
            sentence=number,
            wording=own[end] - own[start],
            content=content,
            anchored=layers.anchored[end] > layers.anchored[start],
            announces=announces,
        )


def _running(flags: npt.NDArray[np.bool_]) -> list[int]:
    """Return how many flags are set before each place, the end included."""
    return [0, *np.cumsum(flags).tolist()]


def _placeholders(masked: MaskedReport) -> Iterator[tuple[int, int]]:
    flags = masked.placeholders()
    yield from zip(masked.starts[flags].tolist(), masked.ends[flags].tolist(), strict=True)


def _covered(length: int, ranges: Iterable[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    covered = np.zeros(length, dtype=bool)
    for start, end in ranges:
        covered[start:end] = True
    return covered


def word_bounds(doc: Doc) -> tuple[list[int], list[int]]:
    """Return where words start and end in the cleaned text."""
    places = doc.to_array(["IDX", "LENGTH"])
    starts = places[:, 0].astype(np.int64)
    return starts.tolist(), (starts + places[:, 1].astype(np.int64)).tolist()


def announcing_words() -> frozenset[str]:
    """Return the words that announce or admit something."""
    return _vocabulary()[1]


@cache
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Return all stock words, and those of them that announce or admit something."""
    classes = words_by_class("stock_wording.tsv")
    stock = frozenset(word for name in _CLASSES for word in classes[name])
    return stock, frozenset(word for name in _TRIGGERS for word in classes[name])
