"""Find places, organisations and persons. Precision before recall: a name needs an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analyzer.language.entities import Organisation, Person, Place
from analyzer.language.gazetteer import Word
from analyzer.language.lexicon import words_by_class
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


def find_organisations(text: str, words: Sequence[Word]) -> Iterator[Organisation]:
    """Yield departments with the place or level word before them."""
    for index, word in enumerate(words):
        if word.kind != "department":
            continue
        start = _left_end(text, words, index)
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
