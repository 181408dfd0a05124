"""CON06: change arithmetic, rates, announced and listed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.language.numbers import parse_number
from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import Report
from analyzer.structure.scheme import UNKNOWN, shipped_schemes
from analyzer.text.span import Span

_NUMERALS = "一二三四五六七八九十"
_HANDLED = re.compile(
    r"(?:受理|收到|接收|登记)[^，。；]{0,16}?(?P<a>\d+)(?P<u>件|条|份|项|人次)，?"
    r"[^。；]{0,20}?(?:办结|答复|办理|回复|处理)[^，。；\d]{0,6}(?P<b>\d+)(?P=u)"
    r"(?P<rest>[^。；]{0,24})"
)
_RATE = re.compile(r"(?:办结率|答复率|回复率|处理率|率)[^\d，。]{0,4}(?P<p>\d+(?:\.\d+)?)[%％]")
_CARRIED = re.compile(r"结转|上年|含|跨年|顺延|历年")
_BALANCE = re.compile(
    r"(?:收到|受理|接收|新收)[^。；\d]{0,18}(?P<new>\d+)件[^。；]{0,16}?，(?:另有|含|加上)?(?:上年度?|去年|以前年度)?(?:度)?结转[^。；，\d]{0,8}"
    r"(?P<old>\d+)件[^。；]{0,16}?[，。](?:[^。；，\d]{0,8}，)?(?:共|累计|全年|已|实际)?(?:办结|答复|办理|处理)[^。；，\d]{0,6}(?P<done>\d+)件"
    r"[^。；]{0,16}?，[^。；，\d]{0,6}结转[^。；，\d]{0,14}(?P<left>\d+)件"
)
_FROM_TO = re.compile(
    r"[由从](?P<s>[^，。；\d]{0,12})(?P<a>\d+(?:\.\d+)?)(?P<u>[条件项个次万家人]*)[^，。；\d]{0,6}"
    r"(?:增加|增至|上升|提高|增长|减少|下降|降|扩大|扩展)(?:到|至|为)?(?P<b>\d+(?:\.\d+)?)(?P=u)[^。；\d]{0,12}"
    r"(?:增长|增加|增幅|提高|上升|下降|减少|降幅)(?:了|为|达)?(?P<p>\d+(?:\.\d+)?)[%％]"
)
_GROWTH = re.compile(
    r"(?P<v>\d+)(?P<u>条|件|次|篇|人次|份)[，（(][^。；\d]{0,8}(?:较|比|同比)(?:\d{4}年)?[^。；，\d]{0,8}"
    r"(?P<dir>增加|增长|减少|下降)了?(?P<n>\d+)(?P=u)[，、][^。；\d]{0,8}(?:增长|增幅|同比|降幅|下降|增加|减少)"
    r"[^。；\d]{0,4}(?P<p>\d+(?:\.\d+)?)[%％]"
)
# Yearly averages, real terms and changes of direction follow another formula.
_OTHER_MEASURE = re.compile(r"年均|平均|每年|实际|转为|可比|[%％].*[%％]")
_ANNOUNCED = re.compile(
    rf"(?P<n>[{_NUMERALS}两]|\d)(?:个|项|点|条|大)?(?P<what>方面|问题|措施|不足|工作|做法|部分|环节|内容)"
    r"[^。；\n一]{0,16}[：:，。]\s?(?=一是)"
)
_COMPOSED = re.compile(
    rf"(?:由|包括|包含|分为)(?P<list>[^。；\n]{{8,240}}?)(?:共|等|这)?(?P<n>[{_NUMERALS}]|\d)(?:个|大)?部分"
)
_ITEM = re.compile(rf"(?<=[，。；：、\n”])(?P<n>[{_NUMERALS}])是(?!否|指)")
_TWO = {"两": 2}


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield changes, rates and counts that contradict themselves."""
    text = evidence.text
    yield from _handled(text)
    yield from _balance(text)
    yield from _growth(text)
    for paragraph in subject.report.paragraphs:
        yield from _announced(text, paragraph.span)
    yield from _composed(subject.report, text)


def _handled(text: str) -> Iterator[Hit]:
    for match in _HANDLED.finditer(text):
        received, done = int(match["a"]), int(match["b"])
        if _CARRIED.search(match.group()):
            continue
        rate = _RATE.search(match["rest"])
        if rate:
            stated = float(rate["p"])
            true = 100 * done / received if received else 0.0
            if abs(true - stated) <= 0.51 or received == 0:
                continue
            confidence = 0.93
            message = f"收到{received}、办结{done}，与“{rate.group()}”不符"
        elif done > received:
            confidence, message = 0.75, f"办结{done}多于收到{received}"
        else:
            continue
        yield _hit(Span(match.start("a"), match.end("b") + 1), message, confidence, "handled")


