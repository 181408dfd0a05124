"""Facts of a sentence: what can be checked, what it is about, whether that is disclosure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from analyzer.language.dates import iso_date
from analyzer.language.entities import (
    Date,
    Document,
    Entity,
    Money,
    Organisation,
    Percent,
    Person,
    Place,
    Platform,
    Quantity,
)
from analyzer.language.lexicon import words_by_class
from analyzer.language.quantities import object_before
from analyzer.signals.specificity.comparisons import find_comparisons, with_changes
from analyzer.signals.specificity.composites import (
    find_events,
    find_projects,
    find_subunits,
    find_totals,
)
from analyzer.signals.specificity.fact import Fact, FactType
from analyzer.text.span import Span

_AS_OF = re.compile(r"(?:截至|截止|截止到|截至到|截止(?:日期|时间)为?|(?:^|[，。；])[至到])$")
_CENTRE = ("国务院", "国办", "中央", "中共中央")  # above every unit, so no one's own fact
# A rank is a fact (列全市第6位); other ordinals are none (第三批, 第三方).
_RANK = re.compile(r"(?:居|列|排名?|位次|名次|获得?|取得)[^，。；]{0,8}$")
_ZERO = re.compile(
    r"(?:未(?:曾)?(?:收到|接到|受理|发生|出现|产生|收取|接收)|没有(?:收到|接到|受理|发生|收取|出现|产生)"
    r"|(?:暂|均)?不收(?:取)?(?:任何)?费|未收(?:取)?(?:任何)?费|(?<!毫)无(?:人)?(?:依申请|申请|行政复议|行政诉讼|收费|复议|诉讼)"
    r"|(?:没有|无)(?:群众|公民|单位|企业|任何人|人)(?=[^，。；]{0,4}申请)"
    r"|未对[^，。；]{0,16}?收取|没有(?:任何)?减免|无败诉|无纠错"
    r"|(?:没有|未|无)(?:因|被|涉及)(?!及时|地)|零(?:申请|复议|诉讼|投诉|收费)|[数量率额费](?:均|都|同样)?为零"
    r"|(?:没有|未有|不存在)(?:任何|相关|有关)?(?=[^，。；]{0,12}(?:收费|减免|复议|诉讼|投诉|举报|申请)(?:和减免|、[^，。；]{2,8})?(?:的)?(?:情况|现象|事项|案件|$|[，。；])))"
    r"[^，。；]{0,40}"
)
_ZERO_TOPIC = re.compile(
    r"减免|败诉|纠错|申请|复议|诉讼|收费|费用|处理费|投诉|举报|不服|检索|依申请|费"
)
_FREQUENCY = re.compile(
    r"每(?:个|半|两|三)?(?:月|季度?|周|日|天|半年|两[个]?月|年)(?:[一二两三四]次)?|按(?:季度?|月|周)|逐[月周]|半年一次"
    r"|(?<!第)(?<![一二三四])季度(?=通报|检查|考核|抽查|巡查|监测)|月度(?=通报|检查|考核|抽查|巡查|监测)"
)
# A document named as the rule one follows is not what the unit did: 违反《…细则》, 按照《…通知》要求.
_CITED = re.compile(
    r"(?:违反|按照|根据|依据|依照|遵照|对照|贯彻|落实|执行|遵守|学习|以)(?:了|好)?[^，。；、《》]{0,6}$"
)
_ISSUED = re.compile(
    r"(?:^|[，。；：]|年|月|日|我[局委部署办]|牵头|组织)(?:发布|印发|出台|制定|修订|编制|编印|编写)(?:实施)?了?$"
)
_COUNTED_BODIES = frozenset(
    "个" + w for w in ("镇", "村", "单位", "部门", "栏目", "专栏", "乡镇", "街道")
)
_COUNTED_ONE = frozenset("次场期件份条例起家名篇部户项批处")
# A measured duration is a fact of this unit (平均用时9天); a limit set by a rule is not.
_MEASURED = re.compile(
    r"(?:平均|用时|历时|耗时|缩短|压缩|提速|提前|减少)[^，。；]{0,10}$|由[^，。；]{0,14}$"
)


@cache
def _generic_behind() -> tuple[str, ...]:
    return words_by_class("generic_counts.tsv")["behind"]


def facts_of(text: str, entities: Iterable[Entity]) -> tuple[Fact, ...]:
    """Return the facts of a sentence in order of place.

    `entities` are those of `text`, with spans in its coordinates. Relevance is not judged here.
    """
    entities = tuple(entities)
    found = [*_single(text, entities), *find_comparisons(text)]
    found += [Fact.at(text, *m.span(), "frequency") for m in _FREQUENCY.finditer(text)]
    found += [
        _nothing(text, Span(*m.span()))
        for m in _ZERO.finditer(text)
        if "为零" in m[0] or _ZERO_TOPIC.search(m[0])
    ]
    found = with_changes(text, _mark_parts(text, _without_nested(_sorted(found))))
    return tuple(_sorted([*found, *_composite(text, entities, found)]))


def _sorted(found: Iterable[Fact]) -> list[Fact]:
    return sorted(found, key=lambda f: (f.span.start, -f.span.end))


def _single(text: str, entities: Sequence[Entity]) -> Iterator[Fact]:
    title_end = 0  # names inside 《》 belong to the title
    for entity in entities:
        fact = None if entity.span.start < title_end else _fact(text, entity)
        if isinstance(entity, Document):
            title_end = max(title_end, entity.span.end)
        if fact is not None:
            yield fact


def _composite(text: str, entities: Sequence[Entity], found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield facts made of several words; they may hold others, and count for nothing twice."""
    closed = [f.span for f in found if f.type in ("document", "column", "platform")]
    offices = [f.span for f in found if f.type == "organisation"]
    places = [e.span for e in entities if isinstance(e, Place)]
    for fact in (*find_events(text, found), *find_projects(text, places)):
        if not any(fact.span.overlaps(span) for span in closed):
            yield fact
    for fact in find_subunits(text):
        if not any(fact.span.overlaps(span) for span in (*closed, *offices)):
            yield fact
    yield from find_totals(text, found)


