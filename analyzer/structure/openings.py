"""Recognise lines that open a section, and find headings glued to other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.structure.forms import Forms, normal
from analyzer.structure.markers import NUMERALS, Marker, read_bare_marker, read_marker
from analyzer.structure.scheme import UNKNOWN, Scheme

_LONGEST = 45  # characters of a heading line
_SQUASHED = 3  # table labels on a line that make what stands there debris
_LONG_PHRASE = 6  # characters of a heading that no accident puts behind debris
_STOPS = re.compile(r"[，。；！？]")
_SENTENCE = re.compile(r"[，。；！？：:]")
_NOTHING = re.compile(
    r"[：:]?(?:暂|均)?(?:无|没有)(?:其他)?(?:需要)?(?:报告)?(?:的)?(?:事项|情况)?[。.]?$"
)
_GUIDANCE = re.compile(r"[（(【\[].*[)）】\]][。：:]?$")
_RUN_IN = re.compile(r"[^，。；：:！？]{2,30}[。：:]")
# Level-1 numbering inside a line. What stands before decides whether it can open a section.
_INSIDE = re.compile(rf"(?P<l1>[{NUMERALS}]{{1,2}})[、.．]|(?P<l3>(?<![0-9.])[1-9])[、．]")
_ENUMERATION = frozenset("，、：:“《（(；;由含括为即和及与按以在第")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a section."""

    key: str
    level: int  # of the marker; 0 where there is none
    ordinal: int
    end: int  # of the heading within the compact line; what follows is prose or a table
    exact: bool  # a phrase of the scheme, not just words found in the line
    phrase_end: int = 0  # of the phrase within the compact line, where the line is `exact`


def read_opening(compact: str, scheme: Scheme, forms: Forms) -> Opening | None:
    """Read the heading of a section at the beginning of a line."""
    marker = read_marker(compact)
    if marker is None:
        return _unmarked(compact, scheme)
    if _is_row_label(compact, forms):
        return None
    phrase = scheme.phrase_at(compact, marker.end)
    if phrase is not None:
        end = _end_of_phrase(compact, phrase[1], forms)
        if end is not None:
            return Opening(phrase[0], marker.level, marker.ordinal, end, True, phrase[1])
    if marker.level != 1:
        return None
    return _by_words(compact, marker, scheme)


def _is_row_label(compact: str, forms: Forms) -> bool:
    """Tell whether the line is a row of a form numbered like a heading (一、本年新收…)."""
    return forms.is_label(compact) and not forms.may_head_section(compact)


def _end_of_phrase(compact: str, end: int, forms: Forms) -> int | None:
    """Say where a heading that begins with a known phrase ends; None when it is a sentence."""
    rest = compact[end:]
    if not rest:
        return end
    if rest[0] in "。：:；;":
        return end + 1
    if _NOTHING.match(rest):
        return end
    if _GUIDANCE.fullmatch(rest):
        return len(compact)
    if rest[0] in "，、,":
        return None
    numbered = read_marker(rest)
    if numbered is not None and numbered.level > 1:
        return end
    if forms.starts_with_label(rest) or rest[0].isdigit() or _SENTENCE.search(rest):
        return end
    return len(compact) if len(compact) <= _LONGEST else end


def _by_words(compact: str, marker: Marker, scheme: Scheme) -> Opening | None:
    rest = compact[marker.end :]
    key = scheme.key_of(rest)
    if 2 <= len(rest) <= _LONGEST and not _STOPS.search(rest[:-1]):
        return Opening(key, 1, marker.ordinal, len(compact), False)
    run_in = _RUN_IN.match(rest)
    if run_in:
        return Opening(
            scheme.key_of(run_in.group()), 1, marker.ordinal, marker.end + run_in.end(), False
        )
    if 2 <= len(rest) <= _LONGEST and "。" not in rest[:-1] and key != UNKNOWN:
        return Opening(key, 1, marker.ordinal, len(compact), False)
    return None


def _unmarked(compact: str, scheme: Scheme) -> Opening | None:
    """A line that is nothing but a known phrase opens a section even without a number.

    A numeral that lost its stop may stand before it ("一 总体情况"), a colon behind it.
    """
    bare = read_bare_marker(compact)
    at = bare.end if bare else 0
    phrase = scheme.phrase_at(compact, at)
    if phrase is None:
        return None
    end = phrase[1]
    if compact[end : end + 1] in tuple("：:"):
        end += 1
    elif compact[end:].strip("。"):
        return None
    else:
        end = len(compact)
    if bare:
        return Opening(phrase[0], bare.level, bare.ordinal, end, True)
    return Opening(phrase[0], 0, 0, end, True) if end == len(compact) else None


def glued_openings(compact: str, scheme: Scheme, forms: Forms) -> Iterator[tuple[int, int]]:
    """Yield start and end of section headings that stand inside a line behind something else.

    A list of parts in a preface ("由一、总体情况，二、…六部分组成") is no heading: what stands
    before must have ended, or be the debris of a table.
    """
    squashed: bool | None = None
    for match in _INSIDE.finditer(compact, 1):
        phrase = scheme.phrase_at(compact, match.end())
        if phrase is None or phrase[1] - match.end() < 2:
            continue
        before, after = compact[match.start() - 1], compact[phrase[1] : phrase[1] + 1]
        if before in _ENUMERATION or after in ("、", "，", "；", "和", "及", "”", "》", "）"):
            continue
        if squashed is None:
            squashed = len(forms.long_labels.findall(normal(compact))) >= _SQUASHED
        if squashed and forms.may_head_section(compact[match.start() : phrase[1]]):
            continue
        debris = before.isdigit() or (squashed and phrase[1] - match.end() >= _LONG_PHRASE)
        if (
            before in "。！？”）)…」』]】:"
            or debris
            or _heads_before(compact, match.start(), scheme)
        ):
            end = _end_of_phrase(compact[: _LONGEST + match.start()], phrase[1], forms)
            yield match.start(), end if end is not None else phrase[1]


def _heads_before(compact: str, at: int, scheme: Scheme) -> bool:
    """Tell whether another heading or the title ends right before `at` ("…情况二、…")."""
    window = compact[max(0, at - _LONGEST) : at]
    if window.endswith(("报告", "情况", "事项", "无", "措施", "概述")):
        return True
    return any(m.end() == len(window) for m in scheme.titles.finditer(window))
