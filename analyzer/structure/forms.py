"""The statutory table forms: their labels tell tables from prose and give each value its row."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from analyzer.assets import asset
from analyzer.structure.report import TableKind
from analyzer.text.characters import BLANKS, INVISIBLE

VALUE = "?"
_DROP = re.compile(f"[{BLANKS}{INVISIBLE}\\s]+")
_SAME = str.maketrans('()．、,:;“”"', "（）..，：；“““")


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """Make two prints of one label equal: no blanks, one kind of bracket, stop and quote."""
    return _DROP.sub("", label).translate(_SAME)


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One edition of a form; `rows` are padded to the form's columns."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    beginnings: tuple[str, ...]  # of its labels in normal form; wrapped labels keep these whole


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A statutory table."""

    kind: TableKind
    columns: int
    opening: re.Pattern[str]
    layouts: tuple[Layout, ...]
    labels: frozenset[str]  # of all editions, in normal form

    @property
    def value_counts(self) -> frozenset[int]:
        """Return how many values the rows of the form have."""
        return frozenset(row.count(VALUE) for layout in self.layouts for row in layout.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """All forms, with the vocabulary of their labels in normal form."""

    forms: tuple[Form, ...]
    labels: frozenset[str]
    joined: str  # every label, "\n" between: a fragment of a label is a substring
    head_labels: frozenset[str]  # rows of a form that read like headings of sections
    long_labels: re.Pattern[str]  # labels of three characters and more, longest first

    def is_label(self, compact: str) -> bool:
        """Tell whether a line or cell says exactly what a label says."""
        return normal(compact) in self.labels

    def is_fragment(self, compact: str) -> bool:
        """Tell whether a line or cell is part of a label."""
        return normal(compact) in self.joined

    def is_filled_label(self, compact: str) -> bool:
        """Tell whether a cell is a label that asks and what was filled in (联系电话：0599…)."""
        label, colon, _ = normal(compact).partition("：")
        return bool(colon) and label + colon in self.labels

    def may_head_section(self, compact: str) -> bool:
        """Tell whether a label also occurs as a heading (一、主动公开情况)."""
        return normal(compact) in self.head_labels

    def starts_with_label(self, compact: str) -> bool:
        """Tell whether a text begins with a label of three characters or more."""
        return self.long_labels.match(normal(compact[:60])) is not None


def load_forms(folder: Path) -> Forms:
    """Read every form file of a folder, in name order."""
    paths = sorted(folder.glob("*.toml"))
    forms = tuple(_read(path) for path in paths)
    labels = frozenset().union(*(form.labels for form in forms))
    heads = {normal(text) for path in paths for text in _raw(path).get("heads", [])}
    ranked = sorted((x for x in labels if len(x) >= 3), key=lambda x: (-len(x), x))
    return Forms(
        forms=forms,
        labels=labels,
        joined="\n".join(sorted(labels)),
        head_labels=frozenset(heads),
        long_labels=re.compile("|".join(map(re.escape, ranked))),
    )


@lru_cache(maxsize=1)
def shipped_forms() -> Forms:
    """Return the forms that come with the program."""
    return load_forms(asset("data", "schemes", "forms"))


def _raw(path: Path) -> dict[str, Any]:
    with path.open("rb") as handle:
        return tomllib.load(handle)


def _read(path: Path) -> Form:
    raw = _raw(path)
    columns = raw["columns"]
    layouts = tuple(_layout(entry, columns) for entry in raw["layout"])
    return Form(
        kind=cast("TableKind", raw["kind"]),
        columns=columns,
        opening=re.compile("|".join(raw["opening"])),
        layouts=layouts,
        labels=frozenset(
            normal(c)
            for layout in layouts
            for row in layout.rows
            for c in row
            if c not in ("", VALUE)
        ),
    )


def _layout(entry: dict[str, Any], columns: int) -> Layout:
    rows = tuple(_padded(row, columns) for row in entry["rows"])
    labels = {normal(cell)[:8] for row in rows for cell in row if cell not in ("", VALUE)}
    return Layout(entry["name"], rows, tuple(sorted(labels)))


def _padded(row: list[str], columns: int) -> tuple[str, ...]:
    return tuple(row) + ("",) * (columns - len(row))
