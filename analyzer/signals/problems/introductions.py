"""What an introduction says its measures answer: 针对目录更新慢的问题，…; 针对第二个问题，…."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.signals.problems.zones import Labelled

_NUMERALS = "一二三四五六七八九十"
_ANSWERS = re.compile(
    r"(?:针对|聚焦|围绕|对于|就)(?P<what>[^，]{3,60}?)(?:等|这一|的)*(?:问题|不足(?!、|”)|短板|现象|薄弱环节|情况|方面)"
)
_ALL = re.compile(r"^(?:以上|上述|这些|存在|查摆|自查|前述|此|该|年报|群众|热点|重点|社会)")
_NUMBERED = re.compile(rf"第(?P<n>[{_NUMERALS}])(?:个|项|条|类|点)?$")


@dataclass(frozen=True, slots=True)
class Introduced:
    """What the measures at hand are said to answer; holds to the end of the sentence or item."""

    text: str = ""
    sentence: int = -1
    chunk: int = -1
    enumerated: bool = False

    def after(self, label: Labelled) -> Introduced:
        """Return what holds from a clause on."""
        found = _ANSWERS.search(label.clause.text) if label.zone == "measure" else None
        if found and not _ALL.match(found["what"]):
            return Introduced(found["what"], label.sentence, label.chunk, label.enumerated)
        same = label.sentence == self.sentence or (self.enumerated and label.chunk == self.chunk)
        return self if same and label.zone == "measure" else Introduced()


def number_of(text: str) -> int | None:
    """Return which problem 第二个 means, counted from 0."""
    found = _NUMBERED.search(text)
    return _NUMERALS.index(found["n"]) if found else None
