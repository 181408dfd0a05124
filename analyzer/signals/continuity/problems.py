"""Find the problems a report names, as far as comparing two years needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analyzer.corpus.masking import MaskedReport, Unit
from analyzer.language.lexicon import read_rows, words_by_class
from analyzer.structure.report import Report
from analyzer.text.span import Span

_SECTIONS = frozenset({"problems", "next_steps"})
_LEAST = 6  # masked characters
# Where the section turns from what is wrong to what will be done.
_TURN = re.compile(
    r"(?:改进|整改|下一步|今后|下步)(?:的)?(?:措施|打算|情况|工作|计划|方向|思路)?(?:如下|是|主要是)?[:：。，]"
    r"|针对(?:上述|以上|这些|存在)|为此|因此，我们"
)


@dataclass(frozen=True, slots=True)
class NamedProblem:
    """A problem as it stands in a report."""

    span: Span
    unit: Unit
    themes: frozenset[str]


def named_problems(report: Report, masked: MaskedReport) -> tuple[NamedProblem, ...]:
    """Return the sentences of the section on problems that admit something, in order."""
    return tuple(_problems(report, masked))


def themes_of(text: str) -> frozenset[str]:
    """Return the themes (意识, 时效, 平台 …) a text speaks of."""
    return frozenset(theme for theme, words in _themes() if any(word in text for word in words))


def says_done(text: str) -> bool:
    """Tell whether a sentence reports something done, and not something planned."""
    cues = words_by_class("continuity_cues.tsv")
    return any(word in text for word in cues["done"]) and not any(
        word in text for word in cues["ahead"]
    )


def _problems(report: Report, masked: MaskedReport) -> Iterator[NamedProblem]:
    lacks = words_by_class("continuity_cues.tsv")["lack"]
    turned: dict[int, bool] = {}
    for unit in masked.units:
        if unit.section not in _SECTIONS:
            continue
        section = report.section_at(unit.span.start)
        text = report.slice(unit.span)
        turn = _TURN.search(text)
        before = text[: turn.start()] if turn else text
        # A sentence without a theme ("仍存在一些不足") only leads over to the problems.
        themes = themes_of(before) if any(word in before for word in lacks) else frozenset()
        if not turned.get(section) and themes and unit.last - unit.first >= _LEAST:
            yield NamedProblem(unit.span, unit, themes)
        turned[section] = turned.get(section, False) or turn is not None


@cache
def _themes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = read_rows("problem_topics.tsv")
    return tuple((row[0], tuple(row[-1].split())) for row in rows)
