"""Gather the clauses that tell what is lacking into problems."""

from __future__ import annotations

import re
from itertools import pairwise

from analyzer.signals.problems.cues import (
    Cues,
    Joints,
    load_cues,
    load_joints,
    load_places,
    load_themes,
    themes_of,
    without_generic_words,
)
from analyzer.signals.problems.drafts import Draft, new_draft
from analyzer.signals.problems.zones import Labelled

_CAUSE_FIRST = re.compile(
    r"^(?:但|同时|主要是|另外)?(?:[^，]{0,8}[局委办市县区镇乡位门])?(?:由于|因(?![此而素])|受(?!理)|鉴于)"
)
_FILLER = re.compile(
    r"^(?:但|但是|不过|然而|同时|也|还|仍|依然|目前|存在|有(?![的些])|着|一些|以下|主要|是|了|如|比如|例如)+"
)
# 队伍建设有待加强，…: a head line within its sentence; what follows is the detail.
_HEADLINE = re.compile(
    r"(?:有待|尚待|需要?|亟需)(?:进一步|持续|继续|不断|于)*(?:加强|强化|提高|提升|完善|改进|优化|深化|增强|夯实)$"
)
_DATE = re.compile(r"20\d\d年度?|上年度?")
_CONCERNS = re.compile(r"热点|焦点|关心|关注")  # 围绕群众关心的热点难点问题: no lack
_QUOTED = re.compile(r"“([^”]{4,40})”")
_NEAR = 0.7  # share from which a related theme counts as the same matter
_SHORT_EFFECT = 5  # 工作滞后: says no more than that the lack before it shows
_LEAST_LISTED = 6  # characters of a problem known only by its place in a list
# 针对政策解读不够深入的问题: the problem stands inside the introduction of its measures.
_TAKEN_UP = re.compile(
    r"(?:针对|聚焦|围绕|年报中?|报告中?)(?:20\d\d年度?|上年度?|去年|上一年度?)?(?:我[^，]{1,3})?(?:年度?报告)?(?:工作)?(?:中)?"
    r"(?:提出|存在|指出|反映|查摆出?|查找出|反馈)?(?:的)?(?P<problem>[^，]{4,60}?)(?:等)?(?:的)?"
    r"(?:[一二两三四五六几]个)?(?:方面)?(?:的)?"
    r"(?:问题|不足(?!.*问题)|情况(?!.*问题)|短板(?!.*问题)|现象(?!.*问题)|薄弱环节(?!.*问题))"
)


