"""Commas between the members of a list of nouns: 利用广播，显示屏，宣传栏等形式."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.signals.rule import Hit
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HEADS = (
    "形式|方式|渠道|途径|载体|平台|信息|内容|方面|问题|情况|工作|环节|事项|制度|领域|数据|资料|材料|部门|单位|"
    "媒体|媒介|栏目|活动|服务|手段|措施|文件|流程|程序|机制|设备|设施|场所|地点|业务|项目|政策|需求|要求|指标|岗位|"
    "热点|难点|焦点|热点问题|实事|民生实事|重点工作|费用|群体|对象|事务|场景|主体|指南|目录|清单|报告|办法|计划|标准"
)
# Nouns with a character that elsewhere opens a predicate.
_NOUNS = re.compile(
    "就业|就医|就学|应急|应用|能力|能源|功能|节能|效能|职能|行为|对象|方向|使用|合并|场所|有关|国有|有效|不动产|不良|可行|"
    "自有|所有|是非|以工代赈|为民|对口|对外|未成年人|未来|各类|各项|政府采购|教育资助|所得|成就|反应|供应|适应|效应|"
    "人才|就诊|其他|按揭|产能|性能|智能|有机|向导|还款|要素|要点|重要|需要|主要|要闻|对策|响应|每日|各地"
)
# What opens a predicate or a clause cannot stand inside a noun.
_VERBAL = re.compile(
    r"[了着把将被对为由在使让并也都就还已未不可应会须各我本该其以从按有是能要向与及且但而所每]|进一步|积极|认真|切实|及时地|"
    r"^(?:加强|加大|强化|完善|健全|推进|推动|推行|开展|开设|开通|做好|抓好|落实|提高|提升|增强|促进|确保|保障|建立|制定|拓宽|拓展|丰富|"
    r"优化|创新|规范|明确|细化|压实|严格|坚持|围绕|结合|通过|利用|依托|借助|根据|按照|方便|满足|组织|公布|公开|发布|接受|接收|"
    r"实现|取得|形成|营造|深化|深入|全面|主动|持续|不断|统一|安排|指定|配备|设立|设置|编制|编印|印发|召开|举办|参加|参与|"
    r"收到|受理|办理|答复|回应|听取|征求|收集|整合|充分|进行|予以|给予|运用|实行|实施|激励|使用|采用|采取|便于|达到|做到|共|全|同时|其中|此外|另外|目前|今后|以来|"
    r"下一步|近年|一年|努力|着力|大力|重点|逐步|稳步|定期|适时|及时|随时|首先|其次|最后|特别|尤其|包括|涉及|没有|存在|"
    r"避免|防止|杜绝|减少|降低|增加|扩大|解决|处理|支持|引导|鼓励|督促|指导|监督检查|审核把关|责任到|限期|经|至|自)"
)
_GOVERNS = re.compile(
    r"利用|通过|依托|借助|运用|采取|采用|公开|公布|发布|涉及|包括|包含|涵盖|负责|提供|完善|健全|加强|做好|开展|对|将|把|"
    r"围绕|针对|关注|收取|修订|查阅|梳理|汇总|宣传|聚焦|推进|规范|落实|建立|设立|开设|开通|配备|聚焦|实现|充实|丰富|优化|细化|明确|听取|收集|解决|存在|的|在|如"
)
_BREAK = "，。；：！？\n"
_BREAKS = re.compile(f"[{_BREAK}]")
_LAST = re.compile(
    rf"，(?P<last>[^，。；：！？、\n《》（）]{{2,12}}?)等(?P<head>(?:各类|相关|多种|各种|重点)?(?:{_HEADS}))?"
)
_PAIR = re.compile(
    r"，(?P<last>[^，。；：！？、\n“”《》（）\d和及与]{2,8})[和及与](?P<end>[^，。；：！？、\n“”《》（）\d和及与]{2,8})(?=[，。；])"
)
_BARE = re.compile(
    r"、[^，。；：！？、\n“”《》（）]{2,10}，(?P<bare>[^，。；：！？、\n“”《》（）\d]{2,8})(?=，)"
)
# 招生政策、教育收费，学生资助、校园安全等: a comma inside a list that goes on with 、 to its 等.
_INSIDE = re.compile(
    r"、(?P<left>[\u4e00-\u9fff]{2,8})，(?P<right>[\u4e00-\u9fff]{2,8})"
    r"(?=、[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8})*等)"
)
_TIME = re.compile(
    r"[年月日度后前时中内外上下起止间]$|^(?:总之|因此|为此|一方面|另一方面|另|即|如|例如|比如)"
)
_LONGEST = 14
_OPENING_TAGS = frozenset({"d", "ad", "t", "p", "c", "r"})  # words that open a clause
_DIGIT = re.compile(r"\d")


def find(prose: Prose, doc: Doc) -> Iterator[Hit]:
    """Yield commas that stand between members of one list."""
    text = prose.text
    for match in _LAST.finditer(text):
        if not _nominal(match["last"]):
            continue
        tag = _first_tag(doc, match.start("last"))
        if tag == "n" or (match["head"] and tag not in _OPENING_TAGS):
            yield from _back(prose, match.start(), headed=bool(match["head"]))
    for match in _INSIDE.finditer(text):
        nouns = _nominal(match["left"]) and _nominal(match["right"])
        if nouns and _first_tag(doc, match.start("right")) == "n":
            yield _hit(match.start("right") - 1, 0.9)
    for match in _PAIR.finditer(text):
        nouns = _nominal(match["last"]) and _nominal(match["end"])
        if nouns and _first_tag(doc, match.start("last")) == "n":
            yield from _back(prose, match.start(), headed=False, least=1)
    for match in _BARE.finditer(text):
        bare = match["bare"]
        start = match.start()
        opened = max(text.rfind(mark, 0, start) for mark in _BREAK) + 1
        lead, first = text[opened:start], text[start + 1 : match.start("bare") - 1]
        if (
            _nominal(bare)
            and _nominal(first)
            and not _TIME.search(bare)
            and (_first_tag(doc, match.start("bare")) == "n" or bare[-2:] in _HEADS.split("|"))
            and _GOVERNS.search(lead)
            and not _nominal(_BREAKS.split(text[match.end() + 1 : match.end() + 30], maxsplit=1)[0])
            and not prose.shields(match.start("bare") - 1, match.end())
        ):
            yield _hit(match.start("bare") - 1, 0.72)


def _back(prose: Prose, comma: int, *, headed: bool, least: int = 2) -> Iterator[Hit]:
    """Follow a list back to the words that govern it; yield its commas.

    Without a general noun behind 等 (`headed`) the list needs 、 or `least` commas.
    """
    text = prose.text
    commas = [comma]
    for _ in range(6):
        opened = max(text.rfind(mark, 0, comma) for mark in _BREAK) + 1
        segment = text[opened:comma]
        tail = segment.rsplit("、", 1)[-1]
        if text[opened - 1 : opened] == "，" and len(segment) <= _LONGEST and _nominal(segment):
            comma = opened - 1
            commas.append(comma)
            continue
        governed = _GOVERNS.search(segment)
        if governed is None:
            return
        member = tail if tail != segment else segment[governed.end() :]
        member = re.split(r"[的了在]", member)[-1]
        if not 2 <= len(member) <= _LONGEST or not _nominal(member):
            return
        if not headed and len(commas) < least and "、" not in segment:
            return
        sure = 0.9 if "、" in segment or (headed and len(commas) > 1) else 0.75
        for at in commas:
            if not prose.shields(at, at + 1):
                yield _hit(at, sure)
        return


def _first_tag(doc: Doc, start: int) -> str:
    """Return the tag of the word at `start`, all kinds of nouns as n."""
    if doc.text.startswith(("依申请", "“"), start):
        return "n"
    token = doc.char_span(start, start + 1, alignment_mode="expand")
    if token is None:
        return ""
    tag = token[0].tag_
    return "n" if tag[:1] == "n" or tag in ("j", "eng") else tag


def _nominal(words: str) -> bool:
    words = _NOUNS.sub("名", words)
    return len(words) >= 2 and not _VERBAL.search(words) and not _DIGIT.search(words)


def _hit(at: int, confidence: float) -> Hit:
    return Hit(
        place=Span(at, at + 1),
        message="并列词语之间宜用顿号，请核对",
        hint="改为“、”",
        suggestion="、",
        confidence=confidence,
        evidence={"check": "list-comma"},
    )
