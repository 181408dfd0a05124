"""The ranking on a terminal: one line a report, then why each stands where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TextIO

from analyzer.outputs.columns import columns, fit
from analyzer.outputs.made_with import made_with
from analyzer.outputs.table import number
from analyzer.profile.peers import Peers
from analyzer.profile.record import BLOCK_TITLES, STATUS_TITLES, SUBSTANCE_BLOCKS
from analyzer.profile.standing import Standing
from analyzer.settings import Settings
from analyzer.signals.rule import Json

EXPLAINED = 30  # reports explained below the table; the rest is in csv and json
_CLEAR = 3  # a rank that moves no further is called firm


def write(
    standings: Sequence[Standing],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    by: str,
) -> None:
    """Write the table, the reasons, what was not scored, and what it was made with."""
    placed = [s for s in standings if s.ranked.rank is not None]
    out.write(_table(placed, by) if placed else "没有可排名的报告。\n")
    out.writelines(_notes(placed, settings, by))
    for standing in placed[:EXPLAINED]:
        out.write("\n" + "\n".join(_explained(standing)) + "\n")
    if len(placed) > EXPLAINED:
        out.write(f"\n… 另有 {len(placed) - EXPLAINED} 份的名次理由，见 -f csv 或 -f json\n")
    out.write(_unscored([s for s in standings if s.ranked.rank is None]))
    out.write(f"\n{made_with(settings, run)}\n")


def _table(placed: Sequence[Standing], by: str) -> str:
    shown = ("total", *SUBSTANCE_BLOCKS) if by == "substance" else ("substance", *SUBSTANCE_BLOCKS)
    head = ("名次", "区间", "单位", "年度", BLOCK_TITLES[by], "区间")
    grouped = any(s.peers for s in placed)
    extra = ("同组", "复核") if grouped else ("复核",)
    rows = [(*head, *(BLOCK_TITLES[name] for name in shown), *extra)]
    for standing in placed:
        summary, interval = standing.ranked.summary, standing.interval
        rows.append(
            (
                f"{standing.ranked.rank}{'=' if standing.ranked.tied else ' '}",
                f"{interval.rank[0]}–{interval.rank[1]}" if interval else "",
                fit(name_of(standing), 36),
                str(summary.year or "—"),
                number(summary.scores[by]),
                f"{interval.score[0]:.1f}–{interval.score[1]:.1f}" if interval else "",
                *(number(summary.scores[name]) for name in shown),
                *((_among(standing.peers),) if grouped else ()),
                f"{len(summary.gates)}项" if summary.gates else "",
            )
        )
    return columns(rows, right=(3, 4, 6, 7, 8, 9))


def _among(peers: Peers | None) -> str:
    if peers is None:
        return "—"
    over = "" if peers.percentile is None else f" 高于{peers.percentile:.0f}%"
    return f"{peers.place}/{peers.size}{over}"


def _notes(placed: Sequence[Standing], settings: Settings, by: str) -> Iterator[str]:
    limits = settings.thresholds
    if len(placed) > 1:
        yield (
            f"\n名次按{BLOCK_TITLES[by]}；= 为并列（相差不足{limits['tie_points']:g}分）。"
            f"区间：各项权重在{1 / (1 + limits['ranking_spread']):.2f}–"
            f"{1 + limits['ranking_spread']:.2f}倍内变动{limits['ranking_draws']:g}次"
            f"（取中间{limits['ranking_middle']:.0%}），并逐一停用每条规则后，"
            f"名次和得分的范围；随机种子{limits['ranking_seed']:g}。\n"
        )
    if len({s.ranked.summary.year for s in placed}) > 1:
        yield "报告分属不同年度：格式和要求不同，名次只供参考；同组比较只在同一年度内进行。\n"
    alone = sum(s.peers is None for s in placed)
    if 0 < alone < len(placed):
        yield f"同组为 — 的 {alone} 份没有分组依据（层级或地区不明，或不在分组文件中）。\n"
    if any(s.ranked.summary.gates for s in placed):
        yield "复核：有退请人工复核的情形，与分数无关，名次确定前请先核对。\n"


def _explained(standing: Standing) -> Iterator[str]:
    summary, reasons, peers = standing.ranked.summary, standing.reasons, standing.peers
    group = f"（{peers.group}）" if peers is not None else ""
    tie = "并列" if standing.ranked.tied else ""
    yield f"{tie}第{standing.ranked.rank}名  {name_of(standing)}{group}"
    if reasons is not None:
        for sentence in (reasons.evidence, reasons.gap, reasons.improvement):
            yield f"  · {sentence}"
    interval = standing.interval
    if interval is not None and interval.rank[1] - interval.rank[0] >= _CLEAR:
        moved = f"；停用规则 {interval.rule} 时变动最大" if interval.rule else ""
        yield f"  名次不稳  在 {interval.rank[0]}–{interval.rank[1]} 之间{moved}"
    for gate in summary.gates:
        yield f"  退请复核  {gate}"
    if summary.partial:
        yield f"  部分未评  {summary.reason}"


def _unscored(rest: Sequence[Standing]) -> str:
    if not rest:
        return ""
    lines = ["", "未列入排名："]
    for standing in rest:
        summary = standing.ranked.summary
        lines.append(f"  {STATUS_TITLES[summary.status]}  {summary.source}：{summary.reason}")
    return "\n".join(lines) + "\n"


def name_of(standing: Standing) -> str:
    """Return what a report is called in the ranking: its issuer, else title or file."""
    summary = standing.ranked.summary
    return summary.issuer or summary.title or PurePath(summary.source).name
