"""The prose of a report with everything found marked in it.

Text is cut at every border of a mark; each piece carries the classes of all marks over it, so
marks may overlap in any way and nothing has to nest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from analyzer.profile.record import ParagraphRecord, RangeRecord, ReportRecord

# A mark wider than this is numbered at its start but not underlined: a page of wavy lines helps
# nobody. Wider than any clause a rule points at in the open reports.
WIDE = 60

_BREAK = re.compile(r"[ \t\u3000]*[\n\r\f]\s*")
_LATIN = re.compile(r"[A-Za-z0-9,.;:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlay:
    """A stretch to be marked: classes for the text under it, markup before and after."""

    start: int
    end: int
    classes: str = ""
    before: Markup = field(default_factory=Markup)
    after: Markup = field(default_factory=Markup)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ready to print. `start` is its place in the source."""

    start: int
    kind: str
    level: int
    html: Markup


def blocks(record: ReportRecord, inlays: Sequence[Inlay]) -> list[Block]:
    """Return the paragraphs of a report with `inlays` marked. `record` must carry its text."""
    text = record["text"]
    ordered = sorted(inlays, key=lambda one: (one.start, -one.end))
    starts = [one.start for one in ordered]
    longest = max((one.end - one.start for one in ordered), default=0)
    found = []
    for paragraph in record["paragraphs"]:
        first = bisect_left(starts, paragraph["start"] - longest)
        last = bisect_right(starts, paragraph["end"])
        over = [one for one in ordered[first:last] if _touches(one, paragraph)]
        html = _paragraph(text, paragraph, over, _inside(record["prose"], paragraph))
        found.append(Block(paragraph["start"], paragraph["kind"], paragraph.get("level", 0), html))
    return found


def _touches(inlay: Inlay, paragraph: ParagraphRecord) -> bool:
    if inlay.start == inlay.end:
        return paragraph["start"] <= inlay.start <= paragraph["end"]
    return inlay.start < paragraph["end"] and paragraph["start"] < inlay.end


def _inside(prose: Sequence[RangeRecord], paragraph: ParagraphRecord) -> list[tuple[int, int]]:
    """Return the parts of a paragraph that are prose: a page number amid it is not."""
    pairs = ((max(r["start"], paragraph["start"]), min(r["end"], paragraph["end"])) for r in prose)
    return [(start, end) for start, end in pairs if start < end]


def _paragraph(
    text: str,
    paragraph: ParagraphRecord,
    inlays: Sequence[Inlay],
    kept: Sequence[tuple[int, int]],
) -> Markup:
    low, high = paragraph["start"], paragraph["end"]
    cuts = {low, high}
    for one in inlays:
        cuts.update((max(low, one.start), min(high, one.end)))
    edges = sorted(cuts)
    pieces: list[Markup] = []
    for start, end in pairwise(edges):
        pieces += [one.before for one in inlays if one.start == start]
        pieces += [one.after for one in inlays if one.start == one.end == start]
        pieces.append(_piece(text, start, end, inlays, kept))
        pieces += [one.after for one in inlays if one.end == end and one.start < end]
    pieces += [one.after for one in inlays if one.start == one.end == high]
    return Markup("").join(pieces)


def _piece(
    text: str, start: int, end: int, inlays: Iterable[Inlay], kept: Sequence[tuple[int, int]]
) -> Markup:
    shown = escape(_readable(text, start, end, kept))
    over = [one for one in inlays if one.start <= start and end <= one.end and one.classes]
    if not over or not shown:
        return shown
    classes = " ".join(dict.fromkeys(one.classes for one in over))
    titles = "；".join(one.title for one in over if one.title)
    title = Markup(' title="{}"').format(titles) if titles else Markup("")
    return Markup('<span class="{}"{}>{}</span>').format(classes, title, shown)


def _readable(text: str, start: int, end: int, kept: Sequence[tuple[int, int]]) -> str:
    """Return the kept characters with line breaks inside the paragraph undone."""
    raw = "".join(text[max(a, start) : min(b, end)] for a, b in kept if a < end and start < b)
    return undo_breaks(raw)


def undo_breaks(raw: str) -> str:
    """Return a text on one line: breaks vanish between Chinese characters, not between words."""

    def join(match: re.Match[str]) -> str:
        before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
        return " " if _LATIN.match(before) and _LATIN.match(after) else ""

    return _BREAK.sub(join, raw)
