"""LAN08: names of statutes, their abbreviations and statutory terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.prose import Prose
from analyzer.signals.typos.templates import template_hits
from analyzer.text.span import Span

_TITLE = re.compile(r"(?<=《)[^《》\n]{4,40}(?=》)")
_DEFINITION = re.compile(
    r"[（(](?:以下|下)?简?称为?[“《]?(?P<short>[^（）()《》“”\n]{2,20})[”》]?[）)]"
)
_BARE = re.compile(r"(?<![《〈“\u4e00-\u9fff])中华人民共和国政府信息公开条例(?![》〉])")
_BARE_IN_TEXT = re.compile(r"(?<=[据照行彻实守合])(?:中华人民共和国)?政府信息公开条例(?![》〉])")
_OLD_DECREE = re.compile(r"国务院令?第492号|国令第492号|第492号国务院令")
_DECREE = re.compile(r"政府信息公开条例》?[（(](?:中华人民共和国)?国(?:务院)?令第?(?P<n>\d{2,4})号")
_DECREES = frozenset({"711", "492"})
_REVISED_FROM = 2019
_NEAR = 2  # edits at which a title is taken for a known one


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield doubtful references to statutes."""
    prose = evidence.prose
    yield from _near_names(prose)
    yield from _defined_twice(prose)
    yield from _without_marks(prose)
    yield from _decree(prose)
    year = subject.report.identity.year
    if year is not None and year >= _REVISED_FROM:
        yield from _old_decree(prose)
    yield from template_hits("LAN08", prose, evidence.index)


def _near_names(prose: Prose) -> Iterator[Hit]:
    from rapidfuzz.distance import Levenshtein

    known, distinct = _names()
    for match in _TITLE.finditer(prose.text):
        title = match.group()
        if title in known or any(name.endswith(title) for name in known):
            continue
        for name in distinct:
            if Levenshtein.distance(title, name, score_cutoff=_NEAR) <= _NEAR:
                yield Hit(
                    place=Span(*match.span()),
                    message=f"法规名称“{title}”与“{name}”不一致",
                    hint=f"请核对是否为《{name}》",
                    suggestion=name,
                    confidence=0.95,
                    evidence={"check": "near-name", "name": name},
                )
                break


def _defined_twice(prose: Prose) -> Iterator[Hit]:
    first: set[str] = set()
    for match in _DEFINITION.finditer(prose.text):
        short = match["short"]
        if short in first:
            yield Hit(
                place=Span(*match.span()),
                message=f"简称“{short}”前文已经说明，此处重复",
                hint="删去重复的说明，前后统一用简称",
                suggestion="",
                confidence=0.85,
                evidence={"check": "defined-twice"},
            )
        first.add(short)


def _without_marks(prose: Prose) -> Iterator[Hit]:
    for pattern in (_BARE, _BARE_IN_TEXT):
        for match in pattern.finditer(prose.text):
            yield Hit(
                place=Span(*match.span()),
                message="法规名称应加书名号",
                suggestion=f"《{match.group()}》",
                confidence=0.8,
                evidence={"check": "no-title-marks"},
            )


def _decree(prose: Prose) -> Iterator[Hit]:
    for match in _DECREE.finditer(prose.text):
        if match["n"] not in _DECREES:
            yield Hit(
                place=Span(*match.span("n")),
                message=f"《条例》为国务院令第711号，此处写第{match['n']}号，请核对",
                suggestion="711",
                confidence=0.95,
                severity="warning",
                evidence={"check": "decree-number"},
            )


def _old_decree(prose: Prose) -> Iterator[Hit]:
    for match in _OLD_DECREE.finditer(prose.text):
        yield Hit(
            place=Span(*match.span()),
            message="《条例》2019年修订后为国务院令第711号，第492号是修订前的",
            hint="请核对所引《条例》的版本",
            confidence=0.9,
            evidence={"check": "old-decree"},
        )


@cache
def _names() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = read_rows("statute_names.tsv")
    return frozenset(r[0] for r in rows), tuple(r[0] for r in rows if r[1] == "Y")


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN08",
    name="statute-reference",
    title="法规名称与法定用语",
    severity="warning",
    source="《政府信息公开条例》；GB/T 15834",
    page="""
查找：书名号内的法规名称与正式名称差一两个字；同一简称说明两次；法规名称缺书名号；2019年以后的报告引用
修订前的国务院令第492号；简称误写（“《条列》”）；单位内部制度称“条例”（只提示核对）。

为什么：法规名称是公文中最不能错的词。

已知局限：只认 data/lexicons/statute_names.tsv 所列名称；地方性法规名称不查。
""",
    check=check,
    examples=(
        Example(text="贯彻《⟦中华人民共和国政府信息公开工作条例⟧》的规定。"),
        Example(
            text="根据《中华人民共和国政府信息公开条例》（以下简称《条例》）编制。"
            "贯彻《中华人民共和国政府信息公开条例》⟦（以下简称《条例》）⟧。"
        ),
        Example(
            text="根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和《望川省政府信息公开办法》编制。"
        ),
    ),
)
