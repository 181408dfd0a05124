"""Measure people, places and organisations against our own labels."""

from __future__ import annotations

from collections import Counter
from typing import Any

from analyzer.language.annotation import find_entities
from analyzer.language.entities import Organisation, Person, Place
from analyzer.text.span import Span
from tests.quality.facts.marks import ROOT, Marked, read_marked, read_prose

KINDS = {"P": "person", "L": "place", "O": "organisation"}
Sentence = tuple[str, list[tuple[str, Span]], list[Span]]  # text, names, what does not matter


def read_invented() -> list[Sentence]:
    """Return the sentences made for names."""
    lines = (ROOT / "data/gold/names/invented.txt").read_text("utf-8").splitlines()
    return [_names(*read_marked(x), free="G") for x in lines if x and not x.startswith("#")]


def read_reports() -> list[Sentence]:
    """Return the sentences of invented reports that are no fixed wording."""
    return [_names(s.text, s.marks, free="GOu") for s in read_prose() if s.grade != "F"]


def _names(text: str, marks: tuple[Marked, ...], *, free: str) -> Sentence:
    bodies = "O" if "O" not in free else "o"
    names = [
        ("O" if m.letter == bodies else m.letter, m.span)
        for m in marks
        if m.letter == bodies or m.letter in "PL"
    ]
    return text, names, [m.span for m in marks if m.letter in free]


def found_in(text: str) -> list[tuple[str, Span]]:
    """Return the names the program finds; bodies every place has are not names."""
    found = []
    for entity in find_entities(text):
        if isinstance(entity, Person):
            found.append(("P", entity.span))
        elif isinstance(entity, Place):
            found.append(("L", entity.span))
        elif isinstance(entity, Organisation) and entity.kind != "generic":
            found.append(("O", entity.span))
    return found


def measure(sentences: list[Sentence]) -> dict[str, Any]:
    """Return precision, recall and F1 by kind; a name counts where half of both spans overlap.

    A place inside a labelled body, and what lies in a stretch that does not matter, count neither way.
    """
    right: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    got: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for text, names, free in sentences:
        left = list(names)
        wanted.update(kind for kind, _ in names)
        for kind, span in found_in(text):
            match = next((n for n in left if n[0] == kind and _half(span, n[1])), None)
            inside = any(n[1].contains(span) for n in names) or any(span.overlaps(f) for f in free)
            if match is None and inside:
                continue
            got[kind] += 1
            if match is not None:
                left.remove(match)
                right[kind] += 1
                exact[kind] += match[1] == span
    return {
        "sentences": len(sentences),
        "names": wanted.total(),
        **{name: _scores(right[k], exact[k], got[k], wanted[k]) for k, name in KINDS.items()},
        "all": _scores(right.total(), exact.total(), got.total(), wanted.total()),
    }


def _half(a: Span, b: Span) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared >= max(len(a), len(b))


def _scores(right: int, exact: int, got: int, wanted: int) -> dict[str, float]:
    return {
        "n": wanted,
        "precision": round(right / max(1, got), 3),
        "recall": round(right / max(1, wanted), 3),
        "f1": round(2 * right / max(1, got + wanted), 3),
        "exact_f1": round(2 * exact / max(1, got + wanted), 3),
    }
