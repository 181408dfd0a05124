"""Read sentences with marks: data/gold/facts/README.md says what the letters mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from analyzer.text.span import Span

ROOT = Path(__file__).resolve().parents[3]
FACTS = ROOT / "data/gold/facts"


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch: its letter, place, and the fields behind `=`."""

    letter: str
    span: Span
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence; `report` is the heading it stands under."""

    grade: str
    text: str
    marks: tuple[Marked, ...]
    report: str = ""


@dataclass(slots=True)
class _Open:
    letter: str
    start: int
    fields: list[str] = field(default_factory=list)


def read_marked(line: str) -> tuple[str, tuple[Marked, ...]]:
    """Return a line without its marks, and the marks in order of place, the outer one first."""
    text: list[str] = []
    opened: list[_Open] = []
    found: list[Marked] = []
    at = 0
    while at < len(line):
        sign = line[at]
        if sign == "{":
            opened.append(_Open(line[at + 1], len(text)))
            at += 2
            continue
        if sign == "}":
            mark = opened.pop()
            found.append(Marked(mark.letter, Span(mark.start, len(text)), tuple(mark.fields)))
        elif opened and sign == "=":
            opened[-1].fields.append("")
        elif opened and opened[-1].fields:
            opened[-1].fields[-1] += sign
        else:
            text.append(sign)
        at += 1
    found.sort(key=lambda m: (m.span.start, -m.span.end))
    return "".join(text), tuple(found)


def read_prose(pattern: str = "unseen_prose_*.txt") -> list[Sentence]:
    """Return the labelled sentences of the invented reports; `unseen_grades.txt` has no marks."""
    sentences, report = [], ""
    for path in sorted(FACTS.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("== "):
                report = line[3:]
            elif line and not line.startswith("#"):
                grade, _, body = line.partition("|")
                text, marks = read_marked(body)
                sentences.append(Sentence(grade, text, marks, report))
    return sentences
