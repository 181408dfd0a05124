"""Section schemes: which parts a yearly report of one kind and era has. Data, not code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from analyzer.assets import asset
from analyzer.structure.report import Era

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SectionType:
    """One part a scheme knows."""

    key: str
    title: str  # statutory heading, "" where the template has none
    ordinal: int  # number in the template, 0 for none
    phrase: re.Pattern[str] | None  # headings that end by themselves
    words: re.Pattern[str] | None  # wording searched in a heading standing alone


@dataclass(frozen=True, slots=True)
class Scheme:
    """The parts of one kind of yearly report in one era."""

    name: str
    kind: str
    era: Era | None
    years: tuple[int, int]
    titles: re.Pattern[str]
    sections: tuple[SectionType, ...]
    phrases: re.Pattern[str]  # all phrases of all sections: a quick no for most lines

    def key_of(self, heading: str) -> str:
        """Return the stable key for a heading's text (blanks removed), "unknown" for none."""
        for section in self.sections:
            if section.phrase is not None and section.phrase.fullmatch(heading):
                return section.key
        found = [
            (match.start(), order)
            for order, section in enumerate(self.sections)
            if section.words is not None and (match := section.words.search(heading))
        ]
        return self.sections[min(found)[1]].key if found else UNKNOWN

    def place_of(self, key: str) -> int:
        """Return the number of a section in the template, 0 for one the template lacks."""
        return next((s.ordinal for s in self.sections if s.key == key), 0)

    def phrase_at(self, text: str, start: int) -> tuple[str, int] | None:
        """Return key and end of the longest heading phrase that begins at `start`."""
        if self.phrases.match(text, start) is None:
            return None
        best: tuple[str, int] | None = None
        for section in self.sections:
            match = section.phrase.match(text, start) if section.phrase else None
            if match and (best is None or match.end() > best[1]):
                best = (section.key, match.end())
        return best


def load_schemes(folder: Path) -> tuple[Scheme, ...]:
    """Read every scheme file of a folder, in name order."""
    return tuple(_read(path) for path in sorted(folder.glob("*.toml")))


@lru_cache(maxsize=1)
def shipped_schemes() -> tuple[Scheme, ...]:
    """Return the schemes that come with the program."""
    return load_schemes(asset("data", "schemes"))


def choose_scheme(schemes: Sequence[Scheme], *, year: int | None) -> Scheme:
    """Return the scheme of the year or the nearest to it; the latest where no year is known."""
    if year is None:
        return max(schemes, key=lambda scheme: scheme.years)
    return min(
        schemes, key=lambda s: (max(s.years[0] - year, year - s.years[1], 0), -s.years[1], s.name)
    )


def _read(path: Path) -> Scheme:
    with path.open("rb") as handle:
        raw = tomllib.load(handle)
    first, last = raw["years"]
    return Scheme(
        name=raw["name"],
        kind=raw["kind"],
        era=cast("Era | None", raw.get("era")),
        years=(first, last),
        titles=re.compile("|".join(raw["titles"])),
        sections=tuple(_section(entry) for entry in raw["section"]),
        phrases=re.compile("|".join(p for e in raw["section"] for p in e.get("phrases", []))),
    )


def _section(entry: dict[str, Any]) -> SectionType:
    return SectionType(
        key=entry["key"],
        title=entry.get("title", ""),
        ordinal=entry.get("ordinal", 0),
        phrase=_either(entry.get("phrases", [])),
        words=_either(entry.get("words", [])),
    )


def _either(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None
