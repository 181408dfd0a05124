"""Annotate text once: words with tags, and every entity as a spaCy span group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from analyzer.language.contacts import find_contacts
from analyzer.language.dates import find_dates, find_years
from analyzer.language.documents import find_documents, find_quotations
from analyzer.language.entities import (
    KINDS,
    Contact,
    Document,
    Organisation,
    Person,
    Place,
    Platform,
    group_of,
    pack,
)
from analyzer.language.gazetteer import find_words
from analyzer.language.names import (
    find_organisations,
    find_persons,
    find_places,
    tagged_names,
    widened,
)
from analyzer.language.numbers import halfwidth
from analyzer.language.platforms import find_platforms
from analyzer.language.quantities import (
    find_bare_counts,
    find_money,
    find_percents,
    find_quantities,
)
from analyzer.language.tagger import find_tagged

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from analyzer.language.entities import Entity


@cache
def pipeline() -> Language:
    """Return the pipeline, built once per process: `spacy.blank("zh")` with our tokenizer."""
    import spacy

    from analyzer.language.tokenizer import JiebaTokenizer

    # The stock tokenizer is replaced at once; by character it needs no dictionary to load.
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    nlp.tokenizer = JiebaTokenizer(nlp.vocab)
    return nlp


def annotate(text: str) -> Doc:
    """Return words, tags and entities of `text`.

    `doc.text == text`, `token.idx` counts code points, and `doc.spans` has a group for every name
    in `entities.KINDS`; read them typed with `entities(doc, Quantity)`. Tokens never straddle the
    edge of an entity.
    """
    import rjieba

    words = rjieba.tag(text)
    found = find_entities(text, words)
    edges = [edge for entity in found for edge in (entity.span.start, entity.span.end)]
    tokenizer: Any = pipeline().tokenizer
    doc: Doc = tokenizer.tokenize(text, edges=edges, tagged=words)
    _fill(doc, found, length=len(text))
    return doc


def find_entities(text: str, tagged: Sequence[tuple[str, str]] | None = None) -> list[Entity]:
    """Return all entities of `text` in order of place; `tagged` are its words when known."""
    plain = halfwidth(text)
    free = bytearray(b"\x01" * len(plain))
    found: list[Entity] = []
    # In this order: the digits of an address, a title or a date are no quantity.
    for finder in (
        find_contacts,
        find_documents,
        find_dates,
        find_money,
        find_percents,
        find_quantities,
        find_bare_counts,
        find_years,
    ):
        found.extend(_claim(finder(plain), free))
    words = find_words(plain)
    found.extend(find_quotations(text))
    found.extend(find_places(words))
    found.extend(find_organisations(plain, words))
    found.extend(find_persons(text))
    found.extend(find_platforms(plain, words))
    found = _with_tagged(text, found, tagged)
    found.sort(key=lambda e: (e.span.start, -e.span.end, group_of(e)))
    return found


def _with_tagged(
    text: str, found: Sequence[Entity], words: Sequence[tuple[str, str]] | None
) -> list[Entity]:
    """Return the entities with the names that no pattern knows: villages, firms, people without a post."""
    import rjieba

    candidates = list(find_tagged(text, rjieba.tag(text) if words is None else words))
    wider = {w.span.end: w for w in widened(found, candidates, text)}
    found = [
        wider[e.span.end] if isinstance(e, Organisation) and e.span.end in wider else e
        for e in found
    ]
    names = (Place, Organisation, Person)
    closed = (Document, Contact)
    listed = [e.span for e in found if isinstance(e, Place)]
    taken = [
        e.span
        for e in found
        if isinstance(e, (*names, *closed)) or (isinstance(e, Platform) and e.named)
    ]
    return [*found, *tagged_names(text, candidates, taken=taken, listed=listed)]


def _claim(candidates: Iterable[Any], free: bytearray) -> list[Any]:
    """Return the candidates of which no character is taken yet, and take theirs."""
    claimed = []
    for candidate in candidates:
        start, end = candidate.span.start, candidate.span.end
        if 0 not in free[start:end]:
            free[start:end] = bytes(end - start)
            claimed.append(candidate)
    return claimed


def _fill(doc: Doc, found: list[Entity], *, length: int) -> None:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import SpanGroup

    # One array, and not doc.text: making a Token object per word cost a third of the annotation.
    starts = doc.to_array("IDX").tolist()
    first = {offset: index for index, offset in enumerate(starts)}
    first[length] = len(doc)
    groups: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for entity in found:
        groups[group_of(entity)].append(entity)
    for kind, members in groups.items():
        spans = [
            TokenSpan(doc, first[e.span.start], first[e.span.end], label=kind) for e in members
        ]
        attrs = {"values": [pack(e) for e in members]}
        doc.spans[kind] = SpanGroup(doc, name=kind, spans=spans, attrs=attrs)
