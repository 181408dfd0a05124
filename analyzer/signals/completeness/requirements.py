"""What a report of its years must contain, read from the section schemes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from analyzer.assets import asset
from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Severity


@dataclass(frozen=True, slots=True)
class Part:
    """A statutory part."""

    key: str
    title: str
    severity: Severity  # of its absence
    told: re.Pattern[str] | None  # wording that stands for the part without a section of its own


@dataclass(frozen=True, slots=True)
class Mandatory:
    """A matter that must be told."""

    name: str
    section: str
    told: re.Pattern[str]
    of: str  # "government": only reports of a government, "": all


@dataclass(frozen=True, slots=True)
class Requirements:
    """The requirements of one scheme."""

    parts: tuple[Part, ...]
    aspects: tuple[tuple[str, int], ...]  # name and the first year it is asked for
    mandatory: tuple[Mandatory, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """How one theme of 总体情况 is known."""

    name: str
    heading: re.Pattern[str]
    told: re.Pattern[str]


@cache
def requirements_of(scheme: str) -> Requirements:
    """Return the requirements of a scheme by name."""
    with asset("data", "schemes", f"{scheme}.toml").open("rb") as file:
        content = tomllib.load(file)
    return Requirements(
        parts=tuple(_part(entry) for entry in content.get("part", [])),
        aspects=tuple((a["name"], int(a["from_year"])) for a in content.get("aspect", [])),
        mandatory=tuple(
            Mandatory(m["name"], m["section"], re.compile(m["told"]), m["of"])
            for m in content.get("mandatory", [])
        ),
    )


@cache
def aspects() -> tuple[Aspect, ...]:
    """Return the five aspects in order."""
    rows = [row for row in read_rows("aspects.tsv") if row[1] == "heading"]
    told = {row[0]: row[2] for row in read_rows("aspects.tsv") if row[1] == "told"}
    return tuple(Aspect(name, re.compile(p), re.compile(told[name])) for name, _, p in rows)


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """Return the wording of one kind, "topic" or "business"."""
    return re.compile("|".join(row[2] for row in read_rows("aspects.tsv") if row[1] == kind))


def _part(entry: dict[str, Any]) -> Part:
    return Part(
        key=entry["key"],
        title=entry["title"],
        severity=cast("Severity", entry["severity"]),
        told=re.compile(entry["told"]) if entry["told"] else None,
    )