def _nothing(text: str, span: Span) -> Fact:
    topics = _ZERO_TOPIC.findall(span.of(text))
    about = next((t for t in topics if "费" in t), topics[0] if topics else "")
    return Fact(span=span, type="zero", text=span.of(text), value=0.0, about=about)


def _fact(text: str, entity: Entity) -> Fact | None:
    if isinstance(entity, Quantity):
        return _quantity(text, entity)
    if isinstance(entity, Money):
        return _named(
            text, entity.span, "money", value=entity.value, unit=entity.unit, about=entity.object
        )
    if isinstance(entity, Percent):
        rate = object_before(text, entity.span.start)
        return _named(text, entity.span, "percent", value=entity.value, unit="%", about=rate)
    if isinstance(entity, Date):
        return _date(text, entity)
    if isinstance(entity, Document):
        if entity.kind == "document" and entity.title.endswith(_PRESS):
            return _named(text, entity.span, "platform", about=entity.title)
        own = _own_document(text, entity)
        return _named(text, entity.span, "document", about=entity.title) if own else None
    if isinstance(entity, Platform) and entity.named:
        kind: FactType = "column" if entity.kind == "column" else "platform"
        return _named(text, entity.span, kind, about=entity.name)
    if (
        isinstance(entity, Organisation)
        and entity.kind != "generic"
        and not entity.name.startswith(_CENTRE)
    ):
        body = _named(text, entity.span, "organisation", about=entity.name)
        return replace(body, listed=entity.kind != "tagged")
    if isinstance(entity, Person):
        return _named(text, entity.span, "person", about=entity.title)
    return None


