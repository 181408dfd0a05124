"""The block score 结构与完整: what is missing is deducted, each deduction shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.rule import Hit, Score

# Points deducted; chosen on the open reports against the judges' column "complete" and rounded
# (reports/quality/problems.md).
_MISSING = {"error": 28.0, "warning": 12.0, "info": 6.0}
_PER_HIT = {"STR05": 7.0, "STR06": 4.0, "STR07": 4.0, "STR09": 4.0, "STR03": 2.0}
_CAP = {"STR03": 6.0, "STR05": 20.0, "STR07": 8.0}
_PER_ASPECT = 6.0
_OFF_TOPIC = 20.0  # at a whole overview off topic
_SCARCE = 18.0  # for an overview and problems of next to no text
_AMPLE = 900  # characters of both at which nothing is deducted
_TITLES = {
    "STR01": "法定章节缺失",
    "STR03": "标题序号",
    "STR04": "总体情况缺少方面",
    "STR05": "空章节或要素缺失",
    "STR06": "题名要素",
    "STR07": "标题与内容不符",
    "STR08": "泛化离题",
    "STR09": "应报事项",
    "scarce": "正文篇幅",
}


def structure_score(evidence: CompletenessEvidence, hits: Sequence[tuple[str, Hit]]) -> Score:
    """Deduct from 100 what the findings show; infos of extraction are left out."""
    if not evidence.whole:
        return Score(value=None, reason="只有部分文本，不评结构")
    lost: defaultdict[str, float] = defaultdict(float)
    for rule_id, hit in hits:
        if rule_id == "STR01":
            lost[rule_id] += _MISSING[hit.severity or "error"]
        elif rule_id in _PER_HIT and hit.severity != "info":
            lost[rule_id] += _PER_HIT[rule_id]
    enabled = {rule_id for rule_id, _ in hits}
    if "STR04" in enabled:
        lost["STR04"] = _PER_ASPECT * len(evidence.uncovered)
    if "STR08" in enabled:
        lost["STR08"] = _OFF_TOPIC * evidence.off_topic_share
    lost["scarce"] = _SCARCE * max(0.0, 1.0 - evidence.told / _AMPLE)
    for rule_id, cap in _CAP.items():
        lost[rule_id] = min(lost[rule_id], cap)
    parts = {_TITLES[name]: -points for name, points in sorted(lost.items()) if points}
    return Score(value=max(0.0, 100.0 + sum(parts.values())), parts=parts)
