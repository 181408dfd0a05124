"""Labelled problems and measures: our invented sections, and the annotators' of ../shared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analyzer.text.span import Span

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
INVENTED = ROOT / "data" / "gold"
BATCHES = "abcdefghijkl"  # files problem_sections_a.txt …, each labelled before its first run
_MARK = re.compile(r"\[([PM]):(\d)(?:>([\dT,\-]+)(!?))? ([^\]]*)\]")


@dataclass(frozen=True)
class Label:
    """One labelled item; `links` are the places of the problems a measure answers."""

    kind: str  # "problem" or "measure"
    span: Span
    grade: int
    links: frozenset[Span] = frozenset()
    done: bool = False  # a measure already carried out


@dataclass(frozen=True)
class Labelled:
    """A text with the labels of each annotator."""

    id: str
    group: str  # issuer, or the unit whose copies these are
    text: str
    by: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)


def invented(batch: str = "", *, change: Callable[[str], str] = str) -> list[Labelled]:
    """Return our own sections: the first ones, or those of one batch (`a`, `b`, …).

    `change` is done to the text with its marks before it is read.
    """
    file = INVENTED / f"problem_sections{'_' + batch if batch else ''}.txt"
    blocks: dict[str, list[str]] = {}
    name = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:]
            blocks[name] = []
        elif name and line and not line.startswith("# "):
            blocks[name].append(line)
    return [_unmark(name, change("\n".join(lines))) for name, lines in blocks.items()]


def _unmark(name: str, marked: str) -> Labelled:
    text, position = "", 0
    found: list[tuple[str, Span, int, str, bool]] = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        kind = "problem" if match[1] == "P" else "measure"
        span = Span(len(text), len(text) + len(match[5]))
        found.append((kind, span, int(match[2]), match[3] or "", bool(match[4])))
        text += match[5]
        position = match.end()
    text += marked[position:]
    problems = [span for kind, span, *_ in found if kind == "problem"]
    labels = tuple(
        Label(
            kind,
            span,
            grade,
            frozenset(problems[int(n) - 1] for n in links.split(",") if n.isdigit()),
            done,
        )
        for kind, span, grade, links, done in found
    )
    return Labelled(name, name, text, {"ours": labels})


def annotated() -> list[Labelled]:
    """Return the prose of the open reports with the section items of both annotators."""
    prose = {
        row["id"]: row["prose"]
        for row in map(json.loads, (SHARED / "reports" / "prose.jsonl").open(encoding="utf-8"))
    }
    lines = (SHARED / "gold" / "problems_measures.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    result = []
    for name, text in prose.items():
        by = {who: _labels(text, [r for r in rows if r[:2] == [name, who]]) for who in "AB"}
        if any(by.values()):
            result.append(Labelled(name, _group(name), text, by))
    return result


def _labels(text: str, rows: list[list[str]]) -> tuple[Label, ...]:
    spans = {}
    for row in rows:
        start = text.find(row[8])
        spans[row[2]] = Span(start, start + len(row[8]))
    return tuple(
        Label(
            row[3],
            spans[row[2]],
            int(row[6]),
            frozenset(spans[p] for p in row[7].split(",") if p in spans),
            row[5] == "done",
        )
        for row in rows
        if row[4] == "section"
    )


def _group(name: str) -> str:
    """Return what belongs together: the copies of one section count as one group."""
    if name in ("ar-122", "ar-123"):
        return "ar-122/123"
    if name == "ar-014" or (name.startswith("pt-") and name != "pt-2014-1"):
        return "pt"
    return name
