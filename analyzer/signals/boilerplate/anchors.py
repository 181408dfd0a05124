"""What ties a sentence to one unit: figures, dates, named documents, places, bodies, platforms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analyzer.corpus.fixed_phrases import FixedSpan
from analyzer.corpus.issuers import IssuerName, parse_issuer
from analyzer.language.entities import (
    Date,
    Document,
    Money,
    Organisation,
    Percent,
    Person,
    Place,
    Platform,
    Quantity,
    entities,
)
from analyzer.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KINDS: tuple[type[Any], ...] = (
    Quantity,
    Money,
    Percent,
    Date,
    Document,
    Platform,
    Place,
    Organisation,
    Person,
)


def find_anchors(
    doc: Doc, fixed: Sequence[FixedSpan], issuer: str | None, *, size: int
) -> tuple[Span, ...]:
    """Return the spans of facts that another unit could not print, in order of place.

    What stands inside fixed wording (the period, a contact line) is none but a declared zero, nor is the issuer's own
    name: with another name in its place the sentence would serve another unit. `size` is the
    length of the text.
    """
    own = parse_issuer(issuer or "")
    covered = bytearray(size)
    for span in fixed:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    found = [
        entity.span
        for kind in _KINDS
        for entity in entities(doc, kind)
        if _is_anchor(entity, own) and 0 in covered[entity.span.start : entity.span.end]
    ]
    # A zero declared is honest legal reporting: it counts as coverage, not as emptiness.
    found.extend(Span(s.start, s.end) for s in fixed if s.kind == "zero")
    return tuple(sorted(found))


def _is_anchor(entity: Any, own: IssuerName) -> bool:
    if isinstance(entity, Quantity):
        return not (entity.indefinite or entity.ordinal)
    if isinstance(entity, Date):
        return not entity.whole_year
    if isinstance(entity, Document):
        return entity.kind != "statute"
    if isinstance(entity, Platform):
        return entity.named
    if isinstance(entity, Place):
        return entity.name not in own.places and not entity.name.startswith(own.stems)
    if isinstance(entity, Organisation):
        return entity.kind == "body" and not (own.unit and own.unit in entity.name)
    return True
