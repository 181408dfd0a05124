"""The changes an author can make, as changes of the families' evidence.

A fact filled in is one checkable relevant fact in that sentence, no more; wording rewritten is
wording that no finding on boilerplate covers any longer. Blanks stay blanks: nothing here holds a
figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial, reduce
from typing import Any, TypeVar

from analyzer.profile.advice.bench import Change, Part, State
from analyzer.signals.problems.items import Measure, Problem
from analyzer.signals.rule import Hit
from analyzer.signals.specificity.fact import Fact
from analyzer.text.span import Span

Item = TypeVar("Item", Problem, Measure)

PROBLEM_POINTS = ("location", "degree", "cause")
MEASURE_POINTS = ("action", "unit", "deadline", "target")
_BLANK = "〔 〕"
_NONE = "没有"
# Aspects that are graded by what they count, and sentences by which the grades know them.
_COUNTED = {"主动公开": "条", "依申请公开": "件"}
_SENTENCES = {
    "主动公开": "主动公开信息〔 〕条，其中〔 〕条",
    "依申请公开": "收到公开申请〔 〕件，予以公开〔 〕件",
    _NONE + "依申请公开": "未收到公开申请",
}


def combined(several: Iterable[Change]) -> Change:
    """Return one change that makes several."""
    found = tuple(several)
    return lambda state: reduce(lambda now, change: change(now), found, state)


def filled(place: Span, *, aspect: str = "") -> Change:
    """Tell a checkable fact in the sentence at `place`, instead of stock wording.

    `aspect` is the one of 总体情况 that the sentence then tells in numbers.
    """
    return combined(
        (
            _edit("specificity", lambda e: _with_fact(e, place, aspect)),
            _recut(place),
            _edit("boilerplate", lambda e: _with_anchor(e, place)),
        )
    )


def rewritten(place: Span) -> Change:
    """Put own wording in the place of stock or shared wording."""
    return _recut(place)


def removed(places: Iterable[Span]) -> Change:
    """Take wording out, and sentences that are wholly covered."""
    spans = tuple(places)

    told = sum(map(len, spans))
    edits: list[Change] = []
    for span in spans:
        edits.append(_edit("specificity", partial(_without_sentences, place=span)))
        edits.append(_edit("boilerplate", partial(_without_wording, place=span)))
        edits.append(_recut(span))
    edits.append(_edit("completeness", lambda e: replace(e, told=max(0, e.told - told))))
    return combined(edits)


def added_sentence(*, aspect: str = "") -> Change:
    """Tell one more thing, with a checkable fact; `aspect` is the one of 总体情况 it covers."""
    return _both(_edit("specificity", lambda e: _with_sentence(e, aspect)), covered(aspect))


def said_none(aspect: str) -> Change:
    """Say that there was none of what an aspect asks for: 未收到政府信息公开申请."""
    return _both(_edit("specificity", lambda e: _with_sentence(e, _NONE + aspect)), covered(aspect))


def covered(aspect: str) -> Change:
    """Cover an aspect of 总体情况."""
    return _edit(
        "completeness",
        lambda e: replace(e, uncovered=tuple(a for a in e.uncovered if a.name != aspect)),
    )


def without_findings(family: str, hits: Iterable[Hit]) -> Change:
    """Put right what some findings point at."""
    wanted = {id(hit) for hit in hits}

    def change(state: State) -> State:
        part = state.get(family)
        if part is None:
            return state
        left = tuple(h for h in part.hits if id(h[1]) not in wanted)
        return {**state, family: replace(part, hits=left)}

    return change


def problem_tells(wanted: str, points: Iterable[str]) -> Change:
    """Tell more points (location, degree, cause) of the problem with this id."""
    told = tuple(points)
    return _edit(
        "problems",
        lambda e: replace(
            e, problems=tuple(_told(p, told) if p.id == wanted else p for p in e.problems)
        ),
    )


def measure_tells(wanted: str, points: Iterable[str]) -> Change:
    """Tell more points (action, unit, deadline, target) of the measure with this id."""
    told = tuple(points)

    def tell(measure: Measure) -> Measure:
        if measure.id != wanted:
            return measure
        empty = measure.tautology and "action" not in told
        return replace(_told(measure, told), tautology=empty)

    return _edit("problems", lambda e: replace(e, measures=tuple(map(tell, e.measures))))


def added_problem(points: Iterable[str]) -> Change:
    """Name a problem with these points."""
    new = Problem("P+", Span(0, 0), _BLANK, _points(PROBLEM_POINTS, points), frozenset())
    return _edit("problems", lambda e: replace(e, problems=(*e.problems, new)))


def added_measure(
    points: Iterable[str], *, answers: str | None = None, done: bool = False
) -> Change:
    """Name a measure with these points that answers a problem."""
    new = Measure(
        id=f"M+{answers or ''}",
        span=Span(0, 0),
        text=_BLANK,
        points=_points(MEASURE_POINTS, points),
        links=(answers,) if answers else (),
        tautology=False,
        state="done" if done else "planned",
    )
    return _edit("problems", lambda e: replace(e, measures=(*e.measures, new)))


def _points(names: Iterable[str], told: Iterable[str]) -> dict[str, bool]:
    wanted = set(told)
    return {name: name in wanted for name in names}


def _told(item: Item, points: Iterable[str]) -> Item:
    return replace(item, points={**item.points, **dict.fromkeys(points, True)})


def _edit(family: str, make: Callable[[Any], Any]) -> Change:
    def change(state: State) -> State:
        part = state.get(family)
        if part is None:
            return state
        return {**state, family: replace(part, evidence=make(part.evidence))}

    return change


def _both(first: Change, second: Change) -> Change:
    return lambda state: second(first(state))


def _recut(place: Span) -> Change:
    """Take a place out of the findings on boilerplate."""

    def change(state: State) -> State:
        part = state.get("boilerplate")
        return state if part is None else {**state, "boilerplate": _outside(part, place)}

    return change


def _outside(part: Part, place: Span) -> Part:
    left: list[tuple[str, Hit]] = []
    for rule, hit in part.hits:
        span = hit.place
        if not isinstance(span, Span) or not span.overlaps(place):
            left.append((rule, hit))
            continue
        for piece in _pieces(span, place):
            left.append((rule, replace(hit, place=piece)))
    return replace(part, hits=tuple(left))


def _pieces(span: Span, hole: Span) -> list[Span]:
    ends = ((span.start, min(span.end, hole.start)), (max(span.start, hole.end), span.end))
    return [Span(start, end) for start, end in ends if start < end]


def _new_facts(place: Span, aspect: str = "") -> tuple[Fact, ...]:
    """Return facts whose figures are still to be found; an aspect takes a total and a part."""
    if aspect not in _COUNTED:
        return (Fact(span=place, type="quantity", text=_BLANK, about=f"{place.start}"),)
    unit = _COUNTED[aspect]
    # Some figure, whatever it is: the grades of SPE02 and SPE03 ask only whether there is one.
    return tuple(
        Fact(span=place, type="quantity", text=_BLANK, value=1.0, unit=unit, about=f"{place}{n}")
        for n in range(2)
    )


def _with_fact(evidence: Any, place: Span, aspect: str) -> Any:
    facts = _new_facts(place, aspect)
    sentences = []
    for sentence in evidence.sentences:
        if sentence.span.overlaps(place):
            grade = replace(sentence.grade, grade=_least(sentence.grade.grade))
            sentences.append(replace(sentence, grade=grade, facts=(*sentence.facts, *facts)))
        else:
            sentences.append(sentence)
    return replace(evidence, sentences=tuple(sentences), distinct=(*evidence.distinct, *facts))


def _with_anchor(evidence: Any, place: Span) -> Any:
    clauses = tuple(
        replace(c, anchored=True) if c.span.overlaps(place) else c for c in evidence.clauses
    )
    return replace(evidence, clauses=clauses)


def _least(grade: str) -> str:
    return "3" if grade == "3" else "2"


def _with_sentence(evidence: Any, aspect: str = "") -> Any:
    if not evidence.own:
        return evidence
    model = evidence.own[0]
    facts = _new_facts(Span(0, 0), aspect)
    new = replace(
        model,
        span=Span(0, 0),
        text=_SENTENCES.get(aspect, _BLANK),
        key="overview" if aspect else model.key,
        grade=replace(model.grade, grade="2"),
        facts=facts,
        clauses=(),
    )
    return replace(
        evidence, sentences=(*evidence.sentences, new), distinct=(*evidence.distinct, *facts)
    )


def _without_sentences(evidence: Any, place: Span) -> Any:
    left = tuple(s for s in evidence.sentences if not (place.contains(s.span) and len(s.span)))
    return replace(evidence, sentences=left)


def _without_wording(evidence: Any, place: Span) -> Any:
    own = evidence.own.copy()
    own[place.start : place.end] = False
    return replace(evidence, own=own)


def points_missing(points: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the names of the points that are not told, in the family's order."""
    return tuple(name for name, told in points.items() if not told)
