"""Problems that could say where, how far and why; measures that could say who, when and what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.profile.advice import changes
from analyzer.profile.advice.changes import points_missing
from analyzer.profile.advice.hint import Hint
from analyzer.profile.advice.scene import Scene
from analyzer.signals.problems.items import Measure, Problem
from analyzer.text.span import Span

_PROBLEM = {
    "location": ("具体环节", "〔哪类信息、哪个栏目或单位〕的〔哪个环节〕"),
    "degree": ("程度或事例", "表现为〔次数、比例或一个例子〕"),
    "cause": ("原因", "原因是〔 〕"),
}
_MEASURE = {
    "unit": ("责任单位", "由〔责任科室或单位〕"),
    "deadline": ("时间", "于〔月〕月底前"),
    "action": ("对什么做什么", "对〔栏目或事项〕〔做什么〕"),
}
_AS_IS = "〔原句〕，"
_FACTS = frozenset(("degree", "deadline", "target"))  # points that are facts of the sentence too
_WHOLE = ("action", "unit", "deadline")
_ENOUGH = 2  # points at which the score takes a measure for concrete
# Told in words the grading does not know: not asked for, so that no author is asked twice.
_TOLD_ALREADY = {
    "unit": re.compile(r"由[^，。；]{2,14}(?:[站所科室办局组委股处队校院]|中心|政府|公司)"),
    "deadline": re.compile(
        r"\d+[年月日]|[年月季]底|每[年月周季日天]|季度|年内|之?前[，。；]|[春秋][耕收节]"
    ),
}


def item_places(scene: Scene) -> tuple[Span, ...]:
    """Return the places of problems and measures."""
    found = scene.problems
    if found is None:
        return ()
    return (*(p.span for p in found.problems), *(m.span for m in found.measures))


def item_hints(scene: Scene) -> Iterator[Hint]:
    """Yield the hints on the section 存在的主要问题及改进情况."""
    found = scene.problems
    if found is None or found.unjudged:
        return
    for problem in found.problems:
        if points_missing(problem.points):
            yield _problem(problem)
    for measure in found.measures:
        if lacking := _asked(scene, measure):
            yield _measure(measure, lacking)
    for problem in found.problems:
        if problem.id not in found.answered:
            yield _answer(problem)
    if found.problems and not any(m.state == "done" and m.grade for m in found.measures):
        last = found.measures[-1] if found.measures else found.problems[-1]
        yield _done(found.heading or last.span)
    if not found.problems:
        headings = [h.span for h in scene.report.headings[-1:]]
        place = next(iter((*filter(None, (found.heading,)), *found.spans, *headings)), None)
        if place is not None:
            yield _no_problem(place)


def _problem(problem: Problem) -> Hint:
    lacking = points_missing(problem.points)
    told = [_PROBLEM[name][1] for name in lacking]
    edits = [changes.problem_tells(problem.id, lacking)]
    if _FACTS.intersection(lacking):
        edits.append(changes.filled(problem.span))
    return Hint(
        action="补写",
        title=f"写明问题的{'、'.join(_PROBLEM[name][0] for name in lacking)}",
        places=(problem.span,),
        reason="问题写得具体，措施才能对上，下一年也才能对照",
        missing=tuple(_PROBLEM[name][0] for name in lacking),
        skeleton=("" if "location" in lacking else _AS_IS) + "，".join(told),
        change=changes.combined(edits),
        kind="problem",
        rules=("SPE06",),
    )


def _measure(measure: Measure, lacking: tuple[str, ...]) -> Hint:
    order = [name for name in _MEASURE if name in lacking]
    skeleton = "".join(_MEASURE[name][1] for name in order)
    if "action" not in lacking:
        skeleton += _AS_IS.rstrip("，")
    edits = [changes.measure_tells(measure.id, lacking)]
    if _FACTS.intersection(lacking):
        edits.append(changes.filled(measure.span))
    return Hint(
        action="补写",
        title=f"写明措施的{'、'.join(_MEASURE[name][0] for name in order)}",
        places=(measure.span,),
        reason=(
            "看不出具体要做什么；写不实的，可删去"
            if measure.tautology or not measure.grade
            else "写明后下一年可以对照检查"
        ),
        missing=tuple(_MEASURE[name][0] for name in order),
        skeleton=skeleton,
        change=changes.combined(edits),
        kind="measure",
        rules=("SPE07",),
    )


def _asked(scene: Scene, measure: Measure) -> tuple[str, ...]:
    """Return what a measure is asked to tell: who, when and what; nothing where it tells enough."""
    if measure.grade >= _ENOUGH or measure.state == "done":
        return ()
    lacking = points_missing(measure.points)
    text = scene.text(measure.span)
    seen = {name for name, cue in _TOLD_ALREADY.items() if cue.search(text)}
    return tuple(name for name in lacking if name in _WHOLE and name not in seen)


def _answer(problem: Problem) -> Hint:
    return Hint(
        action="补写",
        title="给问题补上对应的措施",
        places=(problem.span,),
        reason="未见与这个问题对应的措施，请核对",
        missing=("对应的措施",),
        skeleton="针对〔问题〕，由〔责任科室或单位〕于〔月〕月底前对〔栏目或事项〕〔做什么〕",
        change=changes.combined(
            (changes.added_measure(_WHOLE, answers=problem.id), changes.added_sentence())
        ),
        kind="answer",
        rules=("PRM01",),
    )


def _done(place: Span) -> Hint:
    return Hint(
        action="补写",
        title="写明本年已经做成的改进",
        places=(place,),
        reason="条例要求写“改进情况”，这里只有今后的打算",
        missing=("针对哪个问题", "做了什么", "何时", "结果"),
        skeleton="针对上年〔问题〕，本年〔月〕月〔科室〕已〔做了什么〕，〔数量或结果〕",
        change=changes.combined(
            (changes.added_measure(_WHOLE, done=True), changes.added_sentence())
        ),
        kind="done",
        rules=("PRM04",),
    )


def _no_problem(place: Span) -> Hint:
    return Hint(
        action="补写",
        title="写出实际存在的问题和改进",
        places=(place,),
        reason="本章没有读到具体的问题",
        missing=("问题在哪里", "到什么程度", "怎么改"),
        skeleton="〔哪类信息或哪个环节〕出现〔次数、比例或一个例子〕；由〔责任科室或单位〕于〔月〕月底前〔做什么〕",
        change=changes.combined(
            (
                changes.added_problem(("location", "degree")),
                changes.added_measure(_WHOLE, answers="P+"),
                changes.added_sentence(),
            )
        ),
        kind="no_problem",
    )
