"""One automaton over place names, department names and platform words, built once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from analyzer.language.lexicon import read_rows

# Short forms of prefectures, and one county (…和县图书馆), that are also ordinary words.
_AMBIGUOUS = frozenset(
    [
        "来宾",
        "长治",
        "大同",
        "朝阳",
        "和田",
        "安康",
        "日照",
        "安顺",
        "保定",
        "中山",
        "广安",
        "东方",
        "兴安",
        "通化",
        "白山",
        "海口",
        "黄山",
        "中卫",
        "平凉",
    ]
)
_LONG_ENDINGS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "地区",
    "市",
    "省",
)


@dataclass(frozen=True, slots=True)
class Word:
    """An entry found in text: `kind` is place, department or platform; `label` its class."""

    start: int
    end: int
    text: str
    kind: str
    label: str
    codes: tuple[str, ...] = ()


@cache
def _automaton() -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name, (label, codes) in _places().items():
        automaton.add_word(name, (len(name), "place", label, codes))
    for name, label in read_rows("departments.tsv"):
        automaton.add_word(name, (len(name), "department", label, ()))
    for name, label, named in read_rows("platforms.tsv"):
        automaton.add_word(name, (len(name), "platform", f"{label}:{named}", ()))
    automaton.make_automaton()
    return automaton


def _places() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return name → level and codes; where levels differ the highest one stands."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}

    def add(name: str, level: int, code: str) -> None:
        known = found.get(name)
        if known is None or int(known[0]) > level:
            found[name] = (str(level), (code,))
        elif int(known[0]) == level and code not in known[1]:
            found[name] = (known[0], (*known[1], code))

    for code, name, townships in read_rows("divisions.tsv"):
        level = 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
        if name != "-" and name not in _AMBIGUOUS:
            add(name, level, code)
            stem = _stem(name) if level < 3 else ""
            if len(stem) >= 2 and stem not in _AMBIGUOUS:
                add(stem, level, code)
        for township in townships.split():
            add(township, 4, code)
    return found


def _stem(name: str) -> str:
    return next((name[: -len(e)] for e in _LONG_ENDINGS if name.endswith(e)), "")


def find_words(text: str) -> list[Word]:
    """Return the leftmost longest entries of the gazetteer in order of place."""
    return [
        Word(end - value[0] + 1, end + 1, text[end - value[0] + 1 : end + 1], *value[1:])
        for end, value in _automaton().iter_long(text)
    ]
