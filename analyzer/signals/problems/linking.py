"""Which problem a measure answers: shared themes, wording, order and neighbourhood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt

from analyzer.language.lexicon import words_by_class
from analyzer.signals.problems.cues import (
    Theme,
    load_cues,
    load_places,
    load_themes,
    themes_of,
)
from analyzer.signals.problems.drafts import Draft

# Weights found on the open labels and our invented sections, by group (reports/quality/problems.md).
_ACCEPTED = 0.4  # least score of a link
_NEAR_BEST = 0.6  # share of the best score that a further link needs
_IN_RESULT = 0.7  # a theme that only stands in the clause of purpose
_ELSEWHERE = 0.3  # the problem has a place of its own, the measure another
_NOWHERE = 0.5  # the problem has a place of its own, the measure none
_SAME_ITEM = 1.0  # problem and measure stand in one enumerated item
_SAME_ORDINAL = 0.3  # as many groups of measures as of problems: the same number
_WORDS_FOR_ONE = 3  # shared pairs of characters that count as one theme


def link_measures(problems: Sequence[Draft], measures: Sequence[Draft]) -> list[tuple[int, ...]]:
    """Return for every measure the indices of the problems it answers, none for an orphan."""
    scorer = _Scorer(problems, measures)
    return [_chosen([scorer.score(p, m) for p in range(len(problems))]) for m in measures]


def _chosen(scores: Sequence[float]) -> tuple[int, ...]:
    least = max(_ACCEPTED, _NEAR_BEST * max(scores, default=0.0))
    return tuple(index for index, score in enumerate(scores) if score >= least)


class _Scorer:
    def __init__(self, problems: Sequence[Draft], measures: Sequence[Draft]) -> None:
        self.problems = problems
        self.by_name: Mapping[str, Theme] = {theme.name: theme for theme in load_themes()}
        self.themes = [themes_of(p.text) for p in problems]
        self.common = {n: sum(n in t for t in self.themes) for n in self.by_name}
        self.order = _ordinals(problems)
        self.measure_order = _ordinals(measures)
        self.aligned = len(self.order) == len(self.measure_order) > 1

    def score(self, index: int, measure: Draft) -> float:
        problem, themes = self.problems[index], self.themes[index]
        everywhere, main = themes_of(measure.text), themes_of(_main_part(measure.text))
        score = sum(self._share(name, main, everywhere) for name in themes)
        specific = {n for n in themes if self.by_name[n].specific}
        if specific and not specific & everywhere:
            score *= _ELSEWHERE if any(self.by_name[n].specific for n in main) else _NOWHERE
        score += min(1.0, len(_pairs(problem.text) & _pairs(measure.text)) / _WORDS_FOR_ONE)
        if measure.chunk == problem.chunk and len(self.order) > 1:
            score += _SAME_ITEM
        if self.aligned and self.order[problem.chunk] == self.measure_order[measure.chunk]:
            score += _SAME_ORDINAL
        return score

    def _share(self, name: str, main: frozenset[str], everywhere: frozenset[str]) -> float:
        theme = self.by_name[name]
        if name in main:
            share = 1.0
        elif name in everywhere:
            share = _IN_RESULT
        else:
            share = max(
                (
                    s * (1.0 if n in main else _IN_RESULT)
                    for n, s in theme.related
                    if n in everywhere
                ),
                default=0.0,
            )
        return theme.weight * share / sqrt(sqrt(self.common[name]))


def _main_part(text: str) -> str:
    kept = [c for c in text.split("，") if not load_cues().result.search(c)]
    return "，".join(kept) or text


def _ordinals(drafts: Sequence[Draft]) -> dict[int, int]:
    return {chunk: i for i, chunk in enumerate(sorted({d.chunk for d in drafts}))}


def _pairs(text: str) -> set[str]:
    bare = load_places().generic.sub("", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)} - _empty_pairs()


@cache
def _empty_pairs() -> frozenset[str]:
    return frozenset(words_by_class("problem_generic.tsv").get("pair", ()))
