"""Who reports about which year: title, issuer, year, level. None where the report does not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from analyzer.language.lexicon import read_rows
from analyzer.structure.scheme import Scheme

_DIGIT = str.maketrans("〇○零ＯO一二三四五六七八九０１２３４５６７８９", "000001234567890123456789")
_ZERO = "〇○零ＯO0"
_YEAR = re.compile(
    r"(?<!\d)(?P<a>20[0-3]\d|２０[０-３][０-９])\s*年"
    rf"|(?P<b>二[{_ZERO}][一二三{_ZERO}][一二三四五六七八九{_ZERO}])\s*年"
)
_PERIOD = re.compile(
    r"(20[0-3]\d)\s*年\s*0?1\s*月\s*0?1\s*日?\s*(?:起|开始)?\s*(?:至|到|—+|-+|－|~|～|–)"
)
_YEARLY = re.compile(r"(?<!\d)(20[0-3]\d)\s*年度")
_UNIT = (
    r"(?:人民政府(?:办公厅|办公室)?|管理?委员?会(?:办公室)?|街道(?:办事处)?|办公厅|办公室|[镇乡]|"
    r"局|厅|委|办|中心|院|署|社|公司|处|队|所|部|会|站|馆|学校|大学|学院|银行|"
    r"开发区|新区|实验区|示范区|高新区|保税区|工业园区?|度假区|自治[区州县旗]|[省市县区州盟旗])"
)
_UNIT_END = re.compile(rf"{_UNIT}$")
_FULL_UNIT = r"(?:人民政府|管理委员会|管委会)"
_NOT_NAME = re.compile(r"^(?:关于|发布|公布|编制|的|《|（|\(|<|〈)+|(?:关于|[的《（(\s])+$")
_LEADING_YEAR = re.compile(rf"^[《（(]?(?:20\d\d|二[{_ZERO}]..)\s*年?度?")
_YEAR_AND_MORE = re.compile(
    rf"[（(〔\[]?(?:(?:20|２０)[\d０-９]{{2}}|二[{_ZERO}][一二三{_ZERO}][一二三四五六七八九{_ZERO}])\s*年?.*$"
)

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}?市")
_MUNICIPALITY = r"(?:北京|天津|上海|重庆)市"
_GOVERNMENT = re.compile(r"(.*?[省市县区州盟旗镇乡])(?:人民)?政府(?:办公厅|办公室|党政办)?")
_OFFICE = r"(?:局|厅|委|委员会|办|办公室|中心|院|署|社|队|处|所|站|馆)$"
_ZONE = r"(?:开发|实验|高新|示范|技术|保税|度假|新|地)区"
_PLACE_LEVELS = (
    ("乡镇街道", re.compile(r"(?:街道|镇|(?<!城)乡|苏木)$")),
    ("省级", re.compile(rf"(?:省|^{_MUNICIPALITY}|自治区)$")),
    ("市级", re.compile(rf"{_ZONE}$")),
    ("县级", re.compile(r"(?:[县区旗]|[市州盟][^市]{1,7}市)$")),
    ("市级", re.compile(r"[市州盟]$")),
)
_LEVELS = (
    ("乡镇街道", re.compile(r"(?:街道|街道办事处|镇|(?<!城)乡|苏木)$")),
    ("国家部门", re.compile(r"^(?:国家|国务院|中国|中华人民共和国)")),
    ("市级", re.compile(rf"{_ZONE}(?:管委会|管理委员会)(?:办公室)?$")),
    ("县级部门", re.compile(rf"^{_MUNICIPALITY}[^市]{{1,6}}(?:[区县]|新区).*{_OFFICE}")),
    ("省级部门", re.compile(rf"^{_MUNICIPALITY}[^区县]*{_OFFICE}")),
    (
        "省级部门",
        re.compile(rf"^[\u4e00-\u9fff]{{2,8}}(?:省|自治区|兵团)[^市县区州盟旗]*{_OFFICE}"),
    ),
    ("县级部门", re.compile(rf"[市州盟][^市]{{1,7}}[市县区旗](?!域).*{_OFFICE}")),
    ("县级部门", re.compile(rf"^(?!.*{_ZONE})[^市州盟]{{1,6}}[县区旗].*{_OFFICE}")),
    ("市级部门", re.compile(rf"[市州盟区].*{_OFFICE}")),
    *_PLACE_LEVELS,
)


def read_year(title: str | None, text: str) -> int | None:
    """Return the reporting year: by the title, by the period of the figures, by the majority."""
    if title and (found := _years(title)):
        return found[0]
    if match := _PERIOD.search(text):
        return int(match[1])
    for pattern_years in ([int(m[1]) for m in _YEARLY.finditer(text)], _years(text)):
        if pattern_years:
            counts = Counter(pattern_years)
            top = max(counts.values())
            return min(year for year, count in counts.items() if count == top)
    return None


def _years(text: str) -> list[int]:
    return [int((m["a"] or m["b"]).translate(_DIGIT)) for m in _YEAR.finditer(text)]


def read_issuer(
    title: str | None, signatures: Sequence[str], text: str, scheme: Scheme
) -> str | None:
    """Return the issuer as the title or else a signature names it, in the fullest form found."""
    for line in (title, *reversed(signatures)):
        name = _name_in(line, scheme) if line else None
        if name:
            return _fullest(name, text)
    return None


def _name_in(line: str, scheme: Scheme) -> str | None:
    match = scheme.titles.search(line)
    head = line[: match.start()] if match else line
    head = _YEAR_AND_MORE.sub("", _LEADING_YEAR.sub("", _NOT_NAME.sub("", head)))
    head = _NOT_NAME.sub("", head)
    return head if 2 <= len(head) <= 40 and _UNIT_END.search(head) else None


def _fullest(name: str, text: str) -> str:
    """Complete 某区 to 某区人民政府, and put the city in front where the text does."""
    if name[-1] in "省市县区州盟旗" and (m := re.search(re.escape(name) + _FULL_UNIT, text)):
        name = m.group()
    before = Counter(
        m[1]
        for m in re.finditer(
            rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{1,3}}[省市州])+?{re.escape(name)}", text
        )
    )
    before += Counter(
        m[1]
        for m in re.finditer(
            rf"(?<=[由与向])([\u4e00-\u9fff]{{2,3}}[省市州]){re.escape(name)}", text
        )
    )
    if before and not re.match(r"[\u4e00-\u9fff]{2,3}[省市州]", name):
        return before.most_common(1)[0][0] + name
    return name


def read_level(issuer: str | None) -> str | None:
    """Return the kind of unit by its name, None where the name does not tell."""
    if not issuer:
        return None
    # 县级市 are called 市 like the 地级市 above them; their names tell them apart.
    for place in _PLACE.findall(issuer):
        if place in _county_cities():
            issuer = issuer.replace(place, place[:-1] + "县")
    government = _GOVERNMENT.fullmatch(issuer)
    if government:
        return _first_level(government[1], _PLACE_LEVELS)
    return _first_level(issuer, _LEVELS)


def _first_level(name: str, levels: Sequence[tuple[str, re.Pattern[str]]]) -> str | None:
    return next((level for level, pattern in levels if pattern.search(name)), None)


@cache
def _county_cities() -> frozenset[str]:
    """Return the names of the county-level cities (codes that do not end in 00)."""
    rows = read_rows("divisions.tsv")
    cities = {name for code, name, _ in rows if name.endswith("市") and not code.endswith("00")}
    return frozenset(cities - {name for code, name, _ in rows if code.endswith("00")})
