"""Verbs that edited text does not use with their noun: 加强知晓率, 时效性有待加快."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Hit, Severity
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

LEXICON = "collocations.tsv"
# Verbs that may govern a whole clause say nothing by the noun at its end (推动质量提升), and those
# near in meaning to 提高 are let pass by most readers of reports (时效性有待加强).
_UNJUDGED = frozenset(
    {"推进", "推动", "落实", "取得", "建立", "规范", "加强", "强化", "优化", "改善"}
)
_ADVERB = (
    r"(?:还|仍|尚|需要?|有待|亟待|亟需|进一步|不断|明显|显著|持续|得到|得以|大幅|稳步|逐步|切实|有效|了|较大|很大|全面|"
    r"着力|大大|更加|日益|普遍|极大|有所|的|能够|可以|整体|总体|继续|深入|充分|很好|较好|有力|再|加以|基本|都|均|也)*"
)
_RARE = 0.01  # share of a noun's verbs below which the pair is pointed out
_SUPPORT = 50  # occurrences a noun needs before its verbs are judged
# (share of the noun's verbs at most, confidence); edited text has fewer than 2 such pairs per
# million characters at each step.
_STEPS = ((0.001, 0.88), (0.005, 0.8), (_RARE, 0.7))


@dataclass(frozen=True, slots=True)
class _Table:
    share: dict[tuple[str, str], float]  # (noun, verb) → share of the noun's verbs
    usual: dict[str, str]  # noun → its most frequent verb
    governs: re.Pattern[str]
    follows: re.Pattern[str]


def find(prose: Prose) -> Iterator[Hit]:
    """Yield verbs that hardly ever stand with their noun."""
    table = _table()
    for pattern in (table.governs, table.follows):
        for match in pattern.finditer(prose.text):
            noun = match["noun"]
            share = table.share.get((noun, match["verb"]))
            if share is None or share >= _RARE or prose.shields(*match.span()):
                continue
            yield _hit(match, table.usual[noun], share)


def _hit(match: re.Match[str], usual: str, share: float) -> Hit:
    confidence = next(c for most, c in _STEPS if share <= most)
    # The further the noun, the likelier it belongs to something else.
    if len(match["between"]) > 8:
        confidence -= 0.1
    severity: Severity = "warning" if confidence >= 0.75 else "info"
    return Hit(
        place=Span(*match.span("verb")),
        message=f"“{match['verb']}”与“{match['noun']}”搭配少见，请核对",
        hint=f"“{match['noun']}”常与“{usual}”搭配",
        suggestion=usual,
        confidence=confidence,
        evidence={"check": "collocation", "noun": match["noun"]},
        severity=severity,
    )


@cache
def _table() -> _Table:
    # Rare nouns of one kind are counted together; each gets the counts of its kind.
    rows = [
        (noun, verb, int(governs) + int(follows))
        for nouns, verb, governs, follows in read_rows(LEXICON)
        for noun in nouns.split("|")
    ]
    totals: dict[str, int] = {}
    for noun, _, count in rows:
        totals[noun] = totals.get(noun, 0) + count
    share = {
        (noun, verb): count / totals[noun]
        for noun, verb, count in rows
        if totals[noun] >= _SUPPORT and verb not in _UNJUDGED
    }
    usual: dict[str, str] = {}
    for noun, verb, _ in sorted(rows, key=lambda row: (-row[2], row[1])):
        usual.setdefault(noun, verb)
    verbs = sorted({verb for _, verb in share})
    governs, follows = _patterns(verbs, sorted({verb for _, verb, _ in rows}), sorted(totals))
    return _Table(share=share, usual=usual, governs=governs, follows=follows)


def counting_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of verb … noun and noun … verb for all verbs of the lexicon."""
    rows = read_rows(LEXICON)
    verbs = sorted({row[1] for row in rows})
    return _patterns(verbs, verbs, sorted({noun for row in rows for noun in row[0].split("|")}))


def _patterns(
    verbs: Sequence[str], others: Sequence[str], nouns: Sequence[str]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile both orders; none of `others` may stand between a verb and its noun."""
    verb = "|".join(verbs)
    noun = "|".join(sorted(nouns, key=lambda noun: (-len(noun), noun)))
    inside = (
        rf"(?!{'|'.join(others)}|和|与|及|或|开展|实现|做到|发挥|促进|保障|确保|对|把|将|使|让)"
        r"[^，。；：！？、“”《》（）\n\d]"
    )
    return (
        re.compile(
            rf"(?P<verb>{verb})了?(?P<between>(?:{inside}){{0,12}}?)(?P<noun>{noun})(?=[，。；\n])"
        ),
        re.compile(rf"(?P<noun>{noun})(?P<between>{_ADVERB})(?P<verb>{verb})(?=[，。；\n])"),
    )
