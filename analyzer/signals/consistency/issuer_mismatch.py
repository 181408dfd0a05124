"""CON03: names of oneself that do not agree, and other units' or places' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analyzer.language.entities import Place, entities
from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.consistency.home import Home, division_provinces
from analyzer.signals.rule import Context, Example, Hit, Rule, Severity, Subject
from analyzer.structure.report import Report
from analyzer.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SELF = re.compile(
    r"(?<![\u4e00-\u9fff]自)(?:我(?P<w>局|委|厅|中心|院|省|市|县|区|旗|镇|乡|街道)(?![们国])"
    r"|(?<![\u4e00-\u9fff])本(?P<own>局|委|厅|镇|乡|县|旗|街道)(?![级身次年报人地部机]))"
)
_ALL = re.compile(r"全(?P<w>[县区旗市镇乡])(?=[\u4e00-\u9fff，])(?!域|别|划|块|镇)")
_GOVERNMENT = re.compile(r"(?<![\u4e00-\u9fff])(?P<w>[县区旗])(?P<g>政府)(?!信息公开|网|门户|公报)")
_SUBORDINATE = re.compile(r"(?:相关|有关|各)(?P<w>市|县|区)(?:属|直)(?=单位|部门|机构)")
_MEDIA = re.compile(
    r"《今日(?P<a>[\u4e00-\u9fff]{2,3})》|《?(?P<b>[\u4e00-\u9fff]{2})(?:日报|晚报|时报|电视台|新闻网)"
)
_SAME_RANK = frozenset("县区旗")
_RANK = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "街道": 4}
_OFFICES = frozenset({"局", "委", "厅", "中心", "院"})
_ELSEWHERE = re.compile(
    r"学习|考察|借鉴|来自|外地|对口|援|结对|赴|帮扶|异地|跨省|协作|一体化|籍|地址|转发|来源"
)
_OTHER_TOWNSHIP = re.compile(
    r"(?:(?<=[，。；：、\n“（对由在将为和与向给至到及是])|^)"
    r"(?P<name>(?!我|本|全|各|该|乡|村|城|市|县|区|辖|个|中心)[\u4e00-\u9fff]{2}(?:镇|乡|街道))"
    r"(?=各(?:站所|部门|村|单位|办)|人民政府|政府|党委|政务公开|信息公开|办事处|便民)"
)
_AUTONOMY = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}?)自治(?P<type>[县州旗])")
_OWN_WORK = re.compile(r"(?:人民)?政府|(?:政府)?信息公开|政务公开|党政")
_ORGANISATION_LINE = re.compile(r"^[\u4e00-\u9fff]{4,24}(?:局|委员会|人民政府|办公室|中心|管委会)$")


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield self-references that do not fit the issuer and foreign names."""
    home, text = evidence.home, evidence.text
    if home.issuer:
        yield from _self(text, home)
        yield from _whole(text, home)
        yield from _governments(text, home)
        yield from _other_type(text, home)
    if home.province:
        yield from _media(text, home)
        yield from _places(subject.doc, text, home)
    yield from _townships(subject.doc, text, home)
    yield from _signature(subject.report)
    yield from _lacks_autonomy(text, home)


def _lacks_autonomy(text: str, home: Home) -> Iterator[Hit]:
    """Yield the name of an autonomous county or prefecture without 自治."""
    autonomous = _AUTONOMY.search(home.issuer)
    if not autonomous:
        return
    short = autonomous["name"] + autonomous["type"]
    for match in re.finditer(
        re.escape(short) + r"(?=[\u4e00-\u9fff]{1,8}[局委办厅]|人民政府)", text
    ):
        yield _hit(match, f"“{match.group()}”与“{home.issuer}”不一致，疑缺“自治”", 0.85, "name")


