"""Figures with what they count, so that two years can be laid side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analyzer.corpus.masking import MaskedReport
from analyzer.language.annotation import find_entities
from analyzer.language.entities import Money, Quantity, entities
from analyzer.structure.report import Report
from analyzer.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


_CONTEXT: Final = 4  # characters


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that could have changed since last year."""

    span: Span
    value: float
    unit: str
    object: str

    @property
    def key(self) -> tuple[float, str, str]:
        """Return what makes two figures the same: value, unit and what is counted."""
        return (self.value, self.unit, self.object)


def figures_of(doc: Doc, text: str, masked: MaskedReport) -> tuple[Figure, ...]:
    """Return the figures of an annotated report that are no zero and no fixed wording.

    `text` is that of the doc, which builds it anew each time it is asked.
    """
    found: list[Quantity | Money] = [*entities(doc, Quantity), *entities(doc, Money)]
    return tuple(_figures(sorted(found, key=lambda e: e.span), text, masked))


def recycled(
    figures: Iterable[Figure], last_year: Report, masked: MaskedReport
) -> tuple[Figure, ...]:
    """Return the figures that last year's report gives with the same value and object."""
    text = last_year.text.text
    known = [e for e in find_entities(text) if isinstance(e, Quantity | Money)]
    left = Counter(figure.key for figure in _figures(known, text, masked))
    same = []
    for figure in figures:
        if left[figure.key] > 0:
            left[figure.key] -= 1
            same.append(figure)
    return tuple(same)


def _figures(
    found: Iterable[Quantity | Money], text: str, masked: MaskedReport
) -> Iterator[Figure]:
    for entity in found:
        if isinstance(entity, Quantity) and (entity.indefinite or entity.ordinal):
            continue
        span = entity.span
        if any(f.start <= span.start and span.end <= f.end for f in masked.fixed):
            continue
        counted = entity.object or _before(text, span.start)
        # 三个方面, 两项制度: numbers in words count the text's own parts, not the year's work.
        if entity.value and counted and text[span.start].isdigit():
            yield Figure(span, entity.value, entity.unit, counted)


def _before(text: str, at: int) -> str:
    """Return the word or two before a figure whose object was not recognised."""
    return "".join(c for c in text[max(0, at - _CONTEXT) : at] if c.isalpha())
