"""The statutory table forms: their labels tell tables from prose and give each value its row."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from analyzer.assets import asset
from analyzer.structure.report import TableKind
from analyzer.text.characters import BLANKS, INVISIBLE

VALUE = "?"
_DROP = re.compile(f"[{BLANKS}{INVISIBLE}\\s]+")
_SAME = str.maketrans("()．、,:;“”\"", "（）..，：；“““")


def normal(label: str) -> str:
    """Make two prints of one label equal: no blanks, one kind of bracket, stop and quote."""
    return _DROP.sub("", label).translate(_SAME)


@dataclass(frozen=True, slots=True)
class Layout:
    """One edition of a form; `rows` are padded to the form's columns."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory table."""

    kind: TableKind
    columns: int
    opening: re.Pattern[str]
    layouts: tuple[Layout, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, with the vocabulary of their labels in normal form."""

    forms: tuple[Form, ...]
    labels: frozenset[str]
    joined: str  # every label, "\n" between: a fragment of a label is a substring

    def is_label(self, compact: str) -> bool:
        """Tell whether a line or cell says exactly what a label says."""
        return normal(compact) in self.labels

    def is_fragment(self, compact: str) -> bool:
        """Tell whether a line or cell is part of a label."""
        return normal(compact) in self.joined


def load_forms(folder: Path) -> Forms:
    """Read every form file of a folder, in name order."""
    forms = tuple(_read(path) for path in sorted(folder.glob("*.toml")))
    labels = {
        normal(cell)
        for form in forms
        for layout in form.layouts
        for row in layout.rows
        for cell in row
        if cell not in ("", VALUE)
    }
    return Forms(forms, frozenset(labels), "\n".join(sorted(labels)))


@lru_cache(maxsize=1)
def shipped_forms() -> Forms:
    """Return the forms that come with the program."""
    return load_forms(asset("data", "schemes", "forms"))


def _read(path: Path) -> Form:
    with path.open("rb") as handle:
        raw = tomllib.load(handle)
    columns = raw["columns"]
    layouts = tuple(
        Layout(entry["name"], tuple(_padded(row, columns) for row in entry["rows"]))
        for entry in raw["layout"]
    )
    return Form(
        cast("TableKind", raw["kind"]), columns, re.compile("|".join(raw["opening"])), layouts
    )


def _padded(row: list[str], columns: int) -> tuple[str, ...]:
    return tuple(row) + ("",) * (columns - len(row))
