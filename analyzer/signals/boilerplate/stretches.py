"""Join neighbouring shared passages with the same other report into one place to show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.corpus.masking import MaskedReport
from analyzer.corpus.reference import Passage
from analyzer.signals.boilerplate.labels import Flags
from analyzer.signals.rule import Json
from analyzer.structure.report import Report
from analyzer.text.span import Span

_HOLDERS_TOLD = 5


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages of consecutive sentences that stand in the same other report."""

    passages: tuple[Passage, ...]
    units: int  # sentences it covers

    @property
    def span(self) -> Span:
        """Return the place from the first shared character to the last."""
        return Span(self.passages[0].span.start, max(p.span.end for p in self.passages))

    @property
    def reports_sharing(self) -> int:
        """Return how many other reports hold it, by the passage that most of them hold."""
        return max(p.reports_sharing for p in self.passages)

    @property
    def similarity(self) -> float:
        """Return the similarity of its passages, weighted by their length."""
        lengths = [len(p.span) for p in self.passages]
        weighted = sum(p.similarity * n for p, n in zip(self.passages, lengths, strict=True))
        return weighted / max(1, sum(lengths))

    @property
    def one_superior(self) -> str | None:
        """Return the superior that all holders of all its passages have in common."""
        names = {p.one_superior for p in self.passages}
        return names.pop() if len(names) == 1 else None

    def shared(self, own: Flags) -> int:
        """Return how many characters of the author's own wording are the same."""
        return sum(
            int(own[b.span.start : b.span.end].sum()) for p in self.passages for b in p.blocks
        )


def join_passages(
    passages: Iterable[Passage], report: Report, masked: MaskedReport
) -> tuple[Stretch, ...]:
    """Return stretches in order of place; a stretch does not leave its section."""
    starts = [unit.span.start for unit in masked.units]
    open_: dict[tuple[str, bool], tuple[int, int, list[Passage]]] = {}
    done: list[Stretch] = []
    for passage in passages:
        unit = bisect_right(starts, passage.span.start) - 1
        section = report.section_at(passage.span.start)
        key = (passage.other_source, passage.own_last_year)
        held = open_.get(key)
        if held is not None and unit - held[0] <= 1 and section == held[1]:
            held[2].append(passage)
            open_[key] = (unit, section, held[2])
            continue
        if held is not None:
            done.append(_closed(held[2]))
        open_[key] = (unit, section, [passage])
    done.extend(_closed(found) for _, _, found in open_.values())
    return tuple(sorted(done, key=lambda s: (s.span, s.passages[0].other_source)))


def _closed(passages: list[Passage]) -> Stretch:
    return Stretch(tuple(passages), len(passages))


def told(stretch: Stretch, report: Report) -> dict[str, Json]:
    """Return a stretch as evidence: both sides with places in their files, and who else holds it."""
    first = stretch.passages[0]
    return {
        "other_source": first.other_source,
        "other_issuer": first.other_issuer,
        "other_year": first.other_year,
        "other_section": first.other_section,
        "other_text": "……".join(p.other_text for p in stretch.passages),
        "other_start": min(p.other_start for p in stretch.passages),
        "other_end": max(p.other_end for p in stretch.passages),
        "own_last_year": first.own_last_year,
        "similarity": stretch.similarity,
        "reports_sharing": stretch.reports_sharing,
        "one_superior": stretch.one_superior,
        "holders": _holders(stretch.passages),
        "blocks": _blocks(stretch.passages, report),
    }


def _holders(passages: Sequence[Passage]) -> list[Json]:
    found: dict[str, Json] = {}
    for passage in passages:
        for holder in passage.holders:
            found.setdefault(
                holder.source,
                {"source": holder.source, "issuer": holder.issuer, "year": holder.year},
            )
    return list(found.values())[:_HOLDERS_TOLD]


def _blocks(passages: Sequence[Passage], report: Report) -> list[Json]:
    """Return what is the same as [start, end, start there, end there], counted in both files."""
    blocks: list[Json] = []
    for passage in passages:
        for block in passage.blocks:
            here = report.text.source_span(block.span)
            blocks.append([here.start, here.end, block.other.start, block.other.end])
    return blocks