_ACT = re.compile(r"[^，。；：、,;\n]{2,24}")
_AFTER_DATE = re.compile(r"^(?:[，,、]|起|前|后|间|以来|期间|之前|底前|份)+")


def _date(text: str, date: Date) -> Fact | None:
    """Return when something happened and what: the words behind it, else those before it."""
    if date.whole_year or _AS_OF.search(text, max(0, date.span.start - 4), date.span.start):
        return None
    behind = text[date.span.end :]
    skip = _AFTER_DATE.match(behind)
    act = _ACT.match(behind, skip.end() if skip else 0)
    before = re.search(r"[^，。；：、]*$", text[: date.span.start])
    about = act[0] if act else before[0][-24:] if before else ""
    return replace(_named(text, date.span, "date", about=about), normal=iso_date(date))


_PRESS = ("日报", "晚报", "时报", "晨报", "快报", "早报", "都市报", "周刊")


def _own_document(text: str, title: Document) -> bool:
    before = text[max(0, title.span.start - 14) : title.span.start]
    if title.kind == "document":
        return not _CITED.search(before)
    # Central bodies issue papers whose titles begin with 国家 or 全国.
    return title.kind == "superior" and bool(_ISSUED.search(before))


def _named(
    text: str,
    span: Span,
    kind: FactType,
    *,
    value: float | None = None,
    unit: str = "",
    about: str = "",
) -> Fact:
    return Fact(span=span, type=kind, text=span.of(text), value=value, unit=unit, about=about)


def _quantity(text: str, entity: Quantity) -> Fact | None:
    if entity.ordinal and not (
        entity.unit in ("位", "名")
        and _RANK.search(text, max(0, entity.span.start - 14), entity.span.start)
    ):
        return None
    if entity.unit_kind == "time" and not _measured(text, entity.span):
        return None
    if entity.indefinite and entity.unit[:1] not in _COUNTED_ONE:
        return None
    written = entity.span.of(text)
    behind = text[entity.span.end : entity.span.end + 4]
    if not any(c.isdigit() for c in written) and behind.startswith(("“", *_generic_behind())):
        return None  # 三个“代表”
    if entity.indefinite and not re.search(
        r"(?:组织|召开|开展|举办|收到|受理|印发|举行|发布|制定|新增|设立)[^，。；]{0,12}$",
        text[: entity.span.start],
    ):
        return None
    if entity.unit == "成":  # 八成 is 80 %
        return _named(text, entity.span, "percent", value=entity.value * 10, unit="%")
    unit, about = entity.unit, entity.object
    if unit in _COUNTED_BODIES:  # 60个单位 counts 单位
        unit, about = "个", unit[1:]
    return _named(text, entity.span, "quantity", value=entity.value, unit=unit, about=about)


def _measured(text: str, span: Span) -> bool:
    return bool(_MEASURED.search(text, max(0, span.start - 16), span.start)) and not text[
        span.end :
    ].startswith(("内", "以内", "之内"))


def _without_nested(found: Sequence[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in found:
        outer = next((k for k in reversed(kept[-3:]) if k.span.contains(fact.span)), None)
        # A declaration of nothing or a comparison may hold facts of its own.
        if outer is not None and outer.type not in ("zero", "comparison"):
            continue
        kept.append(fact)
    return kept


def _mark_parts(text: str, found: Sequence[Fact]) -> list[Fact]:
    """Mark shares that stand right behind the count they restate."""
    marked: list[Fact] = []
    for index, fact in enumerate(found):
        before = found[index - 1] if index else None
        between = text[before.span.end : fact.span.start] if before else ""
        part = (
            fact.type == "percent"
            and before is not None
            and before.type == "quantity"
            and len(between) <= 8
            and (
                "占" in between
                or "占" in text[fact.span.end : fact.span.end + 2]
                or len(between) <= 2
            )
        )
        about = before.about if before and part else fact.about
        marked.append(replace(fact, part=True, about=about) if part else fact)
    return marked
