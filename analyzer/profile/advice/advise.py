"""All hints of a report in the order in which they help, with what stands out already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from analyzer.profile import rounding
from analyzer.profile.advice.bench import Bench, Gain, Marks
from analyzer.profile.advice.changes import combined, removed
from analyzer.profile.advice.defects import defect_hints
from analyzer.profile.advice.hint import Hint, spans_of
from analyzer.profile.advice.items import item_hints, item_places
from analyzer.profile.advice.lessons import lesson
from analyzer.profile.advice.matters import matter_hints
from analyzer.profile.advice.record import AdviceRecord, HintRecord, PlaceRecord
from analyzer.profile.advice.scene import Scene
from analyzer.profile.advice.sentences import emptied, empty_wording, gap_hints, repeated_wording
from analyzer.profile.advice.strengths import strengths
from analyzer.profile.advice.whereabouts import place_record
from analyzer.profile.record import SCORES

LEAST = 0.1  # points of the total; less is not worth a line


def advise(bench: Bench) -> AdviceRecord:
    """Return the hints of a report, most helpful first; of equals the easier, then the earlier."""
    scene = Scene(bench)
    before = bench.marks()
    valued = [
        (hint, bench.gain(hint.change, before=before)) for hint in joined(_hints(scene, before))
    ]
    worth = [(h, g) for h, g in valued if g.total >= LEAST]
    worth.sort(key=lambda pair: (-round(pair[1].total, 1), pair[0].effort, _start(pair[0])))
    after = bench.after(hint.change for hint, _ in worth)
    return {
        "hints": [_record(scene, hint, gain) for hint, gain in worth],
        "before": _scores(before),
        "after": _scores(after),
        "strengths": [place_record(scene, span) for span in strengths(scene)],
    }


def _hints(scene: Scene, before: Marks) -> Iterator[Hint]:
    matters = tuple(matter_hints(scene))
    yield from matters
    yield from item_hints(scene)
    taken = (*item_places(scene), *spans_of(matters))
    gone = emptied(scene, taken=taken)
    if gone and scene.bench.gain(removed(gone), before=before).total < LEAST:
        gone = ()  # so little is said at all that it has to be filled rather than cut
    yield from gap_hints(scene, taken=taken, gone=gone)
    yield from empty_wording(scene, taken=taken, gone=gone)
    yield from repeated_wording(scene)
    yield from defect_hints(scene)


def joined(hints: Iterable[Hint]) -> list[Hint]:
    """Return hints that say the same of several places as one, in order of first place."""
    groups: dict[tuple[str, str, str], list[Hint]] = {}
    for hint in hints:
        groups.setdefault((hint.action, hint.title, hint.skeleton), []).append(hint)
    return [_join(group) for group in groups.values()]


def _join(group: list[Hint]) -> Hint:
    if len(group) == 1:
        return group[0]
    places = tuple(place for hint in group for place in hint.places)
    return replace(
        group[0],
        title=f"{group[0].title}（{len(places)}处）",
        places=places,
        change=combined(hint.change for hint in group),
        notes=(),
    )


def _start(hint: Hint) -> int:
    return hint.places[0].start


def _record(scene: Scene, hint: Hint, gain: Gain) -> HintRecord:
    notes = hint.notes or ("",) * len(hint.places)
    places: list[PlaceRecord] = [
        place_record(scene, place, note=note)
        for place, note in zip(hint.places, notes, strict=True)
    ]
    return {
        "action": hint.action,
        "title": hint.title,
        "reason": hint.reason,
        "places": places,
        "missing": list(hint.missing),
        "skeleton": hint.skeleton or None,
        "example": lesson(hint.kind, office=scene.is_office).example if hint.kind else None,
        "figures": [
            {"table": f.table, "row": f.row, "value": f.value, "text": f.text} for f in hint.figures
        ],
        "rules": list(hint.rules),
        "effort": hint.effort,
        "gain": {
            "total": round(gain.total, rounding.SCORE_DIGITS),
            "substance": round(gain.substance, rounding.SCORE_DIGITS),
            "blocks": {k: round(v, rounding.SCORE_DIGITS) for k, v in gain.blocks.items()},
        },
    }


def _scores(marks: Marks) -> dict[str, float | None]:
    found = {**marks.blocks, "substance": marks.substance, "total": marks.total}
    return {
        name: None if (value := found[name]) is None else rounding.score(value) for name in SCORES
    }
