"""Find quantities, amounts of money and percentages. Offsets count the text as given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analyzer.language.entities import Money, Percent, Quantity
from analyzer.language.lexicon import read_rows, words_by_class
from analyzer.language.numbers import ARABIC, CHINESE, SCALE, VAGUE_AFTER, parse_number
from analyzer.text.span import Span

_APPROXIMATE = r"(?:近|约|超过|超|逾|大约|将近)?"
_ONE_NUMBER = rf"{ARABIC}{SCALE}{VAGUE_AFTER}{SCALE}"
_RANGE = r"\s?[-—–~～至到]{1,2}\s?"
# A unit that only begins a longer word is no unit: 0本年, 3通过, 5条例.
_NOT_AFTER = {
    "本": "年级单机报地区市县部局人市", "通": "过报知道", "所": "有属", "门": "户", "例": "如行外",
    "处": "理罚置于", "批": "准复", "台": "账", "版": "面块", "集": "中体团", "班": "子", "字": "号",
    "分": "别管类为解级析", "座": "谈", "名": "单称义", "位": "于置", "人": "民大社才力事工",
    "条": "例款", "次": "日年性要", "组": "成织", "期": "间限", "部": "分署", "起": "草诉到",
    "类": "别似", "周": "期", "天": "然", "成": "立为员效果不新熟功", "套": "用", "张": "贴", "页": "面",
    "年": "度", "笔": "者", "则": "", "封": "闭", "轮": "流", "家": "庭属", "户": "籍", "件": "数",
    "卷": "宗",
}  # fmt: skip


@cache
def _units() -> dict[str, tuple[str, bool]]:
    return {unit: (kind, chinese == "Y") for unit, kind, chinese in read_rows("units.tsv")}


def _alternatives(words: list[str]) -> str:
    parts = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        bad = _NOT_AFTER.get(word[-1], "") if len(word) == 1 else ""
        parts.append(re.escape(word) + (f"(?![{bad}])" if bad else ""))
    return "|".join(parts)


@cache
def _quantity_pattern() -> re.Pattern[str]:
    every = _alternatives(list(_units()))
    chinese = _alternatives([u for u, (_, allowed) in _units().items() if allowed])
    return re.compile(
        rf"(?P<ordinal>第)?(?P<about>{_APPROXIMATE})(?:"
        rf"(?<![\d.])(?P<low>{_ONE_NUMBER})(?:{_RANGE}(?P<high>{_ONE_NUMBER}))?\s?(?P<unit>{every})"
        rf"|(?<![一二三四五六七八九十百千万亿统唯单专同逐某每之])(?P<chinese>{CHINESE})(?P<more>[余多]?)(?P<cunit>{chinese})"
        r")(?P<after>余)?"
    )


_MONEY = re.compile(
    rf"(?P<about>{_APPROXIMATE})(?<![\d.])(?P<n>{ARABIC}(?:[余多])?[十百千]?[万亿]*[余多]?)\s?(?P<u>元|美元|欧元|港元)"
)
_PERCENT = re.compile(
    rf"(?<![\d.])(?P<n>{ARABIC})\s?(?P<sign>[%％‰])|百分之(?P<c>{CHINESE}(?:点{CHINESE})?)|百分之(?P<a>{ARABIC})"
)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield numbers with a unit; `text` has half-width digits."""
    for match in _quantity_pattern().finditer(text):
        unit = match["unit"] or match["cunit"]
        written = match["low"] or match["chinese"]
        value = parse_number(written)
        if value is None or _is_year(written, unit, text, match.start("low")):
            continue
        yield Quantity(
            span=Span(match.start(), match.end()),
            value=value,
            unit=unit,
            unit_kind=_units()[unit][0],
            object=object_of(text, match.start(), match.end()),
            high=parse_number(match["high"]) if match["high"] else None,
            approximate=bool(match["about"] or match["after"] or match["more"])
            or written[-1] in "余多几上" or "余" in written,
            indefinite=written in ("一", "几", "半"),
            ordinal=bool(match["ordinal"]),
        )  # fmt: skip


# 不予公开信息数1402, 粉丝总量超过210万 – the noun says that it is a number, the unit is left out.
_BARE = re.compile(
    rf"(?:数|量|粉丝|用户)(?:[为达是共约近超逾]|超过|突破|达到|累计|共计|已达|已超)?(?P<n>{ARABIC}{SCALE})(?=[，。；、,;）)\n]|$)"
)


def find_bare_counts(text: str) -> Iterator[Quantity]:
    """Yield counts without a unit behind words such as 总数 or 数量."""
    for match in _BARE.finditer(text):
        value = parse_number(match["n"])
        if value is not None:
            yield Quantity(
                span=Span(match.start("n"), match.end("n")),
                value=value,
                unit="",
                unit_kind="count",
                object=object_of(text, match.start(), match.end()),
            )


