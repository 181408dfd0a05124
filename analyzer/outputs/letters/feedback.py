"""What a 反馈意见 says about one report: what is good, what to put right, what would add substance.

Every figure and every quotation comes from the profile; nothing is counted or reckoned here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analyzer.outputs.letters.ordinals import item
from analyzer.profile.advice.record import AdviceRecord, HintRecord, PlaceRecord
from analyzer.profile.record import (
    BLOCK_TITLES,
    BLOCKS,
    SEVERITIES,
    FindingRecord,
    ReportRecord,
)
from analyzer.settings import Settings
from analyzer.signals.rule import Json

BLANK = "〔　　〕"
MOST_CORRECTIONS = 20
MOST_HINTS = 6
_QUOTED = 3  # places of one hint
_LONGEST, _LONGEST_OF_HINT, _LONGEST_ALIKE = 120, 60, 20  # characters of a quotation
# The same remark at more places than this is made once, with the other places quoted after it.
_REPEATED = 3
_MOST_ALIKE = 12
# Families whose findings are to be put right; the others are hints on substance.
_CORRECTED = ("STR", "CON", "LAN", "YOY")
_SUBSTANCE = frozenset({"补写", "改写", "删去"})
_PROGRAM = re.compile(r"vocabulary|wenzhi|设置")
_FULL = 100.0
_BAR = 15  # characters


def feedback(record: ReportRecord, settings: Settings, run: Mapping[str, Json]) -> dict[str, Any]:
    """Return the values of a 反馈意见 by their placeholders. `record` is an office record."""
    identity, scores, advice = record["identity"], record["scores"], record.get("advice")
    grave = [f for f in record["findings"] if _is_corrected(f)]
    grave.sort(key=lambda f: (SEVERITIES.index(f["severity"]), f["start"]))
    shown = {f["rule"] for f in grave}
    grouped = _grouped(grave)
    hints = [h for h in advice["hints"] if _is_substance(h, shown)] if advice else []
    return {
        "单位": identity["issuer"] or BLANK,
        "年度": str(identity["year"] or BLANK),
        "题名": identity["title"] or "",
        "文件": record["source"],
        "实质分": points(scores["substance"]["value"]),
        "总分": points(scores["total"]["value"]),
        "得分": [_score(name, record) for name in BLOCKS],
        "未评原因": record["reason"] or scores["substance"]["reason"] or "",
        "肯定": list(_strengths(advice)) if advice else [],
        "复核": [gate["message"] for gate in record["gates"]],
        "订正": [_correction(n, g) for n, g in enumerate(grouped[:MOST_CORRECTIONS], start=1)],
        "订正未尽": len(grouped) > MOST_CORRECTIONS,
        "充实": [_hint(n, h) for n, h in enumerate(hints[:MOST_HINTS], start=1)],
        "充实未尽": len(hints) > MOST_HINTS,
        "方案": settings.preset,
        "程序": f"文质 {run['version']}",
    }


def points(value: float | None) -> str:
    """Return a score as shown, 未评 for none."""
    return "未评" if value is None else f"{value:.1f}"


def short(text: str, longest: int = _LONGEST) -> str:
    """Return a quotation, cut where it is long."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def bar(value: float | None, most: float = _FULL) -> str:
    """Return a bar of blocks; nothing for 未评."""
    return "" if value is None or most <= 0 else "█" * round(_BAR * value / most)


def quotation(place: PlaceRecord, longest: int = _LONGEST) -> dict[str, str]:
    """Return a quotation with its whereabouts."""
    return {"句": short(inner(place["quote"]), longest), "位置": place["where"]}


def inner(text: str) -> str:
    """Return a text with its quotation marks turned to those inside a quotation."""
    return text.translate(str.maketrans("“”", "‘’"))


def _is_corrected(finding: FindingRecord) -> bool:
    return finding["severity"] != "info" and finding["rule"].startswith(_CORRECTED)


def _is_substance(hint: HintRecord, shown: set[str]) -> bool:
    """Tell whether a hint adds substance and does not repeat what is to be put right."""
    return hint["action"] in _SUBSTANCE and not set(hint["rules"]) & shown


def _score(name: str, record: ReportRecord) -> dict[str, str]:
    score = record["scores"][name]
    return {
        "名称": BLOCK_TITLES[name],
        "得分": points(score["value"]),
        "条": bar(score["value"]),
        "说明": score["reason"] or "",
    }


def _strengths(advice: AdviceRecord) -> Iterator[dict[str, str]]:
    shown = (place for place in advice["strengths"] if not place["private"])
    for number, place in enumerate(shown, start=1):
        yield {"序": item(number), **quotation(place)}


def _grouped(findings: Sequence[FindingRecord]) -> list[list[FindingRecord]]:
    """Return the findings in order; those that repeat one remark many times stand with its first."""
    alike: dict[tuple[str, str], list[FindingRecord]] = {}
    for finding in findings:
        alike.setdefault((finding["rule"], finding["hint"]), []).append(finding)
    groups: list[list[FindingRecord]] = []
    for finding in findings:
        same = alike[finding["rule"], finding["hint"]]
        if len(same) <= _REPEATED:
            groups.append([finding])
        elif finding is same[0]:
            groups.append(same)
    return groups


def _alike(others: Sequence[FindingRecord]) -> str:
    """Return the other places of a repeated remark, each quoted once and briefly."""
    quotes = dict.fromkeys(short(inner(f["quote"]), _LONGEST_ALIKE) for f in others if f["quote"])
    told = "、".join(f"“{quote}”" for quote in list(quotes)[:_MOST_ALIKE])
    more = "等" if len(quotes) > _MOST_ALIKE else ""
    return f"同类情形还见于：{told}{more}。" if told else ""


def _correction(number: int, group: Sequence[FindingRecord]) -> dict[str, str]:
    finding = group[0]
    told: Mapping[str, Any] = finding
    change = finding["suggestion"]
    return {
        "序": item(number),
        "句": inner(str(told.get("sentence") or finding["quote"])),
        "位置": str(told.get("where") or ""),
        "说明": _ended(finding["message"]) + _alike(group[1:]),
        "建议": _ended(_advice(finding["hint"], change)),
        "等级": "疑点" if finding["severity"] == "warning" else "错误",
    }


def _advice(hint: str, change: str | None) -> str:
    # What is said to users of the program is nothing for a letter.
    hint = "；".join(part for part in hint.split("；") if not _PROGRAM.search(part))
    if not change or change in hint:
        return hint
    return f"可改为“{inner(change)}”。{hint}" if hint else f"可改为“{inner(change)}”"


def _hint(number: int, hint: HintRecord) -> dict[str, Any]:
    places: Sequence[PlaceRecord] = [p for p in hint["places"] if not p["private"]]
    return {
        "序": item(number),
        "题": _ended(hint["title"]),
        "缘由": _ended(hint["reason"]),
        "引文": [quotation(p, _LONGEST_OF_HINT) for p in places[:_QUOTED]],
        "缺少": "、".join(hint["missing"]),
        "可写": _ended(hint["skeleton"] or ""),
        "表中": "；".join(str(figure["text"]) for figure in hint["figures"]),
    }


def _ended(text: str) -> str:
    """Return a sentence with a full stop."""
    return (
        text if not text or text.endswith(("。", "！", "？", "…")) else f"{text.rstrip('；，')}。"
    )
