"""Find what differs from unit to unit by nature: own name, places, self-reference, digits, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analyzer.corpus.issuers import parse_issuer
from analyzer.language.lexicon import read_rows

Range = tuple[int, int]

# One placeholder per kind in masked text; private-use code points cannot occur in real text.
NAME = "\ue000"
NUMBER = "\ue001"
TITLE = "\ue002"
TOPIC = "\ue003"
FIXED = "\ue004"

_NUMBER = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?")
_TITLE = re.compile(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》")
_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{1,10}[〔\[［（(【]\s*(?:19|20)\d\d\s*[〕\]］）)】]\s*第?\s*\d+\s*号"
)
# The subject of all these reports; its spellings are one word for comparing.
_TOPIC = re.compile(r"(?:政府|政务)?信息和政务公开|政[府务]信息公开|政务公开|信息公开|政[府务]信息")
_LEVEL = "局|区|县|市|镇|乡|街道|委|省|州|旗|盟|系统"
_SELF = re.compile(
    rf"[我本该](?:单位|机关|部门|厅|办|院|中心|处|所|管委会|政府|办事处|{_LEVEL})"
    rf"|全(?:{_LEVEL})(?![面体部])"
    r"|(?:区|县|市|镇|乡|街道|省|州|旗|管委会|新区|开发区)(?=委|政府|直|级|府办)"
)
_PLACE_END = re.compile(r"[省市县区州盟旗镇乡道木]")
_LONGEST_PLACE = 13
# What makes a zone of a place: 平川 + 综合实验区.
_ZONE = re.compile(
    r"(?:综合|经济技术|经济|高新技术产业|工业|旅游|农业)*(?:实验区|开发区|高新区|示范区|园区|新区)"
)


def numbers(text: str) -> Iterator[Range]:
    """Yield figures written in digits, their percent sign included."""
    return (m.span() for m in _NUMBER.finditer(text))


def titles(text: str) -> Iterator[Range]:
    """Yield titles in 《》 and document numbers."""
    for pattern in (_TITLE, _DOCUMENT):
        yield from (m.span() for m in pattern.finditer(text))


def topics(text: str) -> Iterator[Range]:
    """Yield the spellings of 政府信息公开."""
    return (m.span() for m in _TOPIC.finditer(text))


def names(text: str, issuer: str | None) -> list[Range]:
    """Return places, the issuer's own name and self-references, neighbours joined."""
    found = [m.span() for m in _SELF.finditer(text)]
    found.extend(_places(text))
    stems = {text[start : end - 1] for start, end in found if end - start > 2}
    forms: set[str] = {stem for stem in stems if len(stem) > 1 and stem in _stems()}
    if issuer:
        own = parse_issuer(issuer)
        forms.update(own.places, own.stems)
        if len(own.unit) > 2:
            forms.add(own.unit)
    for form in sorted(forms):
        found.extend(_occurrences(text, form))
    return _joined(_with_zones(text, _joined(found)))


def _occurrences(text: str, form: str) -> Iterator[Range]:
    at = text.find(form)
    while at >= 0:
        yield at, at + len(form)
        at = text.find(form, at + len(form))


def _places(text: str) -> Iterator[Range]:
    """Look up what stands before 市, 县, 区 …: far cheaper than scanning for 40,000 names."""
    known = _divisions()
    for match in _PLACE_END.finditer(text):
        end = match.end()
        for length in range(min(_LONGEST_PLACE, end), 1, -1):
            if text[end - length : end] in known:
                yield end - length, end
                break


def _with_zones(text: str, ranges: list[Range]) -> list[Range]:
    zones = ((start, end, _ZONE.match(text, end)) for start, end in ranges)
    return [(start, zone.end() if zone else end) for start, end, zone in zones]


def _joined(ranges: list[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@cache
def _divisions() -> frozenset[str]:
    names: set[str] = set()
    for _, name, townships in read_rows("divisions.tsv"):
        names.add(name)
        names.update(townships.split())
    names.discard("-")
    return frozenset(names)


@cache
def _stems() -> frozenset[str]:
    """Stems of provinces, prefectures and counties that may stand alone (平川 for 平川县)."""
    return frozenset(name[:-1] for _, name, _ in read_rows("divisions.tsv") if len(name) > 2)
