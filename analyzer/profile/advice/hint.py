"""A hint: what to do with which sentence, and what that would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.profile.advice.bench import Change
from analyzer.text.span import SourceSpan, Span

Action = Literal["删去", "订正", "核对", "补写", "改写"]
# What it takes, least first: take out, put right, look up, find out what happened.
EFFORTS: dict[Action, int] = {"删去": 0, "订正": 1, "核对": 2, "补写": 3, "改写": 3}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a statutory table that fills a blank."""

    table: str  # 表三
    row: str  # 本年新收
    value: int

    @property
    def text(self) -> str:
        """Return the figure as shown."""
        return f"{self.table}：{self.row} {self.value} 件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One thing that would help. `places` are never empty; the first is the main one."""

    action: Action
    title: str
    places: tuple[Span | SourceSpan, ...]
    change: Change
    kind: str = ""  # of the example shown
    reason: str = ""
    missing: tuple[str, ...] = ()
    skeleton: str = ""
    example: str = ""
    figures: tuple[Figure, ...] = ()
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # one per place where places have something of their own to say

    @property
    def effort(self) -> int:
        """Return what it takes; figures that lie ready make filling in easy."""
        return 1 if self.figures and self.action == "补写" else EFFORTS[self.action]


def spans_of(hints: Sequence[Hint]) -> tuple[Span, ...]:
    """Return the places of hints that lie in the prose."""
    return tuple(p for h in hints for p in h.places if isinstance(p, Span))