def _self(text: str, home: Home) -> Iterator[Hit]:
    for match in _SELF.finditer(text):
        word = match["w"] or match["own"]
        if word in _OFFICES:
            if home.kind == "government" and home.own:
                yield _hit(
                    match, f"本报告由“{home.issuer}”发布，此处自称“{match.group()}”", 0.8, "self"
                )
            elif home.office_word and word != home.office_word and word not in home.issuer:
                yield _hit(match, f"自称“{match.group()}”与“{home.issuer}”不一致", 0.8, "self")
        elif _foreign(word, home):
            yield _hit(match, f"自称“{match.group()}”与“{home.issuer}”不一致", 0.92, "self")


def _foreign(word: str, home: Home) -> bool:
    """Tell whether a type of division is neither the issuer's own nor one above it."""
    if not home.own or word in home.divisions:
        return False
    if word == "区" and home.autonomous:
        return False
    own, other = _RANK.get(home.own, 0), _RANK.get(word, 0)
    if home.own == "市" and len(home.divisions) == 1:
        return other > 3  # a city may be of any rank; its districts and counties are its own
    return bool(own and other) and other >= own


def _whole(text: str, home: Home) -> Iterator[Hit]:
    for match in _ALL.finditer(text):
        word = match["w"]
        message = f"“{match.group()}”与“{home.issuer}”不一致"
        alike = _RANK.get(word) == _RANK.get(home.own)
        if alike and word not in ("市", home.own) and _foreign(word, home):
            yield _hit(match, message, 0.9, "whole")
        elif word == "市" and _county_alone(home) and _subject_of_work(text, match):
            yield _hit(match, message, 0.7, "whole")


def _county_alone(home: Home) -> bool:
    return home.own in _SAME_RANK and "市" not in home.divisions


def _subject_of_work(text: str, match: re.Match[str]) -> bool:
    """Tell whether 全市…系统 opens a sentence: a county may speak of its city, not as itself."""
    opens = text[match.start() - 1 : match.start()] in ("。", "\n")
    return opens and bool(
        re.match(r"[\u4e00-\u9fff]{2,4}系统(?!排名|考核|内)", text[match.end() :])
    )


def _governments(text: str, home: Home) -> Iterator[Hit]:
    if home.kind != "government" or home.own not in _SAME_RANK:
        return
    for match in _GOVERNMENT.finditer(text):
        own = match["w"] == home.own or (match["w"] == "区" and home.autonomous)
        if not own and text[match.start() - 1 : match.start()] in "，。；：\n":
            yield _hit(match, f"“{match.group()}”与“{home.issuer}”不一致", 0.6, "government")
    for match in _SUBORDINATE.finditer(text):
        if match["w"] not in home.divisions:
            yield _hit(match, f"“{match.group()}”与“{home.issuer}”的层级不一致", 0.9, "level")


def _other_type(text: str, home: Home) -> Iterator[Hit]:
    """Yield the home's name with another type of division, said of the issuer itself."""
    if not home.stem or home.own not in _SAME_RANK:
        return
    pattern = re.compile(
        rf"(?:(?<=是)|(?<=年度)){re.escape(home.stem)}(?P<w>[县区旗市])"
        r"(?=贯彻|落实|推进|实施|政府信息公开|信息公开|[\u4e00-\u9fff]{2,6}局)"
    )
    for match in pattern.finditer(text):
        if match["w"] not in home.divisions and match.group() not in home.issuer:
            yield _hit(match, f"“{match.group()}”与“{home.issuer}”不一致", 0.9, "name")


def _media(text: str, home: Home) -> Iterator[Hit]:
    for match in _MEDIA.finditer(text):
        name = match["a"] or match["b"]
        provinces = division_provinces().get(name)
        if not provinces or home.province in provinces or name in home.issuer:
            continue
        if not _ELSEWHERE.search(text[max(0, match.start() - 12) : match.start()]):
            yield _hit(match, f"“{match.group()}”疑为外地媒体名称", 0.93, "media", severity="error")


