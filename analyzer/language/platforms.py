"""Find places of publication: websites, accounts, papers, stations, columns, systems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analyzer.language.entities import Platform
from analyzer.language.gazetteer import Word
from analyzer.language.lexicon import words_by_class
from analyzer.text.span import Span

_QUOTE_BEFORE = re.compile(
    r"[“「『\"]([^“”「」『』\"\n]{2,20})[”」』\"](?:的|政务|官方|微信){0,2}$"
)
_QUOTES_AFTER = re.compile(
    r"(?:账号|平台)?[:：]?((?:、?[“「『\"][^“”「」『』\"\n]{2,20}[”」』\"])+)"
)
_SYSTEMS = ("系统", "平台", "数据库", "软件", "客户端")
_TAKES_QUOTE_AFTER = frozenset(("wechat", "weibo", "video", "app"))
_COLUMN = re.compile(
    r"[“「『\"《]([^“”「」『』\"《》\n]{2,24})[”」』\"》](?:等)?(?:个)?"
    r"(?P<what>子栏目|访谈|节目|直播节目|子站|子网站|直播间|账号|机器人|栏目|专栏|板块|版块|频道|专题专栏|专题|模块|专区|专窗|窗口|目录|窗"
    r"|(?:[\u4e00-\u9fff]{2,8}?)?(?:系统|平台|数据库|软件|客户端))"
)
# The quotation is the whole name: “青岚市政策兑现平台”.
_QUOTED_SYSTEM = re.compile(
    r"[“「『\"]([^“”「」『』\"\n]{3,24}(?:平台|系统|软件|数据库|专栏|栏目|专题|频道|客户端|网|公众号|微博|视频号|小程序|App|APP|热线))[”」』\"]"
)
_HAN_BEFORE = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,6}$")
_NETS = re.compile(
    r"中国[\u4e00-\u9fff]{2,4}?网(?:站)?(?!络)"
    r"|(?:(?<=在)|(?<=通过)|(?<=登录)|(?<=依托))(?!互联|官|外|内|局域|因特|本|各|该|门户|政府|政务|公开|信息)[^\W\d上在和官]{2,6}(?<!公开)(?<!信息)(?<!政府)(?<!门户)(?<!互联)(?<!政务)(?<!单位)(?<!部门)(?<!管)(?<!路)(?<!电)(?<!读)(?<!查)(?<!触)(?<!联)网(?![站络上页格民友点信址购课红])"
)
_ADVERB_BEFORE = re.compile(r"[按及实随同准小]$")  # 按时报送 is no 时报


@cache
def _generic() -> tuple[frozenset[str], re.Pattern[str]]:
    words = words_by_class("platform_names.tsv")
    leads = "|".join(sorted(words["lead"], key=lambda w: (-len(w), w)))
    return frozenset(words["generic"]), re.compile(rf"^.*(?:{leads})")


def find_platforms(text: str, words: Sequence[Word]) -> Iterator[Platform]:
    """Yield platforms and columns; `named` tells a proper name from a generic word."""
    generic, _ = _generic()
    for index, word in enumerate(words):
        if word.kind == "platform":
            yield _platform(text, words, index)
    for match in _NETS.finditer(text):
        yield Platform(
            span=Span(match.start(), match.end()), name=match[0], kind="website", named=True
        )
    yield from _quoted(text, generic)


def _quoted(text: str, generic: frozenset[str]) -> Iterator[Platform]:
    """Yield columns and systems whose name stands in quotation marks."""
    taken = -1
    for match in _COLUMN.finditer(text):
        name, what = match[1], match["what"]
        is_system = what.endswith(_SYSTEMS)
        if is_system and not 2 <= len(name) <= 12:
            continue
        taken = match.end()
        kind = "system" if is_system else "column"
        yield _make(match.start(), match.end(), name, kind, named=name not in generic)
    for match in _QUOTED_SYSTEM.finditer(text):
        if match.start() < taken and match.end() <= taken:
            continue
        name = match[1]
        kind = "column" if name.endswith(("栏", "栏目", "专题", "频道")) else "system"
        bare = name.removesuffix("栏目").removesuffix("专栏").removesuffix("平台")
        yield _make(match.start(), match.end(), name, kind, named=bare not in generic)


def _platform(text: str, words: Sequence[Word], index: int) -> Platform:
    word = words[index]
    kind, _, named = word.label.partition(":")
    before = _QUOTE_BEFORE.search(text, max(0, word.start - 30), word.start)
    if before:
        return _make(before.start(), word.end, before[1], kind, named=True)
    after = _QUOTES_AFTER.match(text, word.end)
    if after and kind in _TAKES_QUOTE_AFTER:
        return _make(word.start, after.end(), after[1].strip('“”「」『』"'), kind, named=True)
    lead = _proper_lead(text, words, index, kind)
    if lead:
        start = word.start - len(lead)
        return _make(start, word.end, text[start : word.end], kind, named=True)
    return _make(word.start, word.end, word.text, kind, named=named == "Y")


def _make(start: int, end: int, name: str, kind: str, *, named: bool) -> Platform:
    return Platform(span=Span(start, end), name=name, kind=kind, named=named)


def _proper_lead(text: str, words: Sequence[Word], index: int, kind: str) -> str:
    """Return the proper name right before a paper, station or app: 平潭 of 平潭时报."""
    if kind not in ("press", "broadcast", "app"):
        return ""
    start = words[index].start
    generic, leads = _generic()
    found = _HAN_BEFORE.search(text, max(0, start - 6), start)
    if not found:
        return ""
    lead = leads.sub("", found[0])
    if text[start : start + 2] == "时报" and _ADVERB_BEFORE.search(lead):
        return ""
    return lead if 2 <= len(lead) <= 6 and lead not in generic else ""
