"""What an issuer's name tells: its places, its own unit, its superior; one form for comparing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from analyzer.language.lexicon import read_rows

_HAN = r"[\u4e00-\u9fff]"
# Levels in order. The lookaheads keep 市 of 市场, 市政 and 区 of 区域 out of place names.
_PROVINCE = rf"(?:{_HAN}{{2,7}}?(?:省|自治区|特别行政区))"
_PREFECTURE = rf"(?:{_HAN}{{1,9}}?(?:自治州|地区|盟|市(?![场政民容])))"
_COUNTY = (
    rf"(?:{_HAN}{{1,12}}?(?:自治县|自治旗|实验区|开发区|高新区|新区|林区|特区|风景区|示范区|园区"
    rf"|区(?!域)|县|旗|市(?![场政民容])))"
)
_TOWNSHIP = rf"(?:{_HAN}{{1,8}}?(?:街道|镇|民族乡|乡(?!村)|苏木))"
_NAME = re.compile(
    rf"(?P<p>{_PROVINCE})?(?P<c>{_PREFECTURE})?(?P<d>{_COUNTY})?(?P<t>{_TOWNSHIP})?(?P<u>.*)"
)
_GOVERNMENT = re.compile(
    r"^(?:人民政府|政府|管理委员会|管委会|党工委)?(?:办公厅|办公室|办事处|政务公开办公室)?$"
)
_TAIL = re.compile(
    r"(?:综合实验区|经济技术开发区|经济开发区|高新技术产业开发区|高新区|开发区|新区|林区|风景区"
    r"|示范区|园区|自治区|自治州|自治县|自治旗|地区|街道|苏木|省|市|区|县|旗|盟|州|镇|民族乡|乡)$"
)


@dataclass(frozen=True, slots=True)
class IssuerName:
    """An issuer's name taken apart."""

    places: tuple[str, ...]  # from the province down, as written
    unit: str  # what follows the places; "" for a government itself

    @property
    def superior(self) -> str | None:
        """Return the name of the superior as far as the issuer's own name tells it."""
        if self.unit:
            return "".join(self.places) or None
        return "".join(self.places[:-1]) or None

    @property
    def stems(self) -> tuple[str, ...]:
        """Return the places without their last word (平川 for 平川县), two characters or more."""
        stems = (_TAIL.sub("", place) for place in self.places)
        return tuple(stem for stem in stems if len(stem) > 1)


@lru_cache(maxsize=4096)
def parse_issuer(issuer: str) -> IssuerName:
    """Take an issuer's name apart. Never fails: what is not understood is the unit."""
    name = re.sub(r"\s", "", issuer)
    match = _NAME.match(name)
    assert match is not None
    places = tuple(part for part in match.group("p", "c", "d", "t") if part)
    unit = _GOVERNMENT.sub("", match["u"])
    return IssuerName(places, unit)


@lru_cache(maxsize=4096)
def comparable_issuer(issuer: str | None) -> str | None:
    """Return one form for the spellings of an issuer: no 人民政府, offices in their short form.

    A government and its office are one issuer: the office writes the government's report.
    """
    if issuer is None:
        return None
    name = parse_issuer(issuer)
    return "".join(name.places) + _short_unit(name.unit) or None


def place_forms(issuer: str | None) -> tuple[str, ...]:
    """Return the shorter comparable names that leave out upper places but keep one."""
    if issuer is None:
        return ()
    name = parse_issuer(issuer)
    unit = _short_unit(name.unit)
    return tuple("".join(name.places[i:]) + unit for i in range(1, len(name.places)))


def _short_unit(unit: str) -> str:
    for long, short in _short_forms():
        unit = unit.replace(long, short)
    return unit


@cache
def _short_forms() -> tuple[tuple[str, str], ...]:
    rows = read_rows("fixed_phrases_offices.tsv")
    return tuple((long, short) for long, short in rows)


def superior_of(issuer: str | None) -> str | None:
    """Return the superior's name as far as the issuer's name tells it, in comparable form."""
    return parse_issuer(issuer).superior if issuer else None
