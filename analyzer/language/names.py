"""Find places, organisations and persons. Precision before recall: a name needs an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from analyzer.language.entities import Entity, Organisation, Person, Place
from analyzer.language.gazetteer import Word
from analyzer.language.lexicon import words_by_class
from analyzer.language.tagger import Tagged
from analyzer.text.span import Span

_LEVEL_BEFORE = frozenset("省市县区州盟旗镇乡局")


def find_places(words: Sequence[Word]) -> Iterator[Place]:
    """Yield the divisions among the gazetteer's words."""
    for word in words:
        if word.kind == "place":
            yield Place(
                span=Span(word.start, word.end),
                name=word.text,
                level=int(word.label),
                codes=" ".join(word.codes),
            )


_NO_OFFICE = frozenset("公事理法学")


def find_organisations(text: str, words: Sequence[Word]) -> Iterator[Organisation]:
    """Yield departments with the place or level word before them."""
    for index, word in enumerate(words):
        if word.kind != "department":
            continue
        if word.text.endswith("办") and text[word.end : word.end + 1] in _NO_OFFICE:
            continue  # 政府办公楼, 政府办事
        start = _left_end(text, words, index)
        if text[start - 1 : start] in ("各", "全") and start:
            continue  # 各乡镇卫生院
        if start == word.start and word.label == "generic":
            continue
        yield Organisation(span=Span(start, word.end), name=text[start : word.end], kind=word.label)


def _left_end(text: str, words: Sequence[Word], index: int) -> int:
    start = words[index].start
    for before in reversed(words[:index]):
        if before.end != start or before.kind != "place":
            break
        start = before.start
    if start == words[index].start and text[start - 1 : start] in _LEVEL_BEFORE and start:
        return start - 1
    return start


@cache
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    words = words_by_class("names.tsv")
    surname = f"(?:{'|'.join(words['compound_surname'])}|[{''.join(words['surname'])}])"
    title = "|".join(sorted(words["title"], key=lambda w: (-len(w), w)))
    role = "|".join(sorted(words["role"], key=lambda w: (-len(w), w)))
    given = r"[\u4e00-\u9fff]{1,2}"
    name = rf"(?P<name>{surname}{given})"
    after = r"(?=同志|任|为|担任|兼任|主持|带队|带|率|陪同|出席|参加|围绕|走进|就|接受|上线|作|讲|介绍|解读|调研|通报|部署|做客|分别|担任|讲授|授课|在|[，。、；）)\s：:]|$)"
    return (
        re.compile(rf"(?:(?P<title>{title})[：:]?)?{name}(?P<comrade>同志)"),
        re.compile(rf"(?P<title>{title})[：:]?{name}{after}"),
        re.compile(rf"(?:由|，|、|以|。|；){name}(?:同志)?(?:担任|任|为)(?P<title>{role})"),
    )


_NOT_GIVEN = frozenset("的了和与及为由在是对从向各级部门单位工作人员负责任组长领导公开信息政府")


def find_persons(text: str) -> Iterator[Person]:
    """Yield persons named beside a title, as 同志, or in a post (由某某任组长)."""
    taken: set[int] = set()
    for pattern in _person_patterns():
        for match in pattern.finditer(text):
            name = match["name"]
            start = match.start("name")
            if start in taken or any(c in _NOT_GIVEN for c in name[1:]):
                continue
            taken.add(start)
            yield Person(span=Span(start, match.end("name")), name=name, title=match["title"] or "")


# What a tagged organisation ends with, and bodies every place has.
_BODY = re.compile(
    r"(?:局|院|所|校|大学|中学|小学|幼儿园|会|公司|行|报社|书店|商店|馆|台|站|队|厂|处|科|办|部|中心|集团|团|园|厅|署|委|庭|社|法院|联盟|基金)$"
)
_EVERYWHERE = re.compile(
    r"(?:政府|管委会|管理委员会|党委|党工委|[省市县区乡镇州]委|委市|国务院|党中央|中央|办事处|人大|政协|常委会)$|^(?:各|全|本|我|该|有关|相关)"
)


def tagged_names(
    text: str, tagged: Iterable[Tagged], *, taken: Sequence[Span], listed: Sequence[Span]
) -> Iterator[Person | Place | Organisation]:
    """Yield the tagger's names that the patterns have not found and that look like one.

    `taken` are titles, platforms and names found by pattern; a place or body inside a longer tagged
    body (`listed`) does not stand in its way. Places without a code have level 0.
    """
    for item in tagged:
        name = item.span.of(text)
        hindered = any(
            item.span.overlaps(s) and not (s in listed and item.kind == "organisation")
            for s in taken
        )
        if hindered:
            continue
        if item.kind == "person" and _is_person(name):
            span = _with_last(text, item.span)
            yield Person(span=span, name=span.of(text), title=_title_beside(text, span))
        elif item.kind == "organisation" and _is_body(name):
            yield Organisation(span=item.span, name=name, kind="tagged")
        elif item.kind == "place" and _PLACE.search(name) and not _EVERYWHERE.search(name):
            yield Place(span=item.span, name=name, level=0, codes="")


_JOINT = re.compile(r"[和与及同、或的]")


def widened(found: Sequence[Entity], tagged: Iterable[Tagged], text: str) -> Iterator[Organisation]:
    """Yield the bodies whose tagged name begins earlier: 望川市财政局 where the list knew 市财政局."""
    ends = {t.span.end: t.span for t in tagged if t.kind == "organisation"}
    for body in found:
        if isinstance(body, Organisation) and body.kind != "generic":
            span = ends.get(body.span.end)
            added = text[span.start : body.span.start] if span else ""
            if span and added and not (_EVERYWHERE.match(added) or _JOINT.search(added)):
                yield replace(body, span=span, name=span.of(text))


_PLACE = re.compile(r"[省市县区旗州盟镇乡村寨屯庄湾坪街路道巷桥江河湖海湾山岛港站园岭库段角院场]$")


def _is_body(name: str) -> bool:
    return len(name) >= 3 and bool(_BODY.search(name)) and not _EVERYWHERE.search(name)


def _is_person(name: str) -> bool:
    words = words_by_class("names.tsv")
    single, double = words["surname"], words["compound_surname"]
    if any(c in _NOT_GIVEN for c in name[1:]) or name in words["not_a_name"]:
        return False
    return (len(name) in (2, 3) and name[0] in single) or (
        len(name) in (3, 4) and name.startswith(double)
    )


def _with_last(text: str, span: Span) -> Span:
    """Return a name with the character between it and a post: 周明 of 周明远副局长."""
    titles = words_by_class("names.tsv")["title"]
    behind = text[span.end : span.end + 9]
    cut = len(span) == 2 and not behind.startswith(titles) and behind[1:].startswith(titles)
    return Span(span.start, span.end + 1) if cut else span


def _title_beside(text: str, span: Span) -> str:
    """Return the post that stands right before or right behind a name."""
    titles = words_by_class("names.tsv")["title"]
    before, behind = text[max(0, span.start - 8) : span.start], text[span.end : span.end + 8]
    held = [t for t in titles if before.endswith(t)] or [t for t in titles if behind.startswith(t)]
    return max(held, key=len, default="")
