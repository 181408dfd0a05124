"""Our pairs of invented reports of two years, with their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analyzer.text.span import Span

GOLD = Path(__file__).resolve().parents[3] / "data" / "gold" / "continuity"
BATCHES = "ab"  # each labelled before its first run
_MARK = re.compile(r"\[([PMRF])(?::([au]))? ([^\]]*)\]")
_TITLE = "{unit}{year}年政府信息公开工作年度报告\n"


@dataclass(frozen=True)
class Label:
    """A labelled place: P problem and M measure of last year, R problem and F figure of this."""

    kind: str
    span: Span
    answered: bool


@dataclass(frozen=True)
class Pair:
    """Two reports with the labels of each."""

    name: str
    last_year: str
    this_year: str
    before: tuple[Label, ...]
    now: tuple[Label, ...]


def pairs(batch: str) -> list[Pair]:
    """Return the pairs of a batch."""
    lines = (GOLD / f"pairs_{batch}.txt").read_text("utf-8").splitlines()
    blocks = "\n".join(line for line in lines if not line.startswith("# ")).split("\n## ")
    return [_pair(block.removeprefix("## ")) for block in blocks if block.strip()]


def _pair(block: str) -> Pair:
    name, *reports = re.split(r"\n== ", block)
    (last, before), (this, now) = (_unmark(_titled(text)) for text in reports)
    return Pair(name.strip(), last, this, before, now)


def _titled(text: str) -> str:
    head, _, body = text.partition("\n")
    return _TITLE.format(unit=head[:-4], year=head[-4:]) + body.rstrip("\n") + "\n"


def _unmark(marked: str) -> tuple[str, tuple[Label, ...]]:
    text, at, labels = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[3]))
        labels.append(Label(match[1], span, match[2] == "a"))
        text += match[3]
        at = match.end()
    return text + marked[at:], tuple(labels)