class ProblemGatherer:
    """Gathers problems, clause after clause."""

    def __init__(self) -> None:
        self.cues: Cues = load_cues()
        self.joints: Joints = load_joints()
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
            return self._take_other(label)
        if current is not None and self._belongs(current, label):
            if self.before is not None:
                current.text += "，" + self.before.text
            current.extend(label)
            current.cause_only, self.before = False, None
            return []
        return self._open(label)

    def _open(self, label: Labelled) -> list[Draft]:
        drafts = self._begin(label)
        self.current = drafts[-1]
        return drafts

    def take_from_introduction(self, label: Labelled) -> list[Draft]:
        """Find the problem that an introduction of measures names: 针对…不及时的问题."""
        match = _TAKEN_UP.search(label.clause.text)
        if match is None or not self.cues.shortfall.search(match["problem"]):
            return []
        if _CONCERNS.search(match["problem"]):
            return []
        offset = label.clause.start
        drafts = []
        for first, end in self._parts(match["problem"].removesuffix("等")):
            start = offset + match.start("problem") + first
            text = match["problem"][first:end]
            drafts.append(new_draft("problem", label, start=start, text=text))
            drafts[-1].end = start + len(text)
        return drafts

    def _take_other(self, label: Labelled) -> list[Draft]:
        elsewhere = self.current is None or self.current.segment != label.segment
        if _CAUSE_FIRST.match(label.text) or (elsewhere and label.clause.stop == "，"):
            self.before = label
        elif self.cues.positive.search(label.text):
            return []
        elif elsewhere and self._is_listed(label):
            return self._open(label)  # its place in the list says that it is one
        elif self.current is not None:
            self.current.extend(label)
        return []

    def _is_listed(self, label: Labelled) -> bool:
        """Tell whether a clause without wording of its own stands where a problem is expected."""
        if len(label.text) < _LEAST_LISTED:
            return False
        if label.enumerated:
            return self.current is None
        return self.current is not None and self.current.sentence == label.sentence

    def _belongs(self, current: Draft, label: Labelled) -> bool:
        """Tell whether a clause goes on about the problem before it."""
        if _CAUSE_FIRST.match(label.text):
            return False
        if current.cause_only:
            return True
        if current.text[:3] == label.text[:3]:
            return False  # 公开的内容…，公开的形式…: parallel clauses
        mine, its = themes_of(current.text), themes_of(label.text)
        if self.joints.effect.match(label.text):
            return not (mine and its and not mine & its)
        shared = bool(mine & its) or not its or (label.enumerated and not mine)
        if label.enumerated and not self._located(current.text) and not self._located(label.text):
            shared = shared or current.opened == label.segment
        if label.enumerated or self._closes_pair(current, label):
            shared = shared or len(label.text) <= _SHORT_EFFECT or _near(mine, its)
        if self.joints.how_far.match(label.text) and current.segment == label.segment:
            return True
        head = current.clauses == 1 and current.sentence != label.sentence
        if label.enumerated and head:
            return True
        elaborates = bool(self.cues.elaboration.match(label.text))
        if label.enumerated and _HEADLINE.search(current.text.split("，")[0]):
            return current.opened == label.segment and not label.text.startswith("存在")
        if self.joints.some.match(label.text) and self._closes_pair(current, label):
            return True
        # 制度不健全，经验不足 is a list of short lacks.
        alike = len(current.text) <= _SHORT_EFFECT + 2
        slight = (len(label.text) <= _SHORT_EFFECT and not alike) or _near(mine, its)
        together = current.segment == label.segment
        return shared and (label.enumerated or (together and (elaborates or slight)))

    def _located(self, text: str) -> bool:
        return bool(load_places().link.search(load_places().generic.sub("", text)))

    def _closes_pair(self, current: Draft, label: Labelled) -> bool:
        """Tell 各县区推进不均衡，有的…不到位；: a lack and where it shows, by themselves."""
        parallel = _HEADLINE.search(current.text) and _HEADLINE.search(label.text)
        alone = current.segment == label.segment and current.clauses == 1
        return alone and label.clause.stop != "，" and not parallel

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
        skipped = filler.end() if filler and filler.end() < len(label.text) else 0
        before, exists, rest = label.text[skipped:].partition("存在")
        if exists and len(rest) > 3 and _says_nothing(before):
            skipped += len(before) + 2  # 我办在公开工作中主要存在…
        start = label.start + skipped
        text = label.clause.text[start - label.clause.start :]
        return [(start + a, start + b) for a, b in self._parts(text)]

    def _parts(self, text: str) -> list[tuple[int, int]]:
        quoted = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(text)]
        if quoted and all(self._complete(text[a:b]) for a, b in quoted):
            return quoted  # “甲不及时”“乙不到位”
        cuts = [0, *(i + 1 for i, c in enumerate(text) if c == "、"), len(text) + 1]
        parts = [(a, b - 1) for a, b in pairwise(cuts)]
        if len(parts) < 2 or not all(self._complete(text[a:b]) for a, b in parts):
            return [(0, len(text))]
        return parts

    def _complete(self, part: str) -> bool:
        found = self.cues.shortfall.search(part)
        return found is not None and (found.start() >= 2 or part.startswith("重"))


def _near(mine: frozenset[str], its: frozenset[str]) -> bool:
    """Tell whether one theme answers for the other: 人员变动频繁，业务能力参差不齐."""
    return any(
        theme.name in one and any(name in other and share >= _NEAR for name, share in theme.related)
        for one, other in ((mine, its), (its, mine))
        for theme in load_themes()
    )


def _says_nothing(text: str) -> bool:
    bare = _DATE.sub("", text)
    return len(without_generic_words(bare)) < 3 and not load_places().link.search(bare)


def _shared_subject(text: str) -> str:
    """Return what stands before 存在 in X存在A、B, which holds for B as well."""
    return text.partition("存在")[0] if "存在" in text else ""


def _shared_cause(text: str) -> str:
    """Return the cause in 由于X，存在A，B, which holds for B as well."""
    return text.partition("，")[0] if _CAUSE_FIRST.match(text) and "存在" in text else ""
