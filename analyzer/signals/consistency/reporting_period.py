"""CON02: the reporting period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Severity, Subject
from analyzer.text.span import Span

_PERIOD = re.compile(
    r"统计(?:期限|时限|时间|周期|起止)[^。；\n]{0,14}?"
    r"(?P<all>(?P<y1>\d{4})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日?(?:起|开始)?(?:至|到|—+|-+|－|~|～)"
    r"(?:(?P<y2>\d{4})年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日)"
)
_EMPTY = re.compile(r"统计(?:期限|时限|时间|周期)(?P<all>(?:自|从|为)?至)(?=[。，；\n止])")


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield periods that are empty, inverted, impossible or not the calendar year."""
    text = evidence.text
    for match in _EMPTY.finditer(text):
        yield Hit(
            place=Span(*match.span("all")),
            message="统计期限没有写明起止日期",
            hint="统计期限应为〔年〕年1月1日至12月31日",
            confidence=0.97,
            severity="warning",
            evidence={"kind": "empty"},
        )
    for match in _PERIOD.finditer(text):
        found = _judge(match, evidence.year)
        if found:
            kind, message, severity, confidence = found
            yield Hit(
                place=Span(*match.span("all")),
                message=message,
                hint="统计期限应为报告年度的1月1日至12月31日",
                confidence=confidence,
                severity=severity,
                evidence={"kind": kind},
            )


def _judge(match: re.Match[str], year: int | None) -> tuple[str, str, Severity, float] | None:
    y1 = int(match["y1"])
    y2 = int(match["y2"] or y1)
    try:
        start = date(y1, int(match["m1"]), int(match["d1"]))
        end = date(y2, int(match["m2"]), int(match["d2"]))
    except ValueError:
        return "impossible", "统计期限中的日期不存在", "error", 0.97
    if end <= start:
        return "inverted", "统计期限止日早于起日", "error", 0.97
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and y1 == y2
    if not whole:
        return "partial", "统计期限不是整个年度，请核对", "warning", 0.9
    if year is not None and y1 != year:
        return "other-year", f"统计期限为{y1}年，报告年度为{year}年，请核对", "warning", 0.93
    return None


RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON02",
    name="reporting-period",
    title="统计期限错误",
    severity="warning",
    source="B5；DB51/T 2660",
    page="""
查找统计期限：未写起止日期、止日早于起日、日期不存在、不是1月1日至12月31日、与报告年度不一致。

为什么：统计期限是年报数据的口径，错了全部数据都无法核对。

已知局限：机构年中设立或撤并时可以不足一年，请按实际核对。
""",
    check=check,
    examples=(
        Example(text="本报告所列数据的统计期限自⟦2023年1月1日至2022年12月31日⟧。", year=2023),
        Example(text="本报告所列数据的统计期限⟦自至⟧。", year=2023),
        Example(text="本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", year=2023),
    ),
)
