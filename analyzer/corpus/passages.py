"""Align candidate sentences with a report's own and say what stands where, on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from analyzer.corpus import names
from analyzer.corpus.alignment import (
    NO_PLACEHOLDERS,
    Common,
    Indexed,
    common_blocks,
    index,
    wording,
)
from analyzer.corpus.candidates import IDENTICAL, Candidate, Flags
from analyzer.corpus.issuers import superior_of
from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.reference import Block, Holder, Passage
from analyzer.corpus.refinement import refine
from analyzer.corpus.shingles import distinct, text_hash
from analyzer.corpus.tables import AnyTables, Indexes
from analyzer.structure.report import Report
from analyzer.text.span import SourceSpan, Span

# A passage is evidence when this much of the author's own wording agrees in one sentence and it
# agrees densely enough for its longest run: short runs scattered over a long sentence are the
# subject's vocabulary. Or when the sentences, laid over each other, agree character by character.
# Chosen on planted copies (recall 0.99, 0.94 and 0.70 at 10, 20 and 30 % edits; on statutes, which
# copy nothing, 0.4 % false alarms) so that unrelated seeds share nothing:
# reports/quality/boilerplate.md.
LEAST_WORDING: Final = 15
# (longest run at least, similarity of the aligned stretches at least), either will do
DENSITIES: Final = ((15, 0.0), (10, 0.6))
# or runs of this length that make up most of the shorter sentence, in whatever order
SHORT_RUN: Final = 6
MOST: Final = 0.5
EDITED: Final = 0.55  # of the characters agree one by one: a copy with changed characters
_LAID_OVER: Final = (
    0.7  # of the shorter text; a term at the end of one and the start of another is none
)
_LEAST_IDENTICAL: Final = 8  # a whole sentence of this length is a passage when it is the same
_AS_GOOD: Final = 0.8  # of the best alignment's wording: reports that hold "the same" passage
_ABOUT_AS_GOOD: Final = 0.9  # of it: reports among which the one that shares most is shown
_HOLDERS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Aligned:
    """A unit of the report aligned with a sentence of the reference."""

    unit: int
    sentence: int
    blocks: tuple[Common, ...]
    shared: int  # characters of the author's own wording inside the blocks
    text: str  # masked text of the sentence there


def align_texts(given: Indexed, right: str) -> tuple[tuple[Common, ...], int]:
    """Return the blocks of two masked sentences and the wording in them.

    Nothing where too little agrees to speak of a shared passage.
    """
    same = given.text == right
    blocks = (Common(0, 0, len(right)),) if same else common_blocks(given, right)
    shares = [given.wording(b) for b in blocks]
    shared = sum(shares)
    if shared < _LEAST_IDENTICAL:
        return (), 0
    if same or (shared >= LEAST_WORDING and _dense(given, right, blocks, max(shares))):
        return blocks, shared
    return (blocks, shared) if _edited(given.text, right, blocks) else ((), 0)


def _dense(given: Indexed, right: str, blocks: Sequence[Common], longest: int) -> bool:
    dense = similarity(blocks)
    if any(longest >= run and dense >= share for run, share in DENSITIES):
        return True
    shared = sum(given.wording(b) for b in blocks)
    return longest >= SHORT_RUN and shared >= MOST * min(given.total, wording(right))


def _edited(left: str, right: str, blocks: Sequence[Common]) -> bool:
    """Tell whether one text is the other with characters changed here and there.

    Both are laid over each other at their longest agreement; where copies and chance part is the
    share of characters that agree there one by one.
    """
    longest = max(blocks, key=lambda b: b.length)
    shift = longest.right - longest.left
    start, end = max(0, -shift), min(len(left), len(right) - shift)
    if end - start < _LAID_OVER * min(len(left), len(right)):
        return False
    here = left[start:end].translate(NO_PLACEHOLDERS)
    there = right[start + shift : end + shift].translate(NO_PLACEHOLDERS)
    if len(here) < LEAST_WORDING:
        return False
    return Levenshtein.normalized_similarity(here, there, score_cutoff=EDITED) > 0


def similarity(blocks: Sequence[Common]) -> float:
    """Return the share of agreeing characters in the longer of the two aligned stretches."""
    left = blocks[-1].left + blocks[-1].length - blocks[0].left
    right = max(b.right + b.length for b in blocks) - min(b.right for b in blocks)
    return min(1.0, sum(b.length for b in blocks) / max(left, right))


@dataclass(frozen=True, slots=True)
class _Place:
    """An alignment, with the sentence and the report it is shown against (rows of the tables)."""

    aligned: Aligned
    row: int
    holder: int


@dataclass(frozen=True, slots=True)
class _There:
    """The aligned stretch in the other file: one start and end per masked character."""

    first: int  # masked character of the sentence with which the stretch begins
    starts: list[int]
    ends: list[int]
    text: str  # of the file, from the first start to the last end

    def span(self, first: int, last: int) -> SourceSpan:
        """Lead masked characters [first, last) of the sentence back to the file."""
        return SourceSpan(self.starts[first - self.first], self.ends[last - 1 - self.first])

    def text_at(self, place: int) -> str:
        """Return what a masked character of the sentence stands for."""
        span, base = self.span(place, place + 1), self.starts[0]
        return self.text[span.start - base : span.end - base]

    def shown(self) -> str:
        """Return the text without what stands between its lines: page numbers, running heads."""
        if "\n" not in self.text:
            return self.text
        base = self.starts[0]
        pieces = [self.text[: self.ends[0] - base]]
        for before, start, end in zip(self.ends, self.starts[1:], self.ends[1:], strict=False):
            lines = self.text[before - base : start - base].split("\n")
            pieces.append(lines[0] if len(lines) == 1 else lines[0].rstrip() + lines[-1].lstrip())
            pieces.append(self.text[start - base : end - base])
        return "".join(pieces)


class Aligner:
    """Turns candidates for one report into passages."""

    def __init__(
        self,
        tables: AnyTables,
        report: Report,
        masked: MaskedReport,
        *,
        text_of: Callable[[int, int, int], str],
    ) -> None:
        self._tables = tables
        self._text_of = text_of  # another report's file by its row, from start to end
        self._report = report
        self._masked = masked
        self._text = masked.text_between(0, len(masked.codes))
        self._starts: list[int] = masked.starts.tolist()
        self._ends: list[int] = masked.ends.tolist()
        self._superior = superior_of(masked.issuer)
        self._known: dict[int, Holder] = {}

    def passages(
        self, candidates: Sequence[Candidate], eligible: Flags, *, own_last_year: bool
    ) -> Iterator[Passage]:
        """Yield what agrees enough, in order of unit; a further one only where it adds wording.

        Of reports that hold a sentence about equally well, the one that shares most with the
        report as a whole is named, so that a copied text is shown against one other text.
        """
        groups = [
            (unit, self._align(unit, list(group)))
            for unit, group in groupby(candidates, key=lambda c: c.unit)
        ]
        weights = self._weights([a for _, aligned in groups for a in aligned], eligible)
        for _, aligned in groups:
            for place in self._choose(aligned, eligible, weights):
                alike = [a for a in aligned if a.shared >= _AS_GOOD * place.aligned.shared]
                yield self._passage(place, alike, eligible, own_last_year=own_last_year)

    def _choose(
        self, aligned: Sequence[Aligned], eligible: Flags, weights: npt.NDArray[np.int64]
    ) -> Iterator[_Place]:
        """Yield what of a unit's alignments is shown, until no other adds wording."""
        if len(aligned) == 1:
            yield self._place(aligned[0], eligible, weights)
            return
        covered: set[int] = set()
        left = list(aligned)
        while left:
            enough = _ABOUT_AS_GOOD * max(a.shared for a in left)
            places = [self._place(a, eligible, weights) for a in left if a.shared >= enough]
            best = max(places, key=lambda p: (int(weights[p.holder]), p.aligned.shared))
            yield best
            covered |= _characters(best.aligned.blocks)
            left = [a for a in left if len(_characters(a.blocks) - covered) >= LEAST_WORDING]

    def _weights(self, aligned: Sequence[Aligned], eligible: Flags) -> npt.NDArray[np.int64]:
        """Return per report of the reference how much wording it shares in all."""
        holders = [self._tables.held_by(a.sentence)[1] for a in aligned]
        shared = np.repeat([a.shared for a in aligned], [len(h) for h in holders])
        weights = np.zeros(len(eligible), dtype=np.int64)
        if aligned:
            np.add.at(weights, np.concatenate(holders), shared)
        return weights

    def _place(self, aligned: Aligned, eligible: Flags, weights: npt.NDArray[np.int64]) -> _Place:
        """Return the sentence and the report by which an alignment is best shown."""
        rows, holders = self._tables.held_by(aligned.sentence)
        if len(rows) == 1:  # it is eligible, or the sentence were no candidate
            return _Place(aligned, int(rows[0]), int(holders[0]))
        allowed = np.flatnonzero(eligible[holders])
        at = allowed[np.argmax(weights[holders[allowed]])]
        return _Place(aligned, int(rows[at]), int(holders[at]))

    def _align(self, unit: int, candidates: Sequence[Candidate]) -> list[Aligned]:
        left = self._unit_text(unit)
        if wording(left) < _LEAST_IDENTICAL:
            return []
        found = []
        if candidates[0].votes == IDENTICAL:
            whole = (Common(0, 0, len(left)),)
            found.append(Aligned(unit, candidates[0].sentence, whole, wording(left), left))
            candidates = candidates[1:]
        given = index(left) if candidates else None
        for candidate in candidates:
            assert given is not None
            rows, holders = self._tables.held_by(candidate.sentence)
            right = self._tables.masked_text(int(rows[0]), int(holders[0]))
            blocks, shared = align_texts(given, right)
            if blocks:
                found.append(Aligned(unit, candidate.sentence, blocks, shared, right))
        return found

    def _unit_text(self, unit: int) -> str:
        there = self._masked.units[unit]
        return self._text[there.first : there.last]

    def _passage(
        self, place: _Place, alike: Sequence[Aligned], eligible: Flags, *, own_last_year: bool
    ) -> Passage:
        row, holder = place.row, place.holder
        best = self._refined(place.aligned)
        text = self._tables.report_text(holder)
        entry = self._tables.reports[holder]
        there = self._there(best, row, holder)
        blocks = tuple(self._blocks(best, there))
        start = min(b.other.start for b in blocks)
        end = max(b.other.end for b in blocks)
        sharing = self._sharing(alike, eligible)
        return Passage(
            span=Span(blocks[0].span.start, blocks[-1].span.end),
            blocks=blocks,
            other_source=text.source,
            other_issuer=text.issuer,
            other_year=int(entry["year"]) or None,
            other_section=self._tables.section_of(row, holder),
            other_text=there.shown(),
            other_start=start,
            other_end=end,
            own_last_year=own_last_year,
            similarity=similarity(best.blocks),
            reports_sharing=len(sharing),
            holders=self._holders(holder, sharing),
            one_superior=None if own_last_year else self._one_superior(sharing),
        )

    def _refined(self, best: Aligned) -> Aligned:
        """Add what agrees in shorter runs, now that the passage is one."""
        left = self._unit_text(best.unit)
        if len(best.blocks) == 1 and best.blocks[0].length == len(left):
            return best
        blocks = refine(left, best.text, best.blocks)
        return Aligned(best.unit, best.sentence, blocks, best.shared, best.text)

    def _there(self, best: Aligned, row: int, holder: int) -> _There:
        first = min(b.right for b in best.blocks)
        last = max(b.right + b.length for b in best.blocks)
        starts, ends = self._tables.source_ranges(row, holder, first, last)
        return _There(first, starts, ends, self._text_of(holder, starts[0], ends[-1]))

    def _blocks(self, best: Aligned, there: _There) -> Iterator[Block]:
        """Yield the blocks in the report's and the other file's coordinates.

        Figures are masked before comparing; one that differs is no shared text, so it splits.
        """
        unit = self._masked.units[best.unit].first
        text = self._report.text.text
        for common in best.blocks:
            here, other = unit + common.left, common.right
            left = self._text[here : here + common.length]
            if names.NUMBER not in left:
                end = other + common.length
                span = Span(self._starts[here], self._ends[here + common.length - 1])
                yield Block(span=span, other=there.span(other, end), run=common.length)
                continue
            begin = 0
            for at in [*(i for i, c in enumerate(left) if c == names.NUMBER), common.length]:
                if at < common.length:
                    figure = self._masked.span(here + at, here + at + 1).of(text)
                    if figure == there.text_at(other + at):
                        continue
                if at > begin:
                    yield Block(
                        span=self._masked.span(here + begin, here + at),
                        other=there.span(other + begin, other + at),
                        run=common.length,
                    )
                begin = at + 1

    def _sharing(self, alike: Sequence[Aligned], eligible: Flags) -> Indexes:
        rows = [self._tables.held_by(a.sentence)[1] for a in alike]
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0].astype(np.int64)  # the one holder is eligible, or it were not aligned
        together = np.concatenate(rows)
        return distinct(together[eligible[together]]).astype(np.int64)

    def _holders(self, best: int, sharing: Indexes) -> tuple[Holder, ...]:
        shown = [best, *(row for row in sharing[:_HOLDERS_SHOWN].tolist() if row != best)]
        return tuple(self._holder(row) for row in shown[:_HOLDERS_SHOWN])

    def _holder(self, row: int) -> Holder:
        if row not in self._known:
            text = self._tables.report_text(row)
            year = int(self._tables.reports["year"][row]) or None
            self._known[row] = Holder(text.source, text.issuer, year, text.superior)
        return self._known[row]

    def _one_superior(self, sharing: Indexes) -> str | None:
        """Return the superior that the report and everyone who shares the passage have."""
        if self._superior is None:
            return None
        superiors = np.unique(self._tables.reports["superior"][sharing])
        own = self._tables.canonical(text_hash(self._superior))
        return self._superior if superiors.tolist() == [own] else None


def _characters(blocks: Sequence[Common]) -> set[int]:
    return {at for b in blocks for at in range(b.left, b.left + b.length)}
