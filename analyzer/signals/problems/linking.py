"""Which problem a measure answers: shared themes, wording, order and neighbourhood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from analyzer.signals.problems.grading import points_of_measure
from analyzer.signals.problems.introductions import number_of

# Weights found on the open labels and our invented sections, by group (reports/quality/problems.md).
_ACCEPTED = 0.4  # least score of a link
_NEAR_BEST = 0.7  # share of the best score that a further link needs
_IN_RESULT = 0.7  # a theme that only stands in the clause of purpose
_ELSEWHERE = 0.3  # the problem has a place of its own, the measure another
_NOWHERE = 0.5  # the problem has a place of its own, the measure none
_SAME_ITEM = 1.0  # problem and measure stand in one enumerated item
_SAME_ORDINAL = 0.3  # as many groups of measures as of problems: the same number
_ORDER_HOLDS = 0.45  # … and every other pair of groups agrees in what it is about
_OTHER_ORDINAL = 0.6  # … and the problem stands under another number
_ONLY_PROBLEM = 0.3
_FROM_HEAD = 0.6  # a theme that only the head line of the measure names
_NAMED = 2.0  # the introduction of the measure names the problem
_NAMES_IT = 0.6  # share of a problem's pairs of characters that names it
_MOST = 200  # problems looked at: real sections have up to a dozen
_WORDS_FOR_ONE = 2  # shared pairs of characters that count as one theme


def link_measures(problems: Sequence[Draft], measures: Sequence[Draft]) -> list[tuple[int, ...]]:
    """Return for every measure the indices of the problems it answers, none for an orphan."""
    scorer = _Scorer(problems[:_MOST], measures)
    return [_chosen(scorer.scores(index)) for index in range(len(measures))]


def _chosen(scores: Sequence[float]) -> tuple[int, ...]:
    least = max(_ACCEPTED, _NEAR_BEST * max(scores, default=0.0))
    return tuple(index for index, score in enumerate(scores) if score >= least)


@dataclass(frozen=True, slots=True)
class _View:
    """A problem or measure as linking sees it."""

    themes: frozenset[str]
    main: frozenset[str]  # themes outside the clause of purpose
    head: frozenset[str]  # themes of the head line it stands under
    pairs: frozenset[str]  # telling pairs of characters
    chunk: int
    concrete: bool  # names what it acts on, so that its place alone can link it


class _Scorer:
    def __init__(self, problems: Sequence[Draft], measures: Sequence[Draft]) -> None:
        self.problems = [_view(draft) for draft in problems]
        self.by_name: Mapping[str, Theme] = {theme.name: theme for theme in load_themes()}
        self.common = Counter(name for p in self.problems for name in p.themes)
        self.heads = _heads(measures)
        self.views = [_view(m, head=self.heads.get(m.chunk, "")) for m in measures]
        self.order, self.measure_order = _numbered(problems, measures)
        self.agree, self.cross = self._agreement()
        self.several = len({p.chunk for p in self.problems}) > 1
        self.named = [_named(m.answers, problems[:_MOST]) for m in measures]

    def scores(self, index: int) -> list[float]:
        """Return how well a measure answers each problem."""
        measure = self.views[index]
        if len(self.named[index]) == 1:  # its introduction says which
            return [_NAMED if place in self.named[index] else 0.0 for place in self._places()]
        return [
            self._about(problem, measure) + self._placed(place, problem, index)
            for place, problem in enumerate(self.problems)
        ]

    def _places(self) -> range:
        return range(len(self.problems))

    def _agreement(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the numbers whose measures are about the problem of that number, or another's."""
        agree: set[int] = set()
        cross: set[int] = set()
        for measure, number in zip(self.views, self.measure_order, strict=False):
            scores = [self._about(problem, measure) for problem in self.problems]
            best = max(scores, default=0.0)
            if best < _ACCEPTED:
                continue
            own = max(s for s, n in zip(scores, self.order, strict=True) if n == number)
            (agree if own >= 0.9 * best else cross).add(number)
        return frozenset(agree), frozenset(cross - agree)

    def _placed(self, place: int, problem: _View, index: int) -> float:
        """Score where the two stand."""
        measure = self.views[index]
        if self.several and measure.chunk == problem.chunk:
            return _SAME_ITEM
        apart = problem.themes and measure.main and not problem.themes & measure.main
        if len(self.problems) == 1:
            return _ONLY_PROBLEM if apart or not measure.concrete else _ORDER_HOLDS
        if not self.order:
            return 0.0
        number = self.measure_order[index]
        holds = bool(self.agree - {number}) and not self.cross - {number}
        if self.order[place] != number:
            return -_OTHER_ORDINAL if holds and measure.concrete else 0.0
        return _ORDER_HOLDS if holds and measure.concrete and not apart else _SAME_ORDINAL

    def _about(self, problem: _View, measure: _View) -> float:
        """Score what the two are about."""
        score = sum(self._share(name, measure) for name in sorted(problem.themes))
        specific = {n for n in problem.themes if self.by_name[n].specific}
        if specific and not specific & measure.themes:
            score *= _ELSEWHERE if self._has_place(measure) else _NOWHERE
        score += min(1.0, len(problem.pairs & measure.pairs) / _WORDS_FOR_ONE)
        return score

    def _has_place(self, measure: _View) -> bool:
        return any(self.by_name[name].specific for name in measure.main)

    def _share(self, name: str, measure: _View) -> float:
        theme = self.by_name[name]
        share = _weight(name, measure) or max(
            (part * _weight(other, measure) for other, part in theme.related), default=0.0
        )
        return theme.weight * share / sqrt(sqrt(self.common[name]))


