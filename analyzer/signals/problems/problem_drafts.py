"""Gather the clauses that tell what is lacking into problems."""

from __future__ import annotations

import re
from itertools import pairwise

from analyzer.signals.problems.cues import Cues, load_cues, themes_of
from analyzer.signals.problems.drafts import Draft, new_draft
from analyzer.signals.problems.zones import Labelled

_EFFECT = re.compile(r"^(?:从而|进而)?(?:导致|造成|致使|影响|使得|以致)")
_CAUSE_FIRST = re.compile(r"^(?:但|同时|主要是|另外)?(?:由于|因(?!此|而)|受|鉴于)")
_FILLER = re.compile(
    r"^(?:但|但是|不过|然而|同时|也|还|仍|依然|目前|存在|有|着|一些|以下|主要|是|了|如|比如|例如)+"
)
# 针对政策解读不够深入的问题: the problem stands inside the introduction of its measures.
_TAKEN_UP = re.compile(
    r"针对(?:20\d\d年度?|上年度?|去年|上一年度?)?(?:我[^，]{1,3})?(?:年度?报告)?(?:工作)?(?:中)?"
    r"(?:提出|存在|指出|反映|查摆)?(?:的)?(?P<problem>[^，]{4,50}?)(?:等)?(?:的)?"
    r"(?:问题|不足|情况|短板|现象|薄弱环节)"
)


class ProblemGatherer:
    """Gathers problems, clause after clause."""

    def __init__(self) -> None:
        self.cues: Cues = load_cues()
        self.current: Draft | None = None
        self.before: Labelled | None = None  # a cause or subject that waits for what is lacking

    def leave(self) -> None:
        """Forget the problem at hand: something else has begun."""
        self.current = self.before = None

    def take(self, label: Labelled) -> list[Draft]:
        """Take one clause; return the problems it begins."""
        if self.current is not None and self.current.chunk != label.chunk:
            self.leave()
        current = self.current
        if not self.cues.shortfall.search(label.text):
            self._take_other(label)
            return []
        if current is not None and self._belongs(current, label):
            current.extend(label)
            current.cause_only = False
            return []
        drafts = self._begin(label)
        self.current = drafts[-1]
        return drafts

    def take_from_introduction(self, label: Labelled) -> list[Draft]:
        """Find the problem that an introduction of measures names: 针对…不及时的问题."""
        match = _TAKEN_UP.search(label.clause.text)
        if match is None or not self.cues.shortfall.search(match["problem"]):
            return []
        offset = label.clause.start
        draft = new_draft(
            "problem", label, start=offset + match.start("problem"), text=match["problem"]
        )
        draft.end = offset + match.end("problem")
        return [draft]

    def _take_other(self, label: Labelled) -> None:
        elsewhere = self.current is None or self.current.segment != label.segment
        if _CAUSE_FIRST.match(label.text) or (elsewhere and label.clause.stop == "，"):
            self.before = label
        elif self.current is not None and not self.cues.positive.search(label.text):
            self.current.extend(label)

    def _belongs(self, current: Draft, label: Labelled) -> bool:
        """Tell whether a clause goes on about the problem before it."""
        if _CAUSE_FIRST.match(label.text):
            return False
        if current.cause_only:
            return True
        if current.text[:3] == label.text[:3]:
            return False  # 公开的内容…，公开的形式…: parallel clauses
        mine, its = themes_of(current.text), themes_of(label.text)
        if _EFFECT.match(label.text):
            return not (mine and its and not mine & its)
        shared = bool(mine & its) or not its or (label.enumerated and not mine)
        if self.cues.elaboration.match(label.text):
            return shared
        if not label.enumerated:
            return False
        head = current.clauses == 1 and current.sentence != label.sentence
        return shared or head

    def _begin(self, label: Labelled) -> list[Draft]:
        pieces = self._pieces(label)
        before, self.before = self.before, None
        offset = label.clause.start
        drafts: list[Draft] = []
        for first, end in pieces:
            text = label.clause.text[first - offset : end - offset]
            draft = new_draft("problem", label, start=first, text=text)
            draft.end = end
            if drafts:
                draft.context = _shared_subject(drafts[0].text)
            drafts.append(draft)
        if before is not None:
            drafts[0].start = before.start
            drafts[0].text = before.text + "，" + drafts[0].text
        drafts[-1].cause_only = before is None and bool(_CAUSE_FIRST.match(label.text))
        last = self.current
        if last is not None and last.sentence == label.sentence and not drafts[0].context:
            drafts[0].context = _shared_cause(last.text)
        return drafts

    def _pieces(self, label: Labelled) -> list[tuple[int, int]]:
        """Cut 深度不够、时效性不强等问题 where each part is a predicate with a subject."""
        filler = _FILLER.match(label.text)
        start = label.start + (filler.end() if filler and filler.end() < len(label.text) else 0)
        text = label.clause.text[start - label.clause.start :]
        cuts = [0, *(i + 1 for i, c in enumerate(text) if c == "、"), len(text) + 1]
        parts = [(a, b - 1) for a, b in pairwise(cuts)]
        if len(parts) < 2 or not all(self._complete(text[a:b]) for a, b in parts):
            return [(start, label.end)]
        return [(start + a, start + b) for a, b in parts]

    def _complete(self, part: str) -> bool:
        found = self.cues.shortfall.search(part)
        return found is not None and found.start() >= 2


def _shared_subject(text: str) -> str:
    """Return what stands before 存在 in X存在A、B, which holds for B as well."""
    return text.partition("存在")[0] if "存在" in text else ""


def _shared_cause(text: str) -> str:
    """Return the cause in 由于X，存在A，B, which holds for B as well."""
    return text.partition("，")[0] if _CAUSE_FIRST.match(text) and "存在" in text else ""
