"""Part what a converter glued together: title and first sentence, headings, tables and prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from analyzer.structure.blocks import usual_width
from analyzer.structure.forms import Forms
from analyzer.structure.lines import Line, cut_line, make_line, offsets_of_compact
from analyzer.structure.markers import read_bare_marker, read_marker
from analyzer.structure.openings import Opening, glued_openings, read_opening
from analyzer.structure.scheme import Scheme
from analyzer.structure.tables.squashed import squashed_span, table_part

# What a first sentence begins with when it follows a title without a break.
_FIRST_WORDS = re.compile(r"本报告|本年报|本年度报告|根据|按照|依据|为|现|我|20\d\d年|一、|《|今年")
_FULL = 0.84  # share of the usual width from which a line counts as full
_SHORTEST = 8  # characters of a line in which a heading may be glued to something
_NARROWEST = 20  # columns of print in which a heading may be wrapped
_LONG_PHRASE = 14  # characters of a heading that is a section's even with a stray number (4、…)
_LONG_LINE = 150  # characters from which a line may hold several sub-headings
_SUBHEADING = re.compile(
    r"(?:(?<=[。：])|^)[（(][一二三四五六七八九十]{1,2}[)）](?=[^，。；]{2,30}[，。：:])"
)
_TITLE_WITHIN = 70  # characters from the beginning of the line


def part_lines(text: str, lines: Iterable[Line], scheme: Scheme, forms: Forms) -> list[Line]:
    """Cut lines so that a title, a heading of a section and a table each stand alone."""
    parted: list[Line] = []
    title_seen = False
    lines = _with_whole_headings(text, list(lines), scheme, forms)
    openings = {i: read_opening(line.compact, scheme, forms) for i, line in enumerate(lines)}
    usual = _usual_level(openings.values())
    full = _FULL * usual_width([line for line in lines if not line.blank])
    for i, line in enumerate(lines):
        if line.blank:
            parted.append(line)
            continue
        places: set[int] = set()
        if not title_seen:
            match = scheme.titles.search(line.compact)
            title_seen = match is not None
            places |= _title_end(line.compact, match)
        goes_on = 0 < full <= line.width and i + 1 < len(lines) and _is_text(lines[i + 1])
        places |= _heading_borders(line, openings[i], scheme, forms, usual=usual, goes_on=goes_on)
        for piece in _cut(text, line, places):
            parted += _cut(text, piece, table_part(piece, forms) | _subheading_borders(piece))
    return parted


def _with_whole_headings(text: str, lines: list[Line], scheme: Scheme, forms: Forms) -> list[Line]:
    """Join a heading of a section that was wrapped: only then its wording is complete."""
    whole: list[Line] = []
    skip = -1
    for i, line in enumerate(lines):
        if i <= skip:
            continue
        marker = read_marker(line.compact) or read_bare_marker(line.compact)
        if marker and _may_be_wrapped(line, forms):
            after = next((j for j in range(i + 1, min(i + 3, len(lines))) if lines[j].compact), 0)
            joined = line.compact + lines[after].compact if after else ""
            phrase = scheme.phrase_at(joined, marker.end)
            furniture = after and text[line.end : lines[after].start].strip()
            if phrase is not None and phrase[1] > len(line.compact) and not furniture:
                line, skip = _join(text, line, lines[after]), after  # noqa: PLW2901
        whole.append(line)
    return whole


def _may_be_wrapped(line: Line, forms: Forms) -> bool:
    return (
        line.width >= _NARROWEST
        and not any(stop in line.compact for stop in "，。；：")
        and not forms.is_fragment(line.compact)
    )


def _join(text: str, line: Line, following: Line) -> Line:
    return make_line(text, line.start, following.end, page=line.page, cut=line.cut)


def _cut(text: str, line: Line, places: set[int]) -> list[Line]:
    inside = sorted(p for p in places if 0 < p < len(line.compact))
    if not inside:
        return [line]
    offsets = offsets_of_compact(line)
    return cut_line(text, line, [offsets[p] for p in inside])


def _title_end(compact: str, match: re.Match[str] | None) -> set[int]:
    if match is None or match.start() > _TITLE_WITHIN or "。" in compact[: match.start()]:
        return set()
    if re.search(r"[，：根据]", compact[: match.start()]):
        return set()
    return {match.end()} if _FIRST_WORDS.match(compact, match.end()) else set()


def _usual_level(openings: Iterable[Opening | None]) -> int:
    """Return the level of number that most known headings of sections carry."""
    counts = Counter(o.level for o in openings if o is not None and o.exact and o.level)
    return max(counts, key=lambda level: (counts[level], -level), default=1)


def _heading_borders(
    line: Line,
    opening: Opening | None,
    scheme: Scheme,
    forms: Forms,
    *,
    usual: int,
    goes_on: bool,
) -> set[int]:
    """Return where headings begin and end in a line.

    `usual` is the level sections carry here; `goes_on` tells that the line is full and the next
    one goes on with a sentence.
    """
    places: set[int] = set()
    compact = line.compact
    if opening is not None and not _is_squashed_row(line, opening, forms):
        stray = opening.level == 3 and opening.end >= _LONG_PHRASE
        if opening.level in (0, 1, usual) or stray:
            places.add(_end_in_print(line, opening, goes_on=goes_on))
    if len(compact) > _SHORTEST:
        for start, end in glued_openings(compact, scheme, forms):
            places |= {start, end}
    return places


def _subheading_borders(line: Line) -> set[int]:
    """Return where （一）, （二） … begin that a converter put behind each other on one line."""
    compact = line.compact
    if len(compact) < _LONG_LINE:
        return set()
    places: list[int] = []
    expected = 0
    for match in _SUBHEADING.finditer(compact):
        marker = read_marker(compact, match.start())
        if marker is None or marker.level != 2 or marker.ordinal not in (expected + 1, 1):
            continue
        expected = marker.ordinal
        places.append(match.start())
    return set(places) if len(places) > 1 else set()


def _end_in_print(line: Line, opening: Opening, *, goes_on: bool) -> int:
    """Return where a heading ends; a blank behind the known phrase parts it from what follows."""
    rest = len(line.compact) - opening.phrase_end
    if not opening.phrase_end or rest <= 0 or opening.end < len(line.compact):
        return opening.end
    if goes_on:
        return opening.phrase_end
    offsets = offsets_of_compact(line)
    gap = offsets[opening.phrase_end] > offsets[opening.phrase_end - 1] + 1
    return opening.phrase_end if gap and rest >= _SHORTEST else opening.end


def _is_text(line: Line) -> bool:
    return read_marker(line.compact) is None and any(stop in line.compact for stop in "，。；")


def _is_squashed_row(line: Line, opening: Opening, forms: Forms) -> bool:
    """Tell whether what reads like a heading is the first row of a squashed table of figures."""
    head = line.compact[: opening.end]
    return forms.may_head_section(head) and squashed_span(line, forms) is not None
