"""What the network that reads whole sentences doubts: superfluous characters, marks that lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyzer.language.spelling.reading import Reading, read
from analyzer.language.spelling.suspects import NARROW
from analyzer.text.span import Span

if TYPE_CHECKING:
    from analyzer.signals.rule import Subject
    from analyzer.structure.report import Report

MARKS = frozenset("、，。")
# The network was trained on sentences and members of enumerations by themselves.
_PIECE = re.compile(r"[^；\n]*；|[^；\n]+")
_NAMED = ("place", "organisation", "person", "document", "quotation", "platform", "contact")
# (probability from which, confidence). The share right by groups of issuers and in the invented
# proses: reports/quality/defects.md.
_EXTRA = ((0.6, 0.75), (0.4, 0.58))
_EXTRA_MARK = ((0.06, 0.6),)
_LOST_MARK = ((0.06, 0.6),)
_WHOLE = 0.75  # below this confidence a part of a word is not doubted: 公 of 公开
_SURE_MARK = 0.9  # probability of the mark itself


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where something is superfluous or lacks, with how sure that is."""

    place: Span  # empty where something lacks
    character: str  # what is superfluous, or lacks
    confidence: float

    @property
    def is_mark(self) -> bool:
        """Tell whether it is a matter of punctuation."""
        return self.character in MARKS


def pieces_of(report: Report) -> list[Span]:
    """Return the sentences of the prose, those that hold ； in parts."""
    text = report.text.text
    return [
        Span(sentence.span.start + m.start(), sentence.span.start + m.end())
        for sentence in report.sentences
        for m in _PIECE.finditer(sentence.span.of(text))
    ]


def doubts_of(subject: Subject) -> tuple[Doubt, ...]:
    """Return the doubts about a report's prose, in order; none where no network is shipped."""
    text = subject.report.text.text
    pieces = [piece for piece in pieces_of(subject.report) if piece.of(text).strip()]
    if not pieces:
        return ()
    # The sentences LAN01 reads too, and no more: what is read is remembered.
    readings = read([piece.of(text) for piece in pieces], least=NARROW.sentence)
    named = _named(subject)
    edges = {token.idx for token in subject.doc}
    found = [
        doubt
        for piece, reading in zip(pieces, readings, strict=True)
        if reading is not None
        for doubt in _doubts(piece, text, reading)
        if not any(s < doubt.place.end + 1 and doubt.place.start < e + 1 for s, e in named)
    ]
    return tuple(d for d in _joined(found) if d.confidence >= _WHOLE or _whole(d.place, edges))


def _whole(place: Span, edges: Set[int]) -> bool:
    """Tell whether a place begins and ends between words."""
    return place.start in edges and place.end in edges


def _joined(found: Sequence[Doubt]) -> list[Doubt]:
    """Make one doubt of superfluous characters that stand side by side."""
    joined: list[Doubt] = []
    for doubt in found:
        last = joined[-1] if joined else None
        beside = last is not None and last.place and doubt.place.start == last.place.end
        if last is None or not beside or not doubt.place or last.is_mark or doubt.is_mark:
            joined.append(doubt)
            continue
        joined[-1] = Doubt(
            Span(last.place.start, doubt.place.end),
            last.character + doubt.character,
            max(last.confidence, doubt.confidence),
        )
    return joined


def _named(subject: Subject) -> Sequence[tuple[int, int]]:
    spans = subject.doc.spans
    return [
        (span.start_char, span.end_char) for kind in _NAMED if kind in spans for span in spans[kind]
    ]


def _doubts(piece: Span, text: str, reading: Reading) -> Iterator[Doubt]:
    extra = min(_EXTRA_MARK[-1][0], _EXTRA[-1][0])
    for at in np.flatnonzero(reading.extra >= extra).tolist():
        place = Span(piece.start + at, piece.start + at + 1)
        character = place.of(text)
        steps = _EXTRA_MARK if character in MARKS else _EXTRA
        confidence = _step(steps, float(reading.extra[at]))
        if confidence and (character in MARKS or _is_chinese(character)):
            yield Doubt(place, character, confidence)
    for at in np.flatnonzero(reading.missing >= _LOST_MARK[-1][0]).tolist():
        offered = reading.lost[at]
        if offered and offered[0][0] in MARKS and offered[0][1] >= _SURE_MARK:
            place = Span(piece.start + at, piece.start + at)
            confidence = _step(_LOST_MARK, float(reading.missing[at]))
            yield Doubt(place, offered[0][0], confidence)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _step(steps: Sequence[tuple[float, float]], probability: float) -> float:
    return next((c for least, c in steps if probability >= least), 0.0)
