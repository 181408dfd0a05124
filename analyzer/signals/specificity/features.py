"""What the grading model sees of a sentence: form, facts and word classes, by readable names."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.signals.specificity.facts import Fact
from analyzer.signals.specificity.vocabulary import Found, classes
from analyzer.text.span import Span

_MARKER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+\s?[是、.．]|[（(]\s?[一二三四五六七八九十\d]+\s?[）)]|\d{1,2}\s?[、.．](?!\d)|第[一二三四五六七八九十][，,、是]|[①-⑳])"
)
_WORD_MARKER = re.compile(r"^\s*[一二三四五六七八九十]+是")
_DIGIT_RUN = re.compile(r"\d+")
_TABLE = re.compile(r"勾稽关系|信息内容本年|本年制发件数|本年处理决定|项信息内容|办结数")
_PERIOD = re.compile(r"统计期限|所列数据|数据.{0,6}(?:起止|统计).{0,4}(?:时间|时段|期限|时限)")
_FORMULA = re.compile(
    r"(?:特|现|要求|规定|精神|办公室)[^，。]{0,10}(?:编制|公布|公开|报告)|本(?:年度)?报告(?:由|根据|是根据|按照|依据|的电子版|电子版)|(?:全文|报告)[^。]{0,4}由[^。]{0,60}组成|部分(?:组成|构成)"
    r"|现(?:将|就|对)[^。]{2,60}(?:如下|报告|汇报|公布)|如(?:对|有)[^。]{0,14}(?:疑问|建议|意见)|(?:联系电话|邮政编码|邮编|电子邮箱|联系人|传真|地址)\s?[:：]?"
    r"|特此报告|请审阅|(?:做好|做了|开展了|采取|进行|从|存在)(?:了)?(?:以下|如下)[^，。]{0,14}[：:。]$|(?:如下|以下)[^，。]{0,16}[：:。]$|主要(?:表现|问题|存在)[^，。]{0,6}[：:是]$"
)
_SUMMARY_PROBLEM = re.compile(
    r"(?:存在|有|还有)(?:着)?(?:一些|一定的?|不少|诸多|许多|某些|以下)?(?:问题|不足|差距|困难|薄弱环节)[^，]{0,4}$|取得了?(?:一定|较好|明显|新)的?(?:的)?(?:成绩|成效|进展)"
)
_COMPLAINT = re.compile(
    r"不|有待|仍需|还需|尚需|需进一步|需要|缺|单一|欠|滞后|薄弱|偏少|偏低|问题|差距"
)
_NOTHING_ELSE = re.compile(
    r"(?:暂|均)?(?:没有|无|未有)(?:其他|其它|需要|应当)?[^，。]{0,6}(?:报告|说明)?的?事项|^无。?$"
)
_TITLE = re.compile(r"(?:年度报告|工作报告|年报)[。\s]*$")
_STATUTORY_HEADING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?\s?[、.．]?\s?)?(?:总体情况|概述|基本情况|主动公开(?:政府信息)?(?:的)?情况|收到和处理政府信息公开申请情况"
    r"|.{0,12}行政复议、?.{0,10}诉讼.{0,4}情况|存在的?(?:主要)?问题.{0,8}|其他需要报告的事项.{0,4}|依申请公开.{0,12}|政府信息管理.{0,4}"
    r"|.{0,8}平台建设.{0,4}|监督保障.{0,4}|主动公开.{0,4}|.{0,14}(?:情况|附件|附表|统计表))[：:。]?$"
)
_CONTENT_END = re.compile(
    r"(?:情况|机制|制度|建设|工作|内容|形式|渠道|保障|管理|数量|类别)[。：:]?$"
)
_NOUN_LIST = re.compile(r"[^，。；、：]{2,14}(?:、[^，。；、：]{2,14}){2,}")

_MECHANISM = re.compile(r"([\u4e00-\u9fff“”、]{2,8}?)(?:机制|制度|模式|程序|台账|档案)")
_GENERIC_MECHANISM = re.compile(
    r"(?:工作|长效|公开|体制|管理|各项|保障|监督|相关|有关|配套|完善|健全|责任|制度|规章|内部|领导|科学|规范|体系|运行|公开的|办事|审批|新的|良好|信息)$"
)
_QUOTED = re.compile(r"“([^”]{2,24})”")
_AUTHORITY = re.compile(
    r"在[^，。；]{2,60}(?:领导|指导|支持|关心|帮助)下|(?:按照|根据|遵照|依照)[^，。；]{2,80}(?:要求|部署|精神|规定|安排|原则|通知|意见)"
    r"|以[^，。；]{2,40}为(?:指导|指引|统领|契机|抓手|导向|目标|核心|主线)|(?:贯彻|落实|学习)[^，。；]{2,80}(?:精神|部署|要求|安排)"
)


def authority_phrases(text: str) -> list[Span]:
    """Return phrases that invoke an authority: what stands in them is not the sentence's content."""
    return [Span(m.start(), m.end()) for m in _AUTHORITY.finditer(text)]


