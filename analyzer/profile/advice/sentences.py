"""Sentences without a checkable fact, and wording that can go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analyzer.profile.advice import changes
from analyzer.profile.advice.figures import draft_for, figures_for
from analyzer.profile.advice.hint import Hint
from analyzer.profile.advice.lessons import lesson
from analyzer.profile.advice.scene import Scene, overlaps_any
from analyzer.signals.rule import Hit
from analyzer.signals.specificity.evidence import GradedSentence
from analyzer.signals.specificity.missing import advise
from analyzer.signals.specificity.scoring import level_of
from analyzer.text.span import Span

_STOCK = ("BOI05", "BOI02")
_ITEMISED = frozenset(
    ("problems", "next_steps")
)  # their wording has hints as problems and measures
_NAMES = frozenset(("organisation", "subunit", "person"))  # who, not what: 某局按照…的部署
_MOSTLY = 0.6  # share of a sentence's own wording that is stock: nothing is lost without it
_COMMAS = frozenset("，；,;")
_LEAST = 12  # characters: shorter sentences are lead-ins and labels
# Saying that there was nothing is honest legal reporting (rubric, pitfall 4), never to be cut.
_NOTHING = re.compile(r"不存在|没有|未(?:收|发生|接|出现|曾|受|产)|无(?!法|愧)|[零0]件")
_LEAD_IN = re.compile(r"[：:]$|如下[。：:]?$|^(?:主要|具体)(?:做法|情况|工作|内容)")
# The total has a hint of its own where it is missing (matters): a sentence is asked for details.
_DETAILS = {
    "publication": (
        "写明在哪里公开了什么、多少",
        ("公开的是哪类信息", "在哪里公开", "数量或期数"),
        "通过“〔栏目、账号或地点〕”公开〔哪类〕信息〔 〕条（期）",
    ),
    "requests": (
        "写明申请是怎样办理的",
        ("做法", "时限", "数量"),
        "〔做法，如当面沟通、补正、会商〕〔 〕件，平均〔 〕个工作日答复",
    ),
}


def gap_hints(scene: Scene, *, taken: Sequence[Span], gone: Sequence[Span]) -> Iterator[Hint]:
    """Yield a hint for every sentence that could tell a fact and tells none.

    `taken` are the places that have hints of their own, `gone` those that can go.
    """
    evidence = scene.specificity
    if evidence is None:
        return
    new = frozenset(id(fact) for fact in evidence.distinct)
    for sentence in evidence.sentences:
        level = level_of(sentence, new)
        if level is None or level > 1 or overlaps_any(sentence.span, (*taken, *gone)):
            continue
        if _can_tell(scene, sentence):
            off_topic = _about_other_business(sentence)
            yield _off_topic(sentence) if off_topic else _gap(scene, sentence)


def empty_wording(scene: Scene, *, taken: Sequence[Span], gone: Sequence[Span]) -> Iterator[Hint]:
    """Yield one hint that names everything that can simply go: sentences and empty tails."""
    clauses = [c for c in _empty_tails(scene, taken=taken) if not overlaps_any(c, gone)]
    places = tuple(sorted((*gone, *clauses), key=lambda s: s.start))
    if places:
        yield Hint(
            action="删去",
            title=f"删去空话{len(places)}处",
            places=places,
            reason="这些话没有事实，放在哪个单位、哪一年都成立；删去后读者更容易看到实事",
            change=changes.removed(places),
            rules=_STOCK,
        )


def repeated_wording(scene: Scene) -> Iterator[Hint]:
    """Yield one hint on what the report says twice, and one per other source it agrees with."""
    within = [h for _, h in scene.hits("boilerplate", "BOI04") if isinstance(h.place, Span)]
    if within:
        places = tuple(h.place for h in within if isinstance(h.place, Span))
        yield Hint(
            action="删去",
            title=f"删去文内重复{len(places)}处",
            places=places,
            reason="同样的话在本报告里已经写过",
            change=changes.removed(places),
            rules=("BOI04",),
        )
    for rule, title in (("BOI03", "与本单位上年报告重合"), ("BOI01", "与其他单位报告重合")):
        shared = [h for _, h in scene.hits("boilerplate", rule) if isinstance(h.place, Span)]
        if shared:
            yield _shared(scene, rule, title, shared)


def _shared(scene: Scene, rule: str, title: str, hits: Sequence[Hit]) -> Hint:
    places = tuple(h.place for h in hits if isinstance(h.place, Span))
    return Hint(
        action="改写",
        title=f"按本年实际改写{title}的文字{len(places)}处",
        places=places,
        reason=hits[0].message,
        missing=("本单位本年的事项", "数量", "时间"),
        skeleton=lessons_skeleton(scene.text(places[0])),
        change=changes.combined(changes.rewritten(place) for place in places),
        kind=advise(scene.text(places[0])).topic,
        rules=(rule,),
    )


def lessons_skeleton(text: str) -> str:
    """Return the skeleton of what a text talks about."""
    return advise(text).skeleton


def emptied(scene: Scene, *, taken: Sequence[Span]) -> tuple[Span, ...]:
    """Return sentences that are nearly all stock and whose going leaves their heading something."""
    evidence = scene.specificity
    if evidence is None or scene.boilerplate is None:
        return ()
    found: list[Span] = []
    own = [s for s in evidence.sentences if s.grade.grade != "F"]
    for _, group in groupby(own, key=lambda s: (s.section, s.heading)):
        members = list(group)
        empty = [s for s in members if _is_empty(scene, s, taken)]
        keeps = len(empty) < len(members) or _has_others(own, members[0])
        found += [s.span for s in empty] if keeps else []
    return tuple(found)


def _has_others(own: Sequence[GradedSentence], member: GradedSentence) -> bool:
    """Tell whether a lead under a section's own heading is followed by parts with sub-headings."""
    return any(
        s.section == member.section and s.heading > member.heading and s.grade.grade != "0"
        for s in own
    )


