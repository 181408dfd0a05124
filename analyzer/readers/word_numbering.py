"""Automatic numbers of a Word document, written out as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.readers.ordinals import ordinal
from analyzer.readers.word_styles import WordStyles, integer, namespace

if TYPE_CHECKING:
    from lxml.etree import _Element

    from analyzer.readers.word_styles import NumberingRef

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""  # "第%1条", "%1.%2"
    restart_after: int | None = None  # w:lvlRestart: 0 never restarts
    decimal_only: bool = False  # w:isLgl
    style: str | None = None  # paragraph style linked to the level


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    link: str | None  # w:numStyleLink: the levels are those of that numbering style
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Instance:
    list_id: str
    levels: dict[int, Level]  # overridden as a whole
    starts: dict[int, int]  # overridden start only


class Numbering:
    """The counters of one document. Ask for each paragraph once, in document order."""

    def __init__(self, root: _Element | None, styles: WordStyles) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        self._restarted: set[tuple[str, int]] = set()
        self._styles = styles
        if root is not None:
            self._load(root, namespace(root))

    def _load(self, root: _Element, w: str) -> None:
        for one in root.iterchildren(f"{w}abstractNum"):
            link = one.find(f"{w}numStyleLink")
            self._lists[one.get(f"{w}abstractNumId", "")] = _List(
                dict(_level(level, w) for level in one.iterchildren(f"{w}lvl")),
                link.get(f"{w}val") if link is not None else None,
            )
        for one in root.iterchildren(f"{w}num"):
            base = one.find(f"{w}abstractNumId")
            if base is not None:
                self._instances[one.get(f"{w}numId", "")] = _instance(one, base, w)

    def label(self, own: NumberingRef | None, style: str | None) -> str:
        """Count the paragraph and return its printed number, "" where it has none."""
        reference, level = self._reference(own, style)
        instance = self._instances.get(reference or "")
        if instance is None:
            return ""
        list_id, levels = self._levels(instance)
        if list_id is None:
            return ""
        levels = {**levels, **instance.levels}
        counters = self._lists[list_id].counters
        self._count(counters, levels, instance, reference or "", level)
        return _write(levels, counters, level)

    def _reference(self, own: NumberingRef | None, style: str | None) -> tuple[str | None, int]:
        if own is not None and own.num is not None:
            return own.num, own.level or 0
        inherited = self._styles.numbering(style)
        if inherited is None:
            return None, 0
        reference, key = inherited
        if own is not None and own.level is not None:
            return reference.num, own.level
        if reference.level is not None:
            return reference.num, reference.level
        instance = self._instances.get(reference.num or "")
        if instance is not None:
            _, levels = self._levels(instance)
            for number, level in levels.items():
                if level.style == key:
                    return reference.num, number
        return reference.num, 0

    def _levels(self, instance: _Instance) -> tuple[str | None, dict[int, Level]]:
        list_id = instance.list_id
        found = self._lists.get(list_id)
        if found is not None and not found.levels and found.link is not None:
            linked = self._styles.numbering(found.link)
            other = self._instances.get(linked[0].num or "") if linked is not None else None
            if other is not None and other.list_id in self._lists:
                return other.list_id, self._lists[other.list_id].levels
        return (list_id, found.levels) if found is not None else (None, {})

    def _count(
        self,
        counters: dict[int, int],
        levels: dict[int, Level],
        instance: _Instance,
        reference: str,
        level: int,
    ) -> None:
        start = instance.starts.get(level, levels.get(level, Level()).start)
        fresh = level in instance.starts and (reference, level) not in self._restarted
        self._restarted.add((reference, level))
        counters[level] = start if fresh or level not in counters else counters[level] + 1
        for deeper in [one for one in counters if one > level]:
            after = levels.get(deeper, Level()).restart_after
            if after is None or (after > 0 and level < after):
                del counters[deeper]


def _write(levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
    this = levels.get(level)
    if this is None or this.form == "bullet":
        return ""  # a bullet counts nothing

    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        source = levels.get(at, Level())
        form = "decimal" if this.decimal_only else source.form
        return ordinal(counters.get(at, source.start), form)

    return _PLACEHOLDER.sub(number, this.pattern)


def _instance(one: _Element, base: _Element, w: str) -> _Instance:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in one.iterchildren(f"{w}lvlOverride"):
        at = integer(override.get(f"{w}ilvl")) or 0
        whole = override.find(f"{w}lvl")
        if whole is not None:
            levels[at] = _level(whole, w)[1]
        start = override.find(f"{w}startOverride")
        value = integer(start.get(f"{w}val")) if start is not None else None
        if value is not None:
            starts[at] = value
    return _Instance(base.get(f"{w}val", ""), levels, starts)


def _level(element: _Element, w: str) -> tuple[int, Level]:
    def value(name: str) -> str | None:
        found = element.find(f"{w}{name}")
        if found is None:  # Word 2010 wraps newer number formats in mc:AlternateContent
            found = next(element.iter(f"{w}{name}"), None)
        return found.get(f"{w}val") if found is not None else None

    legal = element.find(f"{w}isLgl")
    start = integer(value("start"))
    return integer(element.get(f"{w}ilvl")) or 0, Level(
        start=1 if start is None else start,
        form=value("numFmt") or "decimal",
        pattern=value("lvlText") or "",
        restart_after=integer(value("lvlRestart")),
        decimal_only=legal is not None and legal.get(f"{w}val") not in {"0", "false", "off"},
        style=value("pStyle"),
    )
