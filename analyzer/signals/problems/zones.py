"""Tell for each clause of a section whether it speaks of problems or of measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analyzer.signals.problems.clauses import Clause
from analyzer.signals.problems.cues import Cues, load_cues

Zone = Literal["problem", "measure"]

_UNIT = r"(?:我|本)(?:局|委|办|市|县|区|镇|乡|街道|单位|机关|中心|们|厅|省|州|旗|院|校|所|会|站)"
_REST_OF_LEAD = re.compile(
    rf"^(?:[：:，,的]|{_UNIT}|将|我|主要|有|为|是|如下|(?:政府信息公开|政务公开)?工作中?|中)*$"
)
_OF_PROBLEMS = re.compile(r"问题|不足|困难|短板|差距|薄弱")
_OF_MEASURES = re.compile(r"改进|整改|措施|打算|下一?步|计划|举措|完善|努力方向|安排|思路")
_PUT_RIGHT = re.compile(r"(?:问题|不足)的?(?:整改|改进)")  # 上年问题整改情况: measures
# What any introduction consists of; a clause with more than this tells a problem of its own.
_INTRODUCTORY = re.compile(
    rf"^(?:与|同(?!时)|和|对照|对标|距离?|按照|从).*|{_UNIT}|20\d\d年度?|政府|信息|政务|公开|工作|开展"
    r"|推进|过程|方面|目前|当前|虽然|取得|一定|成[绩效]|尽管|但是?|然而|不过|同时|仍然?|还|也|依然"
    r"|中|在|的|了|过去|一年|本年度?|上年度?|年度|主要|情况|全[市县区镇乡]"
)
_COMPARISON = re.compile(
    r"^(?:但|但是|不过|然而)?(?:与|和|同(?!时)|对照|对标|距|离|距离|较).*(?:差距|距离|不相适应|(?:相比|要求|期[盼待望]).*不足)$"
)
_NAMED_UP_TO = 12  # characters of 主要问题。 or 改进措施：
_HEADING_UP_TO = 24  # characters of a line of its own without a final stop
_LEAD_WITHIN = 12  # an introduction begins this early in its clause
# 上述问题已得到改善: what follows tells how.
_SETTLED = re.compile(
    r"得到[^，]{0,4}(?:改善|解决|缓解|整改)|(?:已|均|基本|全部)[^，]{0,6}(?:解决|整改|改善|改进|落实到位|销号)"
)
_SHOWS = re.compile(
    r"^(?:主要|具体|集中)*(?:表现|体现|反映)(?:在|为)"
    r"|^(?:还|仍|也|主要|目前)*存在(?:着)?(?:以下|如下|一些|几个|诸多)[^，]{0,6}(?:问题|不足|困难)"
)
_NEEDS = re.compile(
    r"^(?:还|仍|仍然|尚)?需要?(?:进一步)?(?:加以)?(?:改进|加强|完善|提高|提升)(?:[和与](?:改进|加强|完善|提高|提升))?$"
)
_MADE_PART = re.compile(r"将[^，]{2,24}(?:纳入|列入|作为|列为|放在|摆上|摆在|融入|贯穿)")
# 对工作滞后的单位开展帮扶: what lacks is met there, not told.
_DOES = re.compile(
    r"^(?:对|将|把|从|由|为)[^，]{2,24}?(?:配备|设置|提供|增设|添置|开展|进行|加强|给予|予以|实行|实施|组织|督促|指导|通报|约谈|提醒)"
)
_COMPARED = re.compile(
    r"^[^，]{0,14}(?:与|和|同(?!时))[^，]{2,30}相比[^，]{0,16}(?:差距|距离|不足)$"
)
# 认真落实上年提出的改进措施，完成…: what was done comes first.
_CARRIED_OUT = re.compile(r"(?:改进|整改)(?:措施|举措|任务|要求|意见)$")
_DONE = re.compile(r"^(?:现|均|业)?已(?!公开|发布)")
_SUMMED_UP = re.compile(r"(?:问题|不足|差距|短板|薄弱环节)$")
_TAKEN = re.compile(r"(?:采取|开展|落实|进行|实施)了|(?:今年|本年度?|20\d\d年)(?:以来)?采取的")
_YEAR_ALONE = re.compile(r"^20\d\d年度?$")
_FIRST_MARKER = re.compile(r"^[（(]?(?:[一1]|①|首先)(?!\d)")
_AHEAD = re.compile(
    r"下(?=一|步|阶段|年|半年)|今后|接下来|新的一年|来年|明年|未来|将|拟|计划|打算|努力方向|工作思路"
)
_AMBIGUOUS_LEADS = ("改进", "完善", "整改", "解决", "工作", "提升", "应对")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A clause with its zone. `start` lies behind an introduction such as 下一步，我局将."""

    clause: Clause
    zone: Zone | None
    start: int
    chunk: int  # one enumerated item, or one sentence where nothing is enumerated
    enumerated: bool
    sentence: int
    segment: int  # counts up at 。 and ；
    lead: bool  # only introduces what follows
    heading: str  # the heading it stands under
    future: bool  # announced as to come
    past: bool  # introduced as carried out

    @property
    def end(self) -> int:
        """Return where the clause ends."""
        return self.clause.end

    @property
    def text(self) -> str:
        """Return the clause without its introduction."""
        return self.clause.text[self.start - self.clause.start :]


