"""Automatic numbers of an OpenDocument text, written out as they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from analyzer.readers.ordinals import ordinal

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PLACEHOLDER = re.compile(r"%(\d{1,2})%")
_MOST_LEVELS = 20
# What LibreOffice and WPS write for number formats, by the first sign: the formats of Word's
# numbering, whose ordinals we have.
_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "1": "decimal",
        "a": "lowerLetter",
        "A": "upperLetter",
        "i": "lowerRoman",
        "I": "upperRoman",
        "一": "chineseCounting",
        "壹": "chineseLegalSimplified",
        "①": "decimalEnclosedCircle",
        "⑴": "decimalEnclosedParen",
        "⒈": "decimalEnclosedFullstop",
        "甲": "ideographTraditional",
        "子": "ideographZodiac",
        "１": "decimalFullWidth",
        "〇": "ideographDigital",
    }
)


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level is numbered. `pattern` holds %1% for the first level's number."""

    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class ListState:
    """An open list: its style and the counters that its nested lists share."""

    style: str
    counters: dict[int, int] = field(default_factory=dict)


class ListStyles:
    """The list styles of a document, and the lists met so far that others may continue."""

    def __init__(self, roots: list[_Element]) -> None:
        self._levels: dict[str, dict[int, ListLevel]] = {}
        self._by_id: dict[str, ListState] = {}
        self._by_style: dict[str, ListState] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self._levels[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in root.iter(f"{TEXT}outline-style"):
                self._levels[""] = _levels(style)

    def open(self, element: _Element, default: str) -> ListState:
        """Begin an outermost text:list, or go on with the one it continues."""
        style = element.get(f"{TEXT}style-name") or default
        before = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if before is None and element.get(f"{TEXT}continue-numbering") == "true":
            before = self._by_style.get(style)
        state = ListState(style) if before is None else ListState(style, before.counters)
        self._by_style[style] = state
        key = element.get(f"{_XML}id")
        if key:
            self._by_id[key] = state
        return state

    def number(self, state: ListState, level: int, *, start: int | None, style: str | None) -> str:
        """Count an item of a level (from 0) and return its printed number."""
        levels = self._levels.get(style or state.style, {})
        this = levels.get(level)
        if this is None:
            return ""
        first = this.start if start is None else start
        known = start is None and level in state.counters
        state.counters[level] = state.counters[level] + 1 if known else first
        for deeper in [one for one in state.counters if one > level]:
            del state.counters[deeper]
        return _write(levels, state.counters, level)


def _write(levels: Mapping[int, ListLevel], counters: Mapping[int, int], level: int) -> str:
    this = levels[level]
    if not this.form:
        return ""

    def one(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        source = levels.get(at, this)
        return ordinal(counters.get(at, source.start), source.form) if source.form else ""

    return _PLACEHOLDER.sub(one, this.pattern)


def _levels(style: _Element) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for element in style:
        level = whole_number(element.get(f"{TEXT}level")) or 1
        found[min(level, _MOST_LEVELS) - 1] = _level(element, level)
    return found


def _level(element: _Element, level: int) -> ListLevel:
    sign = element.get(f"{STYLE}num-format", "")[:1]
    start = whole_number(element.get(f"{TEXT}start-value"))
    pattern = element.get(f"{_LOEXT}num-list-format")
    if pattern is None:
        shown = min(whole_number(element.get(f"{TEXT}display-levels")) or 1, level)
        middle = ".".join(f"%{one}%" for one in range(level - shown + 1, level + 1))
        before, after = element.get(f"{STYLE}num-prefix", ""), element.get(f"{STYLE}num-suffix", "")
        pattern = f"{before}{middle}{after}"
    form = _FORMS.get(sign, "decimal") if sign else ""
    return ListLevel(form, pattern, 1 if start is None else start)


def whole_number(value: str | None) -> int | None:
    """Return an attribute as a number that is not negative, None where it is none."""
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 9:
        return None
    return int(value)
