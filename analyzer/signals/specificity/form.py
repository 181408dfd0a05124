"""The form of a sentence: heading, formula, contact line, table residue, or prose."""

from __future__ import annotations

import math
import re

_MARKER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+\s?[是、.．]|[（(]\s?[一二三四五六七八九十\d]+\s?[）)]|\d{1,2}\s?[、.．](?!\d)|第[一二三四五六七八九十][，,、是]|[①-⑳])"
)
_WORD_MARKER = re.compile(r"^\s*[一二三四五六七八九十]+是")
_DIGIT_RUN = re.compile(r"\d+")
# Column heads and row labels of the three generations of statutory tables; in the form of
# 2014–2018 the unit stands before the number (收到申请数 件 12), never so in prose.
_TABLE = re.compile(
    r"勾稽关系|信息内容\s?本年|本年制发件数|本年处理决定|项信息内容|办结数（跨年|本年新(?:制作|公开)数量|对外公开总数量|本年增/减|采购总金额"
    r"|统计指标|指标名称|计1[条次]）|数量?\s?[条件次篇个人名]\s?\d|[经费]用?\s?万元\s?\d|申请人情况\s?(?:自然人|法人)|(?:\d+(?:\.\d+)?\s+){2,}\d|未经复议直接起诉"
)
_PERIOD = re.compile(r"统计期限|所列数据|数据.{0,6}(?:起止|统计).{0,4}(?:时间|时段|期限|时限)")
_FORMULA = re.compile(
    r"(?:特|现|要求|规定|精神|办公室)[^，。]{0,10}(?:编制|公布|(?<!信息)(?<!政务)公开|报告)|^备注|^注[:：]|(?:编制|形成|制作)(?:完成)?了?本(?:年度|年)?报告|本(?:年度)?报告(?:由|根据|是根据|按照|依据|的电子版|电子版)|(?:全文|报告)[^。]{0,4}由[^。]{0,60}组成|部分(?:组成|构成)"
    r"|现(?:将|就|对)[^。]{2,60}(?:如下|报告|汇报|公布)|如(?:对|有)[^。]{0,14}(?:疑问|建议|意见)|(?:联系电话|邮政编码|邮编|电子邮箱|联系人|传真|地址)\s?[:：]?"
    r"|(?:编制|汇编)(?:而成|完成)|按(?:照)?(?:规定|要求|统一)(?:的)?格式(?:编写|编制|撰写)|电子版[^。]{0,4}可[^。]{2,50}(?:下载|查阅|查询|查看)|(?:指南|目录|年报|年度报告)[^。]{0,8}(?:均)?可(?:以)?(?:在|通过|登录)[^。]{2,40}(?:下载|查阅|查询|查看)|年报已(?:经)?在[^，。]{2,30}(?:公布|公开|发布)|特此报告|请审阅|(?:做好|做了|开展了|采取|进行|从|存在)(?:了)?(?:以下|如下)[^，。]{0,14}[：:。]$|(?:如下|以下)[^，。]{0,16}[：:。]$|[见如](?:下表|附表|附件|上表|下图)|主要(?:表现|问题|存在)[^，。]{0,6}[：:是]$"
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
    r"|.{0,8}平台建设.{0,4}|监督保障.{0,4}|主动公开.{0,4}|.{0,14}(?:情况|附件|附表|统计表))(?:（.*）)?[：:。]?$"
)
_CONTENT_END = re.compile(
    r"(?:情况|机制|制度|建设|工作|内容|形式|渠道|保障|管理|数量|类别)[。：:]?$"
)
_NOUN_LIST = re.compile(r"[^，。；、：]{2,14}(?:、[^，。；、：]{2,14}){2,}")

_LEAD_IN = re.compile(
    r"^[^。：:]{6,90}(?:如下|以下[^，。：:]{0,12}|工作|问题|不足|措施|方面)[：:](?=.{10})"
)


def lead_in_end(text: str) -> int:
    """Return where a lead-in such as 现将有关情况说明如下： ends and what it leads to begins, else 0."""
    match = _LEAD_IN.match(text)
    return match.end() if match else 0


FORM_NAMES: tuple[str, ...] = (
    "log_length", "clauses", "short", "very_short", "marker", "word_marker", "marker_short", "ends_full",
    "ends_semicolon", "ends_colon", "ends_open", "title", "table", "period", "formula", "nothing_else", "statutory_heading",
    "heading_noun_end", "run_in_heading", "summary_problem", "complaint", "marker_complaint", "digit_share", "list_length",
)  # fmt: skip


def form_features(text: str) -> list[float]:
    """Return the features of FORM_NAMES."""
    body = text.strip()
    size = len(body)
    marker = bool(_MARKER.match(body))
    last = body[-1:] or " "
    breaks = sum(map(body.count, "，,；;"))
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
