"""The fact: something a reader can check, with what it is worth and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analyzer.text.span import Span

FactType = Literal[
    "quantity",
    "money",
    "percent",
    "zero",
    "date",
    "document",
    "platform",
    "column",
    "project",
    "event",
    "organisation",
    "subunit",
    "person",
    "frequency",
    "comparison",
    "total",
]

# They frame other facts or only say who: shown, but counted nowhere, so that nothing counts twice.
FRAMES: frozenset[FactType] = frozenset(("event", "project", "subunit", "total"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a reader can check. `span` counts the text the entities were found in."""

    span: Span
    type: FactType
    text: str
    value: float | None = None  # of a comparison the signed change, of an event how many times
    unit: str = ""
    about: str = ""  # what is counted or dated, as written; "" where the sentence does not say
    normal: str = ""  # a date as ISO 8601 writes it: 2023-04-18, --04-18 (no year told), 2023-H1
    parts: tuple[tuple[str, float], ...] = ()  # of a total: what, how many
    relevant: bool = True  # about disclosure rather than about the unit's other business
    listed: bool = True  # False: a body that only the tagger takes for one
    part: bool = False  # says again what a fact beside it says (…条，占…%; a total of its parts)

    @classmethod
    def at(cls, text: str, start: int, end: int, kind: FactType) -> Fact:
        """Return a fact of a place in `text`, without a value."""
        return cls(span=Span(start, end), type=kind, text=text[start:end])

    def key(self) -> tuple[str, float | None, str, str]:
        """Return what makes two mentions one fact."""
        if self.type in ("date", "comparison"):
            return (self.type, None, "", self.normal or self.text)
        name = "" if self.value is not None else re.sub(r"[“”《》\s]", "", self.text)
        return (self.type, self.value, self.unit, self.about or name)
