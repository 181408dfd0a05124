"""Tables a converter squashed onto one line with, perhaps, prose around them."""

from __future__ import annotations

import re

from analyzer.structure.forms import Forms, normal
from analyzer.structure.lines import Line
from analyzer.text.characters import count_chinese

_LEAST_LABELS = 3
_TELLING = 6  # characters of a label that ordinary sentences do not contain
_MANY_LABELS = 8  # with so many the rest may be pieces of wrapped labels
_LEAST_SHARE = 0.5  # of the stretch from the first label to the last: labels and figures
_FIGURES = re.compile(r"[0-9.,+\-%/]+")
# Stops per label outside the labels: a sentence quoting the table ("结果维持2件，结果纠正1件，")
# has about one, a squashed table none but those of wrapped labels.
_MOST_STOPS = 0.25
_STOPS = re.compile(r"[，。；、：]")
_LEAST_PROSE = 8  # Chinese characters beside the table that are worth a paragraph


def table_part(line: Line, forms: Forms) -> set[int]:
    """Return where, in the compact line, a squashed table begins and ends; empty for none."""
    span = squashed_span(line, forms)
    if span is None:
        return set()
    start, end = span
    compact = line.compact
    places = set()
    if count_chinese(compact[:start]) >= _LEAST_PROSE:
        places.add(start)
    if count_chinese(compact[end:]) >= _LEAST_PROSE:
        places.add(end)
    return places


def squashed_span(line: Line, forms: Forms) -> tuple[int, int] | None:
    """Find the stretch of the compact line from the first table label to the last figure."""
    compact = line.compact
    if len(compact) < 20:
        return None
    same = normal(compact)
    if len(same) != len(compact):
        return None
    labels = list(forms.long_labels.finditer(same))
    if len(labels) < _LEAST_LABELS:
        return None
    start, end = labels[0].start(), labels[-1].end()
    figures = _FIGURES.match(compact, end)
    end = figures.end() if figures else end
    between = long_gaps(labels, compact, end)
    if not any(len(m.group()) >= _TELLING for m in labels) and not _FIGURES.search(between):
        return None
    if len(_STOPS.findall(between)) > _MOST_STOPS * len(labels):
        return None
    wordy = len(_FIGURES.sub("", between))
    if len(labels) < _MANY_LABELS and wordy > (1 - _LEAST_SHARE) * (end - start):
        return None
    return start, end


def long_gaps(labels: list[re.Match[str]], compact: str, end: int) -> str:
    """Return what stands between and behind the labels, joined."""
    starts = [m.end() for m in labels]
    ends = [m.start() for m in labels[1:]] + [end]
    return "".join(compact[a:b] for a, b in zip(starts, ends, strict=True))
