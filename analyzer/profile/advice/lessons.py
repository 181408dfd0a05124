"""What a kind of hint is called, and a good sentence of the same kind (ours, invented)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_rows

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A kind of missing fact: title of the hint and an example that tells the fact."""

    kind: str
    title: str
    example: str


@cache
def lessons() -> dict[str, Lesson]:
    """Return kind → lesson, in the order of the file."""
    return {row[0]: Lesson(*row) for row in read_rows("good_sentences.tsv")}


def lesson(kind: str, *, office: bool = False) -> Lesson:
    """Return the lesson of a kind, the general one for a kind without its own.

    `office` asks for the example that fits a unit without villages, where there is one.
    """
    found = lessons()
    own = found.get(f"{kind}@office") if office else None
    return own or found.get(kind) or found[GENERAL]
