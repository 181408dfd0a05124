"""Find dates finer than the year, and years that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.language.entities import Date, Year
from analyzer.language.numbers import parse_number
from analyzer.text.span import Span

_Y = r"(?:\d{4}|[〇零○一二三四五六七八九]{4}|本|今|上|去|当|次|明)\s?年"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
_D = r"(?:3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]"
_PART = r"(?:[上中下]旬|[初底末]|份)"


def _point(n: int) -> str:
    return rf"(?:(?P<y{n}>{_Y})度?)?(?P<m{n}>{_M})(?:(?P<d{n}>{_D})|{_PART})?"


_DASH = r"\s?(?:起)?\s?[-—–~～至到]{1,2}\s?"
_PATTERN = re.compile(
    rf"(?<!\d)(?:{_point(1)}(?:{_DASH}(?:{_point(2)}|(?P<d3>{_D})))?"
    r"|(?P<iso>(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9]))(?!\d)"
    rf"|(?P<y4>{_Y})?度?(?:第?(?P<q>[一二三四1-4])季度|前(?P<fq>[一二三两])个?季度|(?P<half>[上下]半年)))"
)
_YEAR = re.compile(r"(?<![\d.〔\[（(])(?P<y>(?:19|20)\d\d)\s?年")
_CHINESE_YEAR = re.compile(r"(?P<y>[二一][〇零○九][〇零○一二三四五六七八九]{2})年")


def find_dates(text: str) -> Iterator[Date]:
    """Yield days, months, quarters, half years and ranges; `text` has half-width digits."""
    for match in _PATTERN.finditer(text):
        if match["iso"]:
            year, month, day = (int(x) for x in re.split(r"[-./]", match["iso"]))
            yield Date(span=_span(match), kind="day", year=year, month=month, day=day)
        elif match["m1"]:
            yield _month_date(match)
        else:
            quarter = match["q"]
            yield Date(
                span=_span(match),
                kind="half" if match["half"] else "quarter",
                year=_year(match["y4"]),
                quarter=int(parse_number(quarter) or 0) if quarter else None,
                half=_half(match["half"]),
            )


def find_years(text: str) -> Iterator[Year]:
    """Yield four-digit years followed by 年; dates that hold them are the caller's to exclude."""
    for pattern in (_YEAR, _CHINESE_YEAR):
        for match in pattern.finditer(text):
            value = _year(match["y"] + "年")
            if value is not None:
                yield Year(span=_span(match), value=value)


def _half(written: str | None) -> int | None:
    return None if not written else 1 if written[0] == "上" else 2


def _month_date(match: re.Match[str]) -> Date:
    end_day = match["d2"] or match["d3"]
    is_range = bool(match["m2"] or match["d3"])
    first = (_number(match["m1"]), _number(match["d1"]))
    last = (_number(match["m2"]), _number(end_day))
    return Date(
        span=_span(match),
        kind="range" if is_range else ("day" if match["d1"] else "month"),
        year=_year(match["y1"]),
        month=first[0],
        day=first[1],
        end_year=_year(match["y2"]) if match["m2"] else None,
        end_month=last[0],
        end_day=last[1],
        whole_year=first == (1, 1) and last == (12, 31),
    )


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _number(written: str | None) -> int | None:
    if not written:
        return None
    value = parse_number(written.rstrip("月日号 "))
    return int(value) if value is not None else None


def _year(written: str | None) -> int | None:
    if not written:
        return None
    digits = written.rstrip("年 ").replace("○", "〇")
    value = parse_number(digits) if len(digits) == 4 else None
    return int(value) if value is not None and 1900 <= value <= 2100 else None


def iso_date(date: Date) -> str:
    """Return a date as ISO 8601 writes it; `--` stands for a year that is not told.

    2023-04-18, --04-18, 2023-04, 2023-Q1, 2023-H1, and both ends of a range with `/`.
    """
    year = f"{date.year:04d}" if date.year else "-"
    if date.kind == "quarter":
        return f"{year}-Q{date.quarter}" if date.quarter else f"{year}-Q"
    if date.kind == "half":
        return f"{year}-H{date.half}" if date.half else f"{year}-H"
    first = _day(year, date.month, date.day)
    if date.kind != "range":
        return first
    last_year = f"{date.end_year:04d}" if date.end_year else year
    return f"{first}/{_day(last_year, date.end_month or date.month, date.end_day)}"


def _day(year: str, month: int | None, day: int | None) -> str:
    made = f"{year}-{month:02d}" if month else year
    return f"{made}-{day:02d}" if day else made
