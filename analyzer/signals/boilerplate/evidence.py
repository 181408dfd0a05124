"""Gather once, for all rules of the family, what a report shares and with whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from analyzer.corpus.builtin import BuiltinReference, builtin_reference
from analyzer.corpus.masking import MaskedReport, mask
from analyzer.corpus.reference import Passage
from analyzer.settings import Settings
from analyzer.signals.boilerplate.anchors import find_anchors
from analyzer.signals.boilerplate.clauses import (
    Clause,
    announcing_words,
    find_clauses,
    is_stock,
    own_wording,
    stock_runs,
    word_bounds,
)
from analyzer.signals.boilerplate.labels import (
    Aligned,
    Coverage,
    Flags,
    LabelCodes,
    covered_by_blocks,
    covered_by_passages,
    label_characters,
)
from analyzer.signals.boilerplate.repeated_phrases import Phrase, Words, repeated_phrases
from analyzer.signals.boilerplate.repetition import Repetition, repeated_starts, repetitions
from analyzer.signals.boilerplate.stock import Stock, find_stock
from analyzer.signals.boilerplate.stretches import Stretch, join_passages
from analyzer.signals.rule import Context, Subject
from analyzer.text.span import Span

_LEAST_SENTENCE: Final = 8  # characters of own wording; shorter sentences are headings in prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaceable:
    """A sentence without a fact of this unit and with little beyond the stock vocabulary."""

    number: int  # index into Report.sentences
    wording: int
    content_share: float
    wholly_stock: bool  # nothing but stock clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the boilerplate rules and metrics read."""

    masked: MaskedReport
    unit_starts: tuple[int, ...]
    own: Flags  # per character of the cleaned text: wording that no one else fixed
    clauses: tuple[Clause, ...]
    stock_clauses: tuple[tuple[Span, int], ...]  # runs of neighbours, with their number
    in_stock_clauses: Flags
    sentences_judged: int  # with own wording enough to be judged
    replaceable: tuple[Replaceable, ...]
    passages: tuple[Passage, ...]
    stretches: tuple[Stretch, ...]
    repetitions: tuple[Repetition, ...]
    phrases: tuple[Phrase, ...]  # used again and again
    stock: Stock
    coverage: Coverage
    labels: LabelCodes
    builtin: BuiltinReference
    peers: int  # other reports compared with
    has_last_year: bool

    def notable(self, stretch: Stretch, settings: Settings) -> bool:
        """Tell whether a stretch is worth a finding: most of a sentence, or a long run."""
        limits = settings.thresholds
        for passage in stretch.passages:
            runs = [int(self.own[b.span.start : b.span.end].sum()) for b in passage.blocks]
            if max(runs) >= limits["boilerplate_peer_run"]:
                return True
            wording = self._wording_around(passage)
            enough = wording >= limits["boilerplate_peer_sentence"]
            if enough and sum(runs) >= limits["boilerplate_peer_similarity"] * wording:
                return True
        return False

    def _wording_around(self, passage: Passage) -> int:
        at = bisect_right(self.unit_starts, passage.span.start) - 1
        span = self.masked.units[at].span
        return int(self.own[span.start : span.end].sum())


def prepare(subject: Subject, context: Context) -> Evidence:
    """Return the evidence for one report."""
    report, reference, settings = subject.report, context.reference, context.settings
    text, size = report.text.text, len(report.text.text)
    masked = mask(report)
    builtin = builtin_reference()
    stock = find_stock(masked, builtin, reference, settings=settings, size=size)
    passages = reference.passages(report, masked=masked) if reference else ()
    peers = max(0, reference.reports - 1) if reference else 0
    has_last_year = subject.last_year is not None
    coverage = _coverage(masked, stock, passages, peers=peers, has_last_year=has_last_year)
    anchors = find_anchors(subject.doc, masked.fixed, masked.issuer, size=size)
    clauses = find_clauses(report, subject.doc, masked, anchors)
    limits = settings.thresholds
    runs = tuple(stock_runs(clauses, most_content=limits["boilerplate_clause_content"]))
    judged, replaceable = _replaceable(clauses, settings)
    again = _repetitions(text, masked, settings)
    return Evidence(
        masked=masked,
        unit_starts=tuple(unit.span.start for unit in masked.units),
        own=own_wording(text, masked),
        clauses=clauses,
        stock_clauses=runs,
        in_stock_clauses=_marked(((s.start, s.end) for s, _ in runs), len(text)),
        sentences_judged=judged,
        replaceable=replaceable,
        passages=passages,
        stretches=join_passages(passages, report, masked),
        repetitions=again,
        phrases=_phrases(subject, masked, again, settings),
        stock=stock,
        coverage=coverage,
        labels=label_characters(text, coverage),
        builtin=builtin,
        peers=peers,
        has_last_year=has_last_year,
    )


def _repetitions(text: str, masked: MaskedReport, settings: Settings) -> tuple[Repetition, ...]:
    least = settings.thresholds["boilerplate_within_share"]
    return tuple(repetitions(text, masked, least_share=least))


def _phrases(
    subject: Subject, masked: MaskedReport, again: tuple[Repetition, ...], settings: Settings
) -> tuple[Phrase, ...]:
    words = Words(subject.doc.text, *word_bounds(subject.doc), announcing_words())
    limits = settings.thresholds
    found = repeated_phrases(
        masked,
        words,
        again,
        length=int(limits["boilerplate_phrase_wording"]),
        times=int(limits["boilerplate_phrase_times"]),
    )
    return tuple(found)


def _coverage(
    masked: MaskedReport,
    stock: Stock,
    passages: tuple[Passage, ...],
    *,
    peers: int,
    has_last_year: bool,
) -> Coverage:
    size = len(stock.covered)
    return Coverage(
        mandated=_marked(((f.start, f.end) for f in masked.fixed), size),
        stock=stock.covered,
        stock_blocks=stock.blocks,
        peers=_covered(passages, size, own=False) if peers else None,
        own_last_year=_covered(passages, size, own=True) if has_last_year else None,
        within=_repeated(masked, size),
    )


def _marked(ranges: Iterable[tuple[int, int]], size: int) -> Flags:
    flags = np.zeros(size, dtype=bool)
    for start, end in ranges:
        flags[start:end] = True
    return flags


def _repeated(masked: MaskedReport, size: int) -> tuple[Flags, Flags]:
    four, eight = (
        covered_by_blocks(masked, length, repeated_starts(masked, length), size)
        for length in (4, 8)
    )
    return four, eight


def _covered(passages: tuple[Passage, ...], size: int, *, own: bool) -> Aligned:
    return covered_by_passages((p for p in passages if p.own_last_year == own), size)


def _replaceable(
    clauses: tuple[Clause, ...], settings: Settings
) -> tuple[int, tuple[Replaceable, ...]]:
    """Return how many sentences can be judged, and which of them would serve another unit."""
    limits = settings.thresholds
    judged, found = 0, []
    for number, group in groupby(clauses, key=lambda c: c.sentence):
        members = list(group)
        wording = sum(c.wording for c in members)
        if wording < _LEAST_SENTENCE:
            continue
        judged += 1
        share = sum(c.content for c in members) / wording
        anchored = any(c.anchored for c in members)
        if not anchored and share < limits["boilerplate_replaceable_content"]:
            stock = all(is_stock(c, limits["boilerplate_clause_content"]) for c in members)
            found.append(
                Replaceable(number=number, wording=wording, content_share=share, wholly_stock=stock)
            )
    return judged, tuple(found)