def _is_year(written: str, unit: str, text: str, start: int) -> bool:
    if unit != "年":
        return False
    return bool(re.fullmatch(r"(?:19|20)\d\d|\d{5,}", written)) or text[start - 1 : start] in "“"


def find_money(text: str) -> Iterator[Money]:
    """Yield amounts of money in yuan (other currencies keep their unit, unconverted)."""
    for match in _MONEY.finditer(text):
        value = parse_number(match["n"])
        if value is not None:
            yield Money(
                span=Span(match.start(), match.end()),
                value=value,
                unit=match["u"],
                object=object_of(text, match.start(), match.end()),
            )


def find_percents(text: str) -> Iterator[Percent]:
    """Yield shares and rates in percent."""
    for match in _PERCENT.finditer(text):
        if match["c"]:
            whole, _, part = match["c"].partition("点")
            value = parse_number(whole)
            fraction = parse_number(part) if part else None
            if value is not None and fraction is not None:
                value += fraction / 10 ** len(part)
        else:
            value = parse_number(match["n"] or match["a"])
        if value is None:
            continue
        factor = 0.1 if match["sign"] == "‰" else 1.0
        yield Percent(span=Span(match.start(), match.end()), value=value * factor)


_STOP = frozenset("，。；、：（）()\n,;:！？!?“”《》【】0123456789%〔〕[] \t")


@cache
def _cutters() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = words_by_class("quantity_context.tsv")
    verbs = "|".join(sorted(words["verb"], key=lambda w: (-len(w), w)))
    links = "|".join(sorted(words["link"], key=lambda w: (-len(w), w)))
    # At the start a single character is more often part of the name: 计划生育, 总工会.
    leading = "|".join(sorted((w for w in words["link"] if len(w) > 1), key=lambda w: (-len(w), w)))
    return (
        re.compile(
            # 新闻发布会, 解读材料 and 不予公开 are no verbs with an object.
            rf"(?<!信息)(?<!政务)(?<!申请)(?<!不予)(?<!同意)(?<!部分)(?<!免于)(?:{verbs})(?:了|过|出|各类|各项|各级)?"
            r"(?!公开申请|会|班|率|栏|稿|点|费|专区|专栏|人员|材料|产品|文书|机构|平台|系统|制度|时间|时长)"
        ),
        re.compile(rf"(?:{links})+$"),
        re.compile(rf"^(?:{leading}|[的了各])+"),
    )


_CHANGES = "增减升降提达缩压上下"  # a verb of change is no thing that changes


def object_of(text: str, start: int, end: int) -> str:
    """Return the words that say what is counted: before the number, else behind it, else ""."""
    verbs, _, links_at_start = _cutters()
    tail = _words_before(text, start)
    if len(tail) >= 2 and not verbs.fullmatch(tail):
        return tail[-24:]
    right = end
    while right < len(text) and right - end < 14 and text[right] not in _STOP:
        right += 1
    after = links_at_start.sub("", text[end:right])
    verb = verbs.search(after)
    found = after[: verb.start()] if verb and verb.start() else ("" if verb else after)
    found = found.removesuffix("中")
    if found or len(tail) < 2 or tail[0] in _CHANGES:
        return found
    return tail if verbs.fullmatch(tail) else ""  # 答复3050件


def object_before(text: str, start: int) -> str:
    """Return the words right before `start` that name a thing, else ""."""
    verbs, _, _ = _cutters()
    tail = _words_before(text, start)
    return tail[-24:] if len(tail) >= 2 and not verbs.fullmatch(tail) else ""


def _words_before(text: str, start: int) -> str:
    verbs, links_at_end, links_at_start = _cutters()
    left = start
    while left > 0 and start - left < 30 and text[left - 1] not in _STOP:
        left -= 1
    before = links_at_end.sub("", text[left:start])
    if not before and text[left - 1 : left] == "》":  # 公报《…》6期
        return text[text.rfind("《", 0, left) + 1 : left - 1]
    follows = text[start - 1 : start] == "的"  # 公开的86条信息: the object stands behind
    tail = "" if follows else _tail(before, verbs)
    if not (tail or follows or text[left - 1 : left].isdigit()):
        tail = _noun_of_verb(before, verbs)  # 政策解读21个, 结果维持7件
    return links_at_start.sub("", tail.removeprefix("年度").removeprefix("年"))


def _tail(before: str, verbs: re.Pattern[str]) -> str:
    cut = max((m.end() for m in verbs.finditer(before)), default=0)
    return before[cut:] if len(before) - cut >= 2 else ""


def _noun_of_verb(before: str, verbs: re.Pattern[str]) -> str:
    found = list(verbs.finditer(before))
    if not found or found[-1].end() != len(before) or found[-1][0][0] in _CHANGES:
        return ""
    return before[found[-2].end() if len(found) > 1 else 0 :]
