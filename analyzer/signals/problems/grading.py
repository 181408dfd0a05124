"""Points of a problem (location, degree, cause) and of a measure (object, unit, time, target)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analyzer.signals.problems.cues import (
    load_cues,
    load_joints,
    load_places,
    without_generic_words,
)
from analyzer.signals.problems.drafts import Draft

# A problem with this many characters outside the generic vocabulary says where it lies; below,
# open labels and our own invented sections show only remains of words (reports/quality/problems.md).
_CONCRETE_PLACE = 5
_CONCRETE_OBJECT = 5
_NAMED_SCHEME = 2  # characters that name a scheme: 建立业务交接制度
_CAUSE_FIRST = ("由于", "因", "鉴于", "受")
# 以人民为中心, 深入贯彻…: under which banner, not what is done.
_GUIDANCE = re.compile(
    r"^(?:继续|始终|将)?(?:坚持)?以.{2,50}为(?:指导|引领|遵循|中心|核心|导向|抓手|目标|契机)$"
    r"|^(?:继续|认真|深入|全面|坚决)*(?:贯彻|落实|学习贯彻).{0,40}(?:精神|部署|要求|思想)$"
)
_YEAR = re.compile(r"20\d\d年(?:度|底|初)?")  # says when, not how far
# 每月更新2次 is one point, how often: the count is no target besides.
_OFTEN = re.compile(r"每(?:两?年|半年|季度?|个?月|周|日|天|旬)|按(?:月|季度?|周|年)")
_PERCENT = re.compile(r"[%％率]")
_KIND = re.compile(r"([\u4e00-\u9fff]{2,8})(?:类|等)?信息(?!员|化|系统)")


def points_of_problem(draft: Draft) -> Mapping[str, bool]:
    """Return which of location, degree or instance, and cause a problem states."""
    cues, places = load_cues(), load_places()
    told = _without_cause(draft.text)
    place = places.generic.sub("", told + "，" + draft.context)
    rest = without_generic_words(load_joints().who.sub("", cues.shortfall.sub("", told)))
    return {
        "location": bool(places.link.search(place))
        or _names_a_kind(told)
        or (len(rest) >= _CONCRETE_PLACE and not load_joints().attitude.search(draft.text)),
        "degree": bool(cues.instance.search(_YEAR.sub("", told))),
        "cause": bool(cues.cause.search(draft.text) or cues.cause.search(draft.context)),
    }


def points_of_measure(draft: Draft) -> Mapping[str, bool]:
    """Return which of object, responsible unit, deadline or frequency, and target are stated."""
    places = load_places()
    often = bool(_OFTEN.search(draft.text))
    return {
        "action": often or is_concrete(draft.text),
        "unit": bool(places.unit.search(draft.text)),
        "deadline": bool(places.time.search(draft.text)),
        "target": any(
            places.target.search(clause)
            for clause in draft.text.split("，")
            if not _OFTEN.search(clause) or _PERCENT.search(clause)
        ),
    }


def _names_a_kind(text: str) -> bool:
    """Tell whether a kind of information is named: 机构职能信息, 健康科普类信息."""
    return any(
        len(without_generic_words(load_joints().who.sub("", kind))) >= _NAMED_SCHEME
        for kind in _KIND.findall(text)
    )


def is_concrete(text: str) -> bool:
    """Tell whether a measure names what it acts on, beyond what any unit would print."""
    places = load_places()
    told = "，".join(c for c in text.split("，") if not _GUIDANCE.match(c)) or text
    named = places.generic.sub("", told)
    scheme = load_joints().scheme.search(named)
    if scheme and len(without_generic_words(scheme[0].replace("模式", ""))) >= _NAMED_SCHEME:
        return True
    if places.thing.search(named) or places.people.search(named):
        return True
    action = "，".join(c for c in told.split("，") if not load_cues().result.search(c))
    rest = without_generic_words(places.time.sub("", action or told))
    return len(rest) >= _CONCRETE_OBJECT


def is_tautology(draft: Draft) -> bool:
    """Tell whether a measure's object is disclosure work itself."""
    return bool(load_cues().tautology.search(draft.text)) and not any(
        points_of_measure(draft).values()
    )


def _without_cause(text: str) -> str:
    """Leave the clause of the cause out: 由于经办人员流动性大 tells why, not how far."""
    first, comma, rest = text.partition("，")
    return rest if comma and first.startswith(_CAUSE_FIRST) else text
