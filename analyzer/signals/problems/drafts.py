"""Items under construction: clauses gathered into problems and measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.signals.problems.zones import Labelled


@dataclass(slots=True)
class Draft:
    """One item being gathered. Offsets count the text of the clauses."""

    kind: Literal["problem", "measure"]
    start: int
    end: int
    chunk: int
    sentence: int
    segment: int
    opened: int  # the segment it began in
    text: str  # the clauses so far, with ，between them
    clauses: int = 1
    head: bool = False  # so far only a head line: 加强组织领导。
    closed: bool = False  # a clause of purpose has followed
    cause_only: bool = False  # the effect is still to come
    future: bool = False  # stands among what is announced
    heading: str = ""  # the heading it stands under
    settled: bool = False  # 目前问题已解决 follows
    head_line: str = ""  # the head line it began with
    context: str = ""  # subject or cause shared with the item before
    answers: str = ""  # what its introduction says it answers: 针对…的问题

    def extend(self, label: Labelled) -> None:
        """Take one more clause in."""
        if self.head and self.sentence != label.sentence:
            self.head_line = self.text
        self.end = label.end
        self.text += "，" + label.text
        self.clauses += 1
        self.head = False
        self.chunk, self.sentence, self.segment = label.chunk, label.sentence, label.segment


def new_draft(
    kind: Literal["problem", "measure"], label: Labelled, *, start: int, text: str
) -> Draft:
    """Begin an item with one clause."""
    return Draft(
        kind=kind,
        start=start,
        end=label.end,
        chunk=label.chunk,
        sentence=label.sentence,
        segment=label.segment,
        opened=label.segment,
        text=text,
        future=label.future,
        heading=label.heading,
        settled=label.past,
    )