def _balance(text: str) -> Iterator[Hit]:
    """Yield requests received and carried in that are not those done and carried out."""
    for match in _BALANCE.finditer(text):
        new, old, done, left = (int(match[name]) for name in ("new", "old", "done", "left"))
        if new + old != done + left:
            message = f"新收{new}件加上年结转{old}件为{new + old}件，办结{done}件加结转下年{left}件为{done + left}件"
            yield _hit(Span(match.start("new"), match.end("left") + 1), message, 0.93, "balance")


def _growth(text: str) -> Iterator[Hit]:
    for match in _FROM_TO.finditer(text):
        a, b, p = float(match["a"]), float(match["b"]), float(match["p"])
        if _OTHER_MEASURE.search(match.group()):
            continue
        if a > 0 and abs(abs(b - a) / a * 100 - p) > 0.6:
            true = abs(b - a) / a * 100
            message = f"由{a:g}到{b:g}，变化应为{true:.1f}%，此处写{p:g}%"
            yield _hit(Span(*match.span()), message, 0.9, "growth")
    for match in _GROWTH.finditer(text):
        value, change, p = int(match["v"]), int(match["n"]), float(match["p"])
        up = match["dir"] in ("增加", "增长")
        base = value - change if up else value + change
        if base > 0 and abs(change / base * 100 - p) > 0.6:
            message = f"{value}较上年变化{change}，应为{change / base * 100:.1f}%，此处写{p:g}%"
            yield _hit(Span(*match.span()), message, 0.9, "growth")


def _announced(text: str, paragraph: Span) -> Iterator[Hit]:
    for match in _ANNOUNCED.finditer(text, paragraph.start, paragraph.end):
        stated = int(_TWO.get(match["n"]) or parse_number(match["n"]) or 0)
        rest = text[match.end() - 1 : paragraph.end]
        listed = 0
        for item in _ITEM.finditer(rest):
            ordinal = _NUMERALS.index(item["n"]) + 1
            if ordinal == 1 and listed:
                break
            listed = max(listed, ordinal)
        if stated > 1 and listed > 1 and stated != listed:
            place = Span(match.start("n"), match.end("what"))
            yield _hit(place, f"写明“{place.of(text)}”，列出{listed}项", 0.88, "announced")


def _composed(report: Report, text: str) -> Iterator[Hit]:
    """Yield `由…N个部分组成` whose list or whose report has another number of parts."""
    for match in _COMPOSED.finditer(text):
        # A name may itself hold 、 or 和: count both ways and report what fits neither.
        names = [n for n in re.split(r"[、，；](?!行政诉讼|诉讼|提起)", match["list"]) if n]
        most = len([n for n in re.split(r"[、，；]|和|及(?!时)|以及", match["list"]) if n])
        stated = int(parse_number(match["n"]) or 0)
        place = Span(match.start("n"), match.end())
        if len(names) < 3:
            continue
        if stated < len(names) or stated > most:
            yield _hit(place, f"写明“{place.of(text)}”，列出{len(names)}部分", 0.8, "parts")
        elif missing := _unlisted(report, names):
            yield _hit(place, f"正文另有“{missing}”一部分，未列入“{place.of(text)}”", 0.85, "parts")


def _unlisted(report: Report, names: list[str]) -> str:
    scheme = next((s for s in shipped_schemes() if s.name == report.identity.scheme), None)
    if scheme is None:
        return ""
    # The last name may hold two: 问题及改进情况和统计表.
    pieces = [piece for name in names for piece in (name, *re.split(r"和(?!处理|减免|改进)", name))]
    listed = {scheme.key_of(re.sub(r"\s", "", piece)) for piece in pieces}
    for section in report.sections:
        heading = section.heading
        if heading is None or section.implied or heading.level != 1:
            continue
        if section.key not in listed and section.key not in (UNKNOWN, "overview", "statistics"):
            return heading.text
    return ""


def _hit(place: Span, message: str, confidence: float, kind: str) -> Hit:
    return Hit(
        place=place,
        message=f"{message}，请核对",
        hint="请核对数字与列举",
        confidence=confidence,
        severity="warning" if confidence >= 0.7 else "info",
        evidence={"kind": kind},
    )


RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON06",
    name="change-and-count",
    title="增减与枚举数",
    severity="warning",
    source="D2",
    page="""
查找：由X到Y与增幅不符；“较上年增加n，增长p%”不自洽；受理、办结与办结率不符；“三个方面”与列举个数不符；“由…五个部分组成”与列举或正文各部分不符。

为什么：这类数字不用查表就能看出错，最损害可信度。

已知局限：含上年结转的办结数可以多于受理数，不报；部分名称内含顿号时只作低可信度提示；“一是…三是”跳号由 STR03 提示。
""",
    check=check,
    examples=(
        Example(text="全年共受理申请⟦117件，办结171件⟧，办结率100%。"),
        Example(text="从以下⟦三个方面⟧改进：一是加强学习；二是健全制度。"),
        Example(text="全年受理申请117件，办结117件，办结率100%。一是学习；二是检查。"),
    ),
)