def _named(answers: str, problems: Sequence[Draft]) -> frozenset[int]:
    """Return the problems that an introduction names, by their number or most of their letters."""
    if not answers:
        return frozenset()
    number = number_of(answers)
    if number is not None:
        return frozenset({number}) if number < len(problems) else frozenset()
    wanted = {answers[i : i + 2] for i in range(len(answers) - 1)}
    shares = []
    for problem in problems:
        own = {problem.text[i : i + 2] for i in range(len(problem.text) - 1)}
        shares.append(len(wanted & own) / max(1, min(len(wanted), len(own))))
    return frozenset(i for i, share in enumerate(shares) if share >= _NAMES_IT)


def _weight(name: str, measure: _View) -> float:
    if name in measure.main:
        return 1.0
    if name in measure.themes:
        return _IN_RESULT
    return _FROM_HEAD if name in measure.head else 0.0


def _view(draft: Draft, *, head: str = "") -> _View:
    return _View(
        head=themes_of(head),
        themes=themes_of(draft.text),
        main=themes_of(_main_part(draft.text)),
        pairs=frozenset(_pairs(draft.text)),
        chunk=draft.chunk,
        concrete=draft.kind == "measure" and points_of_measure(draft)["action"],
    )


def _heads(measures: Sequence[Draft]) -> dict[int, str]:
    """Return the head line of each group, which its first measure carries: 丰富解读形式。…"""
    first: dict[int, str] = {}
    for draft in measures:
        first.setdefault(draft.chunk, draft.head_line)
    return first


def _main_part(text: str) -> str:
    kept = [c for c in text.split("，") if not load_cues().result.search(c)]
    return "，".join(kept) or text


def _numbered(problems: Sequence[Draft], measures: Sequence[Draft]) -> tuple[list[int], list[int]]:
    """Number problems and measures where both make as many groups; else return nothing.

    Groups are the enumerated items, or what semicolons divide, or single items.
    """
    ways = [(_groups(problems), _groups(measures))]
    if len({d.chunk for d in problems}) == 1:
        ways.append((list(range(len(problems))), _groups(measures)))
        if len({d.chunk for d in measures}) == 1:
            ways.append((list(range(len(problems))), list(range(len(measures)))))
    for of_problems, of_measures in ways:
        first, second = sorted(set(of_problems)), sorted(set(of_measures))
        if len(first) == len(second) > 1:
            numbers = {n: i for i, n in enumerate(first)}
            places = {n: i for i, n in enumerate(second)}
            return [numbers[n] for n in of_problems], [places[n] for n in of_measures]
    return [], []


def _groups(drafts: Sequence[Draft]) -> list[int]:
    """Return the group of each draft: the enumerated item, else what semicolons divide."""
    chunks = [d.chunk for d in drafts]
    return chunks if len(set(chunks)) > 1 else [d.segment for d in drafts]


def _pairs(text: str) -> set[str]:
    bare = load_places().generic.sub("", text)
    return {bare[i : i + 2] for i in range(len(bare) - 1)} - _empty_pairs()


@cache
def _empty_pairs() -> frozenset[str]:
    return frozenset(words_by_class("problem_generic.tsv").get("pair", ()))
