"""Findings that one puts right: parts left out, figures that do not agree, slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from analyzer.profile.advice import changes
from analyzer.profile.advice.hint import Action, Hint
from analyzer.profile.advice.scene import Scene
from analyzer.signals.catalog import rule as rule_of
from analyzer.signals.rule import Hit

_TOLD_ELSEWHERE = frozenset(("STR04",))
_CERTAIN = 0.5  # slips below this confidence are questions and move no score
_QUOTED = re.compile(r"^“[^”]*”(?:：|(?=疑为))")  # the place is quoted already
_LEAD = re.compile(r"^(?:可写|可改为)：|^(?:题名宜为)(?=“)")
_YEAR = "〔年份〕"
_FAMILIES: dict[str, Action] = {
    "completeness": "补写",
    "consistency": "核对",
    "continuity": "核对",
}


def defect_hints(scene: Scene) -> Iterator[Hint]:
    """Yield a hint per rule with findings; all slips of the pen are one hint."""
    for family in _FAMILIES:
        hits = [h for h in scene.hits(family) if h[0] not in _TOLD_ELSEWHERE]
        for rule, group in groupby(hits, key=lambda h: h[0]):
            found = [hit for _, hit in group]
            yield _hint(scene, family, rule, found)
    slips = [h for h in scene.hits("typos") if h[1].confidence >= _CERTAIN]
    if slips:
        yield Hint(
            action="订正",
            title=f"订正文字和标点{len(slips)}处",
            places=tuple(hit.place for _, hit in slips),
            reason="疑似错别字或不合公文规范，请核对",
            change=changes.without_findings("typos", [hit for _, hit in slips]),
            rules=tuple(sorted({rule for rule, _ in slips})),
            notes=tuple(_slip(hit) for _, hit in slips),
        )


def _hint(scene: Scene, family: str, rule: str, hits: list[Hit]) -> Hint:
    several = len(hits) > 1
    year = scene.report.identity.year
    skeleton = _LEAD.sub("", hits[0].hint)
    if year is not None:  # the report says which year it is of
        skeleton = skeleton.replace(_YEAR, str(year))
    return Hint(
        action=_action(rule, _FAMILIES[family]),
        title=f"{rule_of(rule).title}（{len(hits)}处）" if several else hits[0].message,
        places=tuple(hit.place for hit in hits),
        reason="",
        skeleton="" if several else skeleton,
        change=changes.without_findings(family, hits),
        kind="other" if rule == "STR01" and "其他需要报告" in hits[0].message else "",
        rules=(rule,),
        notes=tuple(_QUOTED.sub("", hit.message) for hit in hits) if several else (),
    )


def _action(rule: str, action: Action) -> Action:
    if rule == "CON08":
        return "删去"
    return "订正" if rule in ("STR03", "STR06") else action


def _slip(hit: Hit) -> str:
    return f"可改为“{hit.suggestion}”" if hit.suggestion else _QUOTED.sub("", hit.message)
