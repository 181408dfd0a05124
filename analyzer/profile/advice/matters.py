"""Matters the report does not tell at all: publication, requests, aspects of 总体情况."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.profile.advice import changes
from analyzer.profile.advice.bench import Change
from analyzer.profile.advice.figures import draft_for, figures_for
from analyzer.profile.advice.hint import Figure, Hint
from analyzer.profile.advice.lessons import lesson
from analyzer.profile.advice.scene import Scene
from analyzer.signals.rule import Hit
from analyzer.signals.specificity.missing import advise
from analyzer.text.span import Span

# aspect of 总体情况 → topic of its skeleton, and of its skeleton where the aspect needs one
_TOPICS = {
    "主动公开": "publication",
    "依申请公开": "requests",
    "政府信息管理": "system",
    "平台建设": "platform",
    "监督保障": "inspection",
}
_RULES = {"SPE02": "主动公开", "SPE03": "依申请公开"}


def matter_hints(scene: Scene) -> Iterator[Hint]:
    """Yield one hint per matter that is not told, or told without any number."""
    completeness = scene.completeness
    uncovered = {a.name for a in completeness.uncovered} if completeness else set()
    spe = {
        _RULES[rule]: hit
        for rule, hit in scene.hits("specificity", *_RULES)
        if hit.severity != "info"
    }
    str04 = next((hit for _, hit in scene.hits("completeness", "STR04")), None)
    for aspect in _TOPICS:
        hit = spe.get(aspect) or (str04 if aspect in uncovered else None)
        if hit is not None:
            yield _matter(scene, aspect, hit, uncovered=aspect in uncovered and str04 is not None)


def _matter(scene: Scene, aspect: str, hit: Hit, *, uncovered: bool) -> Hint:
    topic = _TOPICS[aspect]
    figures = figures_for(topic, scene.figures)
    found = lesson(f"aspect:{aspect}" if uncovered else topic)
    sentence = _touching(scene, hit, topic)
    place = sentence or _heading(scene) or hit.place
    none = topic == "requests" and _none(figures)
    rules = [rule for rule, name in _RULES.items() if name == aspect and hit.severity != "info"]
    return Hint(
        action="补写",
        title=found.title,
        places=(place,),
        reason=f"总体情况没有写到{aspect}" if uncovered else hit.message,
        missing=_MISSING[topic] if not none else ("未收到申请的说明",),
        skeleton=draft_for(topic, figures) or _SKELETONS[topic],
        change=_change(sentence, aspect, none=none),
        kind=found.kind,
        figures=figures,
        rules=(*rules, *(("STR04",) if uncovered else ())),
    )


def _change(sentence: Span | None, aspect: str, *, none: bool) -> Change:
    """Return what following the hint does: the sentence there told in full, or one more."""
    if none:
        return changes.said_none(aspect)
    if sentence is not None:
        return changes.combined((changes.filled(sentence, aspect=aspect), changes.covered(aspect)))
    return changes.added_sentence(aspect=aspect)


def _touching(scene: Scene, hit: Hit, topic: str) -> Span | None:
    """Return the sentence that touches the matter without telling it."""
    if not isinstance(hit.place, Span):
        return None
    inside = any(s.span.overlaps(hit.place) for s in scene.report.sentences)
    return hit.place if inside and advise(scene.text(hit.place)).topic == topic else None


def _heading(scene: Scene) -> Span | None:
    section = next((s for s in scene.report.sections if s.key == "overview"), None)
    return section.heading.span if section is not None and section.heading is not None else None


def _none(figures: tuple[Figure, ...]) -> bool:
    """Tell whether the table says that no request came in or was carried in."""
    found = {f.row: f.value for f in figures}
    return found.get("本年新收") == 0 and not found.get("上年结转")


_MISSING = {
    "publication": ("总数", "分类", "渠道"),
    "requests": ("件数", "主要内容", "办理结果"),
    "system": ("文件名称", "清理数量", "时间"),
    "platform": ("平台或栏目名称", "更新次数", "访问量"),
    "inspection": ("检查对象", "次数", "发现和整改的数量"),
}
_SKELETONS = {
    "publication": "全年主动公开信息〔总数〕条，其中〔类别〕〔 〕条、〔类别〕〔 〕条，较上年增（减）〔 〕条",
    "requests": "收到申请〔件数〕件，主要涉及〔内容〕；予以公开〔 〕件、〔其他结果〕〔 〕件",
    "system": "〔月〕月清理文件〔 〕件，废止〔 〕件；按《〔制度名称〕》审核信息〔 〕条",
    "platform": "在“〔网站或账号名称〕”的“〔栏目〕”更新〔 〕次，访问量〔 〕人次",
    "inspection": "由〔科室〕检查〔对象〕〔 〕次，发现问题〔 〕个，已整改〔 〕个；〔月〕月培训〔 〕人次",
}
