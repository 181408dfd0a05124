"""Who speaks in the report: kind of unit, level and province of the issuer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from analyzer.language.lexicon import read_rows

if TYPE_CHECKING:
    from analyzer.structure.report import Report

Kind = Literal["government", "department", "unknown"]

_COMPILED_BY = re.compile(
    r"(?:由|与)(?P<name>[\u4e00-\u9fff]{3,28}?(?:人民政府|管委会|管理委员会|街道办事处|[局厅委办]))"
    r"(?:信息公开|政务公开|政府信息公开|办公室|办公厅|政务服务|党政)?[\u4e00-\u9fff]{0,8}?"
    r"(?:根据|依据|按照|编制|联系)"
)
_OPENING = re.compile(
    r"^\s*(?P<name>[\u4e00-\u9fff]{3,28}?(?:人民政府|管委会|管理委员会|街道|[局厅委办镇乡]))(?=\d{4})"
)
_GOVERNMENT = re.compile(
    r"(?:人民政府|管委会|管理委员会|行政公署|街道(?:办事处)?|[镇乡县市省旗]|(?<!社)区)(?:办公室|办公厅)?$"
)
_OFFICE_WORDS = (
    ("委员会", "委"), ("办公室", "办"), ("中心", "中心"), ("局", "局"), ("厅", "厅"), ("委", "委"),
    ("办", "办"), ("院", "院"), ("署", "署"), ("社", "社"), ("队", "队"), ("处", "处"),
)  # fmt: skip
_DIVISION = re.compile(r"街道|自治[区州县旗]|[省市县区镇乡州盟旗]")
# Regions whose 全区 means the autonomous region.
_AUTONOMOUS = frozenset({"15", "45", "54", "64", "65"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The issuer as far as the report tells; empty fields where it does not."""

    issuer: str = ""
    kind: Kind = "unknown"
    office_word: str = ""  # 局, 委, 中心 …; "" for governments
    divisions: tuple[str, ...] = ()  # types of division in the name, outermost first
    province: str = ""  # two digits
    stem: str = ""  # innermost place without its type: 望川 for 望川县

    @property
    def own(self) -> str:
        """Return the innermost type of division, "" where the name has none."""
        return self.divisions[-1] if self.divisions else ""

    @property
    def autonomous(self) -> bool:
        """Tell whether 全区 may mean the autonomous region."""
        return self.province in _AUTONOMOUS


def read_home(report: Report) -> Home:
    """Return what the report says about its issuer."""
    text = report.text.text
    issuer = report.identity.issuer or ""
    if not issuer:
        match = _OPENING.search(text) or _COMPILED_BY.search(text)
        issuer = match["name"] if match else ""
    if not issuer:
        return Home()
    government = bool(_GOVERNMENT.search(issuer))
    word = "" if government else _office_word(issuer)
    place = issuer[: issuer.rfind(word)] if word else issuer
    places = _places(place)
    divisions = tuple(m.group()[-1:] if m.group() != "街道" else "街道" for m in places)
    if not divisions and re.search(r"管委会|管理委员会", issuer):
        divisions = ("区",)
    return Home(
        issuer=issuer,
        kind="government" if government else ("department" if word else "unknown"),
        office_word=word,
        divisions=divisions,
        province=_province(place, places),
        stem=_stem(place),
    )


def _places(name: str) -> list[re.Match[str]]:
    # 开发区, 实验区 are one division; the 区 inside 社区 or 地区 is none.
    return [
        m
        for m in _DIVISION.finditer(name)
        if not name[: m.end()].endswith(("社区", "地区", "城市"))
    ]


def _office_word(issuer: str) -> str:
    for written, word in _OFFICE_WORDS:
        if issuer.endswith(written):
            return word
    return ""


def _stem(place: str) -> str:
    names = re.findall(
        r"([\u4e00-\u9fff]{2,4}?)(?:综合实验区|经济技术开发区|高新技术产业开发区|经济开发区|高新区|新区|[市县区旗镇乡州])",
        place,
    )
    return names[-1] if names else ""


def _province(place: str, places: list[re.Match[str]]) -> str:
    """Return the province of the divisions a name begins with, "" when not unique."""
    codes: frozenset[str] = frozenset()
    starts = [0, *(m.end() for m in places)]
    for start in starts:
        for end in (*(m.end() for m in places if m.end() > start), start + 2):
            found = division_provinces().get(place[start:end])
            if found and (not codes or codes & found):
                codes = (codes & found) or found
    return next(iter(codes)) if len(codes) == 1 else ""


@cache
def division_provinces() -> dict[str, frozenset[str]]:
    """Return name of a division above the township, full or short → its provinces (two digits)."""
    found: dict[str, set[str]] = {}
    for code, name, _ in read_rows("divisions.tsv"):
        short = re.sub(r"(?:[\u4e00-\u9fff]*族)*(?:自治[区州县旗]|地区|[省市县区盟旗])$", "", name)
        for form in {name, short}:
            if len(form) >= 2:
                found.setdefault(form, set()).add(code[:2])
    return {name: frozenset(codes) for name, codes in found.items()}
