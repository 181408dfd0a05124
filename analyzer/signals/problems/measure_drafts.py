"""Gather the clauses that tell what is or will be done into measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.signals.problems.cues import Cues, Joints, load_cues, load_joints, themes_of
from analyzer.signals.problems.drafts import Draft, new_draft
from analyzer.signals.problems.grading import is_concrete
from analyzer.signals.problems.zones import Labelled

_SHORT_HEAD = 14  # characters of a head such as 加强组织领导。
_SHORT_CLAUSE = 13  # a shorter clause on the same theme goes on about the measure before it
_LONG_CLAUSE = 22  # … but one as long as this does not
_NEAR = 6  # clauses on either side among which those of one item are looked for
_BARE_HEAD = 6  # 强化管理，加强学习培训，
_BARE_CLAUSE = 4  # 补充完善, 抓好落实
_WORK_HEAD = re.compile(r"^(?:推进|做好|抓好|开展|强化|加强)[^，、]{2,9}工作$")
_ALSO = re.compile(r"^并(?:将|把|对|按|及时|于)")
_MEANS = re.compile(r"^(?:充分|积极|综合)?(?:通过|利用|借助|依托|运用)")
_DIGIT = re.compile(r"\d")
_BROUGHT_FORWARD = re.compile(r"^(?:将|把).*化$")
_SLOGAN = re.compile(r"^凡")
_OUTER_MARKER = re.compile(r"^[（(〔]?[一二三四五六七八九十]+[)）〕、．.]|^\d")


class MeasureGatherer:
    """Gathers measures, clause after clause."""

    def __init__(self) -> None:
        self.cues: Cues = load_cues()
        self.joints: Joints = load_joints()
        self.current: Draft | None = None
        self.waiting: Labelled | None = None  # an adverbial that belongs to the next clause

    def leave(self) -> None:
        """Forget the measure at hand: something else has begun."""
        self.current = self.waiting = None

    def take(self, index: int, labels: Sequence[Labelled]) -> list[Draft]:
        """Take one clause; return the measure it begins, if any."""
        label = labels[index]
        current = self.current
        if current is not None and current.chunk != label.chunk:
            self.current = current = None
        if self.waiting is not None and self.waiting.sentence != label.sentence:
            self.waiting = None
        if self._is_nothing(label):
            return []
        if self._waits(index, labels):
            self.waiting = self.waiting or label
            return []
        if current is not None and self._belongs(current, index, labels):
            self._extend(current, label)
            return []
        self.current = self._begin(index, labels)
        return [self.current]

    def _is_nothing(self, label: Labelled) -> bool:
        if self.cues.closing.search(label.text) or len(label.text) < 4:
            return True
        alone = label.clause.opens_sentence and label.clause.stop == "\n"
        return alone and not self.cues.action.match(self.cues.core(label.text))

    def _waits(self, index: int, labels: Sequence[Labelled]) -> bool:
        label = labels[index]
        following = labels[index + 1] if index + 1 < len(labels) else None
        if following is None or following.sentence != label.sentence or label.clause.stop != "，":
            return False
        if following.clause.marker:
            return False
        adverbial = self.cues.adverbial
        return bool(adverbial.search(label.text) or adverbial.search(self.cues.core(label.text)))

    def _belongs(self, current: Draft, index: int, labels: Sequence[Labelled]) -> bool:
        """Tell whether a clause goes on about the measure before it."""
        label = labels[index]
        aim = bool(self.cues.result.search(label.text)) and not self._by_means()
        if current.head:
            return True
        if current.segment != label.segment:
            return aim and not _DIGIT.search(label.text)
        if aim:
            return True  # what the action is for
        head, core = self.cues.core(current.text), self.cues.core(label.text)
        bare = current.clauses == 1 and len(head) <= _BARE_HEAD
        if self.waiting is not None:
            return bare and not _SLOGAN.match(self.waiting.text)
        if self.joints.how_much.match(label.text) or self._elaborates(current, label, core):
            return True
        if current.closed or current.clauses - bool(current.head_line) > 1:
            return False
        vague = not is_concrete(current.text)
        if current.clauses > 1 and not (vague and is_concrete(label.text)):
            return False
        if bare or _WORK_HEAD.match(head):
            return True
        if _BROUGHT_FORWARD.match(core) or self.joints.begins.match(core):
            return False  # 将…常规化 is an action of its own
        if _DIGIT.search(core) and _DIGIT.search(head):
            return False  # 开展培训2场，评查答复书120份
        if vague and self._is_pair(index, labels):
            theirs = themes_of(core)
            mine = themes_of(head)
            return not mine or not theirs or bool(mine & theirs)
        short = min(len(head), len(core)) <= _SHORT_CLAUSE and len(core) <= _LONG_CLAUSE
        return short and bool(themes_of(head) & themes_of(core))

    def _is_pair(self, index: int, labels: Sequence[Labelled]) -> bool:
        """Tell whether a numbered item holds this clause and one before it, and only their aims."""
        label = labels[index]
        if not label.enumerated and label.clause.stop not in "；;":
            return False
        told = [
            other
            for other in labels[max(0, index - _NEAR) : index + _NEAR]
            if (other.chunk, other.sentence) == (label.chunk, label.sentence)
            and (label.enumerated or other.segment == label.segment)
            and not other.lead
            and not self.cues.result.search(other.text)
        ]
        return len(told) == 2

    def _elaborates(self, current: Draft, label: Labelled, core: str) -> bool:
        if len(core) <= _BARE_CLAUSE or not self.cues.action.match(core):
            return True
        if _ALSO.match(label.text):
            return True
        if self.joints.how.match(label.text) and self.joints.set_up.search(current.text):
            return True
        if self.joints.adding.match(core) and self.joints.improves.match(
            self.cues.core(current.text)
        ):
            return True
        details = self.joints.follows_up.match(label.text) or self.joints.detail.match(core)
        return bool(details) and bool(self.joints.frame.search(current.text))

    def _by_means(self) -> bool:
        return self.waiting is not None and bool(_MEANS.match(self.waiting.text))

    def _extend(self, current: Draft, label: Labelled) -> None:
        was_head = current.head
        if self.waiting is not None:
            current.text += "，" + self.waiting.text
            self.waiting = None
        current.extend(label)
        if self.cues.result.search(label.text) and not was_head:
            current.closed = True

    def _begin(self, index: int, labels: Sequence[Labelled]) -> Draft:
        label, before = labels[index], self.waiting
        self.waiting = None
        if before is None:
            draft = new_draft("measure", label, start=label.start, text=label.text)
        else:
            text = before.text + "，" + label.text
            draft = new_draft("measure", label, start=before.start, text=text)
        draft.head = self._is_head(index, labels)
        return draft

    def _is_head(self, index: int, labels: Sequence[Labelled]) -> bool:
        """Know a short first sentence of an enumerated item, with more to come."""
        first = labels[index]
        if not first.clause.marker:
            return False
        limit = _SHORT_HEAD + (6 if _OUTER_MARKER.match(first.clause.marker) else 0)
        length = 0
        for label in labels[index:]:
            if label.chunk != first.chunk or label.lead or label.zone != "measure":
                return False
            if label.sentence != first.sentence:
                return length <= limit
            length += len(label.text)
        return False