def _is_empty(scene: Scene, sentence: GradedSentence, taken: Sequence[Span]) -> bool:
    if sentence.grade.grade != "0" or sentence.key in _ITEMISED:
        return False
    if any(fact.type not in _NAMES for fact in sentence.facts):
        return False
    if overlaps_any(sentence.span, taken) or scene.is_creed(sentence.span):
        return False
    if _NOTHING.search(sentence.text) or _sole_teller(scene, sentence.span):
        return False
    evidence = scene.boilerplate
    assert evidence is not None
    place = slice(sentence.span.start, sentence.span.end)
    own = evidence.own[place]
    stock = evidence.in_stock_clauses[place] | evidence.coverage.stock[place]
    return int((own & stock).sum()) >= _MOSTLY * max(1, int(own.sum()))


def _sole_teller(scene: Scene, span: Span) -> bool:
    """Tell whether only this sentence covers one of the aspects of 总体情况."""
    evidence = scene.completeness
    if evidence is None:
        return False
    told, sentence = evidence.prose("overview"), scene.text(span)
    rest = told.replace(sentence, "")
    return rest != told and any(
        a.told.search(sentence) and not a.told.search(rest) for a in evidence.asked
    )


def _empty_tails(scene: Scene, *, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield stock clauses of sentences that tell something else, each with one of its commas."""
    evidence = scene.specificity
    rich = [s for s in (evidence.sentences if evidence else ()) if s.grade.grade in ("2", "3")]
    for _, hit in scene.hits("boilerplate", "BOI05"):
        place = hit.place
        if not isinstance(place, Span) or overlaps_any(place, taken) or _must_stay(scene, place):
            continue
        around = next((s for s in rich if s.span.contains(place)), None)
        if around is None or around.key in _ITEMISED:
            continue
        if not any(f.span.overlaps(place) for f in around.facts):
            yield _with_comma(scene.report.text.text, place)


def _must_stay(scene: Scene, place: Span) -> bool:
    """Tell whether wording is a creed, a declaration of nothing, a document or an only mention."""
    text = scene.text(place)
    return (
        scene.is_creed(place)
        or bool(_NOTHING.search(text))
        or "《" in text
        or _sole_teller(scene, place)
    )


def _with_comma(text: str, place: Span) -> Span:
    """Take in the comma before a clause, or behind it where the clause stands first."""
    if place.start and text[place.start - 1] in _COMMAS:
        return Span(place.start - 1, place.end)
    if text[place.end : place.end + 1] in _COMMAS:
        return Span(place.start, place.end + 1)
    return place


def _can_tell(scene: Scene, sentence: GradedSentence) -> bool:
    if sentence.key == "preamble" or sentence.key in _ITEMISED:
        return False
    text = sentence.text
    return len(text) >= _LEAST and not _LEAD_IN.search(text) and not scene.is_creed(sentence.span)


def _about_other_business(sentence: GradedSentence) -> bool:
    return bool(sentence.facts) and not any(f.relevant for f in sentence.facts)


def _gap(scene: Scene, sentence: GradedSentence) -> Hint:
    advice = advise(sentence.text)
    found = lesson(advice.topic)
    empty = sentence.grade.grade == "0"
    reason = "没有可核对的事实；确实没有可写的，可删去" if empty else "写了做什么，还不能核对"
    if advice.topic in _DETAILS:
        title, missing, skeleton = _DETAILS[advice.topic]
        return Hint(
            action="补写",
            title=title,
            places=(sentence.span,),
            reason=reason,
            missing=missing,
            skeleton=skeleton,
            change=changes.filled(sentence.span),
            kind=f"{advice.topic}:detail",
        )
    figures = figures_for(advice.topic, scene.figures)
    return Hint(
        action="补写",
        title=found.title,
        places=(sentence.span,),
        reason=reason,
        missing=tuple(advice.missing.split("、")),
        skeleton=draft_for(advice.topic, figures) or advice.skeleton,
        change=changes.filled(sentence.span),
        kind=advice.topic,
        figures=figures,
    )


def _off_topic(sentence: GradedSentence) -> Hint:
    return Hint(
        action="改写",
        title=lesson("relevance").title,
        places=(sentence.span,),
        reason="句中数据说的是业务工作，没有说怎样公开",
        missing=("公开了什么", "在哪里公开", "公开几次"),
        skeleton="〔事项〕的〔内容〕于〔时间〕在“〔栏目或地点〕”公开〔 〕条（期）",
        change=changes.filled(sentence.span),
        kind="relevance",
    )