NAMES: tuple[str, ...] = (
    "log_length", "clauses", "short", "very_short", "marker", "word_marker", "marker_short", "ends_full",
    "ends_semicolon", "ends_colon", "ends_open", "title", "table", "period", "formula", "nothing_else", "statutory_heading",
    "heading_noun_end", "run_in_heading", "summary_problem", "complaint", "marker_complaint", "digit_share", "list_length",
    "count_1", "count_2", "count_3", "percent_alone", "part", "money", "zero", "date", "document", "platform",
    "column", "organisation", "person", "frequency", "frequency_anchored", "named_2", "compare_number", "breakdown_number",
    "any_number", "numbers_2", "numbers_3", "any_checkable", "two_kinds",
    *(f"word_{name}" for name in classes()),
    "quoted", "named_mechanism", "authority", "concrete_clauses", "stock_clauses", "concrete_clause_share", "stock_share", "concrete_share", "concrete_any", "concrete_2", "concrete_4", "stock_only", "problem_empty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactCounts:
    """How many independent facts of which kind a sentence holds."""

    numbers: int
    counts: int
    named: int
    dates: int
    zeros: int
    persons: int
    frequency_anchored: bool
    comparison: bool
    breakdown: bool


def count_facts(facts: Sequence[Fact], found: Sequence[Found]) -> FactCounts:
    """Count distinct facts; a share that restates its count is not counted again."""
    distinct = {(f.key(), f.span.start if f.value is not None else 0): f for f in facts}.values()
    of = {kind: [f for f in distinct if f.type == kind] for kind in
          ("quantity", "money", "percent", "zero", "date", "document", "platform", "column",
           "organisation", "person", "frequency")}  # fmt: skip
    alone = [p for p in of["percent"] if not p.part]
    numbers = len(of["quantity"]) + len(of["money"]) + len(alone)
    words = {name for f in found for name in f.classes}
    return FactCounts(
        numbers=numbers,
        counts=len(of["quantity"]),
        named=len(of["document"]) + len(of["platform"]) + len(of["column"]),
        dates=len(of["date"]),
        zeros=len(of["zero"]),
        persons=len(of["person"]),
        frequency_anchored=bool(of["frequency"])
        and bool(
            any(
                o.text.endswith(("办公室", "办", "科", "处", "局", "中心"))
                for o in of["organisation"]
            )
            or numbers
        ),
        comparison="compare" in words and numbers > 0,
        breakdown="breakdown" in words and numbers > 1,
    )


def vector(text: str, facts: Sequence[Fact], found: Sequence[Found]) -> list[float]:
    """Return the features of a sentence in the order of NAMES; text and places agree."""
    counts = count_facts(facts, found)
    return [*_form(text), *_evidence(facts, counts), *_words(text, found, counts)]


def _form(text: str) -> list[float]:
    body = text.strip()
    size = len(body)
    marker = bool(_MARKER.match(body))
    last = body[-1:] or " "
    breaks = len(re.findall(r"[，,；;]", body))
    complaint = bool(_COMPLAINT.search(body))
    lists = [m[0].count("、") for m in _NOUN_LIST.finditer(body)]
    return [
        math.log1p(size),
        min(8, breaks),
        float(size <= 22),
        float(size <= 12),
        float(marker),
        float(bool(_WORD_MARKER.match(body))),
        float(marker and size <= 24),
        float(last in "。！"),
        float(last in "；;"),
        float(last in "：:"),
        float(last not in "。！；;：:，,、"),
        float(bool(_TITLE.search(body))),
        float(bool(_TABLE.search(body))),
        float(bool(_PERIOD.search(body))),
        float(bool(_FORMULA.search(body))),
        float(bool(_NOTHING_ELSE.search(body))),
        float(bool(_STATUTORY_HEADING.match(body))),
        float(size <= 26 and bool(_CONTENT_END.search(body))),
        float(marker and size <= 26 and last not in "；;" and breaks <= 1 and not complaint),
        float(bool(_SUMMARY_PROBLEM.search(body))),
        float(complaint),
        float(complaint and marker),
        sum(map(len, _DIGIT_RUN.findall(body))) / max(1, size),
        min(8.0, float(max(lists, default=0))),
    ]


def _evidence(facts: Sequence[Fact], counts: FactCounts) -> list[float]:
    types = [f.type for f in facts]
    has = {kind: float(kind in types) for kind in
           ("money", "date", "document", "platform", "column", "organisation", "person", "frequency")}  # fmt: skip
    checkable = bool(
        counts.numbers or counts.zeros or counts.named or counts.dates or counts.persons
        or counts.frequency_anchored
    )  # fmt: skip
    kinds = sum(map(bool, (counts.numbers, counts.named, counts.dates, counts.persons)))
    return [
        float(counts.counts >= 1),
        float(counts.counts >= 2),
        float(counts.counts >= 3),
        float(any(f.type == "percent" and not f.part for f in facts)),
        float(any(f.part for f in facts)),
        has["money"],
        float(counts.zeros > 0),
        has["date"],
        has["document"],
        has["platform"],
        has["column"],
        has["organisation"],
        float(min(3, counts.persons)),
        has["frequency"],
        float(counts.frequency_anchored),
        float(counts.named >= 2),
        float(counts.comparison),
        float(counts.breakdown),
        float(counts.numbers >= 1),
        float(counts.numbers >= 2),
        float(counts.numbers >= 3),
        float(checkable),
        float(kinds >= 2),
    ]


_CONCRETE = frozenset(("object", "mechanism", "activity", "field", "duty", "channel"))


def _words(text: str, found: Sequence[Found], counts: FactCounts) -> list[float]:
    per_class = dict.fromkeys(classes(), 0)
    distinct: set[str] = set()
    stock = concrete = 0
    ends = [m.start() for m in re.finditer(r"[，,；;。]|$", text)]
    clauses: dict[int, list[int]] = {}
    for item in found:
        clause = clauses.setdefault(bisect_left(ends, item.start), [0, 0])
        for name in item.classes:
            per_class[name] += 1
        if "stock" in item.classes or "empty_object" in item.classes:
            stock += item.end - item.start
            clause[0] += 1
        if _CONCRETE.intersection(item.classes):
            concrete += item.end - item.start
            if not {"activity", "channel"}.issuperset(item.classes):
                distinct.add(item.word)
                clause[1] += 1
    size = max(1, len(text))
    things = len(distinct)
    with_things = sum(1 for _, c in clauses.values() if c)
    without = sum(1 for s, c in clauses.values() if s and not c)
    return [
        *(math.log1p(per_class[name]) for name in classes()),
        float(min(3, sum(1 for m in _QUOTED.finditer(text)))),
        float(
            min(3, sum(1 for m in _MECHANISM.finditer(text) if not _GENERIC_MECHANISM.search(m[1])))
        ),
        float(bool(_AUTHORITY.search(text))),
        math.log1p(with_things),
        math.log1p(without),
        with_things / max(1, with_things + without),
        stock / size,
        concrete / size,
        float(things >= 1),
        float(things >= 2),
        float(things >= 4),
        float(things == 0 and stock > 0 and counts.numbers == 0),
        float(things <= 1 and per_class["problem"] > 0 and counts.numbers == 0),
    ]
