"""What is never altered: names, places, institutions, addresses, titles, set formulations."""

from __future__ import annotations

import re
from functools import cache

from analyzer.language.annotation import find_entities
from analyzer.language.contacts import find_contacts
from analyzer.language.documents import find_documents, find_quotations
from analyzer.language.gazetteer import find_words
from analyzer.language.lexicon import read_rows, words_by_class
from analyzer.language.names import find_organisations, find_persons, find_places
from analyzer.language.numbers import halfwidth
from analyzer.language.platforms import find_platforms
from analyzer.text.span import Span

# Kinds of entity whose wording is their owner's.
_NAMED = frozenset(
    {"place", "organisation", "person", "document", "quotation", "platform", "contact"}
)
# 四是 opens a member of an enumeration, whatever it sounds like.
_MARKER = re.compile(
    "[一二三四五六七八九十]{1,3}(?:是|、)|第[一二三四五六七八九十百]+[条章节款项]?"
)
_QUOTED = re.compile(r"《[^《》]{1,80}》|https?://[!-~]+|[\w.+-]+@[\w.-]+|www\.[!-~]+")


@cache
def _formulations() -> re.Pattern[str]:
    rows = read_rows("formulations.tsv")
    longest = sorted((row[0] for row in rows), key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest)))


@cache
def _fixed_wording() -> re.Pattern[str]:
    words = [w for some in words_by_class("spelling_protected.tsv").values() for w in some]
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


def protected_spans(text: str) -> list[Span]:
    """Return the places of `text` no correction may touch, in order."""
    patterns = (_QUOTED, _MARKER, _formulations(), _fixed_wording())
    found = [Span(*m.span()) for p in patterns for m in p.finditer(text)]
    plain = halfwidth(text)
    words = find_words(plain)
    known = (
        find_contacts(plain), find_documents(plain), find_quotations(text), find_places(words),
        find_organisations(plain, words), find_persons(text), find_platforms(plain, words),
    )  # fmt: skip
    return sorted(found + [entity.span for some in known for entity in some])


def guessed_names(text: str) -> list[Span]:
    """Return places that a tagger takes for names: there only what is nearly sure is corrected.

    The tagger knows names by their surroundings, so a misspelt 国物院 is one to it as well.
    """
    return [e.span for e in find_entities(text) if type(e).__name__.lower() in _NAMED]


def makes_formulation(text: str, start: int, end: int) -> bool:
    """Tell whether [start, end) of a *corrected* text lies in a set formulation.

    Then the wording was a damaged formulation: a human must look at it, no program rewrites it.
    """
    return any(m.start() < end and start < m.end() for m in _formulations().finditer(text))
