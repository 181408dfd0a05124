"""Hints for an author, on a terminal or in a text file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TextIO

from analyzer.outputs.columns import fit
from analyzer.outputs.made_with import made_with
from analyzer.outputs.table import number
from analyzer.profile.advice.record import AdviceRecord, HintRecord, PlaceRecord
from analyzer.profile.reasons import INNER
from analyzer.profile.record import BLOCK_TITLES, BLOCKS, STATUS_TITLES, FindingRecord, ReportRecord
from analyzer.settings import Settings
from analyzer.signals.rule import Json

SHOWN = 12  # hints, without `--all`
_PLACES = 6  # places of one hint
_QUOTED = 88  # terminal cells
_TOLD = 20  # characters by which a message that quotes its place is known
_BROKEN = "生成建议时出错；请加 --debug 看细节并反馈"
_NOTE = (
    "每条的分数是只改这一条、按同一评分公式重算所得，几条同改不简单相加。\n"
    "〔 〕由撰写人按实际填写；没有的事项不要填写。例句中的单位和数字是虚构的，只供参照写法。"
)


def write(
    record: ReportRecord,
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    everything: bool = False,
) -> None:
    """Write the hints of one report, most helpful first."""
    identity = record["identity"]
    out.write(f"{identity['title'] or record['source']}\n")
    advice = record.get("advice")
    if advice is None:
        reason = record["reason"] or record["scores"]["substance"]["reason"] or _BROKEN
        out.write(f"{STATUS_TITLES[record['status']]}：{reason}\n")
        return
    out.write(_head(advice))
    out.write(_gates(record))
    hints = advice["hints"] if everything else advice["hints"][:SHOWN]
    seen: set[str] = set()
    for rank, hint in enumerate(hints, start=1):
        out.write("\n" + "\n".join(_hint(rank, hint, seen)) + "\n")
    left = len(advice["hints"]) - len(hints)
    if left:
        out.write(f"\n另有 {left} 条加分较少的，加 --all 查看。\n")
    out.write(f"\n{_NOTE}\n" if hints else "\n没有能明显加分的改动。\n")
    out.write(f"{made_with(settings, run)}\n")


def _head(advice: AdviceRecord) -> str:
    before, after = advice["before"], advice["after"]
    blocks = "  ".join(
        f"{BLOCK_TITLES[name]} {number(before[name])}"
        for name in BLOCKS
        if before[name] is not None
    )
    lines = [
        f"实质分 {number(before['substance'])}，总分 {number(before['total'])}（{blocks}）",
    ]
    if advice["hints"]:
        lines.append(
            f"下列 {len(advice['hints'])} 条如全部照实补齐，重算为"
            f"实质分 {number(after['substance'])}，总分 {number(after['total'])}。"
        )
    return "\n".join(lines) + "\n"


def _gates(record: ReportRecord) -> str:
    if not record["gates"]:
        return ""
    findings = {f["id"]: f for f in record["findings"]}
    lines = ["", "请先核对（这些情形会退请人工复核，与分数无关）"]
    for gate in record["gates"]:
        lines.append(f"  ▲ {gate['message']}")
        lines += [f"     {_finding(findings[i])}" for i in gate["findings"][:_PLACES]]
    return "\n".join(lines) + "\n"


def _finding(finding: FindingRecord) -> str:
    quote, message = finding["quote"], finding["message"]
    if quote and message.startswith(f"“{quote[:_TOLD]}"):
        return message  # quotes the place itself
    return f"“{_quote(quote)}”  {message}"


def _hint(rank: int, hint: HintRecord, seen: set[str]) -> Iterator[str]:
    yield f"{rank}. 【{hint['action']}】{hint['title']}  {_gain(hint)}"
    if hint["reason"]:
        yield f"   {hint['reason']}"
    for place in hint["places"][:_PLACES]:
        yield f"   原文  {_place(place)}"
    if len(hint["places"]) > _PLACES:
        yield f"         … 另有 {len(hint['places']) - _PLACES} 处，见 -f json"
    if hint["missing"]:
        yield f"   缺少  {'、'.join(hint['missing'])}"
    if hint["figures"]:
        yield f"   表中  {'；'.join(str(f['text']) for f in hint['figures'])}（请核对后采用）"
    if hint["skeleton"]:
        label = "可写" if "〔" in hint["skeleton"] or hint["figures"] else "怎么办"
        yield f"   {label}  {hint['skeleton']}"
    if hint["example"] and hint["example"] not in seen:
        seen.add(hint["example"])
        yield f"   例句  {hint['example']}"


def _place(place: PlaceRecord) -> str:
    note = f"  → {place['note']}" if place["note"] else ""
    if place["heading"] and place["quote"][:8] in place["where"]:
        return f"{place['where']}{note}"
    return f"{place['where']}：“{_quote(place['quote'])}”{note}"


def _quote(text: str) -> str:
    """Return a quotation in one line; a comma at its edge is shown only where it is all there is."""
    told = " ".join(text.split()).translate(INNER)
    return fit(told.strip("，；,;") or told, _QUOTED)


def _gain(hint: HintRecord) -> str:
    gain = hint["gain"]
    blocks = "，".join(f"{BLOCK_TITLES[k]}{v:+.1f}" for k, v in gain["blocks"].items() if v)
    return f"总分{gain['total']:+.1f}（{blocks}）"
