"""Change the print of the real texts, keep the truth, and measure again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from analyzer.text.characters import display_width
from tests.quality.structure.labels import Label, load_labels
from tests.quality.structure.measure import parse_text, prose_places, share

Lines = list[tuple[str, list[bool]]]  # a line and, for each character, whether it is prose


def to_lines(label: Label) -> Lines:
    """Split a labelled text into lines with their truth."""
    assert label.prose is not None
    flags = [False] * len(label.text)
    for start, end in label.prose:
        flags[start:end] = [True] * (end - start)
    lines: Lines = []
    at = 0
    for line in label.text.split("\n"):
        lines.append((line, flags[at : at + len(line)]))
        at += len(line) + 1
    return lines


def _is_prose(line: tuple[str, list[bool]]) -> bool:
    return any(line[1])


def _mapped(line: tuple[str, list[bool]], pattern: str, by: str) -> tuple[str, list[bool]]:
    """Replace in a line; what is put in is no prose (blanks) or takes the flag of what it was."""
    text, flags = "", []
    at = 0
    for match in re.finditer(pattern, line[0]):
        text += line[0][at : match.start()] + match.expand(by)
        flag = line[1][match.start()] if match.start() < len(line[1]) else False
        flags += line[1][at : match.start()] + [flag] * len(match.expand(by))
        at = match.end()
    return text + line[0][at:], flags + line[1][at:]


def spaced_markers(lines: Lines) -> Lines:
    """Put blanks around the numbering."""
    return [
        _mapped(x, r"^([ \t]*[（(]?[一二三四五六七八九十]+)([、）)])", r"\1 \2 ")
        if _is_prose(x)
        else x
        for x in lines
    ]


def other_fill(lines: Lines) -> Lines:
    """Fill the tables with other figures."""
    draw = random.Random(3)
    out = []
    for text, flags in lines:
        if any(flags):
            out.append((text, flags))
            continue
        digits = "".join(
            str(draw.randrange(10)) if c.isdigit() and c.isascii() else c for c in text
        )
        keep = re.match(r"\W*\d[.、]", text)  # numbered labels stay
        out.append((text[: keep.end()] + digits[keep.end() :] if keep else digits, flags))
    return out


def blank_fill(lines: Lines) -> Lines:
    """Empty the cells that hold 0."""
    return [
        x if _is_prose(x) else (re.sub(r"(?<=[\t ])0(?=[ ]|$)", " ", x[0]), x[1]) for x in lines
    ]


def dashes(lines: Lines) -> Lines:
    """Write a dash for 0."""
    return [
        x if _is_prose(x) else (re.sub(r"(?<=[\t ])0(?=[ ]|$)", "-", x[0]), x[1]) for x in lines
    ]


def tabs_to_blanks(lines: Lines) -> Lines:
    """Write four blanks for each tab of a table."""
    return [
        x
        if _is_prose(x)
        else (x[0].replace("\t", "    "), [False] * len(x[0].replace("\t", "    ")))
        for x in lines
    ]


def tabs_lost(lines: Lines) -> Lines:
    """Lose the tabs, so that a cell is a line."""
    return [
        x if _is_prose(x) else (x[0].replace("\t", ""), [False] * len(x[0].replace("\t", "")))
        for x in lines
    ]


def indented(lines: Lines) -> Lines:
    """Indent each line of prose by two wide blanks."""
    return [("　　" + t.lstrip(), [False] * 2 + f[len(t) - len(t.lstrip()) :]) if any(f) else (t, f)
            for t, f in lines]  # fmt: skip


def wrapped(width: int) -> Callable[[Lines], Lines]:
    """Wrap lines of prose longer than `width` columns."""

    def change(lines: Lines) -> Lines:
        out: Lines = []
        for text, flags in lines:
            if not any(flags) or display_width(text) <= width:
                out.append((text, flags))
                continue
            start = 0
            for end in range(1, len(text) + 1):
                wide = display_width(text[start : end + 1]) > width
                if end == len(text) or (wide and text[end] not in "，。；：、）”》！？"):
                    out.append((text[start:end], flags[start:end]))
                    start = end
        return out

    return change


def paged(number: str) -> Callable[[Lines], Lines]:
    """Put a page number and a form feed behind every thirty lines of prose."""

    def change(lines: Lines) -> Lines:
        out: Lines = []
        count = page = 0
        for text, flags in lines:
            out.append((text, flags))
            count += any(flags)
            if count == 30 and any(flags):
                page, count = page + 1, 0
                line = "            " + number.format(p=page)
                out.append((line, [False] * len(line)))
        return out

    return change


CHANGES: dict[str, list[Callable[[Lines], Lines]]] = {
    "markers with blanks": [spaced_markers],
    "other figures": [other_fill],
    "0 left out": [blank_fill],
    "0 as dash": [dashes],
    "tabs as blanks": [tabs_to_blanks],
    "tabs lost": [tabs_lost],
    "indented": [indented],
    "wrapped at 48": [indented, wrapped(48)],
    "wrapped at 76": [indented, wrapped(76)],
    "wrapped, pages - 1 -": [indented, wrapped(60), paged("- {p} -")],
    "wrapped, pages 第1页": [indented, wrapped(60), paged("第 {p} 页")],
}


def measure_changes() -> dict[str, Any]:
    """Return, for each change, the worst precision and recall, and how many section lists hold."""
    out = {}
    labels = [label for label in load_labels() if label.prose is not None]
    for name, steps in CHANGES.items():
        precision, recall, sections = [], [], 0
        for label in labels:
            lines = to_lines(label)
            for step in steps:
                lines = step(lines)
            text = "\n".join(t for t, _ in lines)
            truth = [f for _, flags in lines for f in [*flags, False]]
            wanted = {i for i, c in enumerate(text) if truth[i] and not c.isspace()}
            report = parse_text(text)
            found = prose_places(report)
            precision.append(share(len(found & wanted), len(found)))
            recall.append(share(len(found & wanted), len(wanted)))
            given = [s.key for s in report.sections if not s.implied]
            sections += given == [key for key, _ in label.sections]
        out[name] = {
            "precision": min(precision), "recall": min(recall),
            "sections": share(sections, len(labels)),
        }  # fmt: skip
    return out