def _places(doc: Doc, text: str, home: Home) -> Iterator[Hit]:
    for place in entities(doc, Place):
        codes = place.codes.split()
        if place.level > 3 or len(place.name) < 3 or not codes:
            continue
        if any(code[:2] == home.province for code in codes) or place.name in home.issuer:
            continue
        around = text[max(0, place.span.start - 16) : place.span.end + 16]
        if _ELSEWHERE.search(around):
            continue
        yield Hit(
            place=place.span,
            message=f"“{place.name}”疑为外地地名，请核对是否沿用其他单位文稿",
            hint="请核对该地名与本单位的关系",
            confidence=0.85,
            severity="error",
            evidence={"kind": "place", "codes": codes},
        )


def _townships(doc: Doc, text: str, home: Home) -> Iterator[Hit]:
    """Yield another township's name where a township speaks of its own disclosure."""
    if _RANK.get(home.own) != _RANK["镇"]:
        return
    found = {
        place.span
        for place in entities(doc, Place)
        if place.level == 4 and _OWN_WORK.match(text, place.span.end)
    }
    found |= {
        Span(*match.span("name"))
        for match in _OTHER_TOWNSHIP.finditer(text)
        if _is_name(doc, match.start("name"))
    }
    last = 0
    for span in sorted(found):
        name = span.of(text)
        if name in home.issuer or span.start < last:
            continue
        last = span.end
        yield Hit(
            place=span,
            message=f"“{name}”与“{home.issuer}”不一致，请核对是否沿用其他单位文稿",
            hint="请核对单位名称",
            confidence=0.88,
            severity="error",
            evidence={"kind": "township"},
        )


def _is_name(doc: Doc, start: int) -> bool:
    """Tell whether the word at `start` can be a place: 确保街道 is a verb and its object."""
    token = doc.char_span(start, start + 1, alignment_mode="expand")
    return bool(token is not None and token[0].tag_[:1] in ("n", "x", "", "s"))


def _signature(report: Report) -> Iterator[Hit]:
    """Yield a signing unit that shares nothing with the unit in the title."""
    title = report.identity.title
    head = re.split(r"\d{4}年|政府信息|信息公开|政务公开", title)[0] if title else ""
    if len(head) < 2:
        return
    for paragraph in report.paragraphs[-3:]:
        written = report.slice(paragraph.span)
        if not _ORGANISATION_LINE.match(written):
            continue
        shared = any(head[i : i + 2] in written for i in range(len(head) - 1))
        if not shared:
            yield Hit(
                place=paragraph.span,
                message=f"落款“{written}”与标题中的“{head}”不一致，请核对",
                confidence=0.7,
                severity="warning",
                evidence={"kind": "signature"},
            )


def _hit(
    match: re.Match[str],
    message: str,
    confidence: float,
    kind: str,
    *,
    severity: Severity = "warning",
) -> Hit:
    return Hit(
        place=Span(*match.span()),
        message=f"{message}，请核对是否沿用其他单位文稿",
        hint="请统一自称，核对单位与地名",
        confidence=confidence,
        severity=severity,
        evidence={"kind": kind},
    )


RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON03",
    name="issuer-mismatch",
    title="主体不一致、他单位残留",
    severity="warning",
    source="B6；C3",
    page="""
查找与发布单位不符的称呼：自称（我局、我区、我县）、“全县”“全区”、“相关市属单位”与单位类别或层级不一致；
外地报刊、电视台名称；与本单位不在同一省份的地名；落款单位与标题单位不一致。

为什么：这些多是沿用其他单位文稿留下的痕迹，考核时按“张冠李戴”处理。

已知局限：单位名称取自标题、首段或落款，认不出单位时只查落款；学习考察、对口支援等语境中的外地地名不报；
机构合署、代管时两种称呼都可能成立，所以只提示核对。
""",
    check=check,
    examples=(
        Example(text="全年⟦我街道⟧公开信息326条，安排专人更新栏目。"),
        Example(text="我镇按照县政府要求更新栏目，工作人员赴外地学习3次。"),
    ),
)
