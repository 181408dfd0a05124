"""CON01: years that do not fit the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import Paragraph, Report, Sentence
from analyzer.text.span import Span

_OWN_SECTIONS = frozenset(
    {"overview", "proactive", "requests", "litigation", "preamble", "key_areas", "staff", "other"}
)
# The year opens a statement about the unit's own work.
_STATED = re.compile(
    r"(?:^|(?<=[，；。：]))(?P<y>20[0-3]\d)年(?:度)?(?:，|,)?"
    r"(?=(?:我|[省市县区](?=[\u4e00-\u9fff]{1,8}(?:局|委|办|厅|中心))|没有|未发生|全[省市县区镇乡局街]|本[局镇区县市单机]|共|新增|主动公开|累计|政府信息|政务公开|收到|受理|未收到|办理))"
)
_COMPARED = re.compile(
    r"较|比|同比|上年|去年|增长|下降|结转|顺延|年来|以来|(?<!提)(?<!引)(?<!发)起(?!诉|草)|印发|历年|近[两三四五]年|[—\-至到]"
)
_FARTHEST = 3  # years; older ones tell history
_PLANNED = re.compile(r"将|下一步|计划|拟|打算|今后|力争")
_FUTURE = re.compile(
    r"(?:^|(?<=[，；。：]))(?P<y>20[0-3]\d)年(?:度)?(?=[，,]?[^。；]{0,14}(?:将|拟|计划|要进一步|着力))"
)
# The report names itself: 现将某镇2021年…情况报告如下, 编制了2021年…年度报告.
_SELF = re.compile(
    r"(?:现将|现就|现公布|公布|编制了?|发布)[^，。；《》]{0,20}?(?P<y>20[0-3]\d)年(?:度)?"
    r"[^，。；《》]{0,16}(?:情况|工作)?(?:报告|总结|汇报|年报)"
)
# A date by which this year's work was done.
_DONE_BY = re.compile(
    r"(?P<y>20[0-3]\d)年(?:\d{1,2}月)?(?:底|末)?前(?=[^，。；]{0,6}(?:全部|完成|整改|落实|办结))"
)
_SIGNED = re.compile(r"(?P<y>20[0-3]\d)年(?P<m>\d{1,2})月(?:\d{1,2}日)?$")
_SIGNED_IN_WORDS = re.compile(
    r"(?P<y>二[〇○零ＯO0][一二三][一二三四五六七八九〇○零])年(?P<m>十[一二]?|[一二三四五六七八九])月[一二三四五六七八九十]{1,3}日$"
)
_DIGITS = {**dict(zip("一二三四五六七八九", range(1, 10), strict=True)), "十": 10}


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield years left from an older draft."""
    report, year = subject.report, evidence.year
    if year is None:
        return
    for sentence in report.sentences:
        yield from _stated(report, sentence, year)
        yield from _named(report, sentence, year)
        yield from _future(report, sentence, year)
    for paragraph in report.paragraphs[-4:]:
        yield from _signed(report, paragraph, year)


def _stated(report: Report, sentence: Sentence, year: int) -> Iterator[Hit]:
    if report.section_key(sentence.section) not in _OWN_SECTIONS:
        return
    written = report.slice(sentence.span)
    for match in _STATED.finditer(written):
        other = int(match["y"])
        clause = written[match.end() : match.end() + 40].split("；")[0]
        if (
            other == year
            or abs(other - year) > _FARTHEST
            or _COMPARED.search(clause)
            or _PLANNED.search(clause)
        ):
            continue
        # An earlier statement that names the report's year too compares the two.
        if f"{year}年" in written:
            continue
        yield _hit(
            sentence.span.start + match.start("y"),
            other,
            f"本报告为{year}年度报告，此处写{other}年的工作，请核对是否沿用旧稿",
            confidence=0.9,
        )


def _named(report: Report, sentence: Sentence, year: int) -> Iterator[Hit]:
    written = report.slice(sentence.span)
    for match in _SELF.finditer(written):
        if int(match["y"]) != year and "通知" not in match.group():
            start = sentence.span.start + match.start("y")
            message = f"本报告为{year}年度报告，此处写作{match['y']}年，请核对"
            yield _hit(start, int(match["y"]), message, confidence=0.92)
    for match in _DONE_BY.finditer(written):
        if year - _FARTHEST <= int(match["y"]) < year and "已" not in written:
            start = sentence.span.start + match.start("y")
            message = f"{year}年的工作写作{match['y']}年完成，请核对是否沿用旧稿"
            yield _hit(start, int(match["y"]), message, confidence=0.75)


def _future(report: Report, sentence: Sentence, year: int) -> Iterator[Hit]:
    written = report.slice(sentence.span)
    for match in _FUTURE.finditer(written):
        other = int(match["y"])
        if other <= year:
            yield _hit(
                sentence.span.start + match.start("y"),
                other,
                f"下一步打算宜为{year + 1}年，此处写{other}年，请核对",
                confidence=0.6 if other == year else 0.85,
            )


def _signed(report: Report, paragraph: Paragraph, year: int) -> Iterator[Hit]:
    written = report.slice(paragraph.span)
    match = _SIGNED.search(written) or _SIGNED_IN_WORDS.search(written)
    if not match or len(written) > 40:
        return
    other, month = _number(match["y"]), _number(match["m"])
    early = other < year or (other == year and month < 11)
    if early or other > year + 2:
        yield _hit(
            paragraph.span.start + match.start("y"),
            other,
            f"{year}年度报告的落款日期为{other}年{month}月，请核对",
            confidence=0.8 if other < year else 0.6,
        )


def _number(written: str) -> int:
    """Return a year or a month written in either kind of numerals."""
    if written.isdecimal():
        return int(written)
    digits = [_DIGITS.get(character, 0) for character in written]
    if digits[0] == 10 or len(digits) == 1:
        return sum(digits)  # 十一
    return int("".join(map(str, digits)))


def _hit(start: int, other: int, message: str, *, confidence: float) -> Hit:
    return Hit(
        place=Span(start, start + 5),
        message=message,
        hint="请核对年份",
        confidence=confidence,
        evidence={"year": other},
    )


RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON01",
    name="year-out-of-date",
    title="年份错误",
    severity="warning",
    source="B5；C3",
    page="""
查找与报告年度不符的年份：叙述本年工作却写往年，下一步打算写了本年或往年，落款日期早于报告年度。

为什么：多为沿用上年文稿未改，考核通报中常见。

已知局限：与往年比较、文件名和历史沿革中的年份不查；报告年度由标题、统计期限或多数年份判定。
""",
    check=check,
    examples=(
        Example(text="⟦2022年⟧，我局主动公开信息60条。", year=2023),
        Example(text="2023年，我局主动公开信息60条，较2022年增加5条。", year=2023),
    ),
)