def label_clauses(clauses: Sequence[Clause]) -> list[Labelled]:
    """Label the clauses of one section in order."""
    machine = _Machine()
    followers: list[Clause | None] = [*clauses[1:], None][: len(clauses)]
    return [
        machine.label(clause, following, calm=calm)
        for clause, following, calm in zip(clauses, followers, _calm(clauses), strict=True)
    ]


def _calm(clauses: Sequence[Clause]) -> list[bool]:
    """Tell for each clause whether its sentence says nothing lacking from there on."""
    shortfall = load_cues().shortfall
    calm: list[bool] = []
    ahead = True
    for clause in reversed(clauses):
        ahead = ahead and not shortfall.search(clause.text)
        calm.append(ahead)
        ahead = ahead or clause.opens_sentence
    return calm[::-1]


class _Machine:
    """Walks through a section and remembers which zone it is in."""

    def __init__(self) -> None:
        self.cues: Cues = load_cues()
        self.zone: Zone | None = None
        self.chunk = self.sentence = self.segment = 0
        self.enumerated = False
        self.heading = ""
        self.line = -1
        self.future = self.past = False
        self.breaks = True
        self.counted: set[str] = set()  # first numbers under which problems were told

    def label(self, clause: Clause, following: Clause | None, *, calm: bool) -> Labelled:
        new_line = clause.line != self.line
        self._place(clause)
        if self._is_heading(clause, following):
            self._take_heading(clause)
            return self._labelled(clause, clause.end, lead=True)
        opens = new_line or clause.opens_sentence
        if self.zone == "problem" and opens and self._begins_anew(clause, calm=calm):
            self.zone, self.future = "measure", False
        if _SETTLED.search(clause.text) and (
            self.zone != "measure" or _OF_PROBLEMS.search(clause.text)
        ):
            self.zone, self.future, self.past = "measure", False, True
            return self._labelled(clause, clause.start, lead=True)
        start, lead = self._introduction(clause)
        if following is not None and _SHOWS.match(following.text) and self._sums_up(clause):
            lead = True
        if start == clause.start and not lead:
            self._turn_by_wording(clause, calm=calm)
        if not lead and clause.stop in "：:" and not clause.marker:
            lead = not self.cues.shortfall.search(clause.text) or bool(
                self.cues.problem_lead.search(clause.text)
            )
        return self._labelled(clause, start, lead=lead)

    def _sums_up(self, clause: Clause) -> bool:
        """Know 还存在公开不够全面等问题 before 主要表现在：."""
        if not _SUMMED_UP.search(clause.text) and self.zone is not None:
            return False
        self.zone, self.future, self.past = "problem", False, False
        return True

    def _begins_anew(self, clause: Clause, *, calm: bool) -> bool:
        """Know a paragraph that opens with a year alone or counts from one again."""
        if clause.marker:
            acts = bool(self.cues.action.match(self.cues.core(clause.text)))
            acts = acts and not self.cues.shortfall.search(clause.text)
            return clause.marker in self.counted and (calm or acts)
        return calm and bool(_YEAR_ALONE.match(clause.text))

    def _place(self, clause: Clause) -> None:
        new_line = clause.line != self.line
        self.line = clause.line
        if clause.opens_sentence:
            self.sentence += 1
        if self.breaks or clause.marker:
            self.segment += 1
        self.breaks = clause.stop not in "，,"
        if clause.marker or new_line:
            self.chunk += 1
            self.enumerated = bool(clause.marker)
        elif clause.opens_sentence and not self.enumerated:
            self.chunk += 1

    def _is_heading(self, clause: Clause, following: Clause | None) -> bool:
        """Know a short line of its own without a final stop, or 改进措施： before the items."""
        if not clause.opens_sentence or following is None:
            return False
        if clause.stop == "\n" and len(clause.text) <= _HEADING_UP_TO:
            if not self.cues.shortfall.search(clause.text):
                return True
        elif clause.stop not in "：:。":
            return False
        named = _OF_PROBLEMS.search(clause.text) or _OF_MEASURES.search(clause.text)
        if not named or len(clause.text) > _NAMED_UP_TO:
            return False
        rest = _INTRODUCTORY.sub("", _OF_MEASURES.sub("", _OF_PROBLEMS.sub("", clause.text)))
        return len(rest.replace("存", "")) < 3

    def _take_heading(self, clause: Clause) -> None:
        problems = _OF_PROBLEMS.search(clause.text)
        measures = _OF_MEASURES.search(clause.text)
        if problems and measures and not _PUT_RIGHT.search(clause.text):
            self.zone = None
        elif problems and not measures:
            self.zone, self.future, self.past = "problem", False, False
        elif measures:
            self.zone, self.future = "measure", bool(_AHEAD.search(clause.text))
        self.heading = clause.text
        self.enumerated = False

    def _introduction(self, clause: Clause) -> tuple[int, bool]:
        """Strip an introduction; return where the rest begins and whether nothing is left."""
        text = clause.text
        found = self.cues.measure_lead.search(text[:80])
        if found and self._introduces_measures(found, text):
            self.zone = "measure"
            self.future = self.future or bool(_AHEAD.search(text[:40]))
            self.past = self.past or bool(_TAKEN.search(text))
            ahead = self.cues.future.match(text[found.end() :])
            return self._after(clause, found.end() + (ahead.end() if ahead else 0))
        ahead = self.cues.future.match(text)
        if ahead and not self._brings_forward(ahead, text):
            self.zone, self.future = "measure", True
            return self._after(clause, ahead.end())
        if _COMPARED.match(text) or _NEEDS.match(text):
            self.zone, self.future, self.past = "problem", False, False
            return clause.start, True
        if _COMPARISON.match(text) and clause.stop != "。":
            return clause.start, True
        if self.zone is None and _CARRIED_OUT.search(text):
            self.zone, self.future, self.past = "measure", False, True
            return clause.start, True
        lead = self._problem_lead(text)
        if lead:
            self.zone, self.future, self.past = "problem", False, False
            return self._after(clause, lead.end())
        return clause.start, False

    def _introduces_measures(self, found: re.Match[str], text: str) -> bool:
        if found.start() > _LEAD_WITHIN:
            return False
        if found.group().startswith(_AMBIGUOUS_LEADS):
            return self.zone != "measure" and not self.cues.shortfall.search(text)
        rest = text[found.end() :]
        return found.group().startswith("针对") or not self.cues.shortfall.search(rest)

    def _brings_forward(self, ahead: re.Match[str], text: str) -> bool:
        """Tell the preposition 将 (将评议常规化) from the adverb (将进一步加强)."""
        if self.zone is None and _MADE_PART.search(text):
            return True  # 我局将公开工作纳入议事日程，取得成效: told before the problems
        return ahead.group() == "将" and not self.cues.action.match(
            self.cues.core(text[ahead.end() :])
        )

    def _problem_lead(self, text: str) -> re.Match[str] | None:
        last = None
        for match in self.cues.problem_lead.finditer(text):
            last = match
        if last is None or self.cues.shortfall.search(text[: last.start()]):
            return None
        says_more = len(_INTRODUCTORY.sub("", text[: last.start()])) >= 4
        return None if says_more and last.end() == len(text) else last

    def _after(self, clause: Clause, offset: int) -> tuple[int, bool]:
        rest = clause.text[offset:]
        if _REST_OF_LEAD.match(rest) or self.cues.closing.search(rest):
            return clause.start, True
        skipped = len(rest) - len(rest.lstrip("：:，, 的"))
        return clause.start + offset + skipped, False

    def _turn_by_wording(self, clause: Clause, *, calm: bool) -> None:
        """Change the zone where the wording of an item says so, without an introduction."""
        opens = clause.opens_sentence or bool(clause.marker)
        short_of = bool(self.cues.shortfall.search(clause.text))
        core = self.cues.core(clause.text)
        acts = bool(self.cues.action.match(core)) and (
            not self.cues.weak_verb.match(core) or bool(_DOES.match(core))
        )
        if self.zone != "problem" and short_of and not acts and (opens or self.zone is None):
            self.zone, self.future, self.past = "problem", False, False
        elif short_of or not acts:
            return
        elif (self.zone == "problem" and calm and (opens or _DONE.match(clause.text))) or (
            self.zone is None and clause.marker
        ):
            self.zone = "measure"

    def _labelled(self, clause: Clause, start: int, *, lead: bool) -> Labelled:
        if self.zone == "problem" and _FIRST_MARKER.match(clause.marker):
            self.counted.add(clause.marker)
        return Labelled(
            clause=clause,
            zone=self.zone,
            start=start,
            chunk=self.chunk,
            enumerated=self.enumerated,
            sentence=self.sentence,
            segment=self.segment,
            lead=lead,
            heading=self.heading,
            future=self.future,
            past=self.past and self.zone == "measure" and not self.future,
        )
